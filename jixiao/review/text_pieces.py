"""Two wordings of a text, piece by piece: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from jixiao.plain import cut_end, cut_middle, cut_start

# Numbers with their unit signs and Latin words change as wholes; Chinese changes by the character, and the
# semantic clean-up joins what would otherwise be a comb of single characters.
_PIECE = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*%?|[A-Za-z]+|.", re.DOTALL)


class PieceKind(StrEnum):
    """What became of a piece."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class TextPiece(NamedTuple):
    """A run of text and what became of it."""

    kind: PieceKind
    text: str


_KINDS = {0: PieceKind.SAME, -1: PieceKind.GONE, 1: PieceKind.NEW}


def pieces(old: str, new: str) -> list[TextPiece]:
    """Return the pieces in reading order; joined without NEW they give ``old``, without GONE ``new``."""
    coded_old, coded_new, alphabet = _coded(old, new)
    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # results must not depend on the machine's speed
    found = differ.diff_main(coded_old, coded_new, False)
    differ.diff_cleanupSemantic(found)
    return [TextPiece(_KINDS[kind], "".join(alphabet[ord(char)] for char in coded)) for kind, coded in found]


def _coded(old: str, new: str) -> tuple[str, str, dict[int, str]]:
    """Return both texts with one character per piece, and what each character stands for."""
    codes: dict[str, int] = {}

    def encode(text: str) -> Iterator[str]:
        for piece in _PIECE.findall(text):
            yield chr(codes.setdefault(piece, _code(len(codes))))

    coded = "".join(encode(old)), "".join(encode(new))
    return coded[0], coded[1], {code: piece for piece, code in codes.items()}


def _code(number: int) -> int:
    # Surrogates are no characters.
    return number + 1 if number < 0xD7FF else number + 0x801


def marked(old: str, new: str, *, context: int = 24) -> str:
    """Return one line: ［-gone-］｛+new+｝ with a little of what stayed around it."""
    return "".join(_marked(pieces(old, new), context)).replace("\n", " ")


def _marked(found: list[TextPiece], context: int) -> Iterator[str]:
    for number, piece in enumerate(found):
        match piece.kind:
            case PieceKind.GONE:
                yield f"［-{piece.text}-］"
            case PieceKind.NEW:
                yield f"｛+{piece.text}+｝"
            case PieceKind.SAME:
                yield cut_around(piece.text, context, first=number == 0, last=number == len(found) - 1)


def cut_around(text: str, context: int, *, first: bool, last: bool) -> str:
    """Return of a text that stays what stands next to what changed; it is ``first`` or ``last`` of the pieces."""
    if first and last:
        return text
    if first:
        return cut_start(text, context)
    return cut_end(text, context) if last else cut_middle(text, context)
