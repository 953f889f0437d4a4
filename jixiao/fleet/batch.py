"""The work on a batch of units, wherever it is done: check, build or compare each, and let none fail another."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field

from jixiao import edition
from jixiao.build.packing import BuiltPackage, complete_package
from jixiao.build.steps import Derived, Inspected, Read, open_year
from jixiao.build.year_documents import Documents, begin_reports, render_documents, strip_for_printing
from jixiao.errors import EnvironmentFailure, JixiaoError, UsageError
from jixiao.figures import TO_MEND
from jixiao.findings import Finding, Place, followed_by, is_blocking
from jixiao.fleet.budget_units import Unusable
from jixiao.fleet.unit_changes import shift_of
from jixiao.fleet.unit_records import Status, UnitRow, counted, holds_until, row_of
from jixiao.fleet.unit_store import UnitRecord, listed
from jixiao.paths import Workspace
from jixiao.plain import one_line
from jixiao.submission.read import read_year

if TYPE_CHECKING:
    from jixiao.render.pandoc import PandocReport

T = TypeVar("T")

_SECONDS_PER_PDF = 60


class Action(StrEnum):
    """What is to be done with every unit."""

    CHECK = "check"
    REPORT = "report"
    DIFF = "diff"


class Order(Struct, frozen=True):
    """What is asked for, alike for every unit; ``revision`` is what the packages state."""

    action: Action
    year: int
    pdf: bool = False
    revision: str = ""


class Done(Struct, frozen=True):
    """What became of one unit: the record kept of it, and the package's files, none where none was built."""

    record: UnitRecord
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """The unit's folder."""
        return self.record.row.unit


def worked(order: Order, projects: Mapping[str, Workspace]) -> Iterator[Done]:
    """Yield what came of each unit, not always in the order given; PDFs of all are made in one run."""
    match order.action:
        case Action.REPORT:
            yield from _reports(order, projects)
        case Action.CHECK:
            yield from _each(projects, lambda unit, project: _checked(unit, project, order.year))
        case Action.DIFF:
            yield from _each(projects, lambda unit, project: _compared(unit, project, order.year))


def _each(projects: Mapping[str, Workspace], act: Callable[[str, Workspace], Done]) -> Iterator[Done]:
    for unit, project in projects.items():
        yield _guarded(unit, partial(act, unit, project))


def _guarded(unit: str, act: Callable[[], T]) -> T | Done:
    try:
        return act()
    except Exception as error:  # whatever it is, the other units go on
        return failed(unit, error)


def failed(unit: str, error: Exception) -> Done:
    """Return a unit that could not be worked on, with the finding that says why."""
    return refused(unit, error.finding if isinstance(error, Unusable) else _finding(error))


def refused(unit: str, finding: Finding) -> Done:
    """Return a unit that cannot be worked on for the reason a finding gives."""
    return Done(UnitRecord(counted(UnitRow(unit, "", Status.FAILED), [finding]), listed([finding])))


def _finding(error: Exception) -> Finding:
    if isinstance(error, UsageError):
        remedy = "催报；补齐后再运行一次。"
        return Finding(
            "U002", place=Place("data"), found=str(error), expected="一套完整的年度数据", remedy=remedy, subject="data"
        )
    if isinstance(error, JixiaoError):
        remedy = "处理以后再运行一次，只重做没有完成的单位。"
        return Finding(
            "U005",
            place=Place(""),
            found=one_line(str(error)),
            expected="软件和磁盘正常",
            remedy=remedy,
            subject="软件和磁盘",
        )
    kind, where = type(error).__name__, _raised_in(error)
    found = one_line(f"程序内部出错（{kind}：{error}；{where}）")[:300]
    remedy = "把这句话和这个单位的数据交给维护人员；其他单位不受影响。"
    return Finding(
        "U004", place=Place(""), found=found, expected="没有内部错误", remedy=remedy, subject=f"程序：{kind}"
    )


