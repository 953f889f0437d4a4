"""Files without traces of who made them: no person, no time but the one given, the same bytes again."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import docx
import pypandoc
import pytest
from openxml_audit import OpenXmlValidator

from jixiao.docx.package import read_package
from jixiao.docx.traces import core_properties, normalise

MOMENT = datetime(2024, 3, 1, 8, 30, tzinfo=UTC)


def from_python_docx(text: str = "正文") -> bytes:
    buffer = io.BytesIO()
    document = docx.Document()
    document.core_properties.author = "填表人甲"
    document.add_heading("标题", 1)
    document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


def from_pandoc(tmp_path: Path) -> bytes:
    path = tmp_path / "pandoc.docx"
    pypandoc.convert_text("# 标题\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n", "docx", format="md", outputfile=str(path))
    return path.read_bytes()


def faults(data: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "audited.docx"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def test_normalising_leaves_no_person_and_no_time_but_the_one_given() -> None:
    core = read_package(normalise(from_python_docx(), moment=MOMENT, title="附件1"))["docProps/core.xml"].decode()
    assert "填表人甲" not in core
    assert "python-docx" not in core
    assert core.count("2024-03-01T08:30:00Z") == 2
    assert "<dc:title>附件1</dc:title><dc:creator></dc:creator>" in core


def test_the_moment_is_the_same_in_every_time_zone() -> None:
    elsewhere = MOMENT.astimezone(timezone(timedelta(hours=8)))
    data = from_python_docx()
    assert normalise(data, moment=MOMENT, title="a") == normalise(data, moment=elsewhere, title="a")


def test_a_moment_without_time_zone_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="time zone"):
        core_properties(moment=MOMENT.replace(tzinfo=None), title="a")


def test_normalising_drops_what_nobody_reads() -> None:
    members = read_package(normalise(from_python_docx(), moment=MOMENT, title="a"))
    assert not [name for name in members if "thumbnail" in name or "WithEffects" in name or name.endswith("app.xml")]
    assert not [name for name, data in members.items() if b"stylesWithEffects" in data or b"thumbnail" in data]
    assert not [name for name, data in members.items() if b"rsid" in data]


def test_normalising_twice_changes_nothing() -> None:
    once = normalise(from_python_docx(), moment=MOMENT, title="a")
    assert normalise(once, moment=MOMENT, title="a") == once


def test_python_docx_and_pandoc_documents_pass_the_audit_once_normalised(tmp_path: Path) -> None:
    for data in (from_python_docx(), from_pandoc(tmp_path)):
        assert faults(data, tmp_path), "then normalise has nothing to mend any more"
        assert faults(normalise(data, moment=MOMENT, title="a"), tmp_path) == []


def test_pandoc_run_twice_gives_the_same_bytes_once_normalised(tmp_path: Path) -> None:
    first, second = (normalise(from_pandoc(tmp_path), moment=MOMENT, title="a") for _ in range(2))
    assert first == second


def test_the_text_survives_normalising() -> None:
    data = normalise(from_python_docx("甲 & 乙 < 丙 “丁” 🙂"), moment=MOMENT, title="a")
    assert docx.Document(io.BytesIO(data)).paragraphs[1].text == "甲 & 乙 < 丙 “丁” 🙂"
