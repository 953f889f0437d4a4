"""All that units handed in: a folder and a letter for each, one list, and on a second filing what was mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.fleet.examined_units import (
    LIST,
    LIST_JSON,
    HandedInRequest,
    UnitFiling,
    examine_units,
    format_units,
    is_clean,
)
from jixiao.fleet.filing_register import REGISTER
from jixiao.fleet.return_letter import LETTER
from tests.support.examined import FORMS, handed_in_parts, rewritten_part
from tests.support.package import silent

RIGHT = "2024年度部门整体支出绩效自评报告\n\n采购设备34台，其中电脑12台、打印机17台、扫描仪5台。\n"
WRONG = RIGHT.replace("34台", "25台")


def handed_in(folder: Path, **texts: str) -> Path:
    folder.mkdir()
    for unit, text in texts.items():
        (folder / f"{unit}.txt").write_text(text, "utf-8")
    return folder


def by_unit(filings: list[UnitFiling]) -> dict[str, UnitFiling]:
    return {one.unit: one for one in filings}


def test_what_came_late_or_not_at_all_is_listed(tmp_path: Path) -> None:
    folder = handed_in(tmp_path / "收件", 甲局=RIGHT, 乙局=WRONG, 丁局="通讯录")
    (folder / REGISTER).write_text("单位,收到日期\n甲局,2025-03-14\n乙局,2025-03-18\n丙局,\n期限,2025-03-14\n", "utf-8")
    filings = by_unit(examine_units(FORMS, HandedInRequest(folder, tmp_path / "结果"), silent))
    assert {unit: one.state for unit, one in filings.items()} == {
        "甲局": "已报", "乙局": "迟报", "丙局": "未报", "丁局": "没有核验"
    }  # fmt: skip
    assert (filings["乙局"].days_late, filings["乙局"].count("警告")) == (2, 1)
    told = json.loads((tmp_path / "结果/汇总" / LIST_JSON).read_text("utf-8"))
    assert {row["单位"]: row["迟报扣分"] for row in told["units"]}["乙局"] == -2
    assert (tmp_path / "结果/汇总" / LIST).read_bytes().startswith(b"PK")
    assert (tmp_path / "结果/乙局" / LETTER).is_file()
    assert "乙局  迟报，迟 2 个工作日（−2 分）" in format_units(list(filings.values()), tmp_path)
    assert not is_clean(list(filings.values()))


def test_a_second_filing_says_what_was_mended(tmp_path: Path) -> None:
    first = HandedInRequest(handed_in(tmp_path / "一", 甲局=WRONG), tmp_path / "结果一")
    examine_units(FORMS, first, silent)
    second = HandedInRequest(handed_in(tmp_path / "二", 甲局=RIGHT), tmp_path / "结果二", before=first.output)
    [filing] = examine_units(FORMS, second, silent)
    assert filing.mended is not None
    assert [one.mended for one in filing.mended] == [True]
    assert is_clean([filing])


def test_a_units_word_file_comes_back_with_comments(tmp_path: Path) -> None:
    unit = tmp_path / "收件/甲局"
    unit.mkdir(parents=True)
    (unit / "附件1.docx").write_bytes(rewritten_part("附件1", "2.35", "2.53"))
    (unit / "附件2.docx").write_bytes(handed_in_parts()["附件2"])
    [filing] = examine_units(FORMS, HandedInRequest(unit.parent, tmp_path / "结果"), silent)
    assert filing.count("错误") >= 1
    assert (tmp_path / "结果/甲局/附件1（核验）.docx").is_file()


def test_other_peoples_folders_are_left_alone(tmp_path: Path) -> None:
    folder = handed_in(tmp_path / "收件", 甲局=RIGHT)
    for output in (tmp_path, folder / "结果"):
        with pytest.raises(UsageError, match="--output"):
            examine_units(FORMS, HandedInRequest(folder, output), silent)
