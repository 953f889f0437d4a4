"""Where words of a Word file stand: from what was read of a cell or paragraph back to the letters of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from jixiao.docx.block_reader import ParagraphOrigin
from jixiao.docx.blocks import Block, Paragraph, Table, paragraphs
from jixiao.docx.comment_marks import CommentRange
from jixiao.docx.folded_paper import fold_paper
from jixiao.docx.word_comments import PlacedPaper
from jixiao.folding import fold
from jixiao.importing.documents import FiledBlock, PaperSpot


class LetterPlaces:
    """The letters of a Word file by what was read from them."""

    def __init__(self, placed: PlacedPaper, blocks: Sequence[FiledBlock], origins: Sequence[Block]) -> None:
        """Take a document's blocks as filed, each with the paragraph or table that it was read from, folded."""
        known = {id(paragraph): origin for paragraph, origin in placed.origins}
        folded = fold_paper(placed.paper)
        pairs = zip(paragraphs(placed.paper.blocks), paragraphs(folded.blocks), strict=True)
        self._placed = placed
        self._kept = folded, blocks, origins  # as long as their identities are asked for
        self._raw = {_letters(new): (raw, known[id(raw)]) for raw, new in pairs if id(raw) in known}
        self._origins = {id(block): origin for block, origin in zip(blocks, origins, strict=True)}

    def find(self, spot: PaperSpot, words: Iterable[str]) -> CommentRange | None:
        """Return the first of the words that stand in a cell or paragraph, or all of it; None where nothing stands."""
        held = [found for one in self._paragraphs(spot) if (found := self._raw.get(_letters(one))) is not None]
        if not held:
            return None
        for word in words:
            for raw, origin in held:
                if (span := find_words(raw.text, word)) is not None:
                    return CommentRange(origin, span[0], origin, span[1])
        return _whole(held)

    @property
    def first(self) -> CommentRange | None:
        """The first paragraph of the body that says anything; None in a file without any."""
        said = ((raw, origin) for raw, origin in self._placed.origins if raw.text.strip())
        found = next(said, None) or next(iter(self._placed.origins), None)
        return None if found is None else _whole([found])

    def _paragraphs(self, spot: PaperSpot) -> list[Paragraph]:
        origin = self._origins.get(id(spot.block))
        if isinstance(origin, Paragraph):
            return [origin]
        if not isinstance(origin, Table):
            return []
        rows = origin.placed
        if spot.row < 0:
            return [paragraph for row in rows for _, cell in row for paragraph in cell.paragraphs][:1]
        return list(rows[spot.row][spot.cell][1].paragraphs)


def _letters(paragraph: Paragraph) -> int:
    return id(paragraph)


def _whole(held: Sequence[tuple[Paragraph, ParagraphOrigin]]) -> CommentRange:
    """Return what paragraphs say from their first letter to their last, or the place where nothing is said."""
    said = [(raw, origin) for raw, origin in held if raw.text.strip()]
    if not said:
        return CommentRange(held[0][1], 0, held[0][1], 0)
    (first, begin), (last, end) = said[0], said[-1]
    start = len(first.text) - len(first.text.lstrip())
    return CommentRange(begin, start, end, len(last.text.rstrip()))


def find_words(text: str, words: str) -> tuple[int, int] | None:
    """Return where words stand in a text as typed, be it with characters that only look like theirs; None for nowhere.

    A number is found as a whole, not as part of a longer one.
    """
    if not words.strip():
        return None
    pattern = re.escape(words.strip())
    pattern = (r"(?<![0-9.])" if words.strip()[0].isdigit() else "") + pattern
    pattern += r"(?!\.?[0-9])" if words.strip()[-1].isdigit() else ""
    folded, starts = _folded(text)
    match = re.search(pattern, folded)
    return None if match is None else (starts[match.start()], starts[match.end()])


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text folded, and for each of its letters and its end where that stands in the text as typed."""
    if fold(text) == text:
        return text, list(range(len(text) + 1))
    starts: list[int] = []
    for number in range(len(text)):
        starts += [number] * (len(fold(text[: number + 1])) - len(starts))
    return fold(text), [*starts, len(text)]
