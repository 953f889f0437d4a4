"""A package's files in the output folder held against the package made again."""

from __future__ import annotations

from pathlib import Path

from jixiao.build.begun_pdf import await_for_comparison, begin_pdf
from jixiao.build.described_case import PackageCase
from jixiao.build.packing import is_package_pdf, list_versions, pack_files
from jixiao.build.rebuilt_output import RebuiltOutput, compare_rebuilt
from jixiao.build.steps import Step
from jixiao.build.year_documents import Documents, render_documents
from jixiao.findings import Finding
from jixiao.publish.output_check import RecordedOutput, list_tampered


def compare_output(
    case: PackageCase, folder: Path, recorded: RecordedOutput, *, step: Step
) -> tuple[list[Finding], list[str]]:
    """Return what is not as it was made, or would be made otherwise now, and what is to be said beside.

    Where no PDF can be made here, the PDF and the ZIP that holds it are only compared with the manifest; where other
    versions of the tools make it otherwise, what it says is compared.
    """
    shown, names = case.workspace.shown(folder), list(recorded.files)
    made = render_documents(case, step)
    late = list_tampered(folder, shown, recorded.files)
    if not isinstance(made, Documents):
        return [*late, *made], []
    with begin_pdf(case, made, step, wanted=any(map(is_package_pdf, names))) as await_pdf:
        pdf, unmade = await_for_comparison(await_pdf, f"{made.stem}.pdf")
    notes = [*pdf.notes] if pdf.content is None else []
    left_out = frozenset(one for one in names if (notes or unmade) and (is_package_pdf(one) or one.endswith(".zip")))
    tools = list_versions(pdf=pdf.content is not None)
    rebuilt = RebuiltOutput(shown, pack_files(case, made, pdf.content), tools, left_out)
    outdated, told = compare_rebuilt(case, folder, recorded, rebuilt)
    return [*late, *unmade, *outdated], [*notes, *told]
