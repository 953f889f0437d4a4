"""The fields and lists of a form as they might be described."""

from __future__ import annotations

from msgspec import Struct

from jixiao.glossary import term
from jixiao.importing.describing.field_kinds import FieldGuess
from jixiao.importing.describing.found_fields import FormSpot, FoundList
from jixiao.importing.describing.vocabulary import ListName

# What the year and the unit give every form; no data file of its own holds it.
_GIVEN = tuple(map(term, ("year", "prior_year", "unit", "number")))


class ProposedField(Struct, frozen=True):
    """A field with its place: the whole cell, or the letters from ``start`` to ``end`` of its text (``inline``)."""

    spot: FormSpot
    path: str
    guess: FieldGuess
    start: int = 0
    end: int = 0
    inline: bool = False


class ProposedPart(Struct, frozen=True):
    """A field of a list's rows: the number of its cell, its name in the list.

    ``known`` is whether some form has a column of that very heading, so that its role is known as well.
    """

    number: int
    name: str
    guess: FieldGuess
    known: bool = False


class ProposedList(Struct, frozen=True):
    """A list with the rows it stands in; ``weights`` are the points that its level-1 indicators print."""

    found: FoundList
    name: ListName
    parts: tuple[ProposedPart, ...]
    weights: tuple[tuple[str, str], ...]
    question: str = ""


class ProposedFormula(Struct, frozen=True):
    """How a field may follow from others; ``decimals`` it is rounded to, None for as many as come of it.

    ``differs`` is whether the form that it was read off has another number there.
    """

    path: str
    text: str
    decimals: int | None = None
    differs: bool = False


class ProposedForm(Struct, frozen=True):
    """All fields, lists and formulas of a form as they might be described."""

    fields: tuple[ProposedField, ...]
    lists: tuple[ProposedList, ...]
    formulas: tuple[ProposedFormula, ...] = ()


def is_given(path: str) -> bool:
    """Return whether the year or the unit gives a value, so that no description is wanted."""
    return path.partition(".")[0] in _GIVEN
