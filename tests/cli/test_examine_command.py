"""make examine: a file goes in, a folder with its commented copy comes out; no data are needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao import cli
from tests.support.examined import handed_in_parts, rewritten_part
from tests.support.project import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    (tmp_path / "附件1.docx").write_bytes(handed_in_parts()["附件1"])
    (tmp_path / "错.docx").write_bytes(rewritten_part("附件1", "2.35", "2.53"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_right_file_is_clean(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["examine", "附件1.docx"]) == 0
    assert "已写入" in capsys.readouterr().out
    assert (folder / "output/核验/附件1/附件1（核验）.docx").is_file()
    assert not (folder / "data").exists()


@pytest.mark.usefixtures("folder")
def test_a_wrong_file_ends_with_1_and_programs_get_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["examine", "错.docx", "--output", "结果", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["code"] == "A101"


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_read_is_told_and_nothing_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["examine", "没有.docx"]) == 2
    assert "没有文件" in capsys.readouterr().err
