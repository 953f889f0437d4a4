"""A package of described forms as the rules read it that ask for roles alone: by the names a PrintedPackage has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.figures import Figure, count_decimals
from jixiao.model.controls import Control, settle_control
from jixiao.model.formset import Scoring
from jixiao.model.norms import ScoreNorms
from jixiao.rules.described_sheets import read_sheets
from jixiao.rules.form_tables import EvaluationForm
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.usual_norms import read_usual_norms

# The places on paper that print a path.
PrintedPlaces = Mapping[str, tuple[str, ...]]


class DescribedPackage(Struct, frozen=True, dict=True):
    """One set's forms as filled in, and where each path stands on paper."""

    dossier: DescribedDossier
    printed: PrintedPlaces

    @property
    def year(self) -> int:
        """The year it is about."""
        return int(self.dossier.year)

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
