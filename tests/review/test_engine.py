"""The engine that compares two DOCX files: unpacked once, run with nothing of the user's, its failures told."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jixiao.docx.package import read_package
from jixiao.errors import ToolFailed, ToolMissing
from jixiao.review import engine
from jixiao.review.engine import run_engine
from tests.support.docx import form, rewritten

MOMENT = datetime(2024, 3, 1, tzinfo=UTC)


def test_what_differs_comes_back_marked_with_author_and_moment() -> None:
    marked = read_package(run_engine(form("甲乙"), form("甲丙"), moment=MOMENT, author="比对", timeout=60))
    main = marked["word/document.xml"].decode()
    assert 'w:author="比对"' in main
    assert 'w:date="2024-03-01T00:00:00Z"' in main
    assert "<w:delText" in main


def test_a_machine_without_the_engine_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_redlines", None)
    with pytest.raises(ToolMissing, match=r"make setup"):
        run_engine(form("甲"), form("乙"), moment=MOMENT, author="比对", timeout=60)


def test_an_engine_that_does_not_finish_is_stopped() -> None:
    with pytest.raises(ToolFailed, match=r"0\.01 秒内没有完成"):
        run_engine(form("甲"), form("乙"), moment=MOMENT, author="比对", timeout=0.01)


def test_a_document_the_engine_cannot_read_is_a_failure_with_its_reason() -> None:
    strange = rewritten(
        form("甲"), "[Content_Types].xml", lambda xml: xml.replace("/word/document.xml", "/word/other.xml")
    )
    with pytest.raises(ToolFailed, match=r"修订比对程序没有完成（.+）。请用 Word 或 WPS"):
        run_engine(strange, form("乙"), moment=MOMENT, author="比对", timeout=60)


def test_the_engine_is_unpacked_once_and_as_a_whole(tmp_path: Path) -> None:
    unpacked: list[str] = []

    class Engine:
        def __init__(self, folder: str) -> None:
            self.extracted_binaries_path = Path(folder, "redline")
            if not self.extracted_binaries_path.exists():
                Path(folder).mkdir(parents=True)
                self.extracted_binaries_path.write_text("程序", "utf-8")
                unpacked.append(folder)

    kept, spare = tmp_path / "kept", tmp_path / "spare"
    for _ in range(2):
        assert engine._unpacked(Engine, kept, spare) == str(kept / "redline")
    assert len(unpacked) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept"]
    assert engine._unpacked(Engine, tmp_path / "kept/redline/inside", spare) == str(spare / "redline")
