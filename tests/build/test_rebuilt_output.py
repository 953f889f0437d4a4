"""Other versions of the tools make other bytes: what says the same is told, what does not is a finding."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf

from jixiao.build.rebuilt_output import RebuiltOutput, compare_rebuilt
from jixiao.docx.zip_file import zip_of
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.publish.manifest import digest
from jixiao.publish.output_check import RecordedOutput
from tests.support.changed_docx import zipped
from tests.support.docx import members, rewritten
from tests.support.opened import inspected
from tests.support.package import TITLE, built_package
from tests.support.project import ROOT

WHOLE, PDF, ARCHIVE = (f"{TITLE}.{kind}" for kind in ("docx", "pdf", "zip"))
HERE = {"libreoffice": "7.4", "lxml": "6.1"}
OTHER_OFFICE, OTHER_LIBRARY = HERE | {"libreoffice": "25.2"}, HERE | {"lxml": "6.0"}


def compared(folder: Path, tools: Mapping[str, str], **stored: bytes) -> tuple[list[Finding], list[str]]:
    """Return what is told of a package made with some tools, which holds other bytes, when made again here."""
    made = {f"{TITLE}.{kind}": (built_package().folder / f"{TITLE}.{kind}").read_bytes() for kind in ("docx", "pdf")}
    held = made | {f"{TITLE}.{kind}": content for kind, content in stored.items()}
    for files in (made, held):
        files[ARCHIVE] = zip_of(files.items())
    for name, content in held.items():
        (folder / name).write_bytes(content)
    recorded = RecordedOutput({name: digest(content) for name, content in held.items()}, tools)
    return compare_rebuilt(inspected(Workspace(ROOT)), folder, recorded, RebuiltOutput("output/2023", made, HERE))


def saved_again(*, pages: int = 99) -> bytes:
    written = BytesIO()
    with pikepdf.open(built_package().pdf) as pdf:
        del pdf.pages[pages:]
        pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def packed_again() -> bytes:
    return zipped(members(built_package().whole))


def told(found: list[Finding]) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in found]


def test_a_pdf_of_another_libreoffice_that_says_the_same_is_no_fault(tmp_path: Path) -> None:
    found, [note] = compared(tmp_path, OTHER_OFFICE, pdf=saved_again())
    assert found == []
    assert f"{PDF}、{ARCHIVE} 的字节与这里重新生成的不同" in note
    assert "libreoffice 成册时是 25.2，这里是 7.4" in note


def test_with_the_same_tools_other_bytes_are_outdated(tmp_path: Path) -> None:
    found, notes = compared(tmp_path, HERE, pdf=saved_again())
    assert (told(found), notes) == ([("V002", PDF), ("V002", ARCHIVE)], [])


def test_a_pdf_of_another_libreoffice_that_says_less_is_told(tmp_path: Path) -> None:
    found, _ = compared(tmp_path, OTHER_OFFICE, pdf=saved_again(pages=2))
    assert {one.code for one in found} == {"V002", "V006"}


def test_a_docx_that_other_libraries_packed_otherwise_is_no_fault(tmp_path: Path) -> None:
    found, [note] = compared(tmp_path, OTHER_LIBRARY, docx=packed_again())
    assert (found, WHOLE in note) == ([], True)


def test_a_docx_that_holds_something_else_is_outdated_and_the_tools_are_named(tmp_path: Path) -> None:
    other = rewritten(built_package().whole, "word/document.xml", lambda xml: xml.replace("1.92", "1.29", 1))
    found, notes = compared(tmp_path, OTHER_LIBRARY, docx=other)
    assert (told(found), notes) == ([("V002", WHOLE), ("V002", ARCHIVE)], [])
    assert "lxml 成册时是 6.0，这里是 6.1" in found[0].found
