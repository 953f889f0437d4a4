"""C618, C619, Y109: each project has a name, a place in Annex 1 and an identifier of its own, and keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from msgspec import Struct

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.figures import Text
from jixiao.findings import Place, Severity, quoted
from jixiao.glossary import term
from jixiao.model.entered_year import NumberedProject
from jixiao.model.form_roles import Role
from jixiao.model.scalars import OpenWhole
from jixiao.rules.contents import label_of
from jixiao.rules.described_package import DescribedPackage, ScoredPackage
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule
from jixiao.source.nodes import Entries
from jixiao.source.punctuation import bones


def _last_years(package: PrintedPackage) -> dict[str, NumberedProject]:
    return {numbered.identifier: numbered for numbered in package.last_year.projects} if package.last_year else {}


@rule("C618", Severity.WARNING)
def names_are_distinct(package: PrintedPackage) -> Iterator[Breach]:
    """Yield projects named as another is: the one that had another name last year, else the later."""
    last_year = _last_years(package)
    for numbered, other in combinations(package.submission.projects, 2):
        name = numbered.project.name
        if name.unknown or other.project.name.unknown or bones(name) != bones(other.project.name):
            continue
        was = last_year.get(numbered.identifier)
        renamed = was is not None and bones(was.project.name) != bones(name)
        wrong, right = (numbered, other) if renamed else (other, numbered)
        found = f"项目名称{quoted(wrong.project.name)}与 {right.file} 的相同"
        subject, seen = wrong.project.name.path, (str(wrong.project.name), right.identifier)
        yield Breach(
            subject,
            wrong.project.name.place,
            found,
            "各项目名称不同",
            printed=(label_of(package, "annex1"),),
            seen=seen,
        )


@rule("C619", Severity.WARNING)
def places_in_annex1_are_distinct(package: PrintedPackage) -> Iterator[Breach]:
    """Yield projects of one class that claim one place in Annex 1: the one placed elsewhere last year, else the later.

    A place that is not stated follows the file's number and disputes nothing.
    """
    last_year = _last_years(package)
    for numbered, other in combinations(package.submission.projects, 2):
        if not _claim_one_place(numbered, other):
            continue
        was = last_year.get(numbered.identifier)
        moved = was is not None and was.project.annex1_position != numbered.project.annex1_position
        wrong, right = (numbered, other) if moved else (other, numbered)
        position, name = wrong.project.annex1_position, quoted(wrong.project.name)
        yield Breach(
            f"{term('projects')}.{wrong.identifier}.{term('annex1_position')}",
            _place_of_position(package, wrong),
            f"{name}的{term('annex1_position')}是 {position}，与{quoted(right.project.name)}的相同",
            f"{quoted(wrong.project.outlay_class)}各项目的行次各不相同",
            printed=(label_of(package, "annex1"),),
            seen=(str(position), right.identifier),
        )


def _claim_one_place(numbered: NumberedProject, other: NumberedProject) -> bool:
    positions = [each.project.annex1_position for each in (numbered, other)]
    if any(each is None or isinstance(each, OpenWhole) for each in positions) or positions[0] != positions[1]:
        return False
    here, there = numbered.project.outlay_class, other.project.outlay_class
    return not here.unknown and not there.unknown and here == there


def _place_of_position(package: PrintedPackage, numbered: NumberedProject) -> Place:
    """Return the line that states a project's place in Annex 1; its class's where the file is not at hand."""
    tree = next((source.tree for source in package.sources if source.file == numbered.file), None)
    places = tree.key_places if isinstance(tree, Entries) else {}
    return places.get(term("annex1_position"), numbered.project.outlay_class.place)


@rule("Y109", Severity.WARNING, by_role=True)
def projects_keep_their_identifiers(package: ScoredPackage) -> Iterator[Breach]:
    """Yield new identifiers of projects that last year, by name, had another one, and names exchanged."""
    now, last_year = _list_named(package)
    yield from _names_exchanged(now, last_year)
    here = {one.identifier for one in now}
    gone = {bones(one.name): one for one in last_year if one.identifier not in here}
    former = {one.identifier for one in last_year}
    for one in now:
        was = gone.get(bones(one.name))
        if was is None or one.identifier in former or one.is_successor or one.name.unknown:
            continue
        found = f"项目{quoted(one.name)}的标识是 {one.identifier}，上年是 {was.identifier}"
        should, seen = f"文件名仍用标识 {was.identifier}", (one.identifier, was.identifier)
        yield Breach(one.name.path, one.name.place, found, should, printed=one.printed, seen=seen)


def _names_exchanged(now: list[_NamedProject], last_year: list[_NamedProject]) -> Iterator[Breach]:
    """Yield projects that bear the name another one had last year, which goes on under another name."""
    owners = {bones(one.name): one.identifier for one in last_year}
    former, here = ({one.identifier: one for one in projects} for projects in (last_year, now))
    for one in now:
        owner = owners.get(bones(one.name), one.identifier)
        is_other = owner != one.identifier and one.identifier in former and owner in here
        if is_other and not one.name.unknown and bones(here[owner].name) != bones(one.name):
            found = f"项目 {one.identifier} 的名称{quoted(one.name)}，上年是项目 {owner} 的"
            should, seen = f"{former[one.identifier].name}？", (str(one.name), owner)
            yield Breach(one.name.path, one.name.place, found, should, printed=one.printed, seen=seen)


class _NamedProject(Struct, frozen=True):
    """A project: its identifier and name, where that is printed, and whether it is said to follow others."""

    identifier: str
    name: Text
    printed: tuple[str, ...] = ()
    is_successor: bool = False


def _list_named(package: ScoredPackage) -> tuple[list[_NamedProject], list[_NamedProject]]:
    """Return the projects of the year and those of the year before."""
    if isinstance(package, DescribedPackage):
        now = _of_forms(package.dossier)
        return now, _of_forms(package.last_year) if package.last_year is not None else []
    label = label_of(package, "annex1")
    years = (package.submission.projects, _last_years(package).values())
    now, before = (
        [
            _NamedProject(one.identifier, one.project.name, (label,), bool(one.project.prior_final_from))
            for one in projects
        ]
        for projects in years
    )
    return now, before


def _of_forms(dossier: DescribedDossier) -> list[_NamedProject]:
    found: dict[str, _NamedProject] = {}
    for form in dossier.forms:
        for _, name in form.by_role(Role.PROJECT_NAME) if form.identifier else ():
            if isinstance(name, Text) and name.strip():
                found.setdefault(form.identifier, _NamedProject(form.identifier, name, (form.label,)))
    return list(found.values())
