"""make new-form: a form goes in, a form set stands in templates/."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao import cli
from tests.support.drawn_docx import draw_docx


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "form.docx").write_bytes(draw_docx("示例表\n| 项目名称 | 甲 |"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_form_becomes_two_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new-form", "form.docx", "--name", "sample"]) == 0
    assert "已建立 templates/sample/" in capsys.readouterr().out
    assert sorted(path.name for path in (project / "templates/sample").iterdir()) == ["description.yaml", "form.docx"]


@pytest.mark.usefixtures("project")
def test_programs_get_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new-form", "form.docx", "--name", "sample", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["form_set"] == "sample"


def test_what_is_no_form_is_refused_and_nothing_is_made(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "form.docx").write_bytes(b"")
    assert cli.main(["new-form", "form.docx", "--name", "sample"]) == 2
    assert "没有建立任何文件" in capsys.readouterr().err
    assert list((project / "templates").iterdir()) == []
