"""Passages: what stands in one cell or one paragraph, the same whether it was planned or read from a file.

White space counts for nothing: line breaks within a cell are layout.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.findings import Place

NOWHERE = Place("")


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces of text, each with the name of its mark, "" for fixed words; ``spoken`` and ``place`` say where.

    Two passages are equal when they say the same, wherever they stand.
    """

    pieces: tuple[tuple[str, str], ...]
    spoken: str = field(default="", compare=False)
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def frame(self) -> str:
        """Its fixed words and the names of its marks, by which passages are paired."""
        return "".join(f"〔{name}〕" if name else text for name, text in self.pieces)

    @property
    def text(self) -> str:
        """All that is read, without white space."""
        return "".join(text for _, text in self.pieces)

    @property
    def values(self) -> dict[str, str]:
        """What stands between marks, by their names."""
        return {name: text for name, text in self.pieces if name}


def passage(pieces: Iterable[tuple[str, str]], spoken: str = "", place: Place = NOWHERE) -> Passage:
    """Return the passage of these pieces; neighbours without a mark, and with the same one, are one."""
    joined: list[tuple[str, str]] = []
    for name, text in pieces:
        squeezed = "".join(text.split())
        if joined and joined[-1][0] == name:
            joined[-1] = name, joined[-1][1] + squeezed
        elif name or squeezed:
            joined.append((name, squeezed))
    return Passage(tuple(joined), spoken, place)
