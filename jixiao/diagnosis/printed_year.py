"""A year on our own forms as judged, printed and judged again in memory with other amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property

from msgspec.structs import replace

from jixiao.derive.derivation import derive
from jixiao.diagnosis.rejudging import reprint, with_amounts
from jixiao.diagnosis.tried_year import Retried, TriedYear, compare_trial, key_of
from jixiao.diagnosis.typed_figures import Figures, above, group_figures
from jixiao.figures import Figure
from jixiao.findings import Balance, Finding
from jixiao.glossary import term
from jixiao.model.entered_year import Submission
from jixiao.render.parts import RenderFolders
from jixiao.rules.catalogue import all_rules
from jixiao.rules.judge import Pause
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.ties import balances
from jixiao.rules.waiving import apply_waivers

# What may be below zero.
_SIGNED = (term("added"), f".{term('basic_adjustment')}.")
_BUDGETS = (term("budget"), term("full_year_budget"))
_OF_OTHERS = ("controls", "prior")


class PrintedYear(TriedYear):
    """A year as printed, with the folders of its templates and the day that waivers are judged on.

    ``pause`` is called before it is printed and judged again; what it raises ends the search.
    """

    def __init__(self, book: PrintedPackage, folders: RenderFolders, today: date, pause: Pause = lambda: None) -> None:
        self.book = book
        self.folders = folders
        self.today = today
        self.pause = pause

    @cached_property
    def typed(self) -> Figures:
        """The figures typed for it."""
        entered = self.book.entered
        own = (value for name, values in entered.items() if name not in _OF_OTHERS for value in values)
        figures = group_figures(own, entered["controls"], entered["prior"], copied=[term("projects")])
        signed = frozenset(path for path in figures.all if any(one in path for one in _SIGNED))
        budgets = frozenset(path for path in figures.all if path.rpartition(".")[2] in _BUDGETS)
        return replace(figures, signed=signed, budgets=budgets)

    @property
    def size(self) -> int:
        """How many values it prints."""
        return len(self.book.prints)

    def balances(self) -> Iterator[Balance]:
        """Yield what ties and control totals weigh against each other, whether it agrees or not."""
        return balances(self.book)

    def last_year_of(self, path: str) -> Iterator[Figure]:
        """Yield last year's figures for a path: of the same file, and of the form's own column."""
        same = self.typed.prior.get(f"{term('prior')}.{path}")
        if same is not None:
            yield same
        column = self.book.figures.get(f"{above(path)}.{term('prior_final')}")
        if column is not None and column.literal is None:
            yield column

    def retry(self, amounts: Mapping[str, Decimal], open_ones: Sequence[Finding]) -> Retried | None:
        """Return what vanishes by other amounts at some paths; None if nothing does, or something is new."""
        return self.retry_submission(with_amounts(self.book, amounts), open_ones)

    def retry_submission(self, submission: Submission, open_ones: Sequence[Finding]) -> Retried | None:
        """Return what vanishes by data typed otherwise; None if nothing does, or something is new."""
        self.pause()
        year = reprint(submission, derive(submission), self.folders, self.book.sources)
        if year is None:
            return None
        accusing = {finding.code for finding in open_ones}
        codes = {rule.code for rule in all_rules()}
        before = {key_of(finding) for finding in open_ones}
        at_once = [*year.findings, *year.ask(rule for rule in all_rules() if rule.code in accusing)]
        still = {key_of(finding) for finding in at_once}
        # Waivers that cover nothing are found by code only once all has been judged.
        if not any(key not in still for key in before if key[0] in codes or key[0].startswith("O")):
            return None
        rest = year.ask(rule for rule in all_rules() if rule.code not in accusing)
        others = set(year.findings)
        found = [*(finding for finding in at_once if finding not in others), *rest]
        judged = [*year.findings, *apply_waivers(found, submission.waivers, self.today)]
        return compare_trial(PrintedYear(year.book, self.folders, self.today, self.pause), open_ones, judged)
