"""The self-evaluation forms as printed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.rules.form_tables import FormCell
from tests.support.book import HERE, book_of, found, row
from tests.support.project import copy_project


def test_a_cell_printed_as_filed_is_read_as_filed(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    path = tmp_path / "data/2023/overrides.yaml"
    entry = (
        "  - 位置: 附件3（3）\n"
        "    引用: 各项目.shelving.绩效指标.产出指标.成本指标[1].实际完成值\n"
        "    实报: 190万元\n"
        "    理由: 测试\n"
    )
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + entry, encoding="utf-8")
    book = book_of(workspace)
    assert found("S306", book) == []
    [finding] = [one for one in found("S313", book) if "附件3（3）" in one.found]
    assert finding.found == "附件3（3）“预算控制数”完成值“190万元”，表上全年执行数 191.21"
    assert finding.place.file.endswith("overrides.yaml")


@pytest.mark.parametrize("words", ["无", "——", "N/A", "不存在偏差。", "已全部完成年度目标", "正常", ""])
def test_what_says_that_there_is_none_is_no_reason(words: str) -> None:
    assert not FormCell(words, HERE, "甲").is_reason


@pytest.mark.parametrize("words", ["新学员基础较弱", "完成较晚", "无人应聘"])
def test_a_reason_says_why(words: str) -> None:
    assert FormCell(words, HERE, "甲").is_reason


def test_what_is_not_filled_in_is_no_reason_yet() -> None:
    assert not FormCell("待填", HERE, "甲", unknown=True).is_reason


def test_a_row_knows_what_it_lost() -> None:
    assert row(points="8", score="6.5").shortfall == Decimal("1.5")
    assert row(points="8", score="8").full
    assert not row(points="0", score="0").full


def test_a_cell_is_what_a_breach_is_about() -> None:
    spot = row().target.spot
    assert spot.subject.endswith(".年度指标值")
    assert spot.printed == ("附件3（1）",)
