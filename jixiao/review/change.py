"""One change of a review: what differs, how it is called, and every sentence that an output says of it.

Terminal, Markdown, HTML and JSON lay the same changes out; none of them words one itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum, StrEnum, auto
from functools import cached_property

from msgspec import Struct

from jixiao.figures import RATE, round_half_up
from jixiao.plain import format_plain
from jixiao.review.text_pieces import PieceKind, TextPiece

NOTHING = "（无）"
BLANK = "（空白）"
_CONSEQUENCES = 4


class ChangeKind(Enum):
    """What a change is a change of."""

    FIGURE = auto()
    TEXT = auto()
    PARAGRAPH = auto()
    REFERENCE = auto()
    MOVE = auto()
    RECORD = auto()
    SETTING = auto()
    TEMPLATE = auto()
    PART = auto()


class MoveKind(StrEnum):
    """What became of a project or an indicator; of the first of each, that only one side has it."""

    PROJECT = "项目"
    PROJECT_RENAMED = "项目改名"
    PROJECT_RENUMBERED = "项目序号"
    INDICATOR = "指标"
    INDICATOR_RENAMED = "指标改名"
    INDICATORS_REORDERED = "指标顺序"

    @property
    def of_project(self) -> bool:
        """Whether it is about a project, not about indicators."""
        return self in (MoveKind.PROJECT, MoveKind.PROJECT_RENAMED, MoveKind.PROJECT_RENUMBERED)

    @property
    def one_sided(self) -> bool:
        """Whether one side does not have the thing."""
        return self in (MoveKind.PROJECT, MoveKind.INDICATOR)


class Fate(StrEnum):
    """What became of a paragraph."""

    ADDED = "新增"
    REMOVED = "删去"
    REWORDED = "改写"


class Change(Struct, frozen=True, dict=True):
    """One thing that differs; words are as printed, None where a side does not have it.

    ``name`` is its path, key or file, ``label`` how people call it, ``what`` its kind among its like: a MoveKind, a
    Fate, what of a reference differs, which records. ``printed`` are the places on the new side's paper, on the old
    side's where the new one has none; ``held`` print a value as filed instead. ``file`` and ``line`` are where it was
    typed. ``pieces`` are a text word by word; ``followed`` says that only figures printed from data differ in it.
    ``reason`` is the 变动原因 given in the new side's data, or that one is missing. ``details`` are what is stated of
    something new or gone, or what differs in a template. ``consequences`` are the computed figures that moved with it,
    ``places`` where any of them is printed, row by row: 附件1 第4、9行; 报告 二（一）第1、3段.
    """

    kind: ChangeKind
    name: str
    old: str | None
    new: str | None
    label: str = ""
    what: str = ""
    unit: str = ""
    difference: Decimal | None = None
    ratio: Decimal | None = None
    entered: bool = True
    printed: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    pieces: tuple[TextPiece, ...] = ()
    followed: bool = False
    reason: str = ""
    details: tuple[str, ...] = ()
    consequences: tuple[Change, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def old_words(self) -> str:
        """The old value for a table cell."""
        return format_value(self.old)

    @property
    def new_words(self) -> str:
        """The new value for a table cell."""
        return format_value(self.new)

    @property
    def difference_words(self) -> str:
        """The difference with its sign; of rates in points of a per cent; "" where there is none."""
        if self.difference is None:
            return ""
        return (
            f"{format_signed(self.difference * 100, 2)} 个百分点"
            if self.unit == RATE
            else format_signed(self.difference)
        )

    @property
    def ratio_words(self) -> str:
        """The relative change with its sign and two decimals, halves up; "" for rates and where there is none."""
        return "" if self.ratio is None or self.unit == RATE else f"{format_signed(self.ratio * 100, 2)}%"

    @property
    def figure_cells(self) -> tuple[str, ...]:
        """A figure's row: its label, both values, the difference and the ratio."""
        return self.label, self.old_words, self.new_words, self.difference_words, self.ratio_words

    @property
    def marked(self) -> tuple[TextPiece, ...]:
        """The pieces of a text; one that only one side has is a piece of its own."""
        sides = ((PieceKind.DELETED, self.old), (PieceKind.INSERTED, self.new))
        return self.pieces or tuple(TextPiece(kind, text) for kind, text in sides if text)

    @property
    def fate(self) -> str:
        """What became of it, in a word, for a table cell."""
        if self.kind is ChangeKind.PARAGRAPH:
            return "随数据变动" if self.followed else self.what
        if self.kind is ChangeKind.TEMPLATE:
            return "新增" if self.old is None else "删去" if self.new is None else "改动"
        return f"{'新增' if self.old is None else '取消' if self.new is None else ''}{self.what}"

    @cached_property
    def words(self) -> str:
        """The change in a line, a text without its wordings: 公务接待 决算 1.36 → 1.63（+0.27，+19.85%）."""
        arrow = f"{self.old_words} → {self.new_words}"
        match self.kind:
            case ChangeKind.FIGURE:
                by = "，".join(filter(None, (self.difference_words, self.ratio_words)))
                return f"{self.label} {arrow}" + (f"（{by}）" if by else "")
            case ChangeKind.TEXT:
                return self.label + (f"（{'、'.join(self.printed)}）" if self.printed else "")
            case ChangeKind.PARAGRAPH:
                return f"{self.label} {self.fate}"
            case ChangeKind.REFERENCE:
                return f"{self.name} 所指的{self.what}：{self.old} → {self.new}（{self.file}:{self.line}）"
            case ChangeKind.MOVE:
                tail = "，".join([*self.followed_by(), *self.places])
                return self._move_words(arrow) + (f"：{tail}" if tail else "")
            case ChangeKind.TEMPLATE:
                return f"{self.name}：{'；'.join(self.details)}"
            case _:
                return f"{self.what} {self.name}：{arrow}"

    def _move_words(self, arrow: str) -> str:
        match self.what:
            case MoveKind.PROJECT | MoveKind.INDICATOR:
                where = "" if self.what == MoveKind.PROJECT else f"（{self.label.partition('「')[0].strip()}）"
                return f"{self.fate}：{self.old if self.new is None else self.new}{where}"
            case MoveKind.PROJECT_RENAMED | MoveKind.INDICATOR_RENAMED:
                return f"{self.what}：{arrow}"
            case MoveKind.PROJECT_RENUMBERED:
                return f"{self.what}：{self.label} 第{self.old}个 → 第{self.new}个"
            case _:
                return f"{self.what}（{self.label}）：{arrow}"

    @cached_property
    def headline(self) -> str:
        """An entered figure in a line, with what follows from it, where it is printed, and why."""
        tail = "，".join([*self.followed_by(), *self.places])
        return "。".join([self.words + (f"：{tail}" if tail else ""), *self.remarks])

    @property
    def remarks(self) -> list[str]:
        """The reason given for it, and the places that print a value as filed instead."""
        held = [place for change in (self, *self.consequences) for place in change.held]
        reason = [f"原因：{self.reason}"] if self.reason else []
        return [*reason, f"按原件列报，不随之变动：{'、'.join(held)}"] if held else reason

    def followed_by(self, most: int = _CONSEQUENCES) -> list[str]:
        """Return what moved with it, each in short; of many the first ones and how many there are."""
        beside = self.label if self.kind is ChangeKind.FIGURE else ""
        words = list(dict.fromkeys(_in_short(change, beside) for change in self.consequences))
        return [*words[:most], f"等 {len(words)} 个数"] if len(words) > most else words


def names_of(changes: Iterable[Change]) -> set[str]:
    """Return the names of the figures that moved with any of the changes."""
    return {one.name for change in changes for one in change.consequences}


def _in_short(change: Change, beside: str) -> str:
    """Return a figure and its values, its label without its column where that is the one just named."""
    name, _, column = change.label.rpartition(" ")
    label = name if name and column == beside.rpartition(" ")[2] else change.label
    return f"{label} {change.old_words} → {change.new_words}"


def format_value(words: str | None) -> str:
    """Return a value for a table cell: what is missing and what is blank say so."""
    return NOTHING if words is None else words.strip() or BLANK


def format_signed(amount: Decimal, places: int | None = None) -> str:
    """Return an amount with its sign, rounded half up to ``places``; without them without trailing zeros."""
    if places is None:
        digits = format_plain(amount)
    else:
        amount = round_half_up(amount, places)
        digits = format(abs(amount) if amount == 0 else amount, "f")
    return f"+{digits}" if amount > 0 else digits
