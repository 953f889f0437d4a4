"""The report's paragraphs of two sides, matched: which came, which went, which were reworded."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from jixiao.render.passages import PrintedPassage
from jixiao.review.review_types import Fate, ParagraphChange
from jixiao.review.text_pieces import pieces

_ALIKE = 0.5
_HEADING = re.compile(r"^#{2,3}\s*")
_Pair = tuple[PrintedPassage | None, PrintedPassage | None]


def paragraph_changes(old: Iterable[PrintedPassage], new: Iterable[PrintedPassage]) -> Iterator[ParagraphChange]:
    """Yield the paragraphs that differ, file by file, in the order they are printed."""
    before, after = _by_file(old), _by_file(new)
    for file in dict.fromkeys([*after, *before]):
        for one, other in _matched(before.get(file, []), after.get(file, [])):
            if one is None or other is None or one.text != other.text:
                yield _change(one, other)


def _by_file(paragraphs: Iterable[PrintedPassage]) -> dict[str, list[PrintedPassage]]:
    """Return the paragraphs by the name of their file, which stays when the years or the numbers change."""
    files: dict[str, list[PrintedPassage]] = {}
    for one in paragraphs:
        files.setdefault(PurePosixPath(one.place.file).name, []).append(one)
    return files


def _matched(old: Sequence[PrintedPassage], new: Sequence[PrintedPassage]) -> Iterator[_Pair]:
    before, after = [_written(one) for one in old], [_written(one) for one in new]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(old[start:end], new[new_start:new_end], strict=True)
        else:
            yield from _likeliest(old[start:end], new[new_start:new_end])


def _written(paragraph: PrintedPassage) -> str:
    """Return a paragraph as its author wrote it: references in place of what the data put there."""
    words, end = "", 0
    for bound in paragraph.bound:
        words += f"{paragraph.text[end : bound.start]}{{{bound.print.path}}}"
        end = bound.end
    return words + paragraph.text[end:]


def _likeliest(old: Sequence[PrintedPassage], new: Sequence[PrintedPassage]) -> Iterator[_Pair]:
    """Yield the pairs that are most alike, none crossing another, and those left over on their own."""
    if not old or not new:
        yield from ((one, None) for one in old)
        yield from ((None, one) for one in new)
        return
    likeness, one, other = max(
        ((_likeness(one.text, other.text), i, j) for i, one in enumerate(old) for j, other in enumerate(new)),
        key=lambda entry: (entry[0], -entry[1], -entry[2]),
    )
    if likeness < _ALIKE:
        yield from ((left, None) for left in old)
        yield from ((None, right) for right in new)
        return
    yield from _likeliest(old[:one], new[:other])
    yield old[one], new[other]
    yield from _likeliest(old[one + 1 :], new[other + 1 :])


def _likeness(one: str, other: str) -> float:
    # The order is fixed because SequenceMatcher is not symmetric.
    first, second = sorted((one, other))
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _change(old: PrintedPassage | None, new: PrintedPassage | None) -> ParagraphChange:
    here = new or old
    assert here is not None  # noqa: S101 - one of a pair is there
    before, after = _plain(old), _plain(new)
    if old is None or new is None:
        fate = Fate.REMOVED if new is None else Fate.ADDED
        return ParagraphChange(
            fate,
            where=here.spoken,
            old=before,
            new=after,
            pieces=(),
            followed=False,
            file=here.place.file,
            line=here.place.line,
        )
    return ParagraphChange(
        Fate.REWORDED,
        where=here.spoken,
        old=before,
        new=after,
        pieces=tuple(pieces(before or "", after or "")),
        followed=_written(old) == _written(new),
        file=here.place.file,
        line=here.place.line,
    )


def _plain(paragraph: PrintedPassage | None) -> str | None:
    return None if paragraph is None else _HEADING.sub("", paragraph.text)
