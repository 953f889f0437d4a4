"""A year on described forms: the line mistyped is said first, with what was meant and what follows from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.build.described_case import open_described_year
from jixiao.findings import Finding
from tests.support.described_year import FORM, described, write_year

TIES = described(
    "    公式:\n",
    """\
    勾稽关系:
      - 名称: 各行之和等于分值
        左边: 合计(指标.分值)
        关系: 等于
        右边: 100 − 资金.合计.分值
        级别: 错误
        依据: 表内关系
    公式:
""",
)


def said(folder: Path, old: str, new: str) -> list[Finding]:
    """Return the errors and warnings of a sample year with an edit, in order."""
    assert FORM.count(old) == 1
    opened = open_described_year(write_year(folder, FORM.replace(old, new), text=TIES), 2030, draft=False)
    return [one for one in opened.findings if one.weighty and one.place.file.startswith("data/")]


def line_of(text: str) -> int:
    return FORM[: FORM.index(text)].count("\n") + 1


def test_a_clean_year_has_no_cause(tmp_path: Path) -> None:
    assert said(tmp_path, "分值: 60, 得分: 60", "分值: 60, 得分: 60") == []


@pytest.mark.parametrize(("typed", "slip"), [("600", "小数点"), ("6", "小数点"), ("66", "有一位"), ("660", "多了一位")])
def test_points_mistyped_are_the_cause_of_all_that_does_not_agree(tmp_path: Path, typed: str, slip: str) -> None:
    first, *others = said(tmp_path, "分值: 60, 得分: 60", f"分值: {typed}, 得分: 60")
    assert (first.code, first.place.line, first.expected) == ("E001", line_of("分值: 60"), "60")
    assert first.explains == len(others) > 1
    assert all(one.cause == first.place for one in others)
    assert slip in first.found


def test_the_year_is_left_as_it_was_entered(tmp_path: Path) -> None:
    first, *others = said(tmp_path, "分值: 60, 得分: 60", "分值: 600, 得分: 60")
    assert first.code == "E001"
    assert any("600" in one.found for one in others)


def test_a_single_finding_needs_no_cause(tmp_path: Path) -> None:
    (only,) = said(tmp_path, "分值: 30, 得分: 28", "分值: 30, 得分: 31")
    assert only.code == "K104"
