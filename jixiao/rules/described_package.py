"""A package of described forms as the rules read it that ask for roles alone: by the names a PrintedPackage has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.figures import Figure, Text, count_decimals
from jixiao.findings import Place
from jixiao.model.controls import Control, settle_control
from jixiao.model.formset import MovementNorm, Scoring
from jixiao.model.movements import MovementReason
from jixiao.model.norms import PersonNorms, ScoreNorms
from jixiao.model.scalars import Day
from jixiao.model.unit import DescribedUnit
from jixiao.model.waivers import Waiver
from jixiao.render.passages import PrintedPassage
from jixiao.render.printing import Print
from jixiao.rules.breach import Spot
from jixiao.rules.described_sheets import read_sheets
from jixiao.rules.form_tables import EvaluationForm
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.usual_norms import read_usual_norms
from jixiao.source.decoding import SourceText

# The places on paper that print a path.
PrintedPlaces = Mapping[str, tuple[str, ...]]


class DescribedPackage(Struct, frozen=True, dict=True):
    """One set's forms as filled in, and where each path stands on paper.

    ``prints`` are all it prints, ``paragraphs`` those of its texts that tell how things are; ``last_year`` is the
    package of the same set the year before, ``sources`` the files it was read from. Without them the rules that ask
    for more than forms are silent.
    """

    dossier: DescribedDossier
    printed: PrintedPlaces
    prints: tuple[Print, ...] = ()
    paragraphs: tuple[PrintedPassage, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    last_year: DescribedDossier | None = None
    sources: tuple[SourceText, ...] = ()

    @property
    def year(self) -> int:
        """The year it is about."""
        return int(self.dossier.year)

    @property
    def unit(self) -> DescribedUnit:
        """Whose package it is."""
        return self.dossier.unit

    @property
    def last_unit(self) -> DescribedUnit | None:
        """The unit as it was last year, where all of that is there."""
        return self.last_year.unit if self.last_year is not None else None

    @property
    def movements(self) -> tuple[MovementReason, ...]:
        """The reasons given for what moved since last year."""
        return self.dossier.movements

    @property
    def movement_norms(self) -> list[MovementNorm]:
        """How far figures may move in a year unexplained."""
        return self.dossier.described.description.movement_norms

    @cached_property
    def tells_whole_year(self) -> bool:
        """Whether it tells of the year when that is over: its indicators have actuals, none of which is expected."""
        return bool(self.evaluation_forms) and not any(sheet.midyear for sheet in self.evaluation_forms)

    @property
    def filing_deadline(self) -> None:
        """The last day to file it: no description names one."""
        return

    @cached_property
    def persons(self) -> PersonNorms:
        """What is usually said of persons; who filled a form in stands on it where its template says so."""
        labels = [Text(form.label, Place(form.file), "") for form in self.dossier.forms]
        return read_usual_norms().persons.model_copy(update={"allowed_in": labels})

    @cached_property
    def text_prints(self) -> dict[str, list[Print]]:
        """The prints of texts by the path of the entry."""
        found: dict[str, list[Print]] = {}
        for one in self.prints:
            if isinstance(one.value, Text):
                found.setdefault(one.path, []).append(one)
        return found

    def text_in(self, where: str, path: str) -> Print | None:
        """Return the first print of the text at ``path`` in one place; None if it does not print it."""
        return next((one for one in self.text_prints.get(path, ()) if one.where == where), None)

    def spot(self, text: Text | Day) -> Spot:
        """Return an entry, as what a breach is about: the line it is entered in, the places that print it."""
        return Spot(text.path, text.place, self.printed_in(text.path))

    @property
    def controls(self) -> tuple[Control, ...]:
        """What other documents state of its figures."""
        figures = self.figures
        return tuple(settle_control(one, figures.get(str(one.reference))) for one in self.dossier.controls)

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure of its forms by path."""
        held = (value for form in self.dossier.forms for value in form.all_values())
        return {one.path: one for one in held if isinstance(one, Figure) and one.path}

    @cached_property
    def figures_before(self) -> Mapping[str, Figure]:
        """Last year's figures by path, of those known."""
        held = (value for form in self.last_year.forms for value in form.all_values()) if self.last_year else ()
        return {one.path: one for one in held if isinstance(one, Figure) and one.literal is None and not one.unknown}

    def declared_places(self, figure: Figure) -> int:
        """Return the decimals a figure is declared with: those it is printed with, else as typed, two at least."""
        return figure.places if figure.places is not None else max(2, count_decimals(figure.amount))

    @property
    def scoring(self) -> Scoring:
        """How scores are reckoned."""
        return read_usual_norms().scoring

    @property
    def score_checks(self) -> ScoreNorms:
        """What is asked of scores."""
        return read_usual_norms().score_checks

    @cached_property
    def evaluation_forms(self) -> tuple[EvaluationForm, ...]:
        """Its lists of indicators, each with its form's funds and total."""
        return tuple(read_sheets(self.dossier))

    def printed_in(self, path: str) -> tuple[str, ...]:
        """Return the places that print what stands at ``path``."""
        return self.printed.get(path, ())


# What rules take that ask for roles alone.
ScoredPackage = PrintedPackage | DescribedPackage
