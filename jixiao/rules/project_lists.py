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
from jixiao.patterns import compile_late
from jixiao.render.narrative import ATTACHMENTS
from jixiao.render.passages import PrintedPassage
from jixiao.rules.contents import label_of_projects, list_sections
from jixiao.rules.items import read_first_item, strip_number
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, listed_once
from jixiao.rules.registry import Breach, rule

_LIST = f"报告 {ATTACHMENTS}"


@rule("C608")
@listed_once
def projects_are_listed(package: PrintedPackage) -> Iterator[Breach]:
    """Yield projects that a list leaves out or names twice, and lists in another order than Annex 3."""
    titles = {str(title) for title in package.dossier.form_set.checks.completeness.sections_with_projects}
    for where, title, found in list_sections(package):
        if title in titles:
            yield from _left_out(package, where=where, spoken=f"报告“{title}”", found=found, severity=Severity.WARNING)
    attachments = [paragraph for paragraph in package.paragraphs if paragraph.where == _LIST]
    if not any(_names_all_forms(package, paragraph) for paragraph in attachments):
        yield from _left_out(package, where=_LIST, spoken="附件清单", found=attachments, severity=Severity.ERROR)
    yield from _listed_twice(package, attachments)
    yield from _other_order(package)


def _names_all_forms(package: PrintedPackage, paragraph: PrintedPassage) -> bool:
    """Return whether a line stands for the forms of all projects: 3.项目支出绩效自评表（共5份）."""
    title = _project_form(package)
    line = strip_number(paragraph.text).strip()
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
            if not any(_mentions(package, paragraph, project) for paragraph in found):
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
        lines = [paragraph for paragraph in attachments if _mentions(package, paragraph, project)]
        for paragraph in lines[1:]:
            if len(_longest(package, paragraph, package.dossier.projects)) == 1:
                words = f"附件清单把项目{quoted(project.name)}列了 {len(lines)} 次"
                subject = f"{_LIST}：各项目.{project.identifier}"
                printed, seen = (paragraph.spoken,), (str(project.name),)
                yield Breach(
                    subject,
                    paragraph.place,
                    words,
                    "每个项目列一次",
                    printed=printed,
                    seen=seen,
                    severity=Severity.WARNING,
                )


def _longest(package: PrintedPackage, paragraph: PrintedPassage, projects: Iterable[ProjectForm]) -> list[ProjectForm]:
    """Return the projects a line names, without those whose name is part of another's that it names."""
    places = _places(package, paragraph)
    named = [project for project in projects if project.name.path in places]
    return [a for a in named if not any(a.name != b.name and a.name in b.name for b in named)]


def _mentions(package: PrintedPackage, paragraph: PrintedPassage, project: ProjectForm) -> bool:
    return project.name.path in _places(package, paragraph)


def _places(package: PrintedPackage, paragraph: PrintedPassage) -> Mapping[str, int]:
    """Return where a paragraph first names a project, from data or by hand, by the path of the project's name."""
    return _named(package)[paragraph.where, paragraph.number]


@cached_by_package
def _named(package: PrintedPackage) -> dict[tuple[str, int], dict[str, int]]:
    """Return by section and number what ``_places`` tells of a paragraph."""
    names = {project.name.path: project.name for project in package.dossier.projects}
    found: dict[tuple[str, int], dict[str, int]] = {}
    for paragraph in package.paragraphs:
        here = found[paragraph.where, paragraph.number] = {
            path: at for path, name in names.items() if not name.unknown and (at := paragraph.text.find(name)) >= 0
        }
        for span in paragraph.marks:
            path = span.print.path
            if path in names:
                here[path] = min(span.start, here.get(path, span.start))
    return found


def _other_order(package: PrintedPackage) -> Iterator[Breach]:
    annex3, label = list(package.dossier.projects), label_of_projects(package)
    annex1 = list(package.dossier.annex1.project_outlay.projects)
    if any(_is_unplaced(numbered.project) for numbered in package.submission.projects):
        return
    for where in dict.fromkeys(paragraph.where for paragraph in package.paragraphs):
        found = [paragraph for paragraph in package.paragraphs if paragraph.where == where]
        for run in _runs(package, found, annex3):
            named = [project.identifier for project in run]
            orders = [annex3] if where == _LIST else [annex3, annex1]
            if named not in [[one.identifier for one in order] for order in orders]:
                words = f"{where}各项目的次序（{_names(run)}）与{label}（{_names(annex3)}）不同"
                place = next(paragraph.place for paragraph in found if _mentions(package, paragraph, run[0]))
                should, seen = f"与{label}次序一致", tuple(str(one.name) for one in run)
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
            for number, paragraph in enumerate(group)
            if (places := _places(package, paragraph))
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
    for paragraph in package.paragraphs:
        if paragraph.where == _LIST and not _names_all_forms(package, paragraph):
            yield from _unknown_form(
                package, paragraph=paragraph, form=_project_form(package), titles=titles, known=known
            )
    yield from _unknown_items(package, known)
    for paragraph in package.paragraphs:
        yield from _unknown_amounts(paragraph, known)


