"""The stories of the commands that check, build and verify a year, in order.

What documents and described forms need is imported where they are made or read: that saves a plain check 35 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from jixiao.build.steps import Inspected, Judged, Step, inspect_year, judge_year, open_year
from jixiao.findings import followed_by, is_blocking
from jixiao.paths import Workspace
from jixiao.reporting.outcome import Deed, Outcome
from jixiao.submission.form_set_names import has_described_sets

if TYPE_CHECKING:
    from jixiao.publish.started_office import Office


def check_year(workspace: Workspace, year: int) -> Outcome:
    """Return what is wrong with a year's data, narrative, templates and overrides; writes nothing."""
    if has_described_sets(workspace, year):
        from jixiao.build.described_case import open_described_year

        return open_described_year(workspace, year, draft=False).outcome
    return open_year(workspace, year, draft=False).outcome


def build_package(
    workspace: Workspace,
    year: int,
    *,
    step: Step,
    draft: bool = False,
    pdf: bool = True,
    strict: bool = False,
    office: Office | None = None,
) -> Outcome:
    """Build a year's package and replace its output folder; nothing is written while an error stands.

    Only an error of the PDF lets the rest be written, with the finding.
    ``strict`` makes warnings stand in the way like errors. A draft is built in spite of findings, as far as
    templates allow. An ``office`` that was started before makes the PDF.
    """
    from jixiao.build.begun_pdf import begin_pdf
    from jixiao.build.packing import BuiltPackage, complete_package, write_folder
    from jixiao.build.year_documents import Documents, begin_reports, render_documents

    deed = Deed.DRAFTED if draft else Deed.BUILT
    step(f"正在读取 {year} 年度的数据……")
    if has_described_sets(workspace, year):
        return _build_described(workspace, year, step=step, draft=draft, pdf=pdf, strict=strict, office=office)
    case = inspect_year(workspace, year, draft=draft)
    if not isinstance(case, Inspected):
        return replace(case.outcome, deed=deed)
    if case.inspection.unfillable if draft else is_blocking(case.findings):
        return replace(judge_year(case).outcome, deed=deed)
    [report] = begin_reports([case])
    if not pdf:  # else the rules are asked while LibreOffice works
        case, outcome = _judged(case, deed)
    made = render_documents(case, step, draft=draft, report=report)
    with begin_pdf(case, made, step, wanted=pdf, office=office) as await_pdf:
        if pdf:
            case, outcome = _judged(case, deed)
        if not isinstance(made, Documents):
            return replace(outcome, findings=followed_by(case.findings, made))
        if not draft and is_blocking(case.findings, strict=strict):
            return outcome
        step("正在回读核对……")
        package = complete_package(case, made, await_pdf)
    if not isinstance(package, BuiltPackage):
        return replace(outcome, findings=followed_by(case.findings, package))
    step("正在写入……")
    folder = workspace.output(year, draft=draft)
    write_folder(folder, package.files | package.records)
    findings = followed_by(case.findings, package.findings)
    return replace(outcome, findings=findings, folder=folder, files=list(package.files), notes=list(package.notes))


def _judged(case: Inspected, deed: Deed) -> tuple[Inspected, Outcome]:
    judged = judge_year(case)
    return judged.without_trees() if isinstance(judged, Judged) else judged, replace(judged.outcome, deed=deed)


def _build_described(workspace: Workspace, year: int, *, step: Step, draft: bool, **settings: Any) -> Outcome:
    from jixiao.build.described_case import open_described_year
    from jixiao.build.described_stories import build_described

    return build_described(open_described_year(workspace, year, draft=draft), step=step, draft=draft, **settings)


def verify_output(workspace: Workspace, year: int, *, step: Step) -> Outcome:
    """Build a year's package again in memory and compare it with the output folder, byte by byte.

    Where no PDF can be made here, the PDF and the ZIP that holds it are only compared with the manifest; where other
    versions of the tools make it otherwise, what it says is compared.
    """
    from jixiao.build.described_stories import verify_described
    from jixiao.build.output_comparison import compare_output
    from jixiao.publish.output_check import read_recorded

    if has_described_sets(workspace, year):
        return verify_described(workspace, year, step=step)
    folder = workspace.output(year)
    recorded = read_recorded(folder, workspace.shown(folder))
    step(f"正在读取 {year} 年度的数据……")
    case = open_year(workspace, year, draft=False)
    if not isinstance(case, Inspected) or is_blocking(case.findings):
        return replace(case.outcome, deed=Deed.COMPARED)
    if isinstance(case, Judged):
        case = case.without_trees()
    late, notes = compare_output(case, folder, recorded, step=step)
    findings = followed_by(case.findings, late)
    return Outcome(findings, folder, list(recorded.files), notes, deed=Deed.COMPARED, texts=case.texts)
