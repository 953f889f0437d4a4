"""LibreOffice is found on the path and where its installers put it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jixiao.publish.office_programs import find_program, kept_environment


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("HOME", str(tmp_path))


def program(path: Path) -> str:
    path.parent.mkdir(parents=True)
    path.touch(mode=0o755)
    return str(path)


def test_it_is_found_on_the_path(tmp_path: Path) -> None:
    found = program(tmp_path / "bin/soffice")
    assert find_program("soffice") == found
    assert find_program("fc-list") is None


@pytest.mark.parametrize("below", ["LibreOffice", "Programs/LibreOffice"])
def test_it_is_found_among_the_programs_of_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str) -> None:
    found = program(tmp_path / below / "program/soffice.com")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert find_program("soffice") == found


def test_it_is_found_among_the_applications_of_macos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = program(tmp_path / "Applications/LibreOffice.app/Contents/MacOS/soffice")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert find_program("soffice") == found


def test_windows_keeps_what_programs_need_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", "C:/Windows")
    assert kept_environment() == {}
    monkeypatch.setattr(sys, "platform", "win32")
    assert kept_environment()["SYSTEMROOT"] == "C:/Windows"
