"""What paragraph styles say: their names, outline levels and lists, those of the styles they are based on included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from jixiao.docx.wml import Element, W, value
from jixiao.patterns import compile_late
from jixiao.plain import read_count

_HEADING = compile_late(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_LONGEST_CHAIN = 20


class Style(Struct, frozen=True):
    """A paragraph style with everything inherited; ``level`` as Word counts headings, from 1."""

    id: str = ""
    name: str = ""
    level: int | None = None
    list: tuple[str, int] | None = None


class ParagraphStyles:
    """The paragraph styles of a document by id."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(f"{W}style[@{W}type='paragraph']")
        self._elements = {style.get(f"{W}styleId", ""): style for style in styles}
        self._default = next((style for style in styles if style.get(f"{W}default") in ("1", "true", "on")), None)
        self._known: dict[str | None, Style] = {}

    def of(self, id_: str | None) -> Style:
        """Return the style of that id; the default one for None or an id that does not exist."""
        if id_ not in self._known:
            element = self._elements.get(id_ or "", self._default)
            self._known[id_] = Style() if element is None else self._resolved(element)
        return self._known[id_]

    def _resolved(self, element: Element) -> Style:
        name = value(element.find(f"{W}name")) or ""
        heading = _HEADING.fullmatch(name)
        chain = list(islice(self._based_on(element), _LONGEST_CHAIN))
        levels = [int(heading[1]) if heading else None, *map(outline_level, chain)]
        level = next((level for level in levels if level is not None), None)
        numbered = next((numbered for style in chain if (numbered := list_of(style))), None)
        return Style(element.get(f"{W}styleId", ""), name, level or None, numbered)

    def _based_on(self, style: Element | None) -> Iterator[Element]:
        """Yield a style and those that it is based on, which may be itself."""
        while style is not None:
            yield style
            style = self._elements.get(value(style.find(f"{W}basedOn")) or "")


def outline_level(owner: Element) -> int | None:
    """Return the outline level that a paragraph or style states itself: 1–9, 0 for body text, None for nothing."""
    stated = read_count(value(owner.find(f"{W}pPr/{W}outlineLvl")) or "")
    if stated is None:
        return None
    return stated + 1 if stated < 9 else 0


def list_of(owner: Element) -> tuple[str, int] | None:
    """Return list id and level that a paragraph or style states itself."""
    stated = owner.find(f"{W}pPr/{W}numPr")
    if stated is None:
        return None
    level = value(stated.find(f"{W}ilvl")) or ""
    number = value(stated.find(f"{W}numId")) or ""
    return number, int(level) if re.fullmatch("[0-8]", level) else 0
