"""An output folder is held against its manifest, and against what would be made now."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.publish.manifest import MANIFEST, digest
from jixiao.publish.output_check import OtherTool, RecordedOutput, list_outdated, list_tampered, read_recorded

TOOLS = {"lxml": "6.1", "libreoffice": "7.4"}
RECORDED = {"a.docx": digest(b"1"), "b.docx": digest(b"2")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.docx").write_bytes(b"1")
    (tmp_path / "b.docx").write_bytes(b"2")
    (tmp_path / MANIFEST).write_text(json.dumps({"输出": RECORDED, "工具": TOOLS}), "utf-8")
    return tmp_path


def test_what_was_recorded_can_be_read_back(folder: Path) -> None:
    assert read_recorded(folder, "output/2023") == RecordedOutput(RECORDED, TOOLS)


def test_a_tool_in_another_version_is_named_with_both() -> None:
    recorded = RecordedOutput(RECORDED, TOOLS)
    assert recorded.list_other_tools(TOOLS | {"font FandolFang": "1"}) == []
    assert recorded.list_other_tools({"lxml": "6.1"}) == []  # here is none to make the PDF
    assert list(map(str, recorded.list_other_tools(TOOLS | {"libreoffice": "25.2"}))) == [
        "libreoffice 成册时是 7.4，这里是 25.2"
    ]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"\xe8\xbe\x93\xe5\x87\xba": 3}', b"\xff\xfe", b"null"])
def test_a_torn_manifest_says_what_to_do(folder: Path, content: bytes) -> None:
    (folder / MANIFEST).write_bytes(content)
    with pytest.raises(UsageError, match="读不懂。请重新运行 make report"):
        read_recorded(folder, "output/2023")


def test_no_manifest_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有成套材料"):
        read_recorded(tmp_path, "output/2023")


def test_a_sound_folder_has_no_findings(folder: Path) -> None:
    assert list_tampered(folder, "output/2023", RECORDED) == []


def test_a_file_changed_and_a_file_gone_are_named(folder: Path) -> None:
    (folder / "a.docx").write_bytes(b"3")
    (folder / "b.docx").unlink()
    one, other = list_tampered(folder, "output/2023", RECORDED)
    assert (one.code, one.subject, "改动过" in one.found) == ("V001", "a.docx", True)
    assert (other.place.file, other.found) == ("output/2023/b.docx", "文件不见了")


def test_what_would_be_made_otherwise_or_no_more_is_outdated() -> None:
    found = list_outdated("output/2023", RECORDED, {"a.docx": b"1", "c.docx": b"3"})
    assert [(one.code, one.subject) for one in found] == [("V002", "b.docx"), ("V002", "c.docx")]


def test_other_tools_are_named_with_what_is_outdated() -> None:
    [one, _] = list_outdated("output/2023", RECORDED, {}, tools=[OtherTool("lxml", "6.1", "6.2")])
    assert "软件的版本也不同：lxml 成册时是 6.1，这里是 6.2" in one.found


def test_what_could_not_be_made_here_is_left_out() -> None:
    assert list_outdated("output/2023", RECORDED, {"a.docx": b"1"}, left_out=["b.docx"]) == []
