"""How Word spells automatic numbers, by the name of the format (ECMA-376 part 1, 17.18.59 ST_NumberFormat).

Only what is sure is spelled: beyond 99 programs write Chinese numbers in more than one way, enclosed ones beyond their
signs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from jixiao.docx.wml import words
from jixiao.targets.number_words import in_chinese

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_DIGITS, _LEGAL = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = "M1000 CM900 D500 CD400 C100 XC90 L50 XL40 X10 IX9 V5 IV4 I1"
_ROMAN_STEPS = [(int(digits), letters) for letters, digits in re.findall("([A-Z]+)([0-9]+)", _ROMAN)]
_MANY, _MOST_ROMAN, _MOST_LETTERS = 10_000, 3999, 260
_Spell = Callable[[int], str]


def _roman(number: int) -> str:
    letters = ""
    for size, letter in _ROMAN_STEPS:
        letters += letter * (number // size)
        number %= size
    return letters


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _signs(first: str) -> _Spell:
    """Return what spells by signs that stand one behind the other in Unicode."""
    return lambda number: chr(ord(first) + number - 1)


def _one_of(signs: str) -> _Spell:
    return lambda number: signs[number - 1]


def _legal(number: int) -> str:
    """Return a number to 99 as on a cheque, tens written out: 壹拾贰."""
    tens, ones = divmod(number, 10)
    return (f"{_LEGAL[tens]}拾" if tens else "") + (_LEGAL[ones] if ones else "")


# From 1 (decimals from 0) to which number a format is spelled, and how.
_FORMATS: Mapping[str, tuple[int, _Spell]] = {
    "decimal": (_MANY, str),
    "decimalHalfWidth": (_MANY, str),
    "decimalZero": (_MANY, lambda number: f"{number:02}"),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"), (_MANY, lambda number: str(number).translate(_FULL_WIDTH))
    ),
    "numberInDash": (_MANY, lambda number: f"- {number} -"),
    **dict.fromkeys(words("chineseCounting chineseCountingThousand japaneseCounting"), (99, in_chinese)),
    **dict.fromkeys(words("taiwaneseCounting taiwaneseCountingThousand"), (99, in_chinese)),
    "ideographDigital": (99, lambda number: "".join(_DIGITS[int(digit)] for digit in str(number))),
    "chineseLegalSimplified": (99, _legal),
    "ideographTraditional": (len(_STEMS), _one_of(_STEMS)),
    "ideographZodiac": (len(_BRANCHES), _one_of(_BRANCHES)),
    "ideographEnclosedCircle": (10, _signs("㊀")),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), (20, _signs("①"))),
    "decimalEnclosedParen": (20, _signs("⑴")),
    "decimalEnclosedFullstop": (20, _signs("⒈")),
    "upperRoman": (_MOST_ROMAN, _roman),
    "lowerRoman": (_MOST_ROMAN, lambda number: _roman(number).lower()),
    "upperLetter": (_MOST_LETTERS, _letters),
    "lowerLetter": (_MOST_LETTERS, lambda number: _letters(number).lower()),
}
_FROM_ZERO = frozenset(words("decimal decimalHalfWidth decimalZero decimalFullWidth decimalFullWidth2 numberInDash"))


def spell_number(number: int, format_: str) -> str | None:
    """Return a number in one of Word's formats, None where that is not known for sure."""
    most, spell = _FORMATS.get(format_, (-1, str))
    least = 0 if format_ in _FROM_ZERO else 1
    return spell(number) if least <= number <= most else None
