"""How figures of a form follow from others: totals of rows and of lists, rates, scores.

What labels say is proposed; where the form is filled in, its numbers have to agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby, product

from msgspec import Struct

from jixiao.figures import round_half_up
from jixiao.importing.describing.found_fields import FoundField, FoundList
from jixiao.importing.describing.money_roles import part_of_year
from jixiao.importing.describing.proposals import ProposedField, ProposedFormula, ProposedList, ProposedPart
from jixiao.importing.describing.row_totals import LabelledRow, find_row_totals, says_total
from jixiao.importing.printed_values import read_printed
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import FieldKind, ListRole, Role

_SUMMED = (FieldKind.AMOUNT, FieldKind.NUMBER, FieldKind.POINTS, FieldKind.SCORE)
_SPENT = (Role.OUTTURN, Role.MIDYEAR_OUTTURN)
_BUDGETS = (Role.FULL_YEAR_BUDGET, Role.INITIAL_BUDGET)
_OF_LIST = {
    Role.TOTAL_POINTS: (Role.EXECUTION_POINTS, Role.INDICATOR_POINTS),
    Role.TOTAL_SCORE: (Role.EXECUTION_SCORE, Role.INDICATOR_SCORE),
}
_PLACES, _STEPS_OF_A_MATRIX, _HUNDRED = 2, 3, 100


class _Place(Struct, frozen=True):
    """A field with where it was found, and the number that stands there."""

    field: ProposedField
    found: FoundField
    number: Decimal | None

    @property
    def path(self) -> str:
        return self.field.path

    @property
    def role(self) -> Role | None:
        return self.field.guess.role

    @property
    def kind(self) -> FieldKind:
        return self.field.guess.kind

    @property
    def places(self) -> int:
        """How many decimals stand there; two where nothing does."""
        return _PLACES if self.number is None else max(0, -int(self.number.as_tuple().exponent))


def propose_formulas(
    fields: Sequence[ProposedField], found: Sequence[FoundField], lists: Sequence[ProposedList]
) -> list[ProposedFormula]:
    """Return the formulas of a form's fields, each field's once, in the order of the fields."""
    places = [_Place(one, where, _number_at(one, where)) for one, where in zip(fields, found, strict=True)]
    proposed = {
        one.path: one
        for one in (*_sums_of_lists(places, lists), *_totals(places, lists), *_rates(places), *_sums_of_rows(places))
    }
    return [proposed[one.path] for one in fields if one.path in proposed]


def _number_at(one: ProposedField, found: FoundField) -> Decimal | None:
    return _number_of(found.value, one.guess.kind)


def _number_of(text: str, kind: FieldKind) -> Decimal | None:
    """Return the number that a text is, as it is printed; None for what is none."""
    if kind not in (*_SUMMED, FieldKind.PERCENT):
        return None
    value = read_printed(text, FieldDescription.model_construct(kind=kind, role=None, choices=[]))
    try:
        return Decimal(value) if isinstance(value, str) else None
    except ArithmeticError:
        return None


# rows of a table


def _tables(places: Sequence[_Place]) -> Iterator[list[_Place]]:
    headed = [one for one in places if one.found.above and not one.found.tail]
    for _, table in groupby(headed, key=lambda one: one.found.table):
        yield list(table)


def _rows(table: Sequence[_Place]) -> list[list[_Place]]:
    return [list(row) for _, row in groupby(table, key=lambda one: one.found.spot.row)]


def _sums_of_rows(places: Sequence[_Place]) -> Iterator[ProposedFormula]:
    for table in _tables(places):
        rows = [row for row in _rows(table) if row[0].found.beside]
        labelled = [LabelledRow(row[0].found.beside[0], _summed(row)) for row in rows]
        for total in find_row_totals(labelled):
            by_heading = [{one.found.above: one for one in rows[part]} for part in total.parts]
            for one in rows[total.row]:
                parts = [row[one.found.above] for row in by_heading if one.found.above in row]
                if one.kind in (FieldKind.AMOUNT, FieldKind.NUMBER) and len(parts) == len(total.parts):
                    text = _sum_of([part.path for part in parts])
                    yield ProposedFormula(one.path, text, differs=total.differs)


def _summed(row: Sequence[_Place]) -> Mapping[tuple[str, ...], Decimal | None]:
    return {one.found.above: one.number for one in row if one.kind in (FieldKind.AMOUNT, FieldKind.NUMBER)}


def _sum_of(paths: Sequence[str]) -> str:
    """Return a sum of paths: 合计(资金.{甲, 乙}.执行数) where they differ in the middle step alone."""
    steps = [path.split(".") for path in paths]
    ends = {(one[0], one[-1]) for one in steps if len(one) == _STEPS_OF_A_MATRIX}
    if len(ends) != 1 or any(len(one) != _STEPS_OF_A_MATRIX for one in steps):
        return " + ".join(paths)
    ((first, last),) = ends
    return f"合计({first}.{{{', '.join(one[1] for one in steps)}}}.{last})"


# rates


def _rates(places: Sequence[_Place]) -> Iterator[ProposedFormula]:
    for table in _tables(places):
        percents = {one.found.above: one for one in table if one.kind is FieldKind.PERCENT}
        for heading in percents:
            rows = [row for row in _rows(table) if any(one.found.above == heading for one in row)]
            for spent, budget in product(_spent_for(heading, table), _BUDGETS):
                proposed = list(_rates_of(rows, heading, spent, budget))
                if proposed:
                    yield from proposed
                    break


def _spent_for(heading: tuple[str, ...], table: Sequence[_Place]) -> Sequence[Role]:
    """Return whose rate a column of per cents may be, the likeliest first; nobody's where it is none of execution."""
    if role := part_of_year(heading[0]):
        return (role,)
    is_execution = any(one.role is Role.EXECUTION_RATE for one in table if one.found.above == heading)
    return _SPENT if is_execution else ()


