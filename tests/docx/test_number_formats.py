"""Numbers as Word spells them in its formats; what is not sure is not spelled."""

from __future__ import annotations

import pytest

from jixiao.docx.number_formats import spell_number


@pytest.mark.parametrize(
    ("number", "format_", "words"),
    [
        (12, "japaneseCounting", "十二"),
        (10, "chineseCountingThousand", "十"),
        (10, "ideographDigital", "一〇"),
        (21, "ideographDigital", "二一"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "chineseLegalSimplified", "贰拾"),
        (3, "decimalEnclosedCircle", "③"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (3, "ideographEnclosedCircle", "㊂"),
        (27, "upperLetter", "AA"),
        (4, "lowerRoman", "iv"),
        (2, "ideographTraditional", "乙"),
        (12, "ideographZodiac", "亥"),
        (10, "decimalFullWidth", "１０"),
        (7, "decimalZero", "07"),
        (0, "decimal", "0"),
        (7, "numberInDash", "- 7 -"),
    ],
)
def test_numbers_are_spelled_in_the_format_of_the_list(number: int, format_: str, words: str) -> None:
    assert spell_number(number, format_) == words


@pytest.mark.parametrize(
    ("number", "format_"),
    [
        (100, "chineseCounting"),
        (100, "ideographDigital"),
        (21, "decimalEnclosedCircle"),
        (11, "ideographTraditional"),
        (0, "upperRoman"),
        (4000, "lowerRoman"),
        (1, "hebrew1"),
        (1, "custom"),
    ],
)
def test_what_is_not_sure_is_not_spelled(number: int, format_: str) -> None:
    assert spell_number(number, format_) is None
