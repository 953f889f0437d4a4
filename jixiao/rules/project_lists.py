"""C6…: the list of projects: every project in the report and in the list of attachments, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from jixiao.derive.dossier import ProjectForm
from jixiao.findings import Severity, quoted
from jixiao.glossary import nearest
from jixiao.model.formset import PartKind
from jixiao.model.project import Project
from jixiao.model.scalars import OpenWhole
from jixiao.render.narrative import ATTACHMENTS
from jixiao.render.passages import PrintedPassage
from jixiao.rules.contents import list_sections
from jixiao.rules.items import read_first_item, strip_number
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, listed_once
from jixiao.rules.registry import Breach, rule

_LIST = f"报告 {ATTACHMENTS}"


@rule("C608")
@listed_once
def projects_listed(package: PrintedPackage) -> Iterator[Breach]:
    """Yield projects that a list leaves out or names twice, and lists in another order than Annex 3."""
    titles = {str(title) for title in package.dossier.form_set.checks.completeness.sections_with_projects}
    for where, title, found in list_sections(package):
        if title in titles:
            yield from _left_out(package, where=where, spoken=f"报告“{title}”", found=found, severity=Severity.WARNING)
    attachments = [one for one in package.paragraphs if one.where == _LIST]
    if not any(_names_all_forms(package, one) for one in attachments):
        yield from _left_out(package, where=_LIST, spoken="附件清单", found=attachments, severity=Severity.ERROR)
    yield from _listed_twice(package, attachments)
    yield from _other_order(package)


def _names_all_forms(package: PrintedPackage, one: PrintedPassage) -> bool:
    """Return whether a line stands for the forms of all projects: 3.项目支出绩效自评表（共5份）."""
    title = _project_form(package)
    line = strip_number(one.text).strip()
    whole = rf"(各|各个|所有|全部)?(一级)?{re.escape(title)}(（.*）)?[；。]?"
    return bool(title) and re.fullmatch(whole, line) is not None


def _project_form(package: PrintedPackage) -> str:
    parts = package.dossier.form_set.parts
    return next((str(part.title) for part in parts if part.kind is PartKind.PER_PROJECT), "")


def _left_out(
    package: PrintedPackage, where: str, spoken: str, found: list[PrintedPassage], severity: Severity
) -> Iterator[Breach]:
    if found:
        for project in _named_projects(package):
            if not any(_mentions(package, one, project) for one in found):
                words = f"{spoken}没有写到项目{quoted(project.name)}"
                subject = f"{where}：各项目.{project.identifier}"
                yield Breach(
                    subject, found[0].place, words, "写到每一个项目", printed=(where,), seen=(), severity=severity
                )


def _named_projects(package: PrintedPackage) -> list[ProjectForm]:
    """Return the projects whose name is known."""
    return [project for project in package.dossier.projects if not project.name.unknown]


def _listed_twice(package: PrintedPackage, attachments: list[PrintedPassage]) -> Iterator[Breach]:
    for project in _named_projects(package):
        lines = [one for one in attachments if _mentions(package, one, project)]
        for one in lines[1:]:
            if len(_longest(package, one, package.dossier.projects)) == 1:
                words = f"附件清单把项目{quoted(project.name)}列了 {len(lines)} 次"
                subject = f"{_LIST}：各项目.{project.identifier}"
                printed, seen = (one.spoken,), (str(project.name),)
                yield Breach(
                    subject, one.place, words, "每个项目列一次", printed=printed, seen=seen, severity=Severity.WARNING
                )


def _longest(package: PrintedPackage, one: PrintedPassage, projects: Iterable[ProjectForm]) -> list[ProjectForm]:
    """Return the projects a line names, without those whose name is part of another's that it names."""
    places = _places(package, one)
    named = [project for project in projects if project.name.path in places]
    return [a for a in named if not any(a.name != b.name and a.name in b.name for b in named)]


def _mentions(package: PrintedPackage, one: PrintedPassage, project: ProjectForm) -> bool:
    return project.name.path in _places(package, one)


def _places(package: PrintedPackage, one: PrintedPassage) -> Mapping[str, int]:
    """Return where a paragraph first names a project, from data or by hand, by the path of the project's name."""
    return _named(package)[one.where, one.number]


@cached_by_package
def _named(package: PrintedPackage) -> dict[tuple[str, int], dict[str, int]]:
    """Return by section and number what ``_places`` tells of a paragraph."""
    names = {project.name.path: project.name for project in package.dossier.projects}
    found: dict[tuple[str, int], dict[str, int]] = {}
    for one in package.paragraphs:
        here = found[one.where, one.number] = {
            path: at for path, name in names.items() if not name.unknown and (at := one.text.find(name)) >= 0
        }
        for span in one.marks:
            path = span.print.path
            if path in names:
                here[path] = min(span.start, here.get(path, span.start))
    return found


def _other_order(package: PrintedPackage) -> Iterator[Breach]:
    annex3 = list(package.dossier.projects)
    annex1 = list(package.dossier.annex1.project_outlay.projects)
    if any(_is_unplaced(one.project) for one in package.submission.projects):
        return
    for where in dict.fromkeys(one.where for one in package.paragraphs):
        found = [one for one in package.paragraphs if one.where == where]
        for run in _runs(package, found, annex3):
            named = [project.identifier for project in run]
            orders = [annex3] if where == _LIST else [annex3, annex1]
            if named not in [[one.identifier for one in order] for order in orders]:
                words = f"{where}各项目的次序（{_names(run)}）与附件3（{_names(annex3)}）不同"
                place = next(one.place for one in found if _mentions(package, one, run[0]))
                should, seen = "与附件3次序一致", tuple(str(one.name) for one in run)
                yield Breach(
                    f"{where}：次序", place, words, should, printed=(where,), seen=seen, severity=Severity.HINT
                )


