"""The built package says what the filed one said: every table cell by cell, and the whole text."""

import json
from pathlib import Path

import pytest

from tests.support.docx import grid, outside_tables, squeezed, squeezed_rows, text
from tests.support.package import built_package

DATA = Path(__file__).parents[1] / "data"
FILED = json.loads((DATA / "annexes-2023.json").read_text(encoding="utf-8"))
# Word's automatic numbers were lost in the filed text; see where they stood, as the reference tells.
RESTORED = [
    ("1、部门（单位）基本情况", "一、部门（单位）基本情况"),
    ("（2）部门（单位）年度整体支出绩效目标", "（二）部门（单位）年度整体支出绩效目标"),
    ("4、国有资本经营预算支出情况", "四、国有资本经营预算支出情况"),
    ("5、社会保险基金预算支出情况", "五、社会保险基金预算支出情况"),
    ("8、下一步改进措施", "八、下一步改进措施"),
    ("9、部门整体支出绩效自评结果拟应用和公开情况", "九、部门整体支出绩效自评结果拟应用和公开情况"),
]

annexes = pytest.mark.parametrize("annex", FILED.values(), ids=FILED.keys())


@annexes
def test_rows_and_cells_of_a_built_annex_are_those_filed(annex: dict[str, list[list[str]]]) -> None:
    built = squeezed_rows(grid(built_package().part(str(annex["label"]))))
    filed = squeezed_rows(annex["rows"])
    assert _shown(built) == _shown(filed)


def _shown(rows: list[list[str]]) -> list[str]:
    return [f"第{number}行（{len(row)}格）：{' | '.join(row)}" for number, row in enumerate(rows, start=1)]


@annexes
def test_label_title_and_notes_of_a_built_annex_are_those_filed(annex: dict[str, str]) -> None:
    built = [squeezed(line) for line in outside_tables(built_package().part(annex["label"]))]
    assert built == [squeezed(line) for line in (annex["label"], annex["title"], *annex["notes"])]


def test_the_text_of_the_whole_package_is_the_text_filed() -> None:
    filed = squeezed((DATA / "submission-2023.txt").read_text(encoding="utf-8"))
    for lost, restored in RESTORED:
        assert filed.count(lost) == 1, lost
        filed = filed.replace(lost, restored)
    assert _lines(squeezed(text(built_package().whole))) == _lines(filed)


def _lines(words: str) -> list[str]:
    """Return the text in lines that make a difference easy to find."""
    return words.replace("。", "。\n").split("\n")
