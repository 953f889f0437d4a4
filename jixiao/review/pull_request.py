"""The comparison as a comment on a pull request: a short summary, the rest folded, within the host's limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from jixiao.findings import Finding
from jixiao.plain import cut_end
from jixiao.publish.host_markdown import as_code, escape_for_host
from jixiao.review.change import Change, ChangeKind
from jixiao.review.review_types import REFERENCES, Review
from jixiao.review.text_pieces import PieceKind, cut_kept

GITHUB = 65_536
_HEADLINES = 8
_CONTEXT = 40
_LINE = 300
_LEFT_OUT = 400  # room for the sentence on what is left out


class _FoldedSection(Struct, frozen=True):
    """A folded part: its title, the lines every entry needs above it, and the entries, each a whole of its own."""

    title: str
    head: str
    entries: list[str]


def review_markdown(review: Review, *, limit: int = GITHUB) -> str:
    """Return the review as Markdown of at most ``limit`` characters, cut between entries; ends with a line end."""
    text = _top(review, limit - _LEFT_OUT)
    left_out: list[str] = []
    for section in filter(lambda one: one.entries, _sections(review)):
        folded, missing = _folded(section, limit - len(text) - _LEFT_OUT)
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
    lines = [f"### {_short(review.title)}", "", *(f"{_short(line)}  " for line in review.summary), ""]
    if review.references:  # sentences that may be false now are never folded
        lines += [f"**{REFERENCES}**", "", *(f"- {_short(change.words)}" for change in review.references), ""]
    for those in ([change.headline for change in review.entered], [move.words for move in review.moves]):
        lines += [f"- {_short(line)}" for line in those[:_HEADLINES]]
        if len(those) > _HEADLINES:
            lines.append(f"- 另有 {len(those) - _HEADLINES} 处，见下")
    return "\n".join(_fitting(lines, room)).rstrip() + "\n"


def _short(line: str) -> str:
    return escape_for_host(cut_end(line, _LINE))


def _fitting(lines: Sequence[str], room: int) -> Iterator[str]:
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return
        yield line


def _folded(section: _FoldedSection, room: int) -> tuple[str, int]:
    """Return the section with as many entries as there is room for, and how many are missing."""
    opening = f"\n<details>\n<summary>{section.title}（{len(section.entries)}）</summary>\n\n{section.head}"
    closing = "\n</details>\n"
    taken = list(_fitting(section.entries, room - len(opening) - len(closing)))
    missing = len(section.entries) - len(taken)
    return ("\n".join([opening + taken[0], *taken[1:], closing]) if taken else ""), missing


def _sections(review: Review) -> Iterator[_FoldedSection]:
    figures = "| 项目 | 原 | 现 | 增减 | 幅度 | {} |\n| :-- | --: | --: | --: | --: | :-- |\n"
    written, with_data = ([one for one in review.paragraphs if one.followed is with_] for with_ in (False, True))
    yield _FoldedSection(
        "填报的数", figures.format("随之变动、印在何处、原因"), [_figure(one, _beside(one)) for one in review.entered]
    )
    derived = [_figure(change, "、".join(change.printed)) for change in review.derived]
    yield _FoldedSection("算出的数", figures.format("印在何处"), derived)
    yield _FoldedSection("项目和指标", "", _items(review.moves))
    yield _FoldedSection("表内文字", "", _items(review.texts))
    yield _FoldedSection("报告正文", "", _items(written))
    yield _FoldedSection("报告中随数据变动的段落", "", _items(with_data))
    yield _FoldedSection("核验新出现的问题", "", [_finding(one) for one in review.new_findings])
    yield _FoldedSection("核验已消除的问题", "", [_finding(one) for one in review.resolved])
    yield _FoldedSection("按原件列报、豁免、核对数等", "", _items(review.records))
    yield _FoldedSection("表样设置", "", _items(review.settings))
    yield _FoldedSection("模板", "", _items(review.templates))


def _figure(change: Change, last: str) -> str:
    return f"| {' | '.join(map(escape_for_host, (*change.figure_cells, last)))} |"


def _beside(change: Change) -> str:
    return "。".join(filter(None, ["，".join([*change.followed_by(most=12), *change.places]), *change.remarks]))


def _items(changes: Iterable[Change]) -> list[str]:
    return [f"- {escape_for_host(change.words)}{_below(change)}" for change in changes]


def _below(change: Change) -> str:
    """Return what follows a change's words: the wordings of a text, the details of a move."""
    if change.kind in (ChangeKind.TEXT, ChangeKind.PARAGRAPH):
        return f"：{_wordings(change)}"
    return (
        f"<br>{escape_for_host('；'.join(change.details))}" if change.kind is ChangeKind.MOVE and change.details else ""
    )


def _wordings(change: Change) -> str:
    """Return a text with what was deleted struck out and what was inserted underlined; long kept runs in short."""
    if change.old is None or change.new is None:
        return escape_for_host(cut_end(change.old or change.new or "", 4 * _CONTEXT))
    tags = {PieceKind.KEPT: "{}", PieceKind.DELETED: "<del>{}</del>", PieceKind.INSERTED: "<ins>{}</ins>"}
    return "".join(tags[piece.kind].format(escape_for_host(piece.text)) for piece in cut_kept(change.pieces, _CONTEXT))


def _finding(finding: Finding) -> str:
    words = f"{finding.severity.value} {finding.code}：{finding.found}"
    return f"- {escape_for_host(words)}（{as_code(str(finding.place))}）"
