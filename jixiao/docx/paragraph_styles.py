"""What paragraph styles say: their names, outline levels and lists, those of the styles they are based on included."""

from __future__ import annotations

import re

from msgspec import Struct

from jixiao.docx.wml import Element, W, is_on, value

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
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
        self._default = next((style for style in styles if is_default(style)), None)
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
        level: int | None = int(heading[1]) if heading else None
        numbered: tuple[str, int] | None = None
        step: Element | None = element
        for _ in range(_LONGEST_CHAIN):
            if step is None:
                break
            level = outline_level(step) if level is None else level
            numbered = list_of(step) if numbered is None else numbered
            step = self._elements.get(value(step.find(f"{W}basedOn")) or "")
        return Style(element.get(f"{W}styleId", ""), name, level or None, numbered)


def is_default(style: Element) -> bool:
    """Return whether paragraphs without a style have this one."""
    return style.get(f"{W}default") in ("1", "true", "on")


def outline_level(owner: Element) -> int | None:
    """Return the outline level that a paragraph or style states itself: 1–9, 0 for body text, None for nothing."""
    stated = value(owner.find(f"{W}pPr/{W}outlineLvl"))
    if stated is None or not stated.isdecimal():
        return None
    return int(stated) + 1 if int(stated) < 9 else 0


def list_of(owner: Element) -> tuple[str, int] | None:
    """Return list id and level that a paragraph or style states itself."""
    stated = owner.find(f"{W}pPr/{W}numPr")
    if stated is None:
        return None
    level = value(stated.find(f"{W}ilvl")) or ""
    number = value(stated.find(f"{W}numId")) or ""
    return number, int(level) if re.fullmatch("[0-8]", level) else 0


def hidden(run: Element) -> bool:
    """Return whether Word hides a run: what nobody sees on paper is not read."""
    return is_on(run.find(f"{W}rPr/{W}vanish"))
