"""A Review: everything that any output says about two sides, as plain frozen data.

Terminal, Markdown, HTML and JSON only lay it out: nothing is looked up or reckoned after this. Words are
as printed; None stands where a side does not have the thing.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from jixiao.figures import RATE, round_half_up
from jixiao.findings import Finding
from jixiao.glossary import term
from jixiao.plain import format_plain
from jixiao.review.fact_changes import FactComparison, Move
from jixiao.review.text_pieces import TextPiece

NOTHING = "（无）"
BLANK = "（空白）"


class SideName(Struct, frozen=True):
    """One side: its name (2022年度, main（1a2b3c4）, 工作区), its year, and how much there is of it.

    ``whole`` is False where only final accounts are kept. ``errors`` are findings that block the package:
    with any, the side is compared as a draft. ``notes`` are sentences about what could not be compared.
    """

    name: str
    year: int
    whole: bool = True
    errors: int = 0
    notes: tuple[str, ...] = ()


class FigureChange(Struct, frozen=True):
    """One figure that differs.

    ``name`` is its path, ``label`` how people call it (公务接待 决算). ``printed`` are the places on the new
    side's paper, on the old side's where the new one has none; ``held`` print a value as filed instead.
    ``file`` and ``line`` are where it was typed. ``reason`` is the 变动原因 given in the new side's data,
    or that one is missing.
    """

    name: str
    label: str
    unit: str
    old: str | None
    new: str | None
    difference: Decimal | None = None
    ratio: Decimal | None = None
    entered: bool = True
    printed: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    reason: str = ""
    held: tuple[str, ...] = ()

    @property
    def old_words(self) -> str:
        """The old value for a table cell."""
        return shown(self.old)

    @property
    def new_words(self) -> str:
        """The new value for a table cell."""
        return shown(self.new)

    @property
    def difference_words(self) -> str:
        """The difference with its sign; of rates in points of a per cent; "" where there is none."""
        if self.difference is None:
            return ""
        return f"{signed(self.difference * 100, 2)} 个百分点" if self.unit == RATE else signed(self.difference)

    @property
    def ratio_words(self) -> str:
        """The relative change with its sign and two decimals, halves up; "" for rates and where there is none."""
        if self.ratio is None or self.unit == RATE:
            return ""
        return f"{signed(self.ratio * 100, 2)}%"


class EnteredChange(Struct, frozen=True):
    """A figure somebody changed, and the computed figures that moved with it.

    ``places`` are where any of them is printed, row by row: 附件1 第4、9行; 报告 二（一）第1、3段.
    """

    figure: FigureChange
    consequences: tuple[FigureChange, ...] = ()
    places: tuple[str, ...] = ()


class MoveChange(Move, frozen=True):
    """A project or indicator that came, went, was renamed or stands elsewhere.

    ``details`` are what is stated for one that came or went; ``consequences`` the figures that moved with it.
    """

    label: str = ""
    details: tuple[str, ...] = ()
    consequences: tuple[FigureChange, ...] = ()
    places: tuple[str, ...] = ()


class TextChange(Struct, frozen=True):
    """A text of the data that differs, word by word."""

    name: str
    label: str
    old: str | None
    new: str | None
    pieces: tuple[TextPiece, ...] = ()
    printed: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


class Fate(StrEnum):
    """What became of a paragraph."""

    ADDED = "新增"
    REMOVED = "删去"
    REWORDED = "改写"


class ParagraphChange(Struct, frozen=True):
    """A paragraph of the report: ``where`` it stands on the new side, on the old one if it was removed.

    ``followed`` says that only figures printed from data differ in it.
    """

    fate: Fate
    where: str
    old: str | None
    new: str | None
    pieces: tuple[TextPiece, ...] = ()
    followed: bool = False
    file: str = ""
    line: int = 0


class ReferenceChange(Struct, frozen=True):
    """A reference of the report that points at something of another name or unit: what it was and is."""

    words: str
    facet: str
    old: str
    new: str
    file: str = ""
    line: int = 0


class TemplateChange(Struct, frozen=True):
    """A template whose bytes differ; ``details`` are sentences on what differs in its geometry and its tags."""

    file: str
    old: str | None
    new: str | None
    details: tuple[str, ...] = ()


class PartChange(Struct, frozen=True):
    """One rendered part and the digests of its content; "" where it could not be rendered."""

    label: str
    old: str | None
    new: str | None

    @property
    def same(self) -> bool:
        """Whether the part looks as it did."""
        return bool(self.old) and self.old == self.new


class TrendLine(Struct, frozen=True):
    """One line of a chart: a value for each year, None where the data have none."""

    name: str
    values: tuple[Decimal | None, ...]


class Trend(Struct, frozen=True):
    """A chart over all years in the new side's data; rates are given in per cent."""

    title: str
    unit: str
    years: tuple[int, ...]
    lines: tuple[TrendLine, ...]


