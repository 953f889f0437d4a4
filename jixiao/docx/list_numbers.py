"""Word's automatic numbers: what a list prints before its paragraphs."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import Element, W, value, words
from jixiao.targets.number_words import in_chinese

_LEVELS = 9
_MAX_NUMBER = 9999
_CHINESE = words(
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand "
    "ideographDigital"
)
_SPELLED = {
    *_CHINESE,
    *words("decimal decimalZero decimalFullWidth decimalEnclosedCircle decimalEnclosedCircleChinese"),
    *words("ideographTraditional upperRoman lowerRoman upperLetter lowerLetter"),
}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = "M1000 CM900 D500 CD400 C100 XC90 L50 XL40 X10 IX9 V5 IV4 I1"
_ROMAN_STEPS = [(int(digits), letters) for letters, digits in re.findall("([A-Z]+)([0-9]+)", _ROMAN)]


class _Level(Struct, frozen=True):
    start: int = 1
    format: str = "decimal"
    text: str = ""


class ListNumbers:
    """Counts the lists of a document as their paragraphs come by."""

    def __init__(self, root: Element | None) -> None:
        pieces = [] if root is None else list(root)
        self._abstracts = {one.get(f"{W}abstractNumId", ""): one for one in pieces if one.tag == f"{W}abstractNum"}
        self._numbers = {one.get(f"{W}numId", ""): one for one in pieces if one.tag == f"{W}num"}
        self._levels: dict[str, tuple[_Level, ...]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def next(self, number: str, level: int) -> str:
        """Count one more paragraph of a list and return what stands before it; "" for none and for bullets."""
        instance = self._numbers.get(number)
        abstract = None if instance is None else value(instance.find(f"{W}abstractNumId"))
        if instance is None or abstract not in self._abstracts:
            return ""
        if number not in self._levels:
            self._levels[number] = self._read(instance, self._linked(self._abstracts[abstract]))
        levels = self._levels[number]
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        self._restart(instance, number, level, counts)
        current = counts[level]
        counts[level] = levels[level].start if current is None else min(current + 1, _MAX_NUMBER)
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return self._words(levels, level, counts)

    def named(self, number: str, level: int) -> tuple[UnreadThing, ...]:
        """Return what a list that was counted prints before its paragraphs: numbers, bullets, or nothing."""
        if number not in self._levels or not self._levels[number][level].text.strip():
            return ()
        format_ = self._levels[number][level].format
        if format_ == "bullet":
            return (UnreadThing(Unread.BULLET),)
        return () if format_ == "none" else (UnreadThing(Unread.NUMBER, "" if format_ in _SPELLED else format_[:40]),)

    def _restart(self, instance: Element, number: str, level: int, counts: list[int | None]) -> None:
        """Begin anew where the list, on its first paragraph of a level, says so: instances share one count."""
        if (number, level) in self._started:
            return
        self._started.add((number, level))
        if instance.find(f"{W}lvlOverride[@{W}ilvl='{level}']/{W}startOverride") is not None:
            counts[level] = None

    def _linked(self, abstract: Element) -> Element:
        """Return the list itself for one that only names a list style."""
        style = value(abstract.find(f"{W}numStyleLink"))
        linked = (one for one in self._abstracts.values() if value(one.find(f"{W}styleLink")) == style)
        return abstract if style is None else next(linked, abstract)

    def _read(self, instance: Element, abstract: Element) -> tuple[_Level, ...]:
        levels = [_Level()] * _LEVELS
        overrides = instance.findall(f"{W}lvlOverride")
        for element in [level for holder in (abstract, *overrides) for level in holder.findall(f"{W}lvl")]:
            if (place := _number(element.get(f"{W}ilvl"), _LEVELS)) < _LEVELS:
                levels[place] = _level(element)
        for override in overrides:
            place, start = _number(override.get(f"{W}ilvl"), _LEVELS), value(override.find(f"{W}startOverride"))
            if place < _LEVELS and start is not None:
                levels[place] = replace(levels[place], start=_number(start, 1))
        return tuple(levels)

    def _words(self, levels: tuple[_Level, ...], level: int, counts: list[int | None]) -> str:
        def count(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            reached = counts[place] if counts[place] is not None else levels[place].start
            return spell_number(reached or 0, levels[place].format)

        return "" if levels[level].format in ("bullet", "none") else re.sub(r"%([1-9])", count, levels[level].text)


def _level(element: Element) -> _Level:
    format_ = value(element.find(f"{W}numFmt")) or "decimal"
    text = value(element.find(f"{W}lvlText")) or ""
    return _Level(_number(value(element.find(f"{W}start")), 1), format_, text[:50])


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,4}", text) else otherwise


def spell_number(number: int, format_: str) -> str:
    """Return a number in one of Word's number formats; in Arabic figures for the formats of other languages."""
    if format_ in _CHINESE:
        return in_chinese(number)
    if format_ in _CIRCLED and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if format_ == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if format_ == "decimalFullWidth":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    letters = ""
    if format_ in ("upperRoman", "lowerRoman"):
        letters = _roman(number)
    elif format_ in ("upperLetter", "lowerLetter") and number:
        letters = chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)
    if letters:
        return letters if format_.startswith("upper") else letters.lower()
    return f"{number:02}" if format_ == "decimalZero" else str(number)


def _roman(number: int) -> str:
    letters = ""
    for size, letter in _ROMAN_STEPS:
        letters += letter * (number // size)
        number %= size
    return letters
