"""The comparison for a terminal: tables whose columns stay aligned beside Chinese."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from jixiao.plain import one_line
from jixiao.review.fact_changes import Move
from jixiao.review.review_types import EnteredChange, FigureChange, Review, TextChange, shown
from jixiao.review.summary_sentences import (
    REFERENCES,
    beside,
    followed,
    move_words,
    paragraph_words,
    reference_words,
    summary,
    title,
)
from jixiao.review.text_pieces import marked

_HEAD = ("项目", "原", "现", "增减", "幅度")
_INDENT = "  "


def review_text(review: Review) -> str:
    """Return the review as a text to read; ends with a line end."""
    blocks = ["\n".join([title(review), *(f"{_INDENT}{one_line(line)}" for line in summary(review))])]
    blocks += ["\n".join([heading, *lines]) for heading, lines in _sections(review) if lines]
    return "\n\n".join(blocks) + "\n"


def _sections(review: Review) -> Iterator[tuple[str, list[str]]]:
    yield REFERENCES, [_line(reference_words(one)) for one in review.references]
    yield "填报的数", list(_entered(review.entered))
    named = {one.name for entered in review.entered for one in entered.consequences}
    yield "其他算出的数", _table(_row(one) for one in review.derived if one.name not in named)
    yield "项目和指标", [_line(move_words(move)) for move in review.moves]
    yield "表内文字", [_line(_text_words(one)) for one in review.texts]
    yield (
        "报告正文",
        [_line(f"{paragraph_words(one)}：{marked(one.old or '', one.new or '')}") for one in review.paragraphs],
    )
    yield "按原件列报、豁免、核对数等", [_line(_record_words(one)) for one in review.records]
    yield "表样设置", [_line(_record_words(one)) for one in review.settings]
    yield "模板", [_line(f"{one.file}：{'；'.join(one.details)}") for one in review.templates]
    yield "核验新出现", [_line(f"{one.code} {one.found}（{one.place}）") for one in review.came]
    yield "核验已消除", [_line(f"{one.code} {one.found}") for one in review.went]


def _line(words: str) -> str:
    return f"{_INDENT}{one_line(words)}"


def _text_words(one: TextChange) -> str:
    where = f"（{'、'.join(one.printed)}）" if one.printed else ""
    return f"{one.label}{where}：{marked(one.old or '', one.new or '')}"


def _record_words(move: Move) -> str:
    return f"{move.what} {move.key}：{shown(move.old)} → {shown(move.new)}"


def _entered(changes: Sequence[EnteredChange]) -> Iterator[str]:
    """Yield the table of entered figures, below each line what follows from it, where it is printed, and why."""
    if not changes:
        return
    head, *rows = _table(_row(one.figure) for one in changes)
    yield head
    for row, one in zip(rows, changes, strict=True):
        yield row
        below = {
            "随之": "；".join(followed(one.figure.label, one.consequences)),
            "印在": "，".join(one.places),
        }
        yield from (f"{_INDENT * 3}{name}：{one_line(words)}" for name, words in below.items() if words)
        yield from (f"{_INDENT * 3}{one_line(words)}" for words in beside(one))


def _row(one: FigureChange) -> tuple[str, ...]:
    return one.label, one.old_words, one.new_words, one.difference_words, one.ratio_words


def _table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the lines of a table: the first column to the left, numbers to the right; none without rows."""
    cells = [tuple(map(one_line, row)) for row in (_HEAD, *rows)]
    if len(cells) == 1:
        return []
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    return [_aligned(row, widths) for row in cells]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *numbers = (
        f"{cell}{' ' * room}" if number == 0 else f"{' ' * room}{cell}"
        for number, (cell, room) in enumerate(_room(row, widths))
    )
    return f"{_INDENT}{'  '.join([first, *numbers])}".rstrip()


def _room(row: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[str, int]]:
    for cell, width in zip(row, widths, strict=True):
        yield cell, width - display_width(cell)


def display_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for each Chinese character."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
