"""What became of last year's projects: which line of Annex 1 shows last year's final accounts of each.

A project shows its own while it stays in its class, and those that it declares to come from (上年决算来自).
What no project of the year shows stays where last year's form printed it: on a line of its own in its old class.
So the classes and the total of last year's column are what last year's form printed, whatever ended, split,
merged or moved since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field

from jixiao.figures import Figure, Formula, Operator, Text, total
from jixiao.model.entered_year import NumberedProject, Submission
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.formset import FormSet
from jixiao.model.project import list_sources

_UNIT = "万元"


class Former(Struct, frozen=True):
    """A project as last year ended: its class is None where only final accounts are kept and do not say."""

    identifier: str
    name: Text
    outlay_class: Text | None
    final: Figure


class SuccessorShare(Struct, frozen=True):
    """A project of this year shows final accounts of a former one: ``amount`` of them, or what is left where blank."""

    project: NumberedProject
    amount: Figure


class Discontinued(Struct, frozen=True):
    """A line for last year's final accounts that no project of this year shows: its key in paths and its class."""

    key: str
    former: Former
    outlay_class: str
    prior_final: Figure


class Reclassified(Struct, frozen=True):
    """Final accounts that a declaration moves to another class than the one last year's form printed them in."""

    former: Former
    project: NumberedProject
    old_class: str
    prior_final: Figure


class Succession(Struct):
    """Last year's final accounts of projects by this year's lines; ``known`` is False without data for last year.

    ``unchanged`` names by a line's key the former project whose whole final accounts it shows, and nothing else.
    ``moved`` holds by a project's identifier the class it was in last year where that is another one now, ``unplaced``
    the projects that would have a line of their own if it were known in which class.
    """

    known: bool
    formers: dict[str, Former] = field(default_factory=dict)
    parts: dict[str, list[Figure]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    discontinued: list[Discontinued] = field(default_factory=list)
    unplaced: list[Former] = field(default_factory=list)
    reclassified: list[Reclassified] = field(default_factory=list)
    unchanged: dict[str, str] = field(default_factory=dict)

    def prior_final(self, identifier: str) -> Figure:
        """Return what a project's line shows of last year: 0 if nothing, blank if last year is not known."""
        if not self.known:
            return Figure(Decimal(0), _UNIT, Formula(Operator.ABSENT, reason="没有上年数据"), literal="")
        parts = self.parts.get(identifier, [])
        if not parts:
            why = f"上年列在“{self.moved[identifier]}”" if identifier in self.moved else "上年没有这个项目"
            return Figure(Decimal(0), _UNIT, Formula(Operator.ABSENT, reason=why))
        return parts[0] if len(parts) == 1 else total(parts)


def former_projects(prior: Submission | FinalAccounts | None) -> dict[str, Former]:
    """Return last year's projects by identifier, from whatever is kept of last year."""
    if isinstance(prior, FinalAccounts):
        kept = [Former(str(one.identifier), one.name, one.outlay_class, one.final) for one in prior.project_outlay]
    else:
        kept = [_as_ended(numbered) for numbered in (prior.projects if prior else ())]
    return {former.identifier: former for former in kept}


def _as_ended(numbered: NumberedProject) -> Former:
    project = numbered.project
    final = total(source.outturn for source in list_sources(project.funds))
    return Former(numbered.identifier, project.name, project.outlay_class, final)


def claims_of(projects: Iterable[NumberedProject]) -> dict[str, list[SuccessorShare]]:
    """Return by a former project's identifier what this year's projects declare to come from it."""
    claims: dict[str, list[SuccessorShare]] = {}
    for numbered in projects:
        for identifier, amount in numbered.project.prior_final_from.items():
            claims.setdefault(identifier, []).append(SuccessorShare(numbered, amount))
    return claims


def class_now(former: Former, form_set: FormSet) -> str | None:
    """Return what the form set calls the class a project was in; None if it is not known, or not there any more."""
    names = {str(old): str(kind.name) for kind in form_set.outlay_classes for old in (*kind.former_names, kind.name)}
    return names.get(str(former.outlay_class)) if former.outlay_class is not None else None


def stays(former: Former, project: NumberedProject, form_set: FormSet) -> bool:
    """Return whether this year's project of the same identifier is still in its class, as far as that is known."""
    own = project.project.outlay_class
    return own.unknown or class_now(former, form_set) in (None, str(own))


def succession(
    projects: Sequence[NumberedProject], prior: Submission | FinalAccounts | None, form_set: FormSet
) -> Succession:
    """Return which line shows what of last year; flawed declarations, told elsewhere, are followed as far as can be."""
    formers = former_projects(prior)
    found = Succession(prior is not None, formers)
    present, claims = {numbered.identifier: numbered for numbered in projects}, claims_of(projects)
    for former in formers.values():
        same = present.get(former.identifier)
        if same is not None and not stays(former, same, form_set):
            found.moved[former.identifier] = str(former.outlay_class)
        _settle(found, former=former, same=same, claims=claims.get(former.identifier, []), form_set=form_set)
    found.unchanged = dict(_unchanged(found))
    return found


def _unchanged(found: Succession) -> Iterator[tuple[str, str]]:
    """Yield the lines that show the whole final accounts of one former project, and which."""
    whole = {id(former.final): former.identifier for former in found.formers.values()}
    alone = [(key, parts[0]) for key, parts in found.parts.items() if len(parts) == 1]
    for key, figure in [*alone, *((ended.key, ended.prior_final) for ended in found.discontinued)]:
        if id(figure) in whole:
            yield key, whole[id(figure)]


def _settle(
    found: Succession, former: Former, same: NumberedProject | None, claims: list[SuccessorShare], form_set: FormSet
) -> None:
    """Hand out a former project's final accounts: stated amounts first, then what is left."""
    stated = [claim for claim in claims if not claim.amount.blank]
    rest = former.final - total(claim.amount for claim in stated) if stated else former.final
    heirs = [claim.project for claim in claims if claim.amount.blank]
    if not heirs and same is not None and stays(former, same, form_set):
        heirs = [same]
    shares = [(claim.project, claim.amount) for claim in stated] + [(numbered, rest) for numbered in heirs[:1]]
    old = class_now(former, form_set)
    for project, amount in shares:
        found.parts.setdefault(project.identifier, []).append(amount)
        own = project.project.outlay_class
        if old not in (None, str(own)) and amount.amount and not own.unknown:
            found.reclassified.append(Reclassified(former, project, str(old), amount))
    if heirs or not (rest.amount or rest.unknown):
        return
    if old is None and former.outlay_class is not None and former.outlay_class.unknown:
        return
    if old is None:
        found.unplaced.append(former)
    else:
        key = former.identifier if same is None else f"{former.identifier}（{old}）"
        found.discontinued.append(Discontinued(key, former, old, rest))


def succession_of(submission: Submission) -> Succession:
    """Return the succession of a year's own projects to last year's."""
    return succession(submission.projects, submission.prior, submission.form_set)


def list_discontinued(found: Succession, outlay_class: str) -> Iterator[Discontinued]:
    """Yield the lines of a class that are kept for last year's final accounts alone."""
    yield from (ended for ended in found.discontinued if ended.outlay_class == outlay_class)


def names_of(found: Succession) -> Mapping[str, str]:
    """Return by a line's key what people call the former project of a line kept for last year alone."""
    return {ended.key: str(ended.former.name) for ended in found.discontinued}