def _unknown_form(
    package: PrintedPackage, paragraph: PrintedPassage, form: str, titles: list[str], known: list[ProjectForm]
) -> Iterator[Breach]:
    line = strip_number(paragraph.text).strip()
    ends = form.removeprefix("项目")
    if (
        ends
        and line.endswith(ends)
        and line not in titles
        and not any(_mentions(package, paragraph, project) for project in known)
    ):
        name = line.removesuffix(ends)
        yield _unknown(paragraph, name=name, what="附件清单列了", known=known, severity=None)


def _unknown_items(package: PrintedPackage, known: list[ProjectForm]) -> Iterator[Breach]:
    """Yield items of a numbered list whose other items each begin with the name of a project."""
    for before, paragraph in pairwise(package.paragraphs):
        if not _item_head(paragraph) or _heads(paragraph, known):
            continue
        after = next(
            (two for two in package.paragraphs if two.where == paragraph.where and two.number == paragraph.number + 1),
            None,
        )
        neighbours = [two for two in (before, after) if two is not None and two.where == paragraph.where]
        if any(_heads(two, known) for two in neighbours):
            kinds = {_kind(two) for two in neighbours if _heads(two, known)}
            head = _item_head(paragraph)
            if _kind(paragraph) in kinds and head.endswith(("绩效目标", "项目", "费", "专项", "工程")):
                yield _unknown(
                    paragraph,
                    name=head.removesuffix("绩效目标"),
                    what="各项目之间列了",
                    known=known,
                    severity=Severity.HINT,
                )


def _kind(paragraph: PrintedPassage) -> str:
    first = read_first_item(paragraph.text)
    return first.kind if first else ""


def _item_head(paragraph: PrintedPassage) -> str:
    """Return what a numbered item names before its colon; "" if it has none."""
    if not _kind(paragraph):
        return ""
    head, colon, _ = strip_number(paragraph.text).partition("：")
    return head.strip() if colon and len(head) <= 60 else ""


def _heads(paragraph: PrintedPassage, known: list[ProjectForm]) -> bool:
    head = _item_head(paragraph)
    return any(project.name in head for project in known) or (bool(head) and _bound_head(paragraph, known))


def _bound_head(paragraph: PrintedPassage, known: list[ProjectForm]) -> bool:
    paths = {project.name.path for project in known}
    colon = paragraph.text.find("：")
    return any(span.print.path in paths and span.start < colon for span in paragraph.marks)


_AMOUNT = compile_late(r"(?P<name>[^。，；：、0-9]{4,60}+)(?P<amount>[0-9]+(?:\.[0-9]+)?)万元")


def _unknown_amounts(paragraph: PrintedPassage, known: list[ProjectForm]) -> Iterator[Breach]:
    """Yield names with an amount in a sentence that lists other projects with theirs."""
    paths = {project.name.path for project in known}
    names = [
        match for match in _AMOUNT.finditer(paragraph.text) if not match["name"].startswith(("其中", "含", "包括"))
    ]
    of_projects = [
        match
        for match in names
        if any(paragraph.text[: match.start("amount")].rstrip().endswith(project.name) for project in known)
        or any(project.name in match["name"] for project in known)
        or any(
            span.print.path in paths and span.start < match.end() and match.start() < span.end
            for span in paragraph.marks
        )
    ]
    for match in names:
        name = match["name"].strip()
        if len(of_projects) > 1 and match not in of_projects and name.endswith(("项目", "专项", "工程", "建设", "费")):
            yield _unknown(paragraph, name=name, what="各项目的金额之间列了", known=known, severity=Severity.HINT)


def _unknown(
    paragraph: PrintedPassage, name: str, what: str, known: list[ProjectForm], severity: Severity | None
) -> Breach:
    guess = nearest(name, [str(project.name) for project in known], cutoff=0.6)
    should = f"是否指{quoted(guess)}？" if guess else "有自评表的项目"
    found = f"{what}没有自评表的项目{quoted(name)}"
    return Breach(
        f"{paragraph.where}：{name}",
        paragraph.place,
        found,
        should,
        printed=(paragraph.spoken,),
        seen=(name,),
        severity=severity,
    )
