"""Word's automatic numbers: what a list prints before its paragraphs."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from jixiao.docx.number_formats import spell_number
from jixiao.docx.stated_properties import things_stated
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import Element, W, is_on, value

_LEVELS = 9
_MAX_NUMBER = 9999
_LONGEST_TEXT = 200


class _Level(Struct, frozen=True):
    """A level of a list: ``restart`` is the level, from 1, from which on down to 1 a use begins it anew (0: none).

    ``odd`` says what makes its numbers something else.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int = _LEVELS
    odd: str = ""


class ListNumbers:
    """Counts the lists of a document as their paragraphs come by."""

    def __init__(self, root: Element | None) -> None:
        pieces = [] if root is None else list(root)
        self._abstracts = {one.get(f"{W}abstractNumId", ""): one for one in pieces if one.tag == f"{W}abstractNum"}
        self._numbers = {element.get(f"{W}numId", ""): element for element in pieces if element.tag == f"{W}num"}
        self._levels: dict[str, tuple[_Level, ...]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self._unsure = ""

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
        for below in range(level + 1, _LEVELS):
            counts[below] = None if level < levels[below].restart else counts[below]
        return self._words(levels, level, counts)

    def named(self, number: str, level: int) -> tuple[UnreadThing, ...]:
        """Return what the list that was counted last prints before a paragraph: a number, a bullet, or nothing.

        A number that may print otherwise says why.
        """
        if number not in self._levels or not self._levels[number][level].text.strip():
            return ()
        format_ = self._levels[number][level].format
        if format_ == "bullet":
            return (UnreadThing(Unread.BULLET),)
        why = self._levels[number][level].odd or self._unsure
        return () if format_ == "none" else (UnreadThing(Unread.NUMBER, why[:40]),)

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
        linked = (element for element in self._abstracts.values() if value(element.find(f"{W}styleLink")) == style)
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
        self._unsure = ""

        def count(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            reached = counts[place] if counts[place] is not None else levels[place].start
            format_ = "decimal" if levels[level].legal else levels[place].format
            spelled = spell_number(reached or 0, format_)
            self._unsure = self._unsure if spelled is not None else format_
            return str(reached or 0) if spelled is None else spelled

        return "" if levels[level].format in ("bullet", "none") else re.sub(r"%([1-9])", count, levels[level].text)


def _level(element: Element) -> _Level:
    """Return a level; of a format in two versions the one that newer programs show counts."""
    format_ = value(next(element.iter(f"{W}numFmt"), None)) or "decimal"
    text = value(element.find(f"{W}lvlText")) or ""
    restart = _number(value(element.find(f"{W}lvlRestart")), _LEVELS)
    things = [thing.kind.value for thing in things_stated(element.find(f"{W}rPr"), element.find(f"{W}pPr"))]
    return _Level(
        _number(value(element.find(f"{W}start")), 1),
        format_,
        text[:_LONGEST_TEXT],
        legal=is_on(element.find(f"{W}isLgl")),
        restart=restart,
        odd="、".join(things),
    )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,4}", text) else otherwise
