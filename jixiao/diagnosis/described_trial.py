"""A year on described forms as judged, filled in and judged again in memory with other amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.derive.described_forms import derive_described
from jixiao.diagnosis.rejudging import Value, with_values
from jixiao.diagnosis.tried_year import Retried, TriedYear, compare_trial
from jixiao.diagnosis.typed_figures import Figures, group_figures
from jixiao.figures import Figure
from jixiao.findings import Balance, Finding
from jixiao.forms.entered_forms import DescribedSubmission, EnteredForm, EnteredSet
from jixiao.glossary import term
from jixiao.model.form_roles import NumberSign, Role
from jixiao.render.described_parts import reprint_described
from jixiao.render.parts import Inspection, RenderFolders
from jixiao.rules.described_balances import list_described_balances
from jixiao.rules.described_filing import PrintedForms
from jixiao.rules.described_judgement import judge_described
from jixiao.rules.money_lines import list_money_lines
from jixiao.source.decoding import SourceText

_BUDGETS = (Role.INITIAL_BUDGET, Role.FULL_YEAR_BUDGET)


class TriedSet(Struct, frozen=True):
    """A set's package as filled in and printed, where its templates lie, and what else rules ask for."""

    dossier: DescribedDossier
    inspection: Inspection
    folders: RenderFolders
    last_year: DescribedDossier | None = None
    sources: tuple[SourceText, ...] = ()

    @property
    def printed(self) -> PrintedForms:
        """The package as rules read it."""
        shown = self.inspection
        return PrintedForms(self.dossier, shown.prints, shown.pages, last_year=self.last_year, sources=self.sources)


class DescribedTrial(TriedYear):
    """A year on described sets: what was entered, its packages, the findings that no amount moves."""

    def __init__(
        self, submission: DescribedSubmission, sets: Sequence[TriedSet], today: date, fixed: Sequence[Finding] = ()
    ) -> None:
        self.submission = submission
        self.sets = sets
        self.today = today
        self.fixed = fixed

    @cached_property
    def typed(self) -> Figures:
        """The figures typed for it."""
        own = [value for one in self.submission.sets.values() for value in _values(one)]
        prior = [value for one in self.submission.prior.values() for value in _values(one)]
        controls = [one.amount for one in self.submission.controls]
        forms = [form for one in self.sets for form in one.dossier.forms]
        cells = (cell for form in forms for cell in form.all_cells())
        signed = frozenset(value.path for _, field, value in cells if field.description.sign is NumberSign.ANY)
        lines = [line for form in forms for line in list_money_lines(form)]
        budgets = frozenset(line.columns[role].path for line in lines for role in _BUDGETS if role in line.columns)
        copied = [form.form.name for form in forms if form.form.is_per_project]
        return replace(group_figures(own, controls, prior, copied=copied), signed=signed, budgets=budgets)

    @property
    def size(self) -> int:
        """How many values it prints."""
        return sum(len(one.inspection.prints) for one in self.sets)

    def balances(self) -> Iterator[Balance]:
        """Yield what the forms weigh against each other, whether it agrees or not."""
        for one in self.sets:
            yield from list_described_balances(one.dossier)

    def last_year_of(self, path: str) -> Iterator[Figure]:
        """Yield last year's figures for a path: of the same form, and of the line's own column."""
        same = self.typed.prior.get(f"{term('prior')}.{path}")
        if same is not None:
            yield same
        column = self._last_years_column.get(path)
        if column is not None:
            yield column

    @cached_property
    def _last_years_column(self) -> Mapping[str, Figure]:
        found: dict[str, Figure] = {}
        for form in (form for one in self.sets for form in one.dossier.forms):
            for line in list_money_lines(form):
                column = line.columns.get(Role.PRIOR_OUTTURN)
                if column is not None:
                    found |= {one.path: column for one in line.columns.values() if one is not column}
        return found

    def retry(self, amounts: Mapping[str, Decimal], open_ones: Sequence[Finding]) -> Retried | None:
        """Return what vanishes by other amounts at some paths; None if nothing does, or something is new."""
        submission = _with_amounts(self.submission, amounts)
        dossiers = derive_described(submission)
        sets = []
        for one in self.sets:
            dossier = dossiers[one.dossier.described.name]
            inspection = reprint_described(dossier, one.folders)
            if inspection.unfillable:
                return None
            sets.append(replace(one, dossier=dossier, inspection=inspection))
        packages = [one.printed for one in sets]
        judgements = judge_described(packages, submission.waivers, self.today, is_open=submission.is_open)
        judged = [*self.fixed, *(finding for one in sets for finding in one.inspection.findings)]
        judged += [finding for one in judgements for finding in one.findings]
        return compare_trial(DescribedTrial(submission, sets, self.today, self.fixed), open_ones, judged)


def _values(entered: EnteredSet) -> Iterator[Value]:
    for form in entered.forms:
        yield from form.values.values()
        for rows in form.rows.values():
            for row in rows:
                yield from row.values()


def _with_amounts(submission: DescribedSubmission, amounts: Mapping[str, Decimal]) -> DescribedSubmission:
    """Return what was entered with other amounts at some paths."""

    def exchange(value: Value) -> Value:
        if isinstance(value, Figure) and value.path in amounts:
            return replace(value, amount=amounts[value.path], literal=None)
        return value

    def of_form(form: EnteredForm) -> EnteredForm:
        values, rows = with_values(form.values, exchange), with_values(form.rows, exchange)
        return replace(form, values=values, rows=rows)

    def of_sets(sets: Mapping[str, EnteredSet]) -> Mapping[str, EnteredSet]:
        return {name: replace(one, forms=tuple(map(of_form, one.forms))) for name, one in sets.items()}

    return replace(
        submission,
        sets=of_sets(submission.sets),
        prior=of_sets(submission.prior),
        controls=with_values(submission.controls, exchange),
    )
