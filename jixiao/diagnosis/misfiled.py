"""The likely cause that is no amount: a project typed into another class, seen from gaps that are its own totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from jixiao.diagnosis.printed_year import PrintedYear
from jixiao.diagnosis.rejudging import Value, with_values
from jixiao.diagnosis.tried_year import Retried
from jixiao.figures import Text
from jixiao.findings import Finding
from jixiao.model.entered_year import NumberedProject
from jixiao.rules.printed_package import PrintedPackage

# Each is a year printed and judged in memory, some 40 ms: a project that gaps point at has few other classes.
_TRIALS = 6


class Misfiled(Struct, frozen=True):
    """A project's class, the one it probably belongs to, and what vanishes by it."""

    typed: Text
    meant: str
    retried: Retried


def find_misfiled_project(year: PrintedYear, findings: Sequence[Finding]) -> Misfiled | None:
    """Return the project whose other class makes most findings vanish and brings nothing new; None if there is none."""
    open_ones = [finding for finding in findings if finding.weighty]
    gaps = {finding.balance.gap for finding in open_ones if finding.balance is not None and finding.balance.gap}
    found: list[Misfiled] = []
    for numbered, meant in list(_moves(year.book, gaps))[:_TRIALS]:
        typed = numbered.project.outlay_class

        def exchange(value: Value, typed: Text = typed, meant: str = meant) -> Value:
            return value.reworded(meant) if isinstance(value, Text) and value.path == typed.path else value

        entered = year.book.submission
        retried = year.retry_submission(replace(entered, projects=with_values(entered.projects, exchange)), open_ones)
        if retried is not None and len(retried.vanished) > 1:
            found.append(Misfiled(typed, meant, retried))
    return max(found, key=lambda each: len(each.retried.vanished), default=None)


def _moves(book: PrintedPackage, gaps: set[Decimal]) -> Iterator[tuple[NumberedProject, str]]:
    """Yield projects whose total is missing in one place and too much in another, with each other class."""
    forms = {form.identifier: form for form in book.dossier.projects}
    for numbered in book.submission.projects:
        whole = forms[numbered.identifier].funds.annual_total
        amounts = {whole.full_year_budget.amount, whole.outturn.amount}
        if any(amount in gaps and -amount in gaps for amount in amounts if amount):
            classes = (str(kind.name) for kind in book.dossier.form_set.outlay_classes)
            yield from ((numbered, name) for name in classes if name != numbered.project.outlay_class)
