"""The comparison as a comment on a pull request: a short summary, the rest folded, within the host's limit."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from jixiao.findings import Finding
from jixiao.plain import cut_end, printable
from jixiao.review.fact_changes import Move
from jixiao.review.review_types import EnteredChange, FigureChange, MoveChange, Review, TextChange, shown
from jixiao.review.summary_sentences import (
    REFERENCES,
    beside,
    followed,
    headline,
    move_words,
    paragraph_words,
    reference_words,
    summary,
    title,
)
from jixiao.review.text_pieces import PieceKind, TextPiece, cut_around

GITHUB = 65_536
_HEADLINES = 8
_CONTEXT = 40
_LINE = 300
_LEFT_OUT = 400  # room for the sentence on what is left out

_SPACE = re.compile(r"\s+")
_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
# Hosts make links of @name, #12, GH-12, !12, ~label, %milestone, $snippet, &12, :smile: and addresses; an invisible
# word joiner keeps them from it.
_REFERENCE = re.compile(r"([@#!%~$&](?=[0-9A-Za-z])|GH(?=-[0-9])|:(?=[a-z_+/-])|www(?=\.))")
_JOINER = "\u2060"


class _FoldedSection(Struct, frozen=True):
    """A folded part: its title, the lines every entry needs above it, and the entries, each a whole of its own."""

    title: str
    head: str
    entries: list[str]


def review_markdown(review: Review, *, limit: int = GITHUB) -> str:
    """Return the review as Markdown of at most ``limit`` characters, cut between entries; ends with a line end."""
    text = _top(review, limit - _LEFT_OUT)
    left_out: list[str] = []
    for section in _sections(review):
        room = limit - len(text) - _LEFT_OUT
        folded, missing = _folded(section, room)
        text += folded
        if missing:
            left_out.append(f"{section.title} {missing} 条")
    if left_out:
        text += (
            f"\n> 篇幅所限，没有列出：{'、'.join(left_out)}。全部内容见 review.html，或运行 `python build.py diff`。\n"
        )
    return text


def _top(review: Review, room: int) -> str:
    """Return the title, the summary and the first changes of each kind, as many lines as there is room for."""
    lines = [f"### {_short(title(review))}", "", *(f"{_short(line)}  " for line in summary(review)), ""]
    if review.references:  # sentences that may be false now are never folded
        lines += [f"**{REFERENCES}**", "", *(f"- {_short(reference_words(one))}" for one in review.references), ""]
    for those in ([headline(one) for one in review.entered], [move_words(move) for move in review.moves]):
        lines += [f"- {_short(line)}" for line in those[:_HEADLINES]]
        if len(those) > _HEADLINES:
            lines.append(f"- 另有 {len(those) - _HEADLINES} 处，见下")
    return "\n".join(_fitting(lines, room)).rstrip() + "\n"


def _short(line: str) -> str:
    return escaped(cut_end(line, _LINE))


def _fitting(lines: Sequence[str], room: int) -> Iterator[str]:
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return
        yield line


def _folded(section: _FoldedSection, room: int) -> tuple[str, int]:
    """Return the section with as many entries as there is room for, and how many are missing."""
    if not section.entries:
        return "", 0
    opening = f"\n<details>\n<summary>{section.title}（{len(section.entries)}）</summary>\n\n{section.head}"
    closing = "\n</details>\n"
    taken = list(_fitting(section.entries, room - len(opening) - len(closing)))
    missing = len(section.entries) - len(taken)
    return ("\n".join([opening + taken[0], *taken[1:], closing]) if taken else ""), missing


_FIGURES = "| 项目 | 原 | 现 | 增减 | 幅度 | {} |\n| :-- | --: | --: | --: | --: | :-- |\n"


def _sections(review: Review) -> Iterator[_FoldedSection]:
    yield _FoldedSection(
        "填报的数", _FIGURES.format("随之变动、印在何处、原因"), [_entered(one) for one in review.entered]
    )
    yield _FoldedSection("算出的数", _FIGURES.format("印在何处"), [_derived(one) for one in review.derived])
    yield _FoldedSection("项目和指标", "", [f"- {_move(move)}" for move in review.moves])
    yield _FoldedSection("表内文字", "", [f"- {_text(one)}" for one in review.texts])
    told = [one for one in review.paragraphs if not one.followed]
    with_data = [one for one in review.paragraphs if one.followed]
    for name, those in (("报告正文", told), ("报告中随数据变动的段落", with_data)):
        entries = [f"- {escaped(paragraph_words(one))}：{_pieces(one.old, one.new, one.pieces)}" for one in those]
        yield _FoldedSection(name, "", entries)
    yield _FoldedSection("核验新出现的问题", "", [_finding(one) for one in review.came])
    yield _FoldedSection("核验已消除的问题", "", [_finding(one) for one in review.went])
    yield _FoldedSection("按原件列报、豁免、核对数等", "", [_record(one) for one in review.records])
    yield _FoldedSection("表样设置", "", [_record(one) for one in review.settings])
    yield _FoldedSection(
        "模板", "", [f"- {escaped(one.file)}：{escaped('；'.join(one.details))}" for one in review.templates]
    )


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def _entered(one: EnteredChange) -> str:
    words = ["，".join([*followed(one.figure.label, one.consequences, most=12), *one.places])]
    return _row([*_numbers(one.figure), "。".join(filter(None, [*words, *beside(one)]))])


def _derived(one: FigureChange) -> str:
    return _row([*_numbers(one), "、".join(one.printed)])


def _numbers(one: FigureChange) -> list[str]:
    return [one.label, one.old_words, one.new_words, one.difference_words, one.ratio_words]


def _move(move: MoveChange) -> str:
    return escaped(move_words(move)) + (f"<br>{escaped('；'.join(move.details))}" if move.details else "")


def _text(one: TextChange) -> str:
    where = f"（{'、'.join(one.printed)}）" if one.printed else ""
    return f"{escaped(one.label + where)}：{_pieces(one.old, one.new, one.pieces)}"


def _pieces(old: str | None, new: str | None, pieces: Sequence[TextPiece]) -> str:
    """Return the words with what went struck out and what came underlined; long runs that stayed in short."""
    if old is None or new is None:
        return escaped(cut_end((new if old is None else old) or "", 4 * _CONTEXT))
    last = len(pieces) - 1
    return "".join(_piece(one, first=number == 0, last=number == last) for number, one in enumerate(pieces))


def _piece(piece: TextPiece, *, first: bool, last: bool) -> str:
    if piece.kind is PieceKind.SAME:
        return escaped(cut_around(piece.text, _CONTEXT, first=first, last=last))
    tag = "del" if piece.kind is PieceKind.GONE else "ins"
    return f"<{tag}>{escaped(piece.text)}</{tag}>"


def _finding(one: Finding) -> str:
    return f"- {one.severity.value} {escaped(one.code)}：{escaped(one.found)}（{escaped(str(one.place))}）"


def _record(move: Move) -> str:
    return f"- {escaped(move.what)} {escaped(move.key)}：{escaped(shown(move.old))} → {escaped(shown(move.new))}"


def escaped(text: str) -> str:
    """Return text of the data so that hosts show it as it is: no markup, no links, no mentions, on one line."""
    line = _REFERENCE.sub(rf"\1{_JOINER}", printable(_SPACE.sub(" ", text)))
    return _MARKUP.sub(r"\\\1", html.escape(line, quote=False))
