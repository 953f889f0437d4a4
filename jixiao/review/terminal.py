"""The comparison for a terminal: tables whose columns stay aligned beside Chinese."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from jixiao.plain import one_line
from jixiao.review.change import Change, ChangeKind, names_of
from jixiao.review.review_types import REFERENCES, Review
from jixiao.review.text_pieces import marked_line

_HEAD = ("项目", "原", "现", "增减", "幅度")
_INDENT = "  "


def review_text(review: Review) -> str:
    """Return the review as a text to read; ends with a line end."""
    blocks = [(review.title, [f"{_INDENT}{one_line(line)}" for line in review.summary])]
    blocks += [(heading, lines) for heading, lines in _sections(review) if lines]
    return "\n\n".join("\n".join([heading, *lines]) for heading, lines in blocks) + "\n"


def _sections(review: Review) -> Iterator[tuple[str, list[str]]]:
    named = names_of(review.entered)
    yield REFERENCES, _lines(review.references)
    yield "填报的数", _entered(review.entered)
    yield "其他算出的数", _table(one for one in review.derived if one.name not in named)
    yield "项目和指标", _lines(review.moves)
    yield "表内文字", _lines(review.texts)
    yield "报告正文", _lines(review.paragraphs)
    yield "按原件列报、豁免、核对数等", _lines(review.records)
    yield "表样设置", _lines(review.settings)
    yield "模板", _lines(review.templates)
    yield "核验新出现", [_line(f"{one.code} {one.found}（{one.place}）") for one in review.new_findings]
    yield "核验已消除", [_line(f"{one.code} {one.found}") for one in review.resolved]


def _lines(changes: Iterable[Change]) -> list[str]:
    worded = (ChangeKind.TEXT, ChangeKind.PARAGRAPH)
    return [_line(one.words + (f"：{marked_line(one.marked)}" if one.kind in worded else "")) for one in changes]


def _line(words: str) -> str:
    return f"{_INDENT}{one_line(words)}"


def _entered(changes: Sequence[Change]) -> list[str]:
    """Return the table of entered figures, below each line what follows from it, where it is printed, and why."""
    table = _table(changes)
    lines = table[:1]
    for row, one in zip(table[1:], changes, strict=True):
        below = {"随之": "；".join(one.followed_by()), "印在": "，".join(one.places)}
        remarks = [f"{name}：{words}" for name, words in below.items() if words] + one.remarks
        lines += [row, *(f"{_INDENT * 3}{one_line(words)}" for words in remarks)]
    return lines


def _table(figures: Iterable[Change]) -> list[str]:
    """Return the lines of a table: the first column to the left, numbers to the right; none without rows."""
    rows = [tuple(map(one_line, row)) for row in (_HEAD, *(change.figure_cells for change in figures))]
    if len(rows) == 1:
        return []
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return [_aligned(row, widths) for row in rows]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    padding = [" " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)]
    numbers = (f"  {pad}{cell}" for pad, cell in zip(padding[1:], row[1:], strict=True))
    return f"{_INDENT}{row[0]}{padding[0]}{''.join(numbers)}".rstrip()


def display_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each Chinese character."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