def _is_unplaced(project: Project) -> bool:
    """Return whether it is not known yet where in Annex 1 a project stands."""
    return project.outlay_class.unknown or isinstance(project.annex1_position, OpenWhole)


def _runs(
    package: PrintedPackage, found: list[PrintedPassage], projects: list[ProjectForm]
) -> Iterator[list[ProjectForm]]:
    """Yield, for paragraphs that name all projects once each, the order in which they do."""
    groups = [[one] for one in found] + [[one for one in found if len(_longest(package, one, projects)) == 1]]
    for group in groups:
        named = [
            (number, at, project)
            for number, one in enumerate(group)
            if (places := _places(package, one))
            for project in projects
            if (at := places.get(project.name.path)) is not None
        ]
        if len(projects) > 1 and len(named) == len(projects) == len({one.identifier for _, _, one in named}):
            yield [project for _, _, project in sorted(named, key=lambda place: place[:2])]


def _names(projects: Iterable[ProjectForm]) -> str:
    return "、".join(str(one.name) for one in projects)


@rule("C609", Severity.WARNING)
def listed_projects_exist(package: PrintedPackage) -> Iterator[Breach]:
    """Yield lines of the list of attachments and items among projects that name no project there is."""
    known = list(package.dossier.projects)
    if any(project.name.unknown for project in known):
        return
    titles = [str(part.title) for part in package.dossier.form_set.parts if part.kind is PartKind.FORM]
    for one in package.paragraphs:
        if one.where == _LIST and not _names_all_forms(package, one):
            yield from _unknown_form(package, one=one, form=_project_form(package), titles=titles, known=known)
    yield from _unknown_items(package, known)
    for one in package.paragraphs:
        yield from _unknown_amounts(one, known)


def _unknown_form(
    package: PrintedPackage, one: PrintedPassage, form: str, titles: list[str], known: list[ProjectForm]
) -> Iterator[Breach]:
    line = strip_number(one.text).strip()
    ends = form.removeprefix("项目")
    if (
        ends
        and line.endswith(ends)
        and line not in titles
        and not any(_mentions(package, one, project) for project in known)
    ):
        name = line.removesuffix(ends)
        yield _unknown(one, name=name, what="附件清单列了", known=known, severity=None)


def _unknown_items(package: PrintedPackage, known: list[ProjectForm]) -> Iterator[Breach]:
    """Yield items of a numbered list whose other items each begin with the name of a project."""
    for before, one in pairwise(package.paragraphs):
        if not _item_head(one) or _heads(one, known):
            continue
        after = next(
            (two for two in package.paragraphs if two.where == one.where and two.number == one.number + 1), None
        )
        neighbours = [two for two in (before, after) if two is not None and two.where == one.where]
        if any(_heads(two, known) for two in neighbours):
            kinds = {_kind(two) for two in neighbours if _heads(two, known)}
            head = _item_head(one)
            if _kind(one) in kinds and head.endswith(("绩效目标", "项目", "费", "专项", "工程")):
                yield _unknown(
                    one, name=head.removesuffix("绩效目标"), what="各项目之间列了", known=known, severity=Severity.HINT
                )


def _kind(one: PrintedPassage) -> str:
    first = read_first_item(one.text)
    return first.kind if first else ""


def _item_head(one: PrintedPassage) -> str:
    """Return what a numbered item names before its colon; "" if it has none."""
    if not _kind(one):
        return ""
    head, colon, _ = strip_number(one.text).partition("：")
    return head.strip() if colon and len(head) <= 60 else ""


def _heads(one: PrintedPassage, known: list[ProjectForm]) -> bool:
    head = _item_head(one)
    return any(project.name in head for project in known) or (bool(head) and _bound_head(one, known))


def _bound_head(one: PrintedPassage, known: list[ProjectForm]) -> bool:
    paths = {project.name.path for project in known}
    colon = one.text.find("：")
    return any(span.print.path in paths and span.start < colon for span in one.marks)


_AMOUNT = re.compile(r"(?P<name>[^。，；：、0-9]{4,60}?)(?P<amount>[0-9]+(?:\.[0-9]+)?)万元")


def _unknown_amounts(one: PrintedPassage, known: list[ProjectForm]) -> Iterator[Breach]:
    """Yield names with an amount in a sentence that lists other projects with theirs."""
    paths = {project.name.path for project in known}
    names = [match for match in _AMOUNT.finditer(one.text) if not match["name"].startswith(("其中", "含", "包括"))]
    of_projects = [
        match
        for match in names
        if any(one.text[: match.start("amount")].rstrip().endswith(project.name) for project in known)
        or any(project.name in match["name"] for project in known)
        or any(span.print.path in paths and span.start < match.end() and match.start() < span.end for span in one.marks)
    ]
    for match in names:
        name = match["name"].strip()
        if len(of_projects) > 1 and match not in of_projects and name.endswith(("项目", "专项", "工程", "建设", "费")):
            yield _unknown(one, name=name, what="各项目的金额之间列了", known=known, severity=Severity.HINT)


def _unknown(one: PrintedPassage, name: str, what: str, known: list[ProjectForm], severity: Severity | None) -> Breach:
    guess = nearest(name, [str(project.name) for project in known], cutoff=0.6)
    should = f"是否指{quoted(guess)}？" if guess else "附件3里有的项目"
    found = f"{what}没有自评表的项目{quoted(name)}"
    return Breach(
        f"{one.where}：{name}", one.place, found, should, printed=(one.spoken,), seen=(name,), severity=severity
    )
