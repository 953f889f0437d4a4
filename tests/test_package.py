"""The built package: valid, as it opens in LibreOffice, page by page, and the same bytes wherever it is built."""

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from tests.support.docx import W, body, members, paragraphs, squeezed, stories
from tests.support.office import converted
from tests.support.package import PARTS, TITLE, YEAR, built_package
from tests.support.project import ROOT, copy_project

PAGES = 22
FIRST_PAGES = {
    "附件1": 1,
    "附件2": 2,
    "附件3（1）": 5,
    "附件3（2）": 6,
    "附件3（3）": 7,
    "附件3（4）": 8,
    "附件3（5）": 9,
    "部门（单位）名称": 10,
    "2023年度岳阳市档案馆部门（单位）": 11,
    "附件5": 22,
}


def documents() -> list[Path]:
    """Return the whole package and its parts."""
    built = built_package()
    return [built.folder / f"{TITLE}.docx", *sorted((built.folder / PARTS).iterdir())]


@pytest.mark.parametrize("number", range(11))
def test_every_built_document_is_valid_office_open_xml(number: int) -> None:
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(documents()[number])
    assert [str(error) for error in result.errors] == []


def test_the_names_of_the_files_are_the_official_ones() -> None:
    built = built_package()
    assert sorted(path.name for path in built.folder.iterdir() if path.stem == TITLE) == [
        f"{TITLE}.docx",
        f"{TITLE}.pdf",
        f"{TITLE}.zip",
    ]
    assert [path.name for path in sorted((built.folder / PARTS).iterdir())] == [
        "01-附件1-部门整体支出绩效评价基础数据表.docx",
        "02-附件2-部门整体支出绩效自评表.docx",
        "03-附件3（1）-大楼运行维护费项目支出绩效自评表.docx",
        "04-附件3（2）-档案保管保护费项目支出绩效自评表.docx",
        "05-附件3（3）-市档案馆库房密集架建设项目支出绩效自评表.docx",
        "06-附件3（4）-市档案馆智慧档案一期项目建设项目支出绩效自评表.docx",
        "07-附件3（5）-档案保护开发和档案资源建设项目支出绩效自评表.docx",
        "08-封面.docx",
        "09-报告-整体支出绩效自评报告.docx",
        "10-附件5-部门整体支出绩效自评工作考核评分表.docx",
    ]


# as it opens in LibreOffice


@pytest.fixture(scope="module")
def saved_again(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the package as LibreOffice opens it and saves it again."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "whole.docx").write_bytes(built_package().whole)
    converted(folder, [folder / "whole.docx"], "docx:MS Word 2007 XML")
    return (folder / "out" / "whole.docx").read_bytes()


def test_libreoffice_finds_nothing_to_repair(saved_again: bytes) -> None:
    """What it saves again has the same text in the same tables."""
    assert [line for line in map(squeezed, paragraphs(saved_again)) if line] == [
        line for line in map(squeezed, paragraphs(built_package().whole)) if line
    ]
    assert _shape(saved_again) == _shape(built_package().whole)


def _shape(content: bytes) -> list[list[int]]:
    tables = list(body(content).iter(f"{W}tbl"))
    return [[len(row.findall(f"{W}tc")) for row in table.findall(f"{W}tr")] for table in tables]


# page by page


@cache
def pages() -> list[str]:
    """Return the text of each page of the PDF."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", str(built_package().pdf), "-"]
    said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return said.split("\f")[:-1]


def test_the_pdf_has_its_pages_and_none_is_blank() -> None:
    assert len(pages()) == PAGES
    assert [number for number, page in enumerate(pages(), start=1) if len(squeezed(page)) < 10] == []


def test_every_part_begins_on_its_page() -> None:
    found = {}
    for start in FIRST_PAGES:
        found[start] = next(n for n, page in enumerate(pages(), start=1) if squeezed(page).startswith(start))
    assert found == FIRST_PAGES


def test_every_part_numbers_its_own_pages() -> None:
    printed = [re.search(r"—\s*(\d+)\s*—\s*$", page.rstrip()) for page in pages()]
    assert [int(number[1]) if number else None for number in printed] == [
        1, *[1, 2, 3], *[1] * 5, None, *range(1, 12), 1
    ]  # fmt: skip


def test_every_page_is_a4_upright() -> None:
    with pikepdf.open(built_package().pdf) as pdf:
        sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {(595, 842)}


def test_the_sections_of_the_package_have_page_and_margins_of_their_parts() -> None:
    whole = pages_of(built_package().whole)
    assert whole == [page for part in built_package().parts for page in pages_of(part)]
    assert len(whole) == 10


def pages_of(content: bytes) -> list[dict[str, str]]:
    """Return size and margins of each section, in twips."""
    sides = ("w", "h", "orient", "top", "bottom", "left", "right")
    return [
        {
            side: one.get(f"{W}{side}", "")
            for one in section.iter(f"{W}pgSz", f"{W}pgMar")
            for side in sides
            if one.get(f"{W}{side}")
        }
        for section in body(content).iter(f"{W}sectPr")
    ]


def test_the_pdf_is_in_chinese_titled_and_dated_by_the_day_of_filling_in() -> None:
    with pikepdf.open(built_package().pdf) as pdf:
        assert str(pdf.docinfo["/Title"]) == TITLE
        assert str(pdf.docinfo["/CreationDate"]) == "D:20240627000000Z"
        assert str(pdf.Root.Lang) == "zh-CN"


def test_documents_name_the_unit_and_no_person_in_their_properties() -> None:
    for content in (path.read_bytes() for path in documents()):
        core = members(content)["docProps/core.xml"].decode()
        assert "2024-06-27T00:00:00Z" in core
        assert set(re.findall(r"<dc:creator>([^<]*)", core)) <= {"岳阳市档案馆", ""}


def test_no_built_document_holds_a_tag_or_an_unfilled_place() -> None:
    for content in (path.read_bytes() for path in documents()):
        shown = "\n".join(
            [*paragraphs(content), *stories(content, "header").values(), *stories(content, "footer").values()]
        )
        assert not re.search(r"\{\{|\}\}|\{%|%\}|\{#|〔待|Figure\(|None", shown)


# the ZIP


def test_the_zip_holds_package_pdf_and_parts_as_they_lie_on_disk() -> None:
    built = built_package()
    with zipfile.ZipFile(built.archive) as archive:
        assert archive.namelist() == [name for name in built.outcome.files if not name.endswith(".zip")]
        assert len(archive.namelist()) == 12
        for name in archive.namelist():
            assert archive.read(name) == (built.folder / name).read_bytes()


# the same bytes


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_data_give_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    """Another folder, time zone, locale, hash seed, home and umask; another process."""
    workspace = copy_project(tmp_path / "另一处 目录")
    settings = {
        "TZ": "Pacific/Kiritimati",
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4242",
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "PATH": os.environ["PATH"],
    }
    subprocess.run(
        [sys.executable, str(ROOT / "build.py"), "report", str(YEAR)],
        cwd=workspace.root / "data",
        env=settings,
        umask=0o077,
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert digests(workspace.output(YEAR)) == digests(built_package().folder)
