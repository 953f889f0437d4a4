"""The work on a batch of units, wherever it is done: check, build or compare each, and let none fail another."""

from __future__ import annotations

import atexit
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao import edition
from jixiao.build.described_case import DescribedYear, open_described_year
from jixiao.build.described_stories import DescribedPackages, make_packages
from jixiao.build.packing import BuiltPackage, complete_package
from jixiao.build.steps import Derived, Inspected, Read, open_year
from jixiao.build.whole_pdf import PDF_NOT_MADE, WholePdf, convert_wholes
from jixiao.build.year_documents import Documents, begin_reports, prepare_for_printing, render_documents
from jixiao.errors import EnvironmentFailure, JixiaoError, UsageError
from jixiao.figures import TO_MEND
from jixiao.findings import Finding, Place, followed_by, is_blocking
from jixiao.fleet.budget_units import Unusable
from jixiao.fleet.described_units import make_described_row, read_unit_name
from jixiao.fleet.time_limit import UNIT_SECONDS, OverTime, limit_time
from jixiao.fleet.unit_changes import changes_of, form_changes_of
from jixiao.fleet.unit_records import Status, UnitRow, count_findings, holds_until, row_of
from jixiao.fleet.unit_store import UnitRecord, list_findings
from jixiao.forms.read_described import read_described_year
from jixiao.paths import Workspace
from jixiao.plain import one_line
from jixiao.publish.started_office import OfficeKeeper
from jixiao.submission.form_set_names import has_described_sets
from jixiao.submission.read import read_year

if TYPE_CHECKING:
    from jixiao.render.pandoc import PandocReport

T = TypeVar("T")

_SECONDS_PER_PDF = 60
OFFICES = OfficeKeeper()
"""The LibreOffice of this process, for batch after batch: to start one for each took a tenth of a unit's time."""
atexit.register(OFFICES.close)


class Action(StrEnum):
    """What is to be done with every unit."""

    CHECK = "check"
    REPORT = "report"
    DIFF = "diff"


class Order(Struct, frozen=True):
    """What is asked for, alike for every unit; ``revision`` is what packages state, ``seconds`` what each may take."""

    action: Action
    year: int
    pdf: bool = False
    revision: str = ""
    seconds: int = UNIT_SECONDS


class Done(Struct, frozen=True):
    """What became of one unit: the record kept of it, and the package's files, none where none was built."""

    record: UnitRecord
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """The unit's folder."""
        return self.record.row.unit


def work_on(order: Order, workspaces: Mapping[str, Workspace]) -> Iterator[Done]:
    """Yield what came of each unit, not always in the order given; PDFs of all are made in one run."""
    if order.action is Action.REPORT:
        yield from _build(order, workspaces)
        return
    act, guard = _check if order.action is Action.CHECK else _compare, Guard(order.seconds)
    for unit, workspace in workspaces.items():
        yield guard.run(unit, act, workspace, order.year)


