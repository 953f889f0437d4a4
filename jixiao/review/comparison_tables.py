"""The tables of the comparison page, one function per kind of change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.figures import RATE
from jixiao.findings import Finding
from jixiao.review.fact_changes import Move
from jixiao.review.review_types import (
    EnteredChange,
    FigureChange,
    MoveChange,
    ParagraphChange,
    ReferenceChange,
    TemplateChange,
    TextChange,
    shown,
)
from jixiao.review.text_pieces import PieceKind, TextPiece
from jixiao.web.grid import Column, grid
from jixiao.web.html import Markup, element, joined

_SHOWN_AT_ONCE = 4
_TAGS = {PieceKind.GONE: "del", PieceKind.NEW: "ins", PieceKind.SAME: "span"}


# --- figures ----------------------------------------------------------------------------------------------------------


def entered_grid(changes: Iterable[EnteredChange], old: str, new: str) -> Markup:
    """Return the figures somebody typed, each with what moved with it."""
    columns = [*_figure_columns(old, new), Column("变动原因和随之变动的数", class_="after")]
    rows = [
        [
            *_figure_cells(one.figure, printed=not one.places),
            joined([_reason(one.figure), _consequences(one.consequences, one.places)]),
        ]
        for one in changes
    ]
    return grid("填报的数", columns, rows)


def derived_grid(changes: Iterable[FigureChange], old: str, new: str) -> Markup:
    """Return the figures that were computed."""
    return grid("算出的数", _figure_columns(old, new), [_figure_cells(one) for one in changes])


def _figure_columns(old: str, new: str) -> list[Column]:
    numbers = [Column(name, number=True) for name in (old, new, "增减", "幅度")]
    return [Column("项目", class_="item"), *numbers]


def _figure_cells(one: FigureChange, *, printed: bool = True) -> list[str]:
    return [
        joined([one.label, _unit(one), _where(one.printed if printed else (), one.file, one.line)]),
        one.old_words,
        one.new_words,
        one.difference_words,
        one.ratio_words,
    ]


def _unit(one: FigureChange) -> Markup:
    # A rate shows its sign.
    return Markup() if one.unit == RATE else element("i", one.unit)


def _reason(one: FigureChange) -> Markup:
    return element("p", f"变动原因：{one.reason}", class_="detail") if one.reason else Markup()


def _consequences(changes: tuple[FigureChange, ...], places: tuple[str, ...]) -> Markup:
    """Return the figures that moved with something, and where all of it is printed."""
    where = _where([f"印在 {'；'.join(places)}"] if places else [])
    if not changes:
        return where
    entries = element("ul", *(element("li", _followed(one)) for one in changes), class_="followed")
    if len(changes) > _SHOWN_AT_ONCE:
        entries = element("details", element("summary", f"随之变动 {len(changes)} 个数"), entries)
    return joined([entries, where])


def _followed(one: FigureChange) -> str:
    return f"{one.label} {one.old_words} → {one.new_words}"


def _where(printed: Iterable[str], file: str = "", line: int = 0) -> Markup:
    """Return where something is printed and where it was typed, as small print."""
    places = ["、".join(printed), f"{file}:{line}" if file else ""]
    return joined(element("small", place) for place in places if place)


# --- texts ------------------------------------------------------------------------------------------------------------


def texts_grid(changes: Iterable[TextChange]) -> Markup:
    """Return the texts of forms, their words marked."""
    rows = [
        [joined([one.label, _where(one.printed, one.file, one.line)]), _marked(one.old, one.new, one.pieces)]
        for one in changes
    ]
    return grid("表内文字", [Column("项目", class_="item"), Column("改动", class_="marked")], rows)


def paragraphs_grid(changes: Iterable[ParagraphChange]) -> Markup:
    """Return the report's paragraphs, their words marked."""
    columns = [Column("段落", class_="item"), Column("变化", class_="fate"), Column("改动", class_="marked")]
    rows = [
        [
            joined([one.where, _where((), one.file, one.line)]),
            "随数据变动" if one.followed else one.fate.value,
            _marked(one.old, one.new, one.pieces),
        ]
        for one in changes
    ]
    return grid("报告正文", columns, rows)


def _marked(old: str | None, new: str | None, pieces: Iterable[TextPiece]) -> Markup:
    return joined(element(_TAGS[one.kind], one.text) for one in tuple(pieces) or _whole(old, new))


def _whole(old: str | None, new: str | None) -> Iterator[TextPiece]:
    if old:
        yield TextPiece(PieceKind.GONE, old)
    if new:
        yield TextPiece(PieceKind.NEW, new)


def references_grid(changes: Iterable[ReferenceChange], old: str, new: str) -> Markup:
    """Return the references of the report that point at something else."""
    columns = [Column("引用", class_="item"), Column("所指", class_="fate")]
    columns += [Column(name, class_="words") for name in (old, new)]
    rows = [[joined([one.words, _where((), one.file, one.line)]), one.facet, one.old, one.new] for one in changes]
    return grid("报告的引用", columns, rows)


# --- all else ---------------------------------------------------------------------------------------------------------


def moves_grid(moves: Iterable[MoveChange], old: str, new: str) -> Markup:
    """Return the projects and indicators that came, went, or changed their name or place."""
    columns = [*_move_columns(old, new), Column("内容和随之变动的数", class_="after")]
    return grid("项目和指标", columns, [[*_move_cells(one, one.label), _move_details(one)] for one in moves])


def _move_details(one: MoveChange) -> Markup:
    details = (element("p", detail, class_="detail") for detail in one.details)
    return joined([*details, _consequences(one.consequences, one.places)])


def records_grid(caption: str, moves: Iterable[Move], old: str, new: str) -> Markup:
    """Return what else came, went, or changed its value."""
    return grid(caption, _move_columns(old, new), [_move_cells(one) for one in moves])


def _move_columns(old: str, new: str) -> list[Column]:
    words = [Column(name, class_="words") for name in (old, new)]
    return [Column("类别", class_="fate"), Column("对象", class_="item"), *words]


def _move_cells(one: Move, label: str = "") -> list[str]:
    return [_what(one), label or one.key, shown(one.old), shown(one.new)]


def _what(one: Move) -> str:
    if one.old is None:
        return f"新增{one.what}"
    return f"取消{one.what}" if one.new is None else one.what


def findings_grid(came: Iterable[Finding], went: Iterable[Finding]) -> Markup:
    """Return the findings that only one side has."""
    columns = [
        Column("变化", class_="fate"),
        Column("级别", class_="fate"),
        Column("规则", class_="fate"),
        Column("所见", class_="words"),
        Column("应为", class_="words"),
    ]
    rows = [_finding("新出现", one) for one in came] + [_finding("已消除", one) for one in went]
    return grid("核验问题", columns, rows)


def _finding(fate: str, one: Finding) -> list[str]:
    found = joined([one.found, _where(one.printed, one.place.file, one.place.line)])
    waived = element("small", f"已豁免：{one.waived}") if one.waived else Markup()
    return [fate, one.severity.value, one.code, found, joined([one.expected, waived])]


def templates_grid(changes: Iterable[TemplateChange]) -> Markup:
    """Return the templates that differ, and in what."""
    rows = [[one.file, _template_fate(one), "\n".join(one.details)] for one in changes]
    return grid(
        "模板", [Column("文件", class_="item"), Column("变化", class_="fate"), Column("改动", class_="marked")], rows
    )


def _template_fate(change: TemplateChange) -> str:
    if change.old is None:
        return "新增"
    return "删去" if change.new is None else "改动"
