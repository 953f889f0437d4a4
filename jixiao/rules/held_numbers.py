"""Numbers of the forms as sentences are held against them, and the matters that have them, by name and column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct, field

from jixiao.figures import RATE, TO_FILL_IN, Figure
from jixiao.render.printing import Print
from jixiao.rules.claim_words import Column
from jixiao.rules.form_tables import FormRow
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.prose_numerals import Numeral

_TEN_THOUSAND, _HUNDRED = Decimal(10_000), Decimal(100)
BUDGETS = (Column.BUDGET, Column.INITIAL)


class Held(Struct, frozen=True):
    """A number of the forms: its path, the base unit it is in, its amount unrounded and every amount printed of it."""

    path: str
    unit: str
    exact: Decimal
    printed: tuple[Decimal, ...]
    words: str
    where: str = ""
    is_open: bool = False

    @property
    def spoken(self) -> str:
        """The number for sentences, with the place that prints it."""
        return self.words + self.where

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        """All amounts it may be said to be; none while it is open."""
        return () if self.is_open else (self.exact, *self.printed)

    def fits(self, numeral: Numeral) -> bool:
        """Return whether a number says the same: as printed, or rounded as it is written."""
        if self.is_open:
            return True
        if numeral.counted_in != self.unit:
            return False
        half = numeral.half_step * numeral.scale
        return any(abs(numeral.amount - amount) <= half for amount in self.amounts)


class Subject(Struct, frozen=True):
    """A matter by its name: the numbers of each of its columns, and what it is limited by, by that limit's name."""

    name: str
    columns: dict[Column, tuple[Held, ...]] = field(default_factory=dict)
    limits: dict[str, Held] = field(default_factory=dict)
    rows: tuple[FormRow, ...] = ()
    is_project: bool = False

    @property
    def budgets(self) -> tuple[Held, ...]:
        """What it was granted: the budgets of the year before the initial ones."""
        return tuple(held for column in BUDGETS for held in self.columns.get(column, ()))


def merge_subjects(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    """Return all subjects of one name as one, in the order they come first; one of another kind is left out."""
    by_name: dict[str, list[Subject]] = {}
    for subject in subjects:
        alike = by_name.setdefault(subject.name, [subject])
        if alike[0] is not subject and alike[0].is_project == subject.is_project:
            alike.append(subject)
    return tuple(_merged(alike) for alike in by_name.values())


def _merged(subjects: Sequence[Subject]) -> Subject:
    """Return subjects of one name and kind as one."""
    first, *others = subjects
    if not others:
        return first
    columns: dict[Column, dict[Held, None]] = {}
    limits: dict[str, Held] = {}
    for subject in subjects:
        for column, held in subject.columns.items():
            columns.setdefault(column, {}).update(dict.fromkeys(held))
        limits = subject.limits | limits
    rows = tuple(row for subject in subjects for row in subject.rows)
    merged = {column: tuple(held) for column, held in columns.items()}
    return Subject(first.name, merged, limits, rows, is_project=first.is_project)


def hold(package: PrintedPackage, path: str) -> Held | None:
    """Return the number at a path as claims are held against it; None where there is none."""
    figure = package.figures.get(path)
    if figure is None:
        return None
    stated, best = package.stated(path), package.best(path)
    is_open = any(one.unknown for one in stated)
    shown = best.print if best is not None and best.amount is not None else None
    where = best.spoken if best is not None else ""
    return hold_figure(figure, path, [one.amount for one in stated], shown=shown, where=where, is_open=is_open)


def hold_figure(
    figure: Figure,
    path: str,
    printed: Iterable[Decimal | None],
    *,
    shown: Print | None,
    where: str,
    is_open: bool = False,
) -> Held | None:
    """Return a figure as claims are held against it: ``printed`` are its amounts on paper, ``shown`` the best print.

    None where words stand in its place.
    """
    if figure.literal is not None and not figure.unknown:
        return None
    unit, scale = _base(figure)
    if figure.unknown or is_open:
        return Held(path, unit, exact=Decimal(0), printed=(), words=TO_FILL_IN, is_open=True)
    words = shown.printed.strip() if shown is not None else _plain(figure)
    return Held(
        path,
        unit,
        # A text may say a rate with more decimals than its form prints.
        exact=abs(figure.unrounded) * scale,
        # A fall by 3 % is told as 3 %.
        printed=tuple(dict.fromkeys(abs(one) * scale for one in (*printed, figure.amount) if one is not None)),
        words=f"{words}{figure.unit if unit != '%' else ''}",
        where=f"（{where}）" if where else "",
    )


def _base(figure: Figure) -> tuple[str, Decimal]:
    if figure.unit == "万元":
        return "元", _TEN_THOUSAND
    return ("%", _HUNDRED) if figure.unit == RATE else (figure.unit, Decimal(1))


def _plain(figure: Figure) -> str:
    return f"{figure.amount * 100:.2f}%" if figure.unit == RATE else format(figure.amount.normalize(), "f")
