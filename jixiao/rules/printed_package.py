"""The PrintedPackage: the package as it will be printed, laid open for the rules.

Rules judge what stands on paper. A figure printed as filed (by an override) counts with the value
filed, and the line to mend is then the override's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, cached_property, wraps
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from msgspec import Struct

from jixiao.derive.dossier import Dossier, IndicatorRow
from jixiao.figures import MONEY, POINTS, Figure, Text
from jixiao.model.base import Record, field_names
from jixiao.model.controls import Control
from jixiao.model.entered_year import Submission
from jixiao.model.formset import FilingDeadline, MovementNorm, Scoring
from jixiao.model.movements import MovementReason
from jixiao.model.norms import PersonNorms, ScoreNorms
from jixiao.model.scalars import Day
from jixiao.model.unit import Unit
from jixiao.model.waivers import Waiver
from jixiao.plain import format_plain
from jixiao.render.passages import PrintedPassage
from jixiao.render.printing import Print
from jixiao.rules.breach import Spot
from jixiao.rules.printed_statement import Statement, make_statement
from jixiao.source.decoding import SourceText

_BY_PLACE = attrgetter("place.file", "place.line", "place.column")
P = TypeVar("P")
T = TypeVar("T")


def cached_by_package(make: Callable[[P], T]) -> Callable[[P], T]:
    """Return ``make`` with its result cached for each package, or whatever else it is made of."""

    @wraps(make)
    def kept(package: P) -> T:
        memory: dict[object, Any] = package.__dict__.setdefault("_kept", {})
        if make not in memory:
            memory[make] = make(package)
        value: T = memory[make]
        return value

    return kept


def listed_once(find: Callable[[P], Iterable[T]]) -> Callable[[P], tuple[T, ...]]:
    """Return ``find`` with all it yields cached for each package."""

    @wraps(find)
    def found(package: P) -> tuple[T, ...]:
        return tuple(find(package))

    return cached_by_package(found)


class PrintedPackage(Struct, frozen=True, dict=True):
    """Everything rules read: what was entered, what was derived, what is printed, the report's paragraphs.

    ``sources`` are the files it was read from, last year's too; ``pages`` the forms as text by their labels.
    """

    submission: Submission
    dossier: Dossier
    prints: tuple[Print, ...]
    paragraphs: tuple[PrintedPassage, ...]
    sources: tuple[SourceText, ...] = ()
    pages: Mapping[str, str] = {}

    @property
    def year(self) -> int:
        """The year it is about."""
        return self.submission.year

    @property
    def unit(self) -> Unit:
        """Whose package it is."""
        return self.submission.unit

    @property
    def tells_whole_year(self) -> bool:
        """Whether it tells of the year when that is over."""
        return True

    @property
    def filing_deadline(self) -> FilingDeadline | None:
        """The last day to file it, where its form set names one."""
        return self.dossier.form_set.checks.filing_deadline

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """What is let stand, and by whom."""
        return tuple(self.submission.waivers)

    @property
    def persons(self) -> PersonNorms:
        """What its form set says of persons."""
        return self.dossier.form_set.checks.persons

    @property
    def controls(self) -> tuple[Control, ...]:
        """What other documents state of its figures."""
        return self.submission.controls

    @property
    def scoring(self) -> Scoring:
        """How its form set reckons scores."""
        return self.dossier.form_set.scoring

    @property
    def score_checks(self) -> ScoreNorms:
        """What its form set asks of scores."""
        return self.dossier.form_set.checks.score_checks

    @property
    def last_year(self) -> Submission | None:
        """Last year's data, where all of it is there."""
        return self.submission.prior if isinstance(self.submission.prior, Submission) else None

    @property
    def last_unit(self) -> Unit | None:
        """The unit as it was last year, where all of that is there."""
        return self.last_year.unit if self.last_year else None

    @property
    def movements(self) -> tuple[MovementReason, ...]:
        """The reasons given for what moved since last year."""
        return tuple(self.submission.movements)

    @property
    def movement_norms(self) -> list[MovementNorm]:
        """How far figures may move in a year unexplained."""
        return self.dossier.form_set.checks.movement_norms

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All printed figures in order, but for those still to be filled in."""
        return tuple(statement for statement in self._all_statements if not statement.unknown)

    @cached_property
    def _all_statements(self) -> tuple[Statement, ...]:
        return tuple(self._statement(printed) for printed in self.prints if isinstance(printed.value, Figure))

    def _statement(self, printed: Print) -> Statement:
        figure = printed.value
        assert isinstance(figure, Figure)  # noqa: S101 - selected by the caller
        return make_statement(figure, printed, self.declared_places(figure))

    def declared_places(self, figure: Figure) -> int:
        """Return the decimals a figure is declared with: the form's, or more if more were typed."""
        typed = max(0, -int(figure.amount.as_tuple().exponent)) if figure.entered else 0
        if figure.places is not None:
            return figure.places
        if figure.unit == MONEY and self.dossier.form_set.amount_places is not None:
            return self.dossier.form_set.amount_places
        return max(typed, 6 if figure.unit == POINTS else 2)

    @cached_property
    def _by_path(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for statement in self._all_statements:
            for path in {statement.figure.path, statement.figure.source.path}:
                found.setdefault(path, []).append(statement)
        return found

    def stated(self, path: str) -> list[Statement]:
        """Return all prints of the figure at ``path``, where it is repeated under other paths too, known or not."""
        return self._by_path.get(path, [])

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure of the dossier and of what was entered, by path."""
        found, entered = dict[str, Figure](), chain.from_iterable(self.entered.values())
        scores = (row.score for form in (self.dossier.annex2, *self.dossier.projects) for row in form.indicator_rows)
        for value in chain(leaves(self.dossier, without=_AS_ENTERED), entered, scores):
            if isinstance(value, Figure) and value.path:
                found.setdefault(value.path, value)
        return found

    @cached_property
    def entered(self) -> Mapping[str, tuple[Figure | Text, ...]]:
        """Every figure and text that was entered, by the field of the submission that holds it."""
        year = self.submission
        return {name: tuple(leaves(getattr(year, name))) for name in field_names(type(year))}

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text that was entered, in the order of the files."""
        entered = chain.from_iterable(self.entered.values())
        found = {id(value): value for value in entered if isinstance(value, Text)}
        return tuple(sorted(found.values(), key=_BY_PLACE))

    @cached_property
    def text_prints(self) -> dict[str, list[Print]]:
        """The prints of texts by the path of the entry."""
        found: dict[str, list[Print]] = {}
        for printed in self.prints:
            if isinstance(printed.value, Text):
                found.setdefault(printed.path, []).append(printed)
        return found

    def text_in(self, where: str, path: str) -> Print | None:
        """Return the first print of the text at ``path`` in one place; None if it does not print it."""
        return self._texts_by_place.get((where, path))

    @cached_property
    def _texts_by_place(self) -> dict[tuple[str, str], Print]:
        return {(one.where, one.path): one for one in reversed(self.prints) if isinstance(one.value, Text)}

    def printed_in(self, path: str) -> tuple[str, ...]:
        """Return the places that print what stands at ``path``."""
        return tuple(printed.spoken for printed in self._prints_of.get(path, ()))

    @cached_property
    def _prints_of(self) -> dict[str, list[Print]]:
        """By path the prints of it."""
        prints: dict[str, list[Print]] = {}
        for printed in self.prints:
            source = printed.value.source if isinstance(printed.value, Figure) else printed.value
            for path in {printed.path, source.path} if source is not None else ():
                prints.setdefault(path, []).append(printed)
        return prints

    def spot(self, text: Text | Day) -> Spot:
        """Return an entry, as what a breach is about: the line it is entered in, the places that print it."""
        return Spot(text.path, text.place, self.printed_in(text.path))

    def here(self, path: str, where: str, *, as_filed: bool = False) -> Statement | None:
        """Return the print of a figure in one place; of several, one not overridden (``as_filed``: overridden)."""
        prints = self._by_place.get((path, where), ())
        if len(prints) == 1:
            return prints[0]
        doubtful = next((one for one in prints if _least_overridden(one) < 0), None)
        return doubtful or min(prints, key=lambda one: (one.print.override is not None) is not as_filed, default=None)

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], list[Statement]]:
        found: dict[tuple[str, str], list[Statement]] = {}
        for path, statements in self._by_path.items():
            for statement in statements:
                found.setdefault((path, statement.print.where), []).append(statement)
        return found

    def best(self, path: str) -> Statement | None:
        """Return a print of a figure, one that is not overridden if there is any."""
        return min(self.stated(path), key=_least_overridden, default=None)


