"""The year as its report is read: the paragraphs, and all that claims in them are held against.

Either kind of package makes one, so the readers of claims know neither a form nor a model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from jixiao.figures import Figure
from jixiao.findings import Place
from jixiao.glossary import term
from jixiao.model.schemes import Grade
from jixiao.patterns import compile_late
from jixiao.render.passages import PrintedPassage
from jixiao.rules.claim_subjects import QUOTES, list_subjects
from jixiao.rules.contents import list_forms
from jixiao.rules.form_tables import FormRow, list_evaluation_forms
from jixiao.rules.held_numbers import Held, Subject, hold
from jixiao.rules.printed_package import PrintedPackage, cached_by_package

_PLANS = compile_late(r"下一?步|改进|打算|建议|计划")


class ReportedYear(Struct, frozen=True, dict=True, kw_only=True):
    """What a unit reports of a year.

    ``paragraphs`` are all that may hold claims; of those in ``plans`` (by section) none says how things are.
    ``achieved`` are the lines of 实际完成情况 of forms that are no paragraphs of the report.
    ``implied`` is what a paragraph speaks of where it names nothing, by its place.
    ``project_count`` is None where the forms do not hold all projects of the unit; ``all_named`` is whether each has
    its name; ``former_names`` are those of other years' projects; ``rows`` are all indicators of its forms. ``hold``
    finds the number at a path.
    """

    year: int
    unit_name: str
    paragraphs: tuple[PrintedPassage, ...]
    plans: frozenset[str]
    subjects: tuple[Subject, ...]
    figures: Mapping[str, Figure]
    hold: Callable[[str], Held | None]
    project_count: int | None
    all_named: bool
    former_names: tuple[str, ...]
    total_score: Held | None
    total_points: Decimal | None = None
    rows: tuple[FormRow, ...] = ()
    grades: tuple[Grade, ...] = ()
    implied: Mapping[Place, Subject] = {}
    achieved: tuple[PrintedPassage, ...] = ()


@cached_by_package
def read_reported_year(package: PrintedPackage) -> ReportedYear:
    """Return a package's year as its report is read."""
    projects, sections = package.submission.projects, package.dossier.sections
    achieved, forms = tuple(_list_achievements(package)), list_evaluation_forms(package)
    return ReportedYear(
        year=package.submission.year,
        unit_name=str(package.dossier.unit.unit_name),
        paragraphs=package.paragraphs,
        achieved=tuple(passage for passage, _ in achieved),
        plans=frozenset(f"报告 {one.number}" for one in sections if is_plan(one.title)),
        subjects=list_subjects(package),
        figures=package.figures,
        hold=lambda path: hold(package, path),
        project_count=None if any(one.project.name.unknown for one in projects) else len(projects),
        all_named=not any(one.project.name.unknown for one in projects),
        former_names=tuple(_former_names(package)),
        total_score=hold(package, f"{term('annex2')}.总分.得分"),
        total_points=forms[0].total_points.amount if forms else None,
        rows=tuple(row for form in forms for row in form.rows),
        grades=tuple(package.dossier.form_set.scoring.grades),
        implied={passage.place: subject for passage, subject in achieved if subject is not None},
    )


def _list_achievements(package: PrintedPackage) -> Iterator[tuple[PrintedPassage, Subject | None]]:
    """Yield the lines of 实际完成情况 in Annex 2 and the projects' forms, with the project they speak of."""
    named = {one.name: one for one in list_subjects(package) if one.is_project}
    projects = {f"{term('projects')}.{one.identifier}": str(one.name) for one in package.dossier.projects}
    for form in list_forms(package):
        text = form.goals.achieved
        offset = 0
        for number, line in enumerate(text.split("\n"), start=1):
            if not text.unknown and line.strip():
                position = f"{term('achieved')}第{number}行"
                subject = named.get(projects.get(form.path, "").translate(QUOTES))
                yield PrintedPassage(line, where=form.label, position=position, place=text.place_of(offset)), subject
            offset += len(line) + 1


def is_plan(title: str) -> bool:
    """Return whether what stands under a title says what is to be, not what is."""
    return _PLANS.search(title) is not None


def _former_names(package: PrintedPackage) -> Iterator[str]:
    if package.last_year is not None:
        yield from (str(one.project.name) for one in package.last_year.projects)
    for one in getattr(package.submission.prior, "project_outlay", ()) or ():
        yield str(getattr(one, "name", ""))
