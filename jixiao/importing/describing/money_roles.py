"""Which column of a table of money is which: of two budgets the one at the year's start, what was spent by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from jixiao.importing.describing.found_fields import FoundField
from jixiao.importing.describing.proposals import ProposedField
from jixiao.importing.describing.vocabulary import kind_words
from jixiao.importing.label_text import label_key, narrow
from jixiao.model.form_roles import FieldKind, Role
from jixiao.patterns import compile_late

_BUDGETS, _SAID = (Role.INITIAL_BUDGET, Role.FULL_YEAR_BUDGET), 2
_SPENT = (Role.OUTTURN, Role.MIDYEAR_OUTTURN)
_MONTHS = compile_late(r"[0-9一二三四五六七八九十]{1,2}月?[-—–~至][0-9一二三四五六七八九十]{1,2}月|上半年|截至")


def part_of_year(heading: str) -> Role | None:
    """Return what was spent by some month, or is expected to be, as a heading says; None for what is the year's."""
    plain = narrow(heading)
    if Role.EXPECTED_OUTTURN[:_SAID] in plain:
        return Role.EXPECTED_OUTTURN
    return Role.MIDYEAR_OUTTURN if _MONTHS.search(plain) else None


def tell_money_apart(fields: Sequence[ProposedField], found: Sequence[FoundField]) -> list[ProposedField]:
    """Return the fields with the columns of each table of budgets told apart."""
    told = list(_tell_budgets(fields, found))
    tables = {place.table for one, place in zip(told, found, strict=True) if one.guess.role in _BUDGETS}
    timed = [_with_time(one, place) if place.table in tables else one for one, place in zip(told, found, strict=True)]
    return list(_tell_outturns(timed, found, tables))


def _with_time(one: ProposedField, place: FoundField) -> ProposedField:
    """Return a field with what it was spent by, where its heading says so."""
    role = part_of_year(place.above[0]) if place.above else None
    if role is not None and one.guess.role is Role.EXECUTION_RATE:
        return replace(one, guess=replace(one.guess, role=None))
    if role is None or one.guess.kind is not FieldKind.AMOUNT or one.guess.role in _BUDGETS:
        return one
    return replace(one, guess=replace(one.guess, role=role)) if _says_spent(place.above[0]) else one


def _says_spent(heading: str) -> bool:
    return label_key(heading).endswith(kind_words()[Role.OUTTURN])


def _tell_budgets(fields: Sequence[ProposedField], found: Sequence[FoundField]) -> Iterator[ProposedField]:
    """Yield the fields with the budgets of each table told apart: of two for the year the first is that at its start.

    A single one that does not say so is that for the year.
    """
    columns: dict[tuple[int, int], dict[str, Role]] = {}
    for one, place in zip(fields, found, strict=True):
        if one.guess.role in _BUDGETS and place.above:
            columns.setdefault(place.table, {}).setdefault(place.above[0], one.guess.role)
    meant = {table: _meant_budgets(headings) for table, headings in columns.items()}
    for one, place in zip(fields, found, strict=True):
        if one.guess.role in _BUDGETS and place.above:
            yield replace(one, guess=replace(one.guess, role=meant[place.table][place.above[0]]))
        else:
            yield one


def _meant_budgets(headings: dict[str, Role]) -> dict[str, Role]:
    said = {heading for heading in headings if Role.INITIAL_BUDGET[:_SAID] in heading}
    if len(headings) == 1 and not said:
        return dict.fromkeys(headings, Role.FULL_YEAR_BUDGET)
    if len(headings) == len(_BUDGETS) and len(set(headings.values())) == 1:
        return dict(zip(headings, _BUDGETS, strict=True))
    return headings


def _tell_outturns(
    fields: Sequence[ProposedField], found: Sequence[FoundField], tables: set[tuple[int, int]]
) -> Iterator[ProposedField]:
    """Yield the fields with the single column of amounts of a table of budgets whose heading says that it was spent."""
    tables = tables - {place.table for one, place in zip(fields, found, strict=True) if one.guess.role in _SPENT}
    columns: dict[tuple[int, int], set[str]] = {}
    for one, place in zip(fields, found, strict=True):
        if place.table in tables and place.above and one.guess.kind is FieldKind.AMOUNT and one.guess.role is None:
            heading = place.above[0]
            columns.setdefault(place.table, set()).update({heading} if _says_spent(heading) else ())
    for one, place in zip(fields, found, strict=True):
        if place.above and columns.get(place.table) == {place.above[0]}:
            yield replace(one, guess=replace(one.guess, role=Role.OUTTURN))
        else:
            yield one
