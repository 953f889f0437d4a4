"""What LibreOffice is started with, and that it does not outlive whoever started it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jixiao.errors import ToolFailed, ToolMissing
from jixiao.publish.office_runs import converting, environment_of, headless, run_program, start_program


def test_nothing_of_the_users_goes_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANG", "zh_CN.GB18030")
    environment = environment_of(tmp_path)
    assert "LANG" not in environment
    assert {environment["HOME"], environment["TMPDIR"]} == {str(tmp_path)}


def test_it_is_told_the_profile_and_what_to_convert(tmp_path: Path) -> None:
    words = [*headless(tmp_path), *converting([tmp_path / "0001.docx"], tmp_path)]
    assert f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}" in words
    assert words[-1] == str(tmp_path / "0001.docx")
    assert (tmp_path / "profile" / "user").is_dir()


def test_without_libreoffice_there_is_no_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing, match="make setup"):
        headless(tmp_path)


def test_a_program_that_takes_too_long_is_ended() -> None:
    assert run_program([sys.executable, "-c", "print('甲')"], {"PYTHONIOENCODING": "utf-8"}, 30) == (0, "甲\n")
    assert run_program([sys.executable, "-c", "input()"], {}, 30)[0] == 1
    assert run_program([sys.executable, "-c", "import time; time.sleep(60)"], {}, 0.2) == (None, "")


def test_a_program_left_at_work_is_ended() -> None:
    with start_program([sys.executable, "-c", "import time; time.sleep(60)"], {}) as process:
        pass
    assert process.poll() is not None


def test_a_program_that_does_not_start_is_the_tools_failure(tmp_path: Path) -> None:
    with pytest.raises(ToolFailed, match=r"soffice 不能启动"), start_program([str(tmp_path / "soffice")], {}):
        pass
