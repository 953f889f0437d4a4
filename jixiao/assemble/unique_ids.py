"""Bookmarks, drawings and content controls: numbers and names that must be unique in the result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from jixiao.assemble.opened_part import PartSource
from jixiao.docx.wml import VAL, Element, W, detach, every
from jixiao.patterns import compile_late

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_START, _ID, _NAME = f"{W}bookmarkStart", f"{W}id", f"{W}name"
_LONGEST_NAME = 40
# Word's own memory of the last edit; of no use to a reader.
_LAST_EDIT = "_GoBack"
_WORD = compile_late(r"""[^\s"\\(){},;=+*/<>]+""")


class Marks:
    """Gives out what is unique; bookmark names are compared as Word does, without regard to case."""

    def __init__(self) -> None:
        self._bookmarks, self._drawings, self._controls = count(), count(1), count(1)
        self._names: set[str] = set()

    def settle(self, source: PartSource) -> None:
        """Renumber everything in the part's stories; links and fields follow renamed bookmarks."""
        renamed: dict[str, str] = {}
        for story in source.stories.values():
            self._bookmarks_of(story, source.number, renamed)
            for drawing in story.iter(_DRAWING):
                drawing.set("id", str(next(self._drawings)))
        for control in source.every("sdtPr"):
            for id_ in control.findall(f"{W}id"):
                id_.set(VAL, str(next(self._controls)))
        if renamed:
            _follow(list(source.stories.values()), renamed)

    def _bookmarks_of(self, story: Element, number: int, renamed: dict[str, str]) -> None:
        ids: dict[str, str] = {}
        for mark in list(every([story], "bookmarkStart", "bookmarkEnd")):
            old, name = mark.get(_ID, ""), mark.get(_NAME) if mark.tag == _START else None
            if name == _LAST_EDIT:
                ids.pop(old, None)
            elif name is not None:
                ids[old] = str(next(self._bookmarks))
                mark.set(_NAME, self._own_name(name, number, renamed))
            if old in ids and name != _LAST_EDIT:
                mark.set(_ID, ids[old])
            else:
                detach(mark)

    def _own_name(self, name: str, number: int, renamed: dict[str, str]) -> str:
        if name.casefold() not in self._names:
            self._names.add(name.casefold())
            return name
        free, suffixes = name, (f"_{number}" if n == 1 else f"_{number}_{n}" for n in count(1))
        while free.casefold() in self._names:
            suffix = next(suffixes)
            free = name[: _LONGEST_NAME - len(suffix)] + suffix
        self._names.add(free.casefold())
        renamed.setdefault(name.casefold(), free)
        return free


def _follow(stories: Sequence[Element], renamed: Mapping[str, str]) -> None:
    for link in every(stories, "hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor is not None:
            link.set(f"{W}anchor", renamed.get(anchor.casefold(), anchor))
    for field in every(stories, "fldSimple"):
        field.set(f"{W}instr", _instruction(field.get(f"{W}instr", ""), renamed))
    for story in stories:
        pieces: list[Element] = []
        for element in every([story], "instrText", "fldChar"):
            if element.tag == f"{W}instrText":
                pieces.append(element)
            else:
                _follow_in(pieces, renamed)
                pieces = []


def _follow_in(pieces: list[Element], renamed: Mapping[str, str]) -> None:
    """Rewrite a field instruction; Word may have cut it into pieces anywhere."""
    whole = "".join(piece.text or "" for piece in pieces)
    changed = _instruction(whole, renamed)
    if changed != whole:
        for piece, text in zip(pieces, [changed] + [""] * len(pieces), strict=False):
            piece.text = text


def _instruction(text: str, renamed: Mapping[str, str]) -> str:
    """Return the field instruction with renamed bookmarks; its first word is the kind of the field."""
    kind = _WORD.search(text)
    if kind is None:
        return text
    arguments = _WORD.sub(lambda word: renamed.get(word[0].casefold(), word[0]), text[kind.end() :])
    return text[: kind.end()] + arguments