class Guard:
    """Lets no unit fail another, and none take more than so many seconds, over however many steps."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._left: dict[str, float] = defaultdict(lambda: float(seconds))

    def run(self, unit: str, act: Callable[..., T], *values: object) -> T | Done:
        """Return what acting on a unit returns, or that it failed."""
        try:
            with limit_time(self._left, unit):
                return act(unit, *values)
        except OverTime:
            return reject_unit(unit, _over_time(self._seconds))
        except Exception as error:  # whatever it is, the other units go on
            return fail_unit(unit, error)


def _over_time(seconds: int) -> Finding:
    remedy = "看数据里有没有误粘贴的大段内容；确要更久的，加 --seconds 再运行一次，只重做没有完成的单位。"
    found, expected = f"处理这个单位超过了 {seconds} 秒，已经停下", f"{seconds} 秒之内做完"
    return Finding("U007", place=Place(""), found=found, expected=expected, remedy=remedy, subject="时间")


def fail_unit(unit: str, error: Exception) -> Done:
    """Return a unit that could not be worked on, with the finding that says why."""
    return reject_unit(unit, error.finding if isinstance(error, Unusable) else _finding(error))


def reject_unit(unit: str, finding: Finding) -> Done:
    """Return a unit that cannot be worked on for the reason a finding gives."""
    return Done(UnitRecord(count_findings(UnitRow(unit, "", Status.FAILED), [finding]), list_findings([finding])))


def _finding(error: Exception) -> Finding:
    match error:
        case UsageError():
            code, place, subject, found = "U002", "data", "data", str(error)
            expected, remedy = "一套完整的年度数据", "催报；补齐后再运行一次。"
        case JixiaoError():
            code, place, subject, found = "U005", "", "软件和磁盘", one_line(str(error))
            expected, remedy = "软件和磁盘正常", "处理以后再运行一次，只重做没有完成的单位。"
        case _:
            kind = type(error).__name__
            code, place, subject = "U004", "", f"程序：{kind}"
            found = one_line(f"程序内部出错（{kind}：{error}；{_raised_in(error)}）")[:300]
            expected, remedy = "没有内部错误", "把这句话和这个单位的数据交给维护人员；其他单位不受影响。"
    return Finding(code, place=Place(place), found=found, expected=expected, remedy=remedy, subject=subject)


def _raised_in(error: Exception) -> str:
    """Return the innermost line of our own that an error came through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "jixiao" in frame.filename]
    if not frames:
        return ""
    return f"jixiao{frames[-1].filename.rpartition('jixiao')[2]}:{frames[-1].lineno}"


def _done(unit: str, case: Read, late: Iterable[Finding] = (), files: dict[str, bytes] | None = None) -> Done:
    """Return what came of a unit that could be opened: its findings, ``late`` ones last, and its files."""
    findings = followed_by(case.findings, late)
    name = str(case.dossier.unit.unit_name) if isinstance(case, Derived) else _unit_name(case.workspace, case.year)
    row = row_of(unit, name, case, findings, built=bool(files))
    return Done(UnitRecord(row, list_findings(findings), holds_until(case.reading, edition.today())), files or {})


def _unit_name(workspace: Workspace, year: int) -> str:
    """Return what the unit calls itself, read out of flawed data too; "" where that cannot be read."""
    submission = read_year(workspace, year).repaired
    name = str(submission.unit.unit_name) if submission else ""
    return "" if name == TO_MEND else name


def _check(unit: str, workspace: Workspace, year: int) -> Done:
    if has_described_sets(workspace, year):
        return _described_done(unit, open_described_year(workspace, year, draft=False))
    return _done(unit, open_year(workspace, year, draft=False))


def _compare(unit: str, workspace: Workspace, year: int) -> Done:
    from jixiao.commands.diff import compare_with_last_year

    if has_described_sets(workspace, year):
        return _compare_described(unit, workspace, year)
    if has_described_sets(workspace, year - 1):
        return reject_unit(unit, _not_compared(year))
    return Done(UnitRecord(changes_of(unit, _unit_name(workspace, year), compare_with_last_year(workspace, year))))


def _not_compared(year: int) -> Finding:
    found = f"{year} 年度与上一年度，一个用的是由说明写成的表单集，另一个不是，表不同，不能比较"
    expected, remedy = "两个年度的表是同一种", "不用催报；换了表的第一年没有可比的上年数。"
    return Finding("U008", place=Place("data"), found=found, expected=expected, remedy=remedy, subject="表单集")


# units on described form sets


def _described_done(
    unit: str, opened: DescribedYear, late: Iterable[Finding] = (), files: dict[str, bytes] | None = None
) -> Done:
    findings = followed_by(opened.findings, late)
    row = make_described_row(unit, opened, findings, built=bool(files))
    return Done(UnitRecord(row, list_findings(findings), holds_until(opened.reading, edition.today())), files or {})


