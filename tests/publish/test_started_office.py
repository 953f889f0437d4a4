"""LibreOffice started before there is a document: the same bytes, one document after the other, and nothing left."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jixiao.errors import ToolFailed
from jixiao.publish.pdf import begin_conversion, convert
from jixiao.publish.printable import Printable
from jixiao.publish.started_office import Office, OfficeKeeper, start_office
from tests.support.office import left_behind
from tests.support.wml import cell, document, paragraph, row, run, table

MOMENT = datetime(2024, 3, 1, tzinfo=UTC)


def printed(name: str, words: str) -> dict[str, Printable]:
    faces = ("仿宋_GB2312", "黑体", "方正小标宋简体", "楷体_GB2312")
    lines = [
        paragraph(run(words, properties=f'<w:rFonts w:ascii="{one}" w:hAnsi="{one}" w:eastAsia="{one}"/>'))
        for one in faces
    ]
    body = "".join(lines) + table("", row(cell("项目"), cell("1.36"))) + paragraph("")
    return {name: Printable(document(body), MOMENT)}


REPORT, ANNEX = printed("报告", "“三公”经费12.50万元。"), printed("附件1", "面积1,300㎡、850㎥")


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {name: one.content for name, one in convert({**REPORT, **ANNEX}).items()}


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def pdf_by(office: Office | None, documents: dict[str, Printable]) -> bytes:
    with begin_conversion(documents, office=office) as converted:
        [made] = converted().values()
    return made.content


def test_an_office_makes_the_same_bytes_of_one_document_after_the_other(
    made: dict[str, bytes], temporary: Path
) -> None:
    with start_office() as office:
        assert office
        assert [pdf_by(office, one) for one in (REPORT, ANNEX, REPORT)] == [made["报告"], made["附件1"], made["报告"]]
        assert not office.is_gone
        assert not [*(Path(office.folder) / "profile").rglob("*Graphics*")], "LibreOffice tested its own graphics"
    assert not left_behind(temporary)


@pytest.mark.parametrize("gone", [True, False])
def test_an_office_that_is_gone_or_not_there_yet_does_not_matter(made: dict[str, bytes], gone: bool) -> None:
    with start_office() as office:
        assert office
        if gone:
            office.end()
        assert pdf_by(office, REPORT) == made["报告"]


def test_an_office_names_the_damaged_document_too_and_is_ended() -> None:
    damaged = {"残缺.docx": Printable(REPORT["报告"].content[:800], MOMENT)}
    with start_office() as office:
        with pytest.raises(ToolFailed, match=r"不能转换：残缺.docx（Error: .*模板"):
            pdf_by(office, damaged)
        assert office
        assert office.is_gone


def test_an_office_that_is_not_wanted_or_runs_out_of_time_is_ended(temporary: Path) -> None:
    with start_office():
        assert left_behind(temporary)
    assert not left_behind(temporary)
    with (
        start_office() as office,
        begin_conversion(REPORT, timeout=0.01, office=office) as converted,
        pytest.raises(ToolFailed, match=r"0.01 秒"),
    ):
        converted()
    assert not left_behind(temporary)


def test_an_office_whose_document_nobody_waits_for_is_ended() -> None:
    with start_office() as office:
        assert office
        with begin_conversion(REPORT, office=office):
            pass
        assert office.is_gone


def test_an_office_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    program = (
        "import time\nfrom jixiao.publish.started_office import start_office\n"
        "with start_office():\n    print('begun', flush=True)\n    time.sleep(60)\n"
    )
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.kill()
    waited = time.monotonic()
    while [one for one in left_behind(tmp_path) if "profile" in one]:
        assert time.monotonic() - waited < 30
        time.sleep(0.05)


def test_without_libreoffice_nothing_starts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with start_office() as office, OfficeKeeper() as keeper, keeper.lend_office() as lent:
        assert (office, lent) == (None, None)


def test_a_kept_office_serves_again_and_again_and_is_renewed(made: dict[str, bytes], temporary: Path) -> None:
    with OfficeKeeper(most=2) as keeper:
        lent = []
        for _ in range(3):
            with keeper.lend_office() as office:
                assert office
                lent.append(office)
                assert pdf_by(office, REPORT) == made["报告"]
        assert lent[0] is lent[1]
        assert lent[0].is_gone
        assert not lent[2].is_gone
        lent[2].end()
        with keeper.lend_office() as office:
            assert office
            assert not office.is_gone
    assert not left_behind(temporary)


def test_nothing_is_started_where_nobody_asks_for_it(temporary: Path) -> None:
    with OfficeKeeper():
        assert not left_behind(temporary)
