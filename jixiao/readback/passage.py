"""What a story says, as one text, and cut into passages: the same whether it was planned or read from a file.

In the text a passage, what stands in one cell or one paragraph, begins with ``CELL``, and a value stands between its
mark's two ends as it does in a filled-in template. White space counts for nothing: line breaks within a cell are
layout. Two stories whose texts are equal say the same; only where they are not need passages be made to tell how,
which saves some 10 ms for a package of usual size.
"""

from __future__ import annotations

import re

from msgspec import Struct

from jixiao.findings import Place
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.scan import CELL

NOWHERE = Place("")
_PIECE = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}|({CLOSE})|([^{OPEN}{CLOSE}]+)")
_NAME = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}")


class Passage(Struct, frozen=True, eq=False):
    """Pieces of text, each with the name of its mark, "" for fixed words; ``spoken`` and ``place`` say where.

    Two passages are equal when they say the same, wherever they stand.
    """

    pieces: tuple[tuple[str, str], ...]
    spoken: str = ""
    place: Place = NOWHERE

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passage) and self.pieces == other.pieces

    def __hash__(self) -> int:
        return hash(self.pieces)

    @property
    def frame(self) -> str:
        """Its fixed words and the names of its marks, by which passages are paired."""
        return "".join(f"〔{name}〕" if name else text for name, text in self.pieces)

    @property
    def text(self) -> str:
        """All that is read, without white space."""
        return "".join(text for _, text in self.pieces)

    @property
    def fixed(self) -> str:
        """Its words that stand in no mark."""
        return "".join(text for name, text in self.pieces if not name)

    @property
    def values(self) -> dict[str, str]:
        """What stands between marks, by their names."""
        return {name: text for name, text in self.pieces if name}


def story_text(marked: str) -> str:
    """Return a story's text without white space, and without the cells and paragraphs in which nothing stands."""
    return CELL.join(filter(None, "".join(marked.split()).split(CELL)))


def parse_passages(text: str) -> list[Passage]:
    """Return the passages of such a text."""
    return [parse_passage(words) for words in text.split(CELL) if words]


def parse_passage(words: str, spoken: str = "", place: Place = NOWHERE) -> Passage:
    """Return what stands in one cell; neighbours without a mark, and with the same one, are one piece."""
    pieces: list[tuple[str, str]] = []
    name = ""
    for opened, closed, text in _PIECE.findall(words):
        name = "" if closed else opened or name
        if pieces and pieces[-1][0] == name:
            pieces[-1] = name, pieces[-1][1] + text
        elif name or text:
            pieces.append((name, text))
    return Passage(tuple(pieces), spoken, place)


def list_marks(text: str) -> list[str]:
    """Return the names of the marks in such a text, in order."""
    return _NAME.findall(text)
