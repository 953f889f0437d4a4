"""What goes into the package: the whole first, parts, evidence, and a ZIP of it all last."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from jixiao.build.packing import (
    is_package_pdf,
    list_versions,
    pack_files,
    read_evidence_files,
    read_revision,
    write_folder,
)
from jixiao.build.year_documents import Documents, map_sources
from jixiao.errors import EnvironmentFailure
from jixiao.paths import Workspace
from tests.support.made_unit import MADE
from tests.support.opened import inspected


def test_the_zip_stands_last_and_holds_all_before_it() -> None:
    case = inspected(MADE)
    parts = {"分件/01-附件1.docx": b"part"}
    made = Documents("总册", b"whole", parts, map_sources(case))
    files = pack_files(case, made, b"pdf")
    assert list(files) == ["总册.docx", "总册.pdf", "分件/01-附件1.docx", "总册.zip"]
    with zipfile.ZipFile(io.BytesIO(files["总册.zip"])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: content for name, content in files.items() if not name.endswith(".zip")
        }
    assert read_evidence_files(case) == {}


def test_a_stated_revision_is_not_asked_of_git(tmp_path: Path) -> None:
    assert read_revision(Workspace(tmp_path, revision="abc")) == "abc"
    assert read_revision(Workspace(tmp_path, revision="")) == ""


def test_every_library_has_its_version() -> None:
    assert all(list_versions(pdf=False).values())
    assert "libreoffice" not in list_versions(pdf=False)


def test_a_folder_that_cannot_be_written_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("", "utf-8")
    with pytest.raises(EnvironmentFailure, match="原有的文件没有改动"):
        write_folder(tmp_path / "output" / "2023", {"a.txt": b""})


def test_a_pdf_among_the_evidence_is_none_that_libreoffice_makes() -> None:
    assert is_package_pdf("2023年度自评.pdf")
    assert not is_package_pdf("佐证材料/通知.pdf")
