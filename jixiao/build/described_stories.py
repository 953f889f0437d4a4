"""The stories of a year on described form sets: each set a package, the year's own on top, the others below it."""

from __future__ import annotations

import posixpath
from contextlib import ExitStack
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.build.begun_pdf import begin_pdf
from jixiao.build.described_case import DescribedCase, DescribedYear, open_described_year
from jixiao.build.output_comparison import compare_output
from jixiao.build.packing import BuiltPackage, complete_package, write_folder
from jixiao.build.steps import Step
from jixiao.build.year_documents import Documents, render_documents
from jixiao.findings import Finding, followed_by, is_blocking
from jixiao.paths import Workspace
from jixiao.reporting.outcome import Deed, Outcome

if TYPE_CHECKING:
    from jixiao.publish.started_office import Office


class DescribedPackages(Struct):
    """The packages of all sets of a year: their files and records by name below the output folder."""

    files: dict[str, bytes] = field(default_factory=dict)
    records: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def build_described(
    opened: DescribedYear,
    *,
    step: Step,
    draft: bool = False,
    pdf: bool = True,
    strict: bool = False,
    office: Office | None = None,
) -> Outcome:
    """Build the packages of a year and replace its output folder; nothing is written while an error stands.

    What the options mean, ``build_package`` says. One set's fault keeps the others from being written too.
    """
    outcome = replace(opened.outcome, deed=Deed.DRAFTED if draft else Deed.BUILT)
    if not opened.cases or (not opened.draftable if draft else is_blocking(opened.findings, strict=strict)):
        return outcome
    made = make_packages(opened, step, draft=draft, pdf=pdf, office=office)
    if not isinstance(made, DescribedPackages):
        return replace(outcome, findings=followed_by(opened.findings, made))
    step("正在写入……")
    folder = opened.workspace.output(opened.year, draft=draft)
    write_folder(folder, made.files | made.records)
    findings = followed_by(opened.findings, made.findings)
    return replace(outcome, findings=findings, folder=folder, files=list(made.files), notes=made.notes)


def make_packages(
    opened: DescribedYear, step: Step, *, draft: bool = False, pdf: bool = True, office: Office | None = None
) -> DescribedPackages | list[Finding]:
    """Return the packages of a year's sets, or what keeps one of them from being made; writes nothing."""
    whole = DescribedPackages()
    for case in opened.cases:
        built = _built(case, step, draft=draft, pdf=pdf, office=office)
        if not isinstance(built, BuiltPackage):
            return built
        whole.files |= {posixpath.join(case.subfolder, name): data for name, data in built.files.items()}
        whole.records |= {posixpath.join(case.subfolder, name): data for name, data in built.records.items()}
        whole.findings += built.findings
        whole.notes += built.notes
    return whole


def _built(
    case: DescribedCase, step: Step, *, draft: bool, pdf: bool, office: Office | None
) -> BuiltPackage | list[Finding]:
    made = render_documents(case, step, draft=draft)
    if not isinstance(made, Documents):
        return made
    with ExitStack() as held:
        await_pdf = held.enter_context(begin_pdf(case, made, step, wanted=pdf, office=office))
        step("正在回读核对……")
        return complete_package(case, made, await_pdf)


def verify_described(workspace: Workspace, year: int, *, step: Step) -> Outcome:
    """Build a year's packages again in memory and compare them with the output folder, byte by byte."""
    from jixiao.publish.output_check import read_recorded

    folder = workspace.output(year)
    read_recorded(folder, workspace.shown(folder))  # nothing to compare without it
    step(f"正在读取 {year} 年度的数据……")
    opened = open_described_year(workspace, year, draft=False)
    if not opened.cases or is_blocking(opened.findings):
        return replace(opened.outcome, deed=Deed.COMPARED)
    late: list[Finding] = []
    notes: list[str] = []
    names: list[str] = []
    for case in opened.cases:
        recorded = read_recorded(case.output, workspace.shown(case.output))
        found, told = compare_output(case, case.output, recorded, step=step)
        late, notes = [*late, *found], [*notes, *told]
        names += (posixpath.join(case.subfolder, name) for name in recorded.files)
    findings = followed_by(opened.findings, late)
    return replace(opened.outcome, findings=findings, folder=folder, files=names, notes=notes, deed=Deed.COMPARED)