def _compare_described(unit: str, workspace: Workspace, year: int) -> Done:
    from jixiao.commands.described_diff import compare_described_years

    before = workspace.year(year - 1).is_dir() and not has_described_sets(workspace, year - 1)
    if before:
        return reject_unit(unit, _not_compared(year))
    changes = compare_described_years(workspace, year)
    name = read_unit_name(read_described_year(workspace, year))
    return Done(UnitRecord(form_changes_of(unit, name, changes)))


def _build_described(unit: str, workspace: Workspace, order: Order) -> Done:
    opened = open_described_year(workspace, order.year, draft=False)
    if not opened.cases or is_blocking(opened.findings):
        return _described_done(unit, opened)
    packages = make_packages(opened, lambda _: None, pdf=order.pdf)
    if not isinstance(packages, DescribedPackages):
        return _described_done(unit, opened, packages)
    files = packages.files | packages.records
    missing = next((one for one in packages.findings if one.code == PDF_NOT_MADE), None)
    if missing is not None:  # the next run tries again
        return replace(reject_unit(unit, missing), files=files)
    return _described_done(unit, opened, packages.findings, files)


# building


def _build(order: Order, workspaces: Mapping[str, Workspace]) -> Iterator[Done]:
    cases: dict[str, Inspected] = {}
    guard = Guard(order.seconds)
    for unit, workspace in workspaces.items():
        opened = guard.run(unit, _open, workspace, order)
        if isinstance(opened, Done):
            yield opened
        else:
            cases[unit] = opened
    reports = begin_reports(cases.values())
    rendered: dict[str, tuple[Inspected, Documents]] = {}
    for (unit, case), report in zip(cases.items(), reports, strict=True):
        result = guard.run(unit, _render, case, report)
        if isinstance(result, Done):
            yield result
        else:
            rendered[unit] = result
    pdfs = _convert(rendered) if order.pdf and rendered else {}
    for unit in list(rendered):
        yield guard.run(unit, _complete, *rendered.pop(unit), pdfs.get(unit, WholePdf()))


def _open(unit: str, workspace: Workspace, order: Order) -> Done | Inspected:
    if has_described_sets(workspace, order.year):
        return _build_described(unit, workspace, order)
    case = open_year(workspace, order.year, draft=False)
    return case if isinstance(case, Inspected) and not is_blocking(case.findings) else _done(unit, case)


def _render(unit: str, case: Inspected, report: PandocReport | None) -> Done | tuple[Inspected, Documents]:
    documents = render_documents(case, lambda _: None, report=report)
    return (case, documents) if isinstance(documents, Documents) else _done(unit, case, documents)


def _complete(unit: str, case: Inspected, documents: Documents, pdf: WholePdf | EnvironmentFailure) -> Done:
    ready = WholePdf() if isinstance(pdf, EnvironmentFailure) else pdf
    package = complete_package(case, documents, lambda: ready)
    if not isinstance(package, BuiltPackage):
        return _done(unit, case, package)
    files = package.files | package.records
    if isinstance(pdf, EnvironmentFailure):  # the next run tries again
        return replace(fail_unit(unit, pdf), files=files)
    return _done(unit, case, package.findings, files)


def _convert(rendered: Mapping[str, tuple[Inspected, Documents]]) -> dict[str, WholePdf | EnvironmentFailure]:
    """Return the PDF of each unit; where one run for all fails, each gets a run of its own and fails alone."""
    wholes = {
        unit: prepare_for_printing(documents.whole, case.moment, documents.embedded)
        for unit, (case, documents) in rendered.items()
    }
    try:
        with OFFICES.lend_office(len(wholes)) as office:
            return {**convert_wholes(wholes, timeout=180 + _SECONDS_PER_PDF * len(rendered), office=office)}
    except EnvironmentFailure as error:
        if len(wholes) == 1:
            return dict.fromkeys(wholes, error)
    return {unit: pdf for item in rendered.items() for unit, pdf in _convert(dict([item])).items()}
