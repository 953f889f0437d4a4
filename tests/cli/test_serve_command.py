"""serve on the command line: what is refused before anything is opened, and the copy to look at."""

from pathlib import Path

import pytest

from jixiao.cli import main
from tests.support.cases import clean_project


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--port", "0"], "端口“0”不对"),
        (["--port", "70000"], "端口“70000”不对"),
        (["--port", "甲"], "端口“甲”不对"),
    ],
)
def test_a_port_that_is_none_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    clean_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["serve", "2023", *options]) == 2
    assert words in capsys.readouterr().err


def test_a_year_without_data_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clean_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["serve", "2001"]) == 2
    assert "没有 2001 年度的数据" in capsys.readouterr().err


def test_the_copy_is_written_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clean_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["serve", "2023", "--once", "预览.html"]) == 0
    assert "预览.html" in capsys.readouterr().out
    assert "jixiao-offline" in (tmp_path / "预览.html").read_text("utf-8")
    assert not (tmp_path / ".journal/serve.json").exists()
