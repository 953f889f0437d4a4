"""The stories of the commands that check, build and verify a year, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from msgspec.structs import replace

from jixiao.build.packing import BuiltPackage, complete_package, list_versions, pack_files, write_folder
from jixiao.build.steps import Derived, Inspected, Step, inspect_year, judge_year, open_year
from jixiao.build.whole_pdf import AwaitPdf, WholePdf, complete_pdfs, pdf_not_made
from jixiao.build.year_documents import Documents, begin_reports, render_documents, strip_for_printing
from jixiao.errors import EnvironmentFailure
from jixiao.findings import Finding, followed_by, is_blocking
from jixiao.outcome import Deed, Outcome
from jixiao.paths import Workspace

if TYPE_CHECKING:
    from jixiao.publish.pdf import Office


def check_year(workspace: Workspace, year: int) -> Outcome:
    """Return what is wrong with a year's data, narrative, templates and overrides; writes nothing."""
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
    deed = Deed.DRAFTED if draft else Deed.BUILT
    step(f"正在读取 {year} 年度的数据……")
    case = inspect_year(workspace, year, draft=draft)
    if not isinstance(case, Inspected):
        return replace(case.outcome, deed=deed)
    if case.inspection.unfillable if draft else is_blocking(case.findings):
        return replace(judge_year(case).outcome, deed=deed)
    [report] = begin_reports([case])
    if not pdf:  # else the rules are asked while LibreOffice works
        case = judge_year(case)
    made = render_documents(case, step, draft=draft, report=report)
    with _converting(case, made, step, wanted=pdf, office=office) as await_pdf:
        if pdf:
            case = judge_year(case)
        outcome = replace(case.outcome, deed=deed)
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


def verify_output(workspace: Workspace, year: int, *, step: Step) -> Outcome:
    """Build a year's package again in memory and compare it with the output folder, byte by byte.

    Where no PDF can be made here, the PDF and the ZIP that holds it are only compared with the manifest; where other
    versions of the tools make it otherwise, what it says is compared.
    """
    from jixiao.build.rebuilt_output import RebuiltOutput, compare_rebuilt
    from jixiao.publish.output_check import list_tampered, read_recorded

    folder, shown = workspace.output(year), workspace.shown(workspace.output(year))
    recorded = read_recorded(folder, shown)
    names = list(recorded.files)
    step(f"正在读取 {year} 年度的数据……")
    case = open_year(workspace, year, draft=False)
    if not isinstance(case, Inspected) or is_blocking(case.findings):
        return replace(case.outcome, deed=Deed.COMPARED)
    made = render_documents(case, step)
    late = list_tampered(folder, shown, recorded.files)
    notes: list[str] = []
    if isinstance(made, Documents):
        with _converting(case, made, step, wanted=any(name.endswith(".pdf") for name in names)) as await_pdf:
            pdf, unmade = _awaited(await_pdf, f"{made.stem}.pdf")
        late += unmade
        notes += pdf.notes if pdf.content is None else ()
        left_out = frozenset(name for name in names if (notes or unmade) and name.endswith((".pdf", ".zip")))
        tools = list_versions(pdf=pdf.content is not None)
        rebuilt = RebuiltOutput(shown, pack_files(case, made, pdf.content), tools, left_out)
        outdated, told = compare_rebuilt(case, folder, recorded, rebuilt)
        late, notes = [*late, *outdated], [*notes, *told]
    else:
        late += made
    return Outcome(followed_by(case.findings, late), folder, names, notes, deed=Deed.COMPARED, texts=case.texts)


def _awaited(await_pdf: AwaitPdf, name: str) -> tuple[WholePdf, list[Finding]]:
    """Return the PDF to compare with; none, and the finding that says why, where LibreOffice does not deliver."""
    try:
        return await_pdf(), []
    except EnvironmentFailure as error:
        return WholePdf(), [pdf_not_made(name, error, "排除这里说的原因，再运行 make verify；其余的文件已经比对。")]


@contextmanager
def _converting(
    case: Derived, made: object, step: Step, *, wanted: bool, office: Office | None = None
) -> Iterator[AwaitPdf]:
    """Start the conversion to PDF and yield a function that waits for the result.

    Most of a build is LibreOffice's, and all that needs no PDF can be done meanwhile. Where LibreOffice does not start,
    the function says so: nothing else hangs on it.
    """
    if not (wanted and isinstance(made, Documents)):
        yield WholePdf
        return
    from jixiao.publish import pdf

    printable, moments = {made.stem: strip_for_printing(made.whole)}, {made.stem: case.moment}
    with ExitStack() as held:

        def await_pdf() -> WholePdf:
            if isinstance(converted, WholePdf):
                return converted
            if isinstance(converted, EnvironmentFailure):
                raise converted
            step("正在转换 PDF……")
            list_versions(pdf=True)  # the manifest will ask, and LibreOffice takes a while to answer
            return complete_pdfs(printable, converted(), moments)[made.stem]

        converted: Callable[[], dict[str, bytes]] | WholePdf | EnvironmentFailure
        try:
            missing = pdf.available()
            conversion = pdf.begin_conversion(printable, moments=moments, office=office)
            converted = held.enter_context(conversion) if missing is None else WholePdf(None, (missing,))
        except EnvironmentFailure as error:
            converted = error
        yield await_pdf