class Review(Struct, frozen=True):
    """Two sides, and all that differs between them.

    ``entered`` are the figures that were typed (and those that rest on none of them, such as a project's total where
    only totals are kept), in the order of the package, with their consequences; ``derived`` all computed ones;
    ``texts`` the texts of forms; ``paragraphs`` the report's; ``references`` those of the report that point elsewhere;
    ``moves`` projects and indicators that came, went, changed name or place; ``records`` overrides, waivers, control
    totals, reasons and evidence that did; ``settings`` those of the form set. ``came`` and ``went`` are findings.
    ``parts`` is empty where no pages can be compared.
    """

    old: SideName
    new: SideName
    comparison: FactComparison
    entered: tuple[EnteredChange, ...] = ()
    derived: tuple[FigureChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    paragraphs: tuple[ParagraphChange, ...] = ()
    moves: tuple[MoveChange, ...] = ()
    records: tuple[Move, ...] = ()
    settings: tuple[Move, ...] = ()
    templates: tuple[TemplateChange, ...] = ()
    came: tuple[Finding, ...] = ()
    went: tuple[Finding, ...] = ()
    parts: tuple[PartChange, ...] = ()
    trends: tuple[Trend, ...] = ()
    references: tuple[ReferenceChange, ...] = ()

    @property
    def changed_parts(self) -> tuple[PartChange, ...]:
        """The parts that do not look as they did."""
        return tuple(part for part in self.parts if not part.same)

    @property
    def visible(self) -> bool:
        """Whether any page differs; where pages cannot be compared, whether anything in the data does."""
        if self.parts:
            return bool(self.changed_parts)
        return bool(self.comparison or self.paragraphs or self.templates or self.settings)

    @property
    def differs(self) -> bool:
        """Whether anything differs at all, visible or not."""
        return self.visible or any(
            (self.comparison, self.paragraphs, self.records, self.settings, self.templates, self.came, self.went)
        )

    @property
    def biggest(self) -> tuple[FigureChange, ...]:
        """All figures that moved, computed ones included, by their difference in 万元, largest first.

        Between two years the column for last year only repeats what the older year says of itself.
        """
        figures = [one.figure for one in self.entered] + list(self.derived)
        amounts = [one for one in figures if one.unit == "万元" and one.difference is not None]
        if self.old.year != self.new.year:
            amounts = [one for one in amounts if not one.name.endswith(f".{term('prior_final')}")]
        return tuple(sorted(amounts, key=lambda one: (-abs(one.difference or Decimal(0)), one.name)))


def shown(words: str | None) -> str:
    """Return a value for a table cell: what is missing and what is blank say so."""
    return NOTHING if words is None else words.strip() or BLANK


def signed(amount: Decimal, places: int | None = None) -> str:
    """Return an amount with its sign, rounded half up to ``places``; without them without trailing zeros."""
    if places is None:
        digits = format_plain(amount)
    else:
        amount = round_half_up(amount, places)
        digits = format(abs(amount) if amount == 0 else amount, "f")
    return f"+{digits}" if amount > 0 else digits
