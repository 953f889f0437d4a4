"""Word's automatic numbers, as Word prints them."""

from __future__ import annotations

import pytest

from jixiao.docx.block_reader import read_paper
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


def printed(*levels: str, listed: tuple[int, ...]) -> list[tuple[str, list[str]]]:
    """Return number and things of paragraphs at these levels of one list."""
    lists = abstract(0, *levels) + instance(1, 0)
    at = (f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="1"/></w:numPr>' for place in listed)
    body = "".join(paragraph(run("题"), one) for one in at)
    read = read_paper(document(body, numbering=lists)).paragraphs
    return [(one.number, list(map(str, one.unread))) for one in read]


def more(stated: str, level_: str) -> str:
    return level_.replace("<w:numFmt", f"{stated}<w:numFmt")


def test_a_legal_level_shows_the_numbers_above_it_in_arabic_figures() -> None:
    below = level(1, "chineseCounting", "%1.%2")
    assert printed(level(0, "upperRoman", "%1"), below, listed=(0, 1))[1] == ("I.一", ["自动编号"])
    assert printed(level(0, "upperRoman", "%1"), more("<w:isLgl/>", below), listed=(0, 1))[1] == ("1.1", ["自动编号"])


@pytest.mark.parametrize(("restart", "then"), [("", "1"), ('<w:lvlRestart w:val="0"/>', "2")])
def test_a_level_begins_anew_below_the_next_unless_told_otherwise(restart: str, then: str) -> None:
    below = more(restart, level(1, "decimal", "%2"))
    assert printed(level(0, "decimal", "%1"), below, listed=(0, 1, 0, 1))[3][0] == then


def test_a_number_that_prints_otherwise_than_its_figures_says_why() -> None:
    custom = level(0, "custom", "%1")
    two = custom.replace("<w:numFmt", "<mc:AlternateContent><mc:Choice><w:numFmt").replace(
        "<w:lvlText", "</mc:Choice></mc:AlternateContent><w:lvlText"
    )
    hidden = level(0, "decimal", "%1").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    assert printed(two, listed=(0,)) == [("1", ["自动编号（custom）"])]
    assert printed(hidden, listed=(0,)) == [("1", ["自动编号（隐藏文字）"])]


def test_a_number_beyond_what_its_format_is_known_to_spell_is_named() -> None:
    start = level(0, "chineseCounting", "%1、").replace('w:start w:val="1"', 'w:start w:val="99"')
    assert printed(start, listed=(0, 0)) == [("九十九、", ["自动编号"]), ("100、", ["自动编号（chineseCounting）"])]
