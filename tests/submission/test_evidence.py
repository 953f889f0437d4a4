"""Files that go into the package as they are: only plain ones, of known kinds, of bounded size."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from jixiao.build.stories import build_package
from jixiao.errors import EnvironmentFailure
from jixiao.submission import evidence
from tests.support.project import copy_project, edit


def listed(folder: Path) -> tuple[list[str], list[str]]:
    files, findings = evidence.list_evidence(sorted(folder.iterdir()), "data/2023/evidence")
    return [one.name for one in files], [f"{one.place.file}：{one.found}" for one in findings]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("通知.pdf", b"%PDF-1.7\n"),
        ("扫描.JPG", b"\xff\xd8\xff\xe0"),
        ("图.png", b"\x89PNG\r\n\x1a\n"),
        ("清单.xlsx", b"PK\x03\x04"),
        ("文件.ofd", b"PK\x03\x04"),
    ],
)
def test_files_of_known_kinds_are_taken_as_they_are(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    files, findings = evidence.list_evidence(tmp_path.iterdir(), "evidence")
    assert findings == []
    assert evidence.read_evidence(tmp_path, files) == {name: content}


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("程序.exe", b"MZ", "不能用的文件类型“.exe”"),
        ("无扩展名", b"%PDF-", "不能用的文件类型“没有扩展名”"),
        ("假的.pdf", b"<html>", "内容不是 pdf 文件"),
        ("空.pdf", b"", "内容不是 pdf 文件"),
        ("a:b.pdf", b"%PDF-", "文件名过长，或含有不能用的字符"),
        ("a\\..\\b.pdf", b"%PDF-", "文件名过长，或含有不能用的字符"),
        ("a\nb.pdf", b"%PDF-", "文件名过长，或含有不能用的字符"),
        ("长" * 70 + ".pdf", b"%PDF-", "文件名过长，或含有不能用的字符"),
    ],
)
def test_what_cannot_be_used_is_told_and_left_out(tmp_path: Path, name: str, content: bytes, found: str) -> None:
    (tmp_path / name).write_bytes(content)
    names, findings = listed(tmp_path)
    assert names == []
    assert [found in one for one in findings] == [True]


def test_links_folders_and_pipes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "outside.pdf").write_bytes(b"%PDF-")
    folder = tmp_path / "evidence"
    (folder / "子.pdf").mkdir(parents=True)
    (folder / "链接.pdf").symlink_to(tmp_path / "outside.pdf")
    os.mkfifo(folder / "管道.pdf")
    names, findings = listed(folder)
    assert names == []
    assert len(findings) == 3
    assert all("不是普通文件" in one for one in findings)


def test_files_and_folders_have_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MAX_BYTES", 10)
    (tmp_path / "大.pdf").write_bytes(b"%PDF-" + b"0" * 6)
    assert "文件有 0 MB" in listed(tmp_path)[1][0]
    monkeypatch.setattr(evidence, "MAX_BYTES", 100)
    monkeypatch.setattr(evidence, "MAX_TOTAL", 20)
    (tmp_path / "二.pdf").write_bytes(b"%PDF-" + b"0" * 6)
    names, findings = listed(tmp_path)
    assert names == []
    assert "佐证材料共 2 个文件" in findings[0]


def test_a_file_exchanged_for_a_link_before_it_is_read_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "通知.pdf").write_bytes(b"%PDF-")
    files, _ = evidence.list_evidence(tmp_path.iterdir(), "evidence")
    (tmp_path / "通知.pdf").unlink()
    (tmp_path / "通知.pdf").symlink_to("/etc/hostname")
    with pytest.raises(EnvironmentFailure, match="读不出来"):
        evidence.read_evidence(tmp_path, files)


def test_named_evidence_goes_into_the_zip_and_what_nobody_names_does_not(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    folder = workspace.year(2023) / "evidence"
    folder.mkdir()
    for name in ("通知.pdf", "别的.pdf"):
        (folder / name).write_bytes(b"%PDF-1.7 ")
    key = "          绩效自评通知盖章的电子版\n"
    edit(workspace.year(2023) / "annex5.yaml", key, f"{key}        佐证文件: [通知.pdf]\n")
    outcome = build_package(workspace, 2023, step=lambda _: None, draft=True, pdf=False)
    assert outcome.folder is not None
    [archive] = outcome.folder.glob("*.zip")
    with zipfile.ZipFile(archive) as files:
        assert [name for name in files.namelist() if name.startswith("佐证材料")] == ["佐证材料/通知.pdf"]
        assert files.read("佐证材料/通知.pdf") == b"%PDF-1.7 "
