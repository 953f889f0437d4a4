"""A package's files are opened again: documents, PDF and ZIP that differ are found out, and nothing is written."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.build import year_documents
from jixiao.build.packing import expectation_of
from jixiao.build.stories import build_package
from jixiao.docx.package import BadPackage, read_package
from jixiao.paths import Workspace
from jixiao.readback.docx_passages import read_story
from jixiao.readback.package_check import compare_archive, compare_docx, compare_pdf, read_marks
from tests.readback.finished import edited, expected, found_in, part
from tests.support.made_unit import copy_made_unit
from tests.support.opened import inspected
from tests.support.package import YEAR, built_package, silent
from tests.support.project import ROOT
from tests.support.returned import made_documents


def test_the_package_says_what_it_has_to_say() -> None:
    assert found_in(made_documents().whole, strict=True) == []
    assert read_story(read_package(made_documents().whole)["word/document.xml"]) == expected().whole.text
    for label in expected().parts:
        assert found_in(part(label), label, strict=True) == []


def test_a_document_tells_by_its_marks_which_part_it_is() -> None:
    assert expected().label_of(read_marks(part("附件3（2）"))) == "附件3（2）"
    assert expected().label_of(read_marks(made_documents().whole)) == ""
    assert expected().label_of({"_JX000000000000"}) is None


def test_what_is_no_docx_is_refused() -> None:
    with pytest.raises(BadPackage):
        compare_docx(b"no zip", expected(), "", "整套.docx")


def test_the_pdf_says_all_that_the_document_says() -> None:
    real = expectation_of(inspected(Workspace(ROOT)))
    assert list(compare_pdf(built_package().pdf.read_bytes(), real, "整套.pdf")) == []


def test_a_file_that_is_no_pdf_is_a_finding() -> None:
    [one] = compare_pdf(b"%PDF-1.7 nothing", expected(), "整套.pdf")
    assert one.code == "V006"


def zipped(**members: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_a_zip_holds_exactly_the_files_made() -> None:
    assert list(compare_archive(zipped(a=b"1"), {"a": b"1"}, "整套.zip")) == []
    found = list(compare_archive(zipped(a=b"2", c=b""), {"a": b"1", "b": b""}, "整套.zip"))
    assert [(one.code, one.subject) for one in found] == [("V005", f"整套.zip：{name}") for name in "abc"]
    assert next(compare_archive(b"PK", {}, "整套.zip")).subject == "整套.zip"


def test_a_build_that_does_not_say_what_the_data_says_fails_and_leaves_the_old_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = copy_made_unit(tmp_path)
    workspace.output(YEAR).mkdir(parents=True)
    (workspace.output(YEAR) / "old").touch()
    spoilt = replace(made_documents(), whole=edited(">1.36</w:t>", ">1.63</w:t>"))
    monkeypatch.setattr(year_documents, "render_documents", lambda *_, **__: spoilt)
    outcome = build_package(workspace, YEAR, step=silent, pdf=False)
    assert outcome.folder is None
    assert [one.code for one in outcome.findings if one.code.startswith("V")] == ["V003"]
    assert [path.name for path in workspace.output(YEAR).iterdir()] == ["old"]
