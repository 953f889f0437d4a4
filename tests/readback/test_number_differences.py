"""Numbers that Word makes: of the same words other numbers, of the same sections other pages."""

from __future__ import annotations

import pytest

from jixiao.readback.number_differences import compare_numbers
from tests.docx.test_list_numbers import REPORT, abstract, instance, level
from tests.support.wml import document, external, paragraph, run

LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
BODY = paragraph(run("基本情况"), LISTED) + paragraph(run("收支情况"), LISTED)


def listed(lists: str, body: str = BODY, links: str = "") -> bytes:
    return document(body, numbering=lists + instance(1, 0), links=links)


def found(held: bytes, made: bytes) -> list[tuple[str, str]]:
    return [(one.found, one.expected) for one in compare_numbers(held, made)]


def test_the_same_lists_are_no_difference() -> None:
    assert found(listed(REPORT), listed(REPORT)) == []


@pytest.mark.parametrize(
    ("lists", "printed"),
    [
        (abstract(0, level(0, "decimal", "%1、")), "自动编号“1、”"),
        (abstract(0, level(0, "bullet", "●")), "项目符号"),
        (abstract(0, level(0, "hebrew1", "%1、")), "自动编号（hebrew1）“1、”"),
    ],
)
def test_another_format_before_the_same_words_is_found(lists: str, printed: str) -> None:
    assert found(listed(lists), listed(REPORT))[0] == (f"“基本情况”前面印的是{printed}", "自动编号“一、”")


def test_a_number_taken_away_is_found_and_words_that_are_gone_are_told_elsewhere() -> None:
    bare = listed(REPORT, paragraph(run("基本情况")))
    assert found(bare, listed(REPORT)) == [("“基本情况”前面印的是没有自动编号", "自动编号“一、”")]


def test_pages_that_count_otherwise_are_found() -> None:
    def paged(stated: str) -> bytes:
        return document(f"<w:sectPr>{stated}</w:sectPr>")

    assert found(paged('<w:pgNumType w:fmt="decimal"/>'), paged("")) == []
    assert found(paged('<w:pgNumType w:fmt="upperRoman" w:start="2"/>'), paged("")) == [
        ("第1节的页码是从 2 起编（upperRoman）", "接着编（decimal）")
    ]


def test_what_is_not_safe_to_read_is_not_compared() -> None:
    reaching = listed(abstract(0, level(0, "decimal", "%1")), links=external("image", "http://192.0.2.1/x.png"))
    assert found(reaching, listed(REPORT)) == []
