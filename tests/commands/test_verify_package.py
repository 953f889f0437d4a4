"""verify --package: a package that came back is held against what this repository's data says."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from jixiao.build.stories import build_package
from jixiao.cli import main
from jixiao.commands.verify_package import verify_package
from jixiao.docx.package import read_package
from jixiao.errors import UsageError
from jixiao.findings import Finding, Severity
from jixiao.paths import Workspace
from tests.support.changed_docx import changed, related_outside
from tests.support.docx import rewritten
from tests.support.opened import cell_of
from tests.support.package import PARTS, TITLE, YEAR, built_package, silent
from tests.support.project import ROOT, copy_project, edit

WHOLE = f"{TITLE}.docx"


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def files() -> dict[str, bytes]:
    return read_package(built_package().archive.read_bytes())


def tampered(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda docx: rewritten(docx, "word/document.xml", lambda xml: xml.replace(old, new, 1))


def told(file: Path, workspace: Workspace | None = None, year: int | None = None) -> list[Finding]:
    return verify_package(workspace or Workspace(ROOT), file, step=silent, year=year).findings


def test_a_package_of_ours_says_what_the_data_says() -> None:
    assert told(built_package().archive) == []


def test_a_figure_tampered_with_in_a_returned_zip_is_found_with_both_values(tmp_path: Path) -> None:
    held = files()
    held[WHOLE] = tampered(">1.92</w:t>", ">1.29</w:t>")(held[WHOLE])
    [one] = told(packed(tmp_path / "returned.zip", held))
    assert one.code == "V003"
    assert ("“1.29”" in one.found, "“1.92”" in one.expected) == (True, True)
    assert (one.place.file, one.printed) == ("data/2023/annex1.yaml", (cell_of("附件1.三公经费.决算"),))


def test_a_part_tampered_with_is_named(tmp_path: Path) -> None:
    held = files()
    name = next(name for name in held if name.startswith(f"{PARTS}/04"))
    held[name] = tampered(">17.71</w:t>", ">17.17</w:t>")(held[name])
    [one] = told(packed(tmp_path / "returned.zip", held))
    assert one.found.startswith(f"{name}：附件3（2）")


def test_data_changed_since_the_package_was_made_is_found_in_every_place_that_prints_it(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    edit(workspace.year(2023) / "unit.yaml", "联系电话: 8220674", "联系电话: 8220675")
    found = told(built_package().archive, workspace)
    assert {one.code for one in found} == {"V003", "V006", "V008", "V009"}
    assert {one.severity for one in found if one.code == "V009"} == {Severity.HINT}  # its map is of the old data
    assert {one.place.file for one in found if one.code == "V003"} == {"data/2023/unit.yaml"}


def test_a_file_missing_from_the_zip_and_one_put_in_are_found(tmp_path: Path) -> None:
    held = files()
    del held[WHOLE]
    held["说明.txt"] = b"1"
    found = {one.found: one.severity for one in told(packed(tmp_path / "returned.zip", held))}
    assert found == {f"ZIP 里没有“{WHOLE}”": Severity.ERROR, "ZIP 里多出“说明.txt”": Severity.WARNING}


def test_a_zip_without_its_pdf_and_with_a_program_are_errors(tmp_path: Path) -> None:
    held = files()
    del held[f"{TITLE}.pdf"]
    held["报送工具.exe"] = held["说明.txt"] = b"MZ\0"
    path = packed(tmp_path / "returned.zip", held)
    path.write_bytes(b"MZ" * 50 + path.read_bytes())
    found = {one.found: one.severity for one in told(path)}
    assert found == {
        f"ZIP 里没有“{TITLE}.pdf”": Severity.ERROR,
        "ZIP 里多出“报送工具.exe”": Severity.ERROR,
        "ZIP 里多出“说明.txt”": Severity.ERROR,
        "ZIP 里有 100 字节不属于任何文件（夹在文件前后）": Severity.ERROR,
    }


def test_what_is_put_into_a_document_is_found_whatever_the_file_is_called(tmp_path: Path) -> None:
    path = tmp_path / "返回.DOCX"
    path.write_bytes(changed(built_package().part("附件1"), related_outside("image", "http://192.0.2.1/x.png")))
    assert [one.code for one in told(path)] == ["V008"]


def test_a_strict_document_is_told_as_one_and_not_as_lost_text(tmp_path: Path) -> None:
    path = tmp_path / "返回.docx"
    spaces = "schemas.openxmlformats.org/wordprocessingml/2006/main", "purl.oclc.org/ooxml/wordprocessingml/main"
    path.write_bytes(rewritten(built_package().part("附件1"), "word/document.xml", lambda xml: xml.replace(*spaces)))
    [one] = told(path)
    assert (one.code, "严格 Open XML 文档" in one.found) == ("V007", True)


def test_a_zip_of_one_file_is_held_against_the_whole_package(tmp_path: Path) -> None:
    path = packed(tmp_path / "2023年度.zip", {"报送.exe": b"MZ"})
    assert {one.code for one in told(path)} == {"V005"}


def test_a_package_built_without_pdf_is_told_as_that_and_no_more(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    folder = build_package(workspace, YEAR, step=silent, pdf=False).folder
    assert folder is not None
    [archive] = folder.glob("*.zip")
    outcome = verify_package(workspace, archive, step=silent)
    assert outcome.findings == []
    assert [note for note in outcome.notes if "生成时就没有 PDF" in note]


def test_a_package_whose_pdf_was_taken_out_lacks_it(tmp_path: Path) -> None:
    held = {name: data for name, data in files().items() if not name.endswith(".pdf")}
    [one] = told(packed(tmp_path / "returned.zip", held))
    assert (one.code, one.severity, one.found) == ("V005", Severity.ERROR, f"ZIP 里没有“{TITLE}.pdf”")


def test_it_is_said_what_was_compared_and_what_was_not() -> None:
    outcome = verify_package(Workspace(ROOT), built_package().archive, step=silent)
    compared, left_out = outcome.notes
    assert ("DOCX 11 个" in compared, "PDF 1 个" in compared) == (True, True)
    assert "版式" in left_out


def test_a_package_packed_again_in_a_folder_of_its_own_is_read_alike(tmp_path: Path) -> None:
    assert told(packed(tmp_path / "returned.zip", {f"报送/{name}": data for name, data in files().items()})) == []


def test_a_single_document_or_part_or_pdf_can_be_held_against_the_data(tmp_path: Path) -> None:
    for name in (WHOLE, f"{TITLE}.pdf", next(name for name in files() if name.startswith(f"{PARTS}/01"))):
        path = tmp_path / Path(name).name
        path.write_bytes(files()[name])
        assert told(path) == []


def test_a_document_under_another_name_is_told_by_its_marks_and_its_map(tmp_path: Path) -> None:
    path = tmp_path / "returned.docx"
    path.write_bytes(tampered(">1.92</w:t>", ">1.29</w:t>")(built_package().part("附件1")))
    [one] = told(path)
    assert one.found.startswith(f"returned.docx：{cell_of('附件1.三公经费.决算')}")


def test_a_package_of_another_unit_is_refused(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    edit(workspace.year(2023) / "unit.yaml", "单位名称: 岳阳市档案馆", "单位名称: 某某局")
    [one] = told(built_package().archive, workspace)
    assert (one.code, "岳阳市档案馆" in one.found, "某某局" in one.found) == ("V007", True, True)


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"not a package"])
def test_what_is_no_package_is_a_finding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "2023年度.zip"
    path.write_bytes(content)
    assert [one.code for one in told(path)] == ["V007"]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.docx", b"0" * 400_000_000)
    path = tmp_path / "2023年度.zip"
    path.write_bytes(held.getvalue())
    [one] = told(path)
    assert (one.code, "超过上限" in one.found) == ("V007", True)


def test_a_package_of_an_unknown_year_is_a_finding_unless_the_year_is_said(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"a.txt": b"", "b.txt": b""})
    assert [one.code for one in told(path)] == ["V007"]
    assert {one.code for one in told(path, year=2023)} == {"V005"}


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="打不开"):
        told(tmp_path / "none.zip")


def test_the_command_says_what_differs_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    held = files()
    held[WHOLE] = tampered(">1.92</w:t>", ">1.29</w:t>")(held[WHOLE])
    file = packed(tmp_path / "returned.zip", held)
    assert main(["verify", "--package", str(file)]) == 1
    assert "V003" in capsys.readouterr().out
    assert main(["verify", "--package", str(built_package().archive)]) == 0