def _raised_in(error: Exception) -> str:
    """Return the innermost line of our own that an error came through."""
    frames = [one for one in traceback.extract_tb(error.__traceback__) if "jixiao" in one.filename]
    if not frames:
        return ""
    return f"jixiao{frames[-1].filename.rpartition('jixiao')[2]}:{frames[-1].lineno}"


# checking


def _checked(unit: str, workspace: Workspace, year: int) -> Done:
    return _told(unit, open_year(workspace, year, draft=False), [])


def _told(unit: str, case: Read, late: Iterable[Finding], files: dict[str, bytes] | None = None) -> Done:
    findings = followed_by(case.findings, late)
    row = row_of(unit, _name(case), case, findings, built=bool(files))
    return Done(UnitRecord(row, listed(findings), holds_until(case, edition.today())), files or {})


def _name(case: Read) -> str:
    """Return what the unit calls itself, read out of flawed data too; "" where that cannot be read."""
    if isinstance(case, Derived):
        return str(case.dossier.unit.unit_name)
    return _unit_name(case.workspace, case.year)


def _unit_name(workspace: Workspace, year: int) -> str:
    submission = read_year(workspace, year, draft=True).submission
    name = str(submission.unit.unit_name) if submission else ""
    return "" if name == TO_MEND else name


# comparing with the year before


def _compared(unit: str, workspace: Workspace, year: int) -> Done:
    from jixiao.commands.diff import year_on_year

    return Done(UnitRecord(shift_of(unit, _unit_name(workspace, year), year_on_year(workspace, year))))


# building


def _reports(order: Order, projects: Mapping[str, Workspace]) -> Iterator[Done]:
    cases: dict[str, Inspected] = {}
    for unit, project in projects.items():
        opened = _guarded(unit, partial(_opened, unit, project, order.year))
        if isinstance(opened, Done):
            yield opened
        else:
            cases[unit] = opened
    reports = begin_reports(cases.values())
    made: dict[str, tuple[Inspected, Documents]] = {}
    for (unit, case), report in zip(cases.items(), reports, strict=True):
        result = _guarded(unit, partial(_documents, unit, case, report))
        if isinstance(result, Done):
            yield result
        else:
            made[unit] = result
    pdfs = _pdfs(made) if order.pdf and made else {}
    for unit in list(made):
        case, documents = made.pop(unit)
        yield _guarded(unit, partial(_packed, unit, case, documents, pdfs.get(unit)))


def _opened(unit: str, workspace: Workspace, year: int) -> Done | Inspected:
    case = open_year(workspace, year, draft=False)
    fit = isinstance(case, Inspected) and not is_blocking(case.findings)
    return case if isinstance(case, Inspected) and fit else _told(unit, case, [])


def _documents(unit: str, case: Inspected, report: PandocReport | None) -> Done | tuple[Inspected, Documents]:
    documents = render_documents(case, lambda _: None, report=report)
    return (case, documents) if isinstance(documents, Documents) else _told(unit, case, documents)


def _packed(unit: str, case: Inspected, documents: Documents, pdf: bytes | EnvironmentFailure | None) -> Done:
    if isinstance(pdf, EnvironmentFailure):
        raise pdf
    pdfs = {} if pdf is None else {f"{documents.stem}.pdf": pdf}
    package = complete_package(case, documents, lambda: (pdfs, []))
    if isinstance(package, BuiltPackage):
        return _told(unit, case, [], package.files | package.records)
    return _told(unit, case, package)


def _pdfs(made: Mapping[str, tuple[Inspected, Documents]]) -> dict[str, bytes | EnvironmentFailure]:
    """Return the PDF of each unit; where one run for all fails, each gets a run of its own and fails alone."""
    from jixiao.publish import pdf

    wholes = {unit: strip_for_printing(documents.whole) for unit, (_, documents) in made.items()}
    moments = {unit: case.moment for unit, (case, _) in made.items()}
    try:
        return {**pdf.convert(wholes, moments=moments, timeout=180 + _SECONDS_PER_PDF * len(made))}
    except EnvironmentFailure as error:
        if len(wholes) == 1:
            return dict.fromkeys(wholes, error)
    return {unit: pdf for one in made.items() for unit, pdf in _pdfs(dict([one])).items()}
