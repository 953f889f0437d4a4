"""Word's automatic numbers, as Word prints them."""

from __future__ import annotations

import pytest

from jixiao.docx.block_reader import read_paper
from jixiao.docx.list_numbers import spell_number
from tests.support.wml import document, paragraph, run


def level(number: int, format_: str, text: str) -> str:
    stated = f'<w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{stated}</w:lvl>'


def abstract(id_: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def instance(id_: int, abstract_: int, more: str = "") -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{abstract_}"/>{more}</w:num>'


REPORT = abstract(
    0, level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%1.%3")
)
BULLETS = abstract(1, level(0, "bullet", "●"))


def numbers(*listed: tuple[int, int], instances: str = instance(1, 0)) -> list[str]:
    """Return the numbers of paragraphs, given as list and level."""

    def listing(number: int, place: int) -> str:
        return paragraph(run("题"), f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>')

    body = "".join(listing(*one) for one in listed)
    return [one.number for one in read_paper(document(body, numbering=REPORT + BULLETS + instances)).paragraphs]


def test_chinese_headings_count_and_begin_anew_below_the_next() -> None:
    assert numbers((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == ["一、", "（一）", "（二）", "二、", "（一）"]


def test_a_level_may_show_those_above_it() -> None:
    assert numbers((1, 0), (1, 0), (1, 2)) == ["一、", "二、", "二.1"]


def test_lists_on_one_definition_count_on_unless_told_to_start_again() -> None:
    fresh = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    assert numbers((1, 0), (2, 0), instances=instance(1, 0) + instance(2, 0)) == ["一、", "二、"]
    assert numbers((1, 0), (2, 0), (2, 0), instances=instance(1, 0) + instance(2, 0, fresh)) == ["一、", "四、", "五、"]


def test_bullets_and_lists_that_are_not_there_print_no_number() -> None:
    assert numbers((3, 0), (0, 0), (9, 0), instances=instance(3, 1)) == ["", "", ""]


@pytest.mark.parametrize(
    ("number", "named"), [(1, ["自动编号"]), (3, ["项目符号"]), (4, ["自动编号（hebrew1）"]), (0, []), (9, [])]
)
def test_what_a_list_prints_is_named(number: int, named: list[str]) -> None:
    lists = REPORT + BULLETS + abstract(2, level(0, "hebrew1", "%1."))
    listed = paragraph(run("题"), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
    numbering = lists + instance(1, 0) + instance(3, 1) + instance(4, 2)
    assert list(map(str, read_paper(document(listed, numbering=numbering)).unread)) == named


@pytest.mark.parametrize(
    ("number", "format_", "words"),
    [
        (12, "japaneseCounting", "十二"),
        (3, "decimalEnclosedCircle", "③"),
        (27, "upperLetter", "AA"),
        (4, "lowerRoman", "iv"),
        (2, "ideographTraditional", "乙"),
        (10, "decimalFullWidth", "１０"),
        (7, "decimalZero", "07"),
        (7, "hebrew1", "7"),
    ],
)
def test_numbers_are_spelled_in_the_format_of_the_list(number: int, format_: str, words: str) -> None:
    assert spell_number(number, format_) == words
