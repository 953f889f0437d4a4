"""Two wordings of a text, piece by piece: kept, deleted, inserted."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from jixiao.patterns import compile_late
from jixiao.plain import cut_end, cut_middle, cut_start

# Numbers with their unit signs and Latin words change as wholes; Chinese changes by the character, and the
# semantic clean-up joins what would otherwise be a comb of single characters.
_PIECE = compile_late(r"[0-9]+(?:[.,:/-][0-9]+)*%?|[A-Za-z]+|.", re.DOTALL)
_CONTEXT = 24


class PieceKind(StrEnum):
    """What became of a piece; the values are the JSON's."""

    KEPT = "same"
    DELETED = "gone"
    INSERTED = "new"


class TextPiece(NamedTuple):
    """A run of text and what became of it."""

    kind: PieceKind
    text: str


_KINDS = {0: PieceKind.KEPT, -1: PieceKind.DELETED, 1: PieceKind.INSERTED}


def compare_texts(old: str, new: str) -> tuple[TextPiece, ...]:
    """Return the pieces in reading order; joined without INSERTED they give ``old``, without DELETED ``new``."""
    from diff_match_patch import diff_match_patch  # rules look into changes of figures alone

    codes: dict[str, str] = {}
    before, after = (
        "".join(codes.setdefault(piece, _code(len(codes))) for piece in _PIECE.findall(text)) for text in (old, new)
    )
    alphabet = {code: piece for piece, code in codes.items()}
    differ = diff_match_patch()
    differ.Diff_Timeout = 0  # results must not depend on the machine's speed
    found = differ.diff_main(before, after, False)
    differ.diff_cleanupSemantic(found)
    return tuple(TextPiece(_KINDS[kind], "".join(map(alphabet.__getitem__, text))) for kind, text in found)


def _code(number: int) -> str:
    # Surrogates are no characters.
    return chr(number + 1 if number < 0xD7FF else number + 0x801)


def measure_likeness(one: str, other: str, least: float) -> float:
    """Return how much alike two texts are, from 0 to 1, whichever comes first; 0 below ``least``."""
    first, second = sorted((one, other))  # SequenceMatcher is not symmetric
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= least else 0.0


def marked_line(pieces: Sequence[TextPiece]) -> str:
    """Return one line: ［-deleted-］｛+inserted+｝ with a little of what was kept around it."""
    signs = {PieceKind.DELETED: "［-{}-］", PieceKind.INSERTED: "｛+{}+｝", PieceKind.KEPT: "{}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in cut_kept(pieces, _CONTEXT)).replace("\n", " ")


def cut_kept(pieces: Sequence[TextPiece], context: int) -> Iterator[TextPiece]:
    """Yield the pieces, of those that were kept only the characters next to what changed."""
    last = len(pieces) - 1
    for ordinal, piece in enumerate(pieces):
        if piece.kind is not PieceKind.KEPT or last == 0:
            yield piece
        else:
            cut = cut_start if ordinal == 0 else cut_end if ordinal == last else cut_middle
            yield piece._replace(text=cut(piece.text, context))