def _rates_of(
    rows: Sequence[Sequence[_Place]], heading: tuple[str, ...], spent: Role, budget: Role
) -> Iterator[ProposedFormula]:
    """Yield the rates of a column by two others; none where a number that stands there is another."""
    found = []
    for row in rows:
        rate = next(one for one in row if one.found.above == heading)
        top, bottom = (next((one for one in row if one.role is role), None) for role in (spent, budget))
        if top is None or bottom is None:
            continue
        if rate.number is not None and top.number is not None and bottom.number:
            exact = top.number / bottom.number * _HUNDRED
            if round_half_up(exact, rate.places) != rate.number:
                return
        found.append((rate, top, bottom))
    is_filled = any(rate.number is not None for rate, _, _ in found)
    printed = [_places_of(*one) for one in found]
    for rate, top, bottom in found:
        if not is_filled or (rate.number is not None and bottom.number):
            formula = f"{top.path} ÷ {bottom.path}"
            yield ProposedFormula(rate.path, formula, decimals=max(printed))
            yield from _score_by_rate(rate, rows)


def _places_of(rate: _Place, top: _Place, bottom: _Place) -> int:
    """Return how many decimals a rate is rounded to; two where none of its were left out."""
    if rate.number is None or top.number is None or not bottom.number:
        return 0 if rate.number is not None else _PLACES
    is_exact = top.number / bottom.number * _HUNDRED == rate.number
    return max(rate.places, _PLACES) if is_exact else rate.places


def _score_by_rate(rate: _Place, rows: Sequence[Sequence[_Place]]) -> Iterator[ProposedFormula]:
    """Yield the score of a row where it is seen to be its rate of its points."""
    row = next(row for row in rows if rate in row)
    points, score = (next((one for one in row if one.role is role), None) for role in _BY_RATE)
    if points is None or score is None or not points.number or score.number is None or not rate.number:
        return
    earned = round_half_up(rate.number * points.number / _HUNDRED, score.places)
    if rate.number < _HUNDRED and earned == score.number:
        formula = f"不超过({rate.path} × {points.path}, {points.path})"
        yield ProposedFormula(score.path, formula, decimals=max(score.places, 1))


_BY_RATE = (Role.EXECUTION_POINTS, Role.EXECUTION_SCORE)


# lists


def _totals(places: Sequence[_Place], lists: Sequence[ProposedList]) -> Iterator[ProposedFormula]:
    """Yield the totals of a form: what its indicators come to, with what the execution of the budget does."""
    indicators = [one for one in lists if one.name.role is ListRole.INDICATORS]
    if len(indicators) != 1:
        return
    for total in places:
        execution, of_rows = _OF_LIST.get(total.role or Role.NAME, (None, None))
        part = next((one for one in indicators[0].parts if of_rows and one.guess.role is of_rows), None)
        if part is None:
            continue
        first = next((one for one in places if one.role is execution), None)
        summed = _sum_in(indicators[0].found, part)
        for added in (first, None) if first else (None,):
            expected = summed + ((added.number or 0) if added else 0)
            if total.number in (None, expected):
                text = f"合计({indicators[0].name.path}.{part.name})"
                yield ProposedFormula(total.path, f"{added.path} + {text}" if added else text)
                break


def _sums_of_lists(places: Sequence[_Place], lists: Sequence[ProposedList]) -> Iterator[ProposedFormula]:
    """Yield the sums in the rows below lists that say so, where no number there is another."""
    for one in places:
        if not one.found.tail or one.kind not in _SUMMED or not one.found.beside or one.role in _OF_LIST:
            continue
        over = [each for each in lists if each.found.spot.block == one.found.spot.block]
        each = max((each for each in over if each.found.spot.row < one.found.spot.row), key=_row_of, default=None)
        numbers = {column.above[:1]: column.number for column in each.found.columns} if each else {}
        number = numbers.get(one.found.above[:1])
        part = next((part for part in each.parts if part.number == number), None) if each else None
        if each is None or part is None or not says_total(one.found.beside[0]):
            continue
        if one.number in (None, _sum_in(each.found, part)):
            yield ProposedFormula(one.path, f"合计({each.name.path}.{part.name})")


def _row_of(one: ProposedList) -> int:
    return one.found.spot.row


def _sum_in(found: FoundList, part: ProposedPart) -> Decimal:
    texts = next(column.texts for column in found.columns if column.number == part.number)
    return sum((number for text in texts if (number := _number_of(text, part.guess.kind)) is not None), Decimal(0))