def _least_overridden(statement: Statement) -> int:
    """Return what orders a figure's prints: first those an override may replace, then the others, then overridden."""
    override = statement.print.override
    return 0 if override is None else -1 if override.is_unplaced else 1


# What a dossier holds as it stands in the submission.
_AS_ENTERED = (Record, IndicatorRow)


def leaves(value: Any, without: tuple[type, ...] = ()) -> Iterator[Figure | Text]:
    """Yield the figures and texts that a model or dossier holds, in order; what stands in it twice, once.

    What is ``without`` is not looked into.
    """
    pending = [value]
    seen: set[int] = set()
    while pending:
        value = pending.pop()
        kind: Any = type(value)
        held = _what_holds(kind)
        if held is None:
            yield value
        elif id(value) not in seen and not issubclass(kind, without):
            seen.add(id(value))
            pending.extend(held(value))


@cache
def _what_holds(kind: Any) -> Callable[[Any], Iterable[Any]] | None:
    """Return what tells what a value of this kind holds, last first; None for a figure or a text."""
    if issubclass(kind, Figure | Text):
        return None
    if issubclass(kind, dict):
        return lambda value: reversed(value.values())
    if issubclass(kind, list | tuple):
        return reversed
    names = field_names(kind)[::-1]
    return lambda value: [getattr(value, name) for name in names]


def plain(amount: Decimal | None) -> str:
    """Return an amount for a sentence, without trailing zeros."""
    return "空白" if amount is None else format_plain(amount)
