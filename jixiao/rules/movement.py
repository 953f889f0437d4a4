"""Y…: big moves since last year want a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.figures import RATE, Figure, Formula
from jixiao.findings import Severity
from jixiao.glossary import term
from jixiao.model.form_roles import Role
from jixiao.model.formset import MovementNorm
from jixiao.render.printing import format_value
from jixiao.review.fact_changes import FactChange, compare_facts
from jixiao.review.facts import Fact, facts_of, prior_facts, with_moved
from jixiao.rules.described_package import DescribedPackage, ScoredPackage
from jixiao.rules.money_lines import list_money_lines
from jixiao.rules.printed_package import listed_once, plain
from jixiao.rules.printed_statement import entered_place
from jixiao.rules.registry import Breach, rule
from jixiao.submission.succession import succession_of


def find_movements(package: ScoredPackage) -> Iterator[tuple[FactChange, MovementNorm]]:
    """Yield the figures that moved since last year by more than the form set lets pass, with the line they crossed.

    A total is left out where one of its parts is there: the part is what wants explaining.
    """
    big, ended = list(_big_moves(package)), set(_explained_by_ending(package))
    moved = {figure.source.path for change, _ in big if change.new and (figure := change.new.figure)}
    for change, norm in big:
        if not moved & _parts(change) and change.name not in ended:
            yield change, norm


def _explained_by_ending(package: ScoredPackage) -> Iterator[str]:
    """Yield the figures that moved because a project of last year goes on no more: its line, its class, the total."""
    if isinstance(package, DescribedPackage):
        return
    past, own = succession_of(package.submission), f".{term('final')}"
    whole = f"{term('annex1')}.{term('project_outlay')}"
    for ended in past.discontinued:
        line, norm = f"{whole}.{ended.key}{own}", _norm_of(package, f"{whole}.{ended.key}{own}")
        yield line
        if norm is not None and ended.prior_final.amount >= norm.absolute.amount:
            yield f"{whole}.{ended.outlay_class}{own}"
            if ended.former.identifier not in past.moved:
                yield f"{whole}{own}"
    for project in (numbered for numbered in package.submission.projects if numbered.identifier in past.moved):
        name = f"{whole}.{project.project.outlay_class}{own}"
        norm = _norm_of(package, name)
        if norm is not None and past.formers[project.identifier].final.amount >= norm.absolute.amount:
            yield name


def _parts(change: FactChange) -> set[str]:
    """Return the paths of all figures that this one is made of."""
    figure = change.new.figure if change.new else None
    pending = _operands(figure.source) if figure else []
    parts: set[str] = set()
    while pending:
        part = pending.pop().source
        parts.add(part.path)
        pending += _operands(part)
    return parts


def _operands(figure: Figure) -> list[Figure]:
    return list(figure.origin.operands) if isinstance(figure.origin, Formula) else []


# The one form with a column for last year.
_WITH_LAST_YEAR = ("annex1",)


@listed_once
def _changes(package: ScoredPackage) -> Iterable[FactChange]:
    if isinstance(package, DescribedPackage):
        return list(_line_changes(package))
    this_year = facts_of(package.dossier, _WITH_LAST_YEAR)
    before = with_moved(prior_facts(this_year), succession_of(package.submission))
    return compare_facts(before, this_year, common_only=True).figures


def _line_changes(package: DescribedPackage) -> Iterator[FactChange]:
    """Yield what was spent on a line beside what was spent last year: the form's own column, else last year's form."""
    for form in package.dossier.forms:
        for line in list_money_lines(form):
            spent = line.columns.get(Role.OUTTURN)
            before = line.columns.get(Role.PRIOR_OUTTURN) or (spent and package.figures_before.get(spent.path))
            if spent is not None and before is not None and spent.amount != before.amount:
                sides = (Fact(spent.path, format_value(one), one) for one in (before, spent))
                yield FactChange(spent.path, *sides)


def _big_moves(package: ScoredPackage) -> Iterator[tuple[FactChange, MovementNorm]]:
    for change in _changes(package):
        norm = _norm_of(package, change.name)
        if norm is not None and _is_material(change, norm):
            yield change, norm


def _norm_of(package: ScoredPackage, name: str) -> MovementNorm | None:
    norms = package.movement_norms
    within = (norm for norm in norms if name.startswith(str(norm.scope)))
    return max(within, key=lambda norm: len(norm.scope), default=None)


def _is_material(change: FactChange, norm: MovementNorm) -> bool:
    difference, ratio = change.difference, change.ratio
    figures = [fact.figure for fact in (change.old, change.new) if fact]
    if (
        difference is None
        or any(figure.unknown for figure in figures if figure)
        or (change.new and change.new.figure and change.new.figure.unit == RATE)
    ):
        return False
    far = ratio is None or abs(ratio) * 100 >= norm.relative.amount
    in_yuan = any(figure.unit == "元" for figure in figures if figure)
    return far and abs(difference) >= norm.absolute.amount * (10_000 if in_yuan else 1)


@rule("Y101", Severity.WARNING, by_role=True)
def big_moves_are_explained(package: ScoredPackage) -> Iterator[Breach]:
    """Yield figures that moved far since last year without a reason in the year's data."""
    if any(reason.reference.unknown for reason in package.movements):
        return
    explained = {str(reason.reference) for reason in package.movements}
    for change, norm in find_movements(package):
        if change.name not in explained and change.old and change.new and change.new.figure:
            yield Breach(
                change.name,
                entered_place(change.new.figure),
                f"{change.name}由上年 {change.old.words} 变为 {change.new.words}，{_moved(change)}，没有说明原因",
                f"变动达到 {plain(norm.absolute.amount)} 万元且达到 {plain(norm.relative.amount)}% 的有说明",
                printed=package.printed_in(change.name),
                seen=(change.old.words, change.new.words),
            )


def _is_open(package: ScoredPackage, path: str) -> bool:
    """Return whether a figure, this year's or last year's, is still to be filled in."""
    prior = f"{path.rpartition('.')[0]}.{term('prior_final')}"
    figures = (package.figures.get(one) for one in (path, prior))
    return any(figure.unknown for figure in figures if figure)


def _moved(change: FactChange) -> str:
    difference = change.difference or Decimal(0)
    word = "增加" if difference > 0 else "减少"
    share = "" if change.ratio is None else f"（{abs(change.ratio) * 100:.2f}%）"
    return f"{word} {plain(abs(difference))}{share}"


@rule("Y102", Severity.WARNING, by_role=True)
def reasons_meet_a_move(package: ScoredPackage) -> Iterator[Breach]:
    """Yield reasons that are given for a figure that does not exist or did not move."""
    moved = {change.name for change in _changes(package)}
    for reason in package.movements:
        if (
            reason.reference not in moved
            and not reason.reference.unknown
            and not _is_open(package, str(reason.reference))
        ):
            found = f"“{reason.reference}”与上年相比没有变动，或数据里没有这个数"
            yield Breach(str(reason.reference), reason.reference.place, found, "与上年不同的一个数的路径", seen=())
