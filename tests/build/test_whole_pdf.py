"""Whatever becomes of the PDF, the rest of a package is written, and a finding says what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao.build.packing import list_versions
from jixiao.build.stories import build_package, verify_output
from jixiao.build.whole_pdf import WholePdf, read_back_pdf
from jixiao.errors import ToolFailed
from jixiao.paths import Workspace
from jixiao.reporting.outcome import Outcome
from tests.publish.test_pdf_text import made
from tests.readback.finished import expected
from tests.support.made_unit import copy_made_unit
from tests.support.package import PARTS, YEAR, copy_output, silent

VERSION = "#!/bin/sh\ncase \"$*\" in *--version*) echo 'LibreOffice 0'; exit 0;; esac\n"
FAILS = f"{VERSION}exit 77\n"
NO_PROGRAM = "\x7fELF"
LOSES = f'{VERSION}for last; do :; done\nwork=$(dirname "$last")\ncp "$PDF" "$work/0001.pdf"\n'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A program that stands for LibreOffice, and answers only when asked for its version."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("git", "fc-list", "sh", "dirname", "cp"):
        (tools / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(tools))
    list_versions.cache_clear()
    yield tools / "soffice"
    list_versions.cache_clear()


def built(tmp_path: Path, office: Path, program: str, *, draft: bool = False) -> Outcome:
    office.write_text(program, "utf-8")
    office.chmod(0o755)
    return build_package(copy_made_unit(tmp_path / "unit"), YEAR, step=silent, draft=draft)


def assert_all_but_the_pdf(outcome: Outcome) -> None:
    assert outcome.folder is not None
    assert {Path(name).suffix for name in outcome.files} == {".docx", ".zip"}
    assert all((outcome.folder / name).is_file() for name in outcome.files)
    [late] = [one for one in outcome.findings if one.code == "V006"]
    assert "另存为 PDF" in late.remedy
    assert "V006" in (outcome.folder / "构建报告.md").read_text("utf-8")
    assert "V006" in (outcome.folder / "核验报告.html").read_text("utf-8")
    assert "libreoffice" not in (outcome.folder / "manifest.json").read_text("utf-8")


@pytest.mark.parametrize(("program", "draft"), [(FAILS, False), (FAILS, True), (NO_PROGRAM, False)])
def test_where_libreoffice_fails_all_but_the_pdf_is_written(
    tmp_path: Path, office: Path, program: str, draft: bool
) -> None:
    outcome = built(tmp_path, office, program, draft=draft)
    assert_all_but_the_pdf(outcome)
    assert outcome.is_stopped()


def test_what_keeps_libreoffice_from_starting_is_said_in_chinese(tmp_path: Path, office: Path) -> None:
    outcome = built(tmp_path, office, NO_PROGRAM)
    [late] = [one for one in outcome.findings if one.code == "V006"]
    assert "soffice 不能启动（不是这台机器能运行的程序）" in late.found


@pytest.fixture
def output(tmp_path: Path) -> Workspace:
    """A project with its output, made while LibreOffice was there."""
    return copy_output(tmp_path / "unit")


def test_verify_compares_all_the_rest_and_says_that_there_was_no_pdf(output: Workspace, office: Path) -> None:
    office.write_text(FAILS, "utf-8")
    office.chmod(0o755)
    cover = output.output(YEAR) / PARTS / "08-封面.docx"
    cover.write_bytes(cover.read_bytes() + b"x")
    codes = {one.code for one in verify_output(output, YEAR, step=silent).findings}
    assert {"V001", "V006"} <= codes
    assert "V002" not in codes


def test_a_pdf_that_lacks_words_is_not_written_but_all_the_rest(
    tmp_path: Path, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lossy.pdf").write_bytes(made("12.50"))
    outcome = built(tmp_path, office, LOSES.replace("$PDF", str(tmp_path / "lossy.pdf")))
    assert outcome.folder is not None
    assert not [name for name in outcome.files if name.endswith(".pdf")]
    late = [one for one in outcome.findings if one.code == "V006"]
    assert late
    assert all("另存为 PDF" in one.remedy and "重新运行" not in one.remedy for one in late)


def test_a_failure_is_a_finding_that_says_what_failed() -> None:
    def fail() -> WholePdf:
        raise ToolFailed("LibreOffice 在 180 秒内没有完成转换。")

    pdf, [finding] = read_back_pdf(fail, expected(), "整套.pdf")
    assert pdf == WholePdf()
    assert (finding.code, finding.place.file) == ("V006", "整套.pdf")
    assert "180 秒内没有完成转换" in finding.found


def test_where_no_pdf_can_be_made_nothing_is_found() -> None:
    none = WholePdf(None, ("没有找到 LibreOffice",))
    assert read_back_pdf(lambda: none, expected(), "整套.pdf") == (none, [])
