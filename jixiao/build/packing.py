"""From documents to the package that is handed in: PDF, evidence, ZIP, all read back, and the records beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from jixiao import __version__, edition
from jixiao.build.described_case import DescribedCase, PackageCase
from jixiao.build.whole_pdf import AwaitPdf, read_back_pdf
from jixiao.build.year_documents import Documents
from jixiao.docx.zip_file import zip_of
from jixiao.errors import EnvironmentFailure, name_fault
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.publish.source_map import SOURCE_MAP
from jixiao.source.regular_file import MAX_DOCUMENT, read_if_regular

if TYPE_CHECKING:
    from jixiao.publish.folder import Content
    from jixiao.readback.package_check import Expectation

WITHOUT_PDF = b"jixiao: made without PDF"
"""The comment on a ZIP that was made without a PDF; one whose PDF was taken out has none."""
_EVIDENCE_FOLDER = "佐证材料"
_LIBRARIES = (
    "deflate",
    "docxtpl",
    "jinja2",
    "lxml",
    "pikepdf",
    "pydantic",
    "pypandoc-binary",
    "python-docx",
    "ruamel.yaml",
)


class BuiltPackage(Struct, frozen=True):
    """A whole package by file name: what is handed in, and the records kept beside it.

    ``notes`` say what is missing, ``findings`` why a PDF that could have been made is left out.
    """

    files: dict[str, bytes]
    records: dict[str, bytes]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def complete_package(case: PackageCase, made: Documents, await_pdf: AwaitPdf) -> BuiltPackage | list[Finding]:
    """Return the whole package, read back, or where documents or ZIP do not say what the data says.

    The PDF is asked for last; one that is not made or lacks something is left out, with the findings that say why.
    """
    from jixiao.reporting.examination import EXAMINATION

    expected = expectation_of(case)
    unlike = read_back_documents(made, expected)
    page = _examination(case)
    if unlike:
        return unlike
    pdf, late = read_back_pdf(await_pdf, expected, f"{made.stem}.pdf")
    if late:
        page = _examination(case, late)
    files = pack_files(case, made, pdf.content)
    unlike = read_back_archive(made, files)
    if unlike:
        return unlike
    records = {EXAMINATION: page, **_records(case, made, files, late)}
    return BuiltPackage(files, records, (*pdf.notes, *_page_notes(pdf.content, expected)), tuple(late))


def expectation_of(case: PackageCase) -> Expectation:
    """Return what a package's finished files must say."""
    from jixiao.readback.package_check import plan_described, plan_package

    if isinstance(case, DescribedCase):
        return plan_described(case.dossier, case.folders.templates_shown, case.inspection)
    return plan_package(case.dossier, case.folders, case.inspection)


def read_back_documents(made: Documents, expected: Expectation) -> list[Finding]:
    """Return where finished documents do not say what the data says."""
    from jixiao.readback.package_check import compare_docx

    found = list(compare_docx(made.whole, expected, "", f"{made.stem}.docx", strict=True))
    for label, (name, content) in zip(expected.parts, made.parts.items(), strict=True):
        found += compare_docx(content, expected, label, name, strict=True)
    return found


def read_back_archive(made: Documents, files: Mapping[str, bytes]) -> list[Finding]:
    """Return where the ZIP does not hold the files."""
    from jixiao.readback.package_check import compare_archive

    archive = f"{made.stem}.zip"
    packed = {name: content for name, content in files.items() if name != archive}
    return list(compare_archive(files[archive], packed, archive))


def _page_notes(pdf: bytes | None, expected: Expectation) -> list[str]:
    """Return what is to be said of the PDF's pages: which hold next to nothing, and why."""
    from jixiao.publish.pdf_text import page_texts
    from jixiao.readback.page_fill import list_page_notes

    return [] if pdf is None else list(list_page_notes(page_texts(pdf), list(expected.whole.passages)))


def pack_files(case: PackageCase, made: Documents, pdf: bytes | None) -> dict[str, bytes]:
    """Return what is handed in by file name, in the order it is listed; the ZIP of it all stands last."""
    pdfs = {} if pdf is None else {f"{made.stem}.pdf": pdf}
    files = {f"{made.stem}.docx": made.whole, **pdfs, **made.parts} | read_evidence_files(case)
    files[f"{made.stem}.zip"] = zip_of(files.items(), b"" if pdfs else WITHOUT_PDF)
    return files


def is_package_pdf(name: str) -> bool:
    """Return whether a file is the PDF of a package, and not one of the evidence, which LibreOffice has no part in."""
    return name.endswith(".pdf") and "/" not in name


def read_evidence_files(case: PackageCase) -> dict[str, bytes]:
    """Return the evidence files that Annex 5 names, as they go into the package."""
    from jixiao.submission.evidence import read_evidence

    folder = case.workspace.year(case.year) / "evidence"
    content = read_evidence(folder, case.evidence)
    return {f"{_EVIDENCE_FOLDER}/{name}": data for name, data in content.items()}


def _examination(case: PackageCase, late: Sequence[Finding] = ()) -> bytes:
    from jixiao.reporting.examination import render_examination

    return render_examination(case.title, [*case.findings, *late], case.judged, case.overridden).encode()


def _records(case: PackageCase, made: Documents, files: dict[str, bytes], late: Sequence[Finding]) -> dict[str, bytes]:
    """Return the manifest, the source map and the build's report by file name."""
    from jixiao.publish.manifest import BUILD_REPORT, MANIFEST, render_build_report, render_manifest

    state = read_revision(case.workspace)
    return {
        BUILD_REPORT: render_build_report(case.title, files, case.overridden, [*case.findings, *late]),
        SOURCE_MAP: made.source_map.as_json(state),
        MANIFEST: render_manifest(
            unit=case.unit_name,
            year=case.year,
            form_set=case.form_set_name,
            revision=state,
            tools=list_versions(pdf=any(map(is_package_pdf, files))),
            inputs=_read_inputs(case),
            outputs=files,
            overridden=case.overridden,
        ),
    }


def read_revision(workspace: Workspace) -> str:
    """Return the Git revision that a workspace states, "" for none."""
    return edition.revision(workspace.root, workspace.sources) if workspace.revision is None else workspace.revision


def _read_inputs(case: PackageCase) -> dict[str, bytes]:
    held = {source.file: source.data for source in case.sources}
    names = {*case.template_names, *(paper.file for paper in case.evidence)}
    contents = held | {name: read_if_regular(case.workspace.located(name), MAX_DOCUMENT) for name in names}
    # A draft is built in spite of missing files.
    return {name: content for name in sorted(contents) if (content := contents[name]) is not None}


@cache
def list_versions(*, pdf: bool) -> dict[str, str]:
    """Return the versions of what a package is made with; ToolMissing, ToolFailed where LibreOffice does not tell."""
    import importlib.metadata

    tools = {"jixiao": __version__} | {name: importlib.metadata.version(name) for name in _LIBRARIES}
    if pdf:
        from jixiao.publish import pdf as office
        from jixiao.publish.output_check import FONT

        tools["libreoffice"] = office.version()
        tools |= {f"{FONT}{family}": version for family, version in office.font_versions().items()}
    return tools


def write_folder(folder: Path, files: Mapping[str, Content]) -> None:
    """Make a folder hold exactly these files, all at once; EnvironmentFailure leaves it as it was."""
    from jixiao.publish.folder import replace_folder

    try:
        replace_folder(folder, files)
    except OSError as error:
        raise EnvironmentFailure(
            f"写不进 {folder}（{name_fault(error)}）。请检查磁盘空间和写入权限；原有的文件没有改动。"
        ) from error
