"""The report's paragraphs of two sides, matched: which are new, which are gone, which were reworded."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from jixiao.patterns import compile_late
from jixiao.render.passages import PrintedPassage, reword
from jixiao.review.change import Change, ChangeKind, Fate
from jixiao.review.text_pieces import compare_texts, measure_likeness

_ALIKE = 0.5
_HEADING = compile_late(r"^#{2,3}\s*")
_Pair = tuple[PrintedPassage | None, PrintedPassage | None]


def list_paragraph_changes(old: Iterable[PrintedPassage], new: Iterable[PrintedPassage]) -> Iterator[Change]:
    """Yield the paragraphs that differ, file by file, in the order they are printed."""
    before, after = _by_file(old), _by_file(new)
    for file in dict.fromkeys([*after, *before]):
        for paragraph, other in _matched(before.get(file, []), after.get(file, [])):
            if paragraph is None or other is None or paragraph.text != other.text:
                yield _change(paragraph, other)


def _by_file(paragraphs: Iterable[PrintedPassage]) -> dict[str, list[PrintedPassage]]:
    """Return the paragraphs by the name of their file, which stays when the years or the numbers change."""
    files: dict[str, list[PrintedPassage]] = {}
    for paragraph in paragraphs:
        files.setdefault(PurePosixPath(paragraph.place.file).name, []).append(paragraph)
    return files


def _matched(old: Sequence[PrintedPassage], new: Sequence[PrintedPassage]) -> Iterator[_Pair]:
    matcher = difflib.SequenceMatcher(None, [*map(_as_written, old)], [*map(_as_written, new)], autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        pair = zip if kind == "equal" else _likeliest
        yield from pair(old[start:end], new[new_start:new_end])


def _as_written(paragraph: PrintedPassage) -> str:
    """Return a paragraph as its author wrote it: references in place of what the data put there."""
    return reword(paragraph.text, paragraph.marks, lambda span: f"{{{span.print.path}}}")


def _likeliest(old: Sequence[PrintedPassage], new: Sequence[PrintedPassage]) -> Iterator[_Pair]:
    """Yield the pairs that are most alike, none crossing another, and those left over on their own."""
    scores = (
        (measure_likeness(paragraph.text, other.text, _ALIKE), -i, -j)
        for i, paragraph in enumerate(old)
        for j, other in enumerate(new)
    )
    alike, *negated = max(scores, default=(0.0, 0, 0))
    if alike < _ALIKE:
        yield from ((paragraph, None) for paragraph in old)
        yield from ((None, other) for other in new)
        return
    i, j = (-number for number in negated)
    yield from _likeliest(old[:i], new[:j])
    yield old[i], new[j]
    yield from _likeliest(old[i + 1 :], new[j + 1 :])


def _change(old: PrintedPassage | None, new: PrintedPassage | None) -> Change:
    here = new or old
    assert here is not None  # noqa: S101 - one of a pair is there
    before, after = (None if side is None else _HEADING.sub("", side.text) for side in (old, new))
    both = old is not None and new is not None
    return Change(
        ChangeKind.PARAGRAPH,
        name=here.spoken,
        old=before,
        new=after,
        label=here.spoken,
        what=Fate.REWORDED if both else Fate.ADDED if new else Fate.REMOVED,
        pieces=compare_texts(before or "", after or "") if both else (),
        followed=old is not None and new is not None and _as_written(old) == _as_written(new),
        file=here.place.file,
        line=here.place.line,
    )
