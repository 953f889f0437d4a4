"""The fact sheet: every figure found on a paper, where it stands, how often, with which values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from jixiao.examine.examined_year import ExaminedYear
from jixiao.figures import Figure
from jixiao.importing.amounts import number_of
from jixiao.reporting.margin_words import name_projects
from jixiao.rules.prose_numerals import find_free_numerals

_ROUND = 12


class StatedFigure(Struct, frozen=True):
    """One place that states a figure: where, and its text there."""

    where: str
    text: str


class FigureFact(Struct, frozen=True):
    """A figure: what it is, and every place that states it, in order."""

    name: str
    stated: tuple[StatedFigure, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The different values it is stated with, as first written."""
        first: dict[object, str] = {}
        for one in self.stated:
            number = number_of(one.text)
            first.setdefault(one.text if number is None else number, one.text)
        return tuple(first.values())

    @property
    def differs(self) -> bool:
        """Whether it is stated with more than one value."""
        return len(self.values) > 1


def list_figures(examined: ExaminedYear, names: Mapping[str, str]) -> Iterator[FigureFact]:
    """Yield the figures of the forms and those that sentences repeat, in the order they are stated first."""
    prints = {(one.where, one.path, one.occurrence): one for one in examined.case.inspection.prints}
    stated: dict[str, list[StatedFigure]] = {}
    for filed in examined.filing.prints():
        printed = prints.get((filed.where, filed.path, filed.occurrence))
        if printed is not None and isinstance(printed.value, Figure) and filed.value.text.strip():
            name = name_projects(printed.value.source.path or printed.path, names)
            stated.setdefault(name, []).append(StatedFigure(printed.spoken, filed.value.text.strip()))
    return (FigureFact(name, tuple(places)) for name, places in stated.items())


def list_free_numbers(examined: ExaminedYear) -> Iterator[FigureFact]:
    """Yield the other numbers of sentences by how they are written, each place with the words round it."""
    stated: dict[str, list[StatedFigure]] = {}
    for paragraph in examined.case.inspection.paragraphs:
        for numeral in find_free_numerals(paragraph, ()):
            around = paragraph.text[max(numeral.start - _ROUND, 0) : numeral.stop + _ROUND]
            stated.setdefault(numeral.phrase, []).append(StatedFigure(paragraph.spoken, f"……{around.strip()}……"))
    return (FigureFact(phrase, tuple(places)) for phrase, places in stated.items())


def count_differing(facts: Iterable[FigureFact]) -> int:
    """Return how many figures are stated with more than one value."""
    return sum(fact.differs for fact in facts)
