"""make new-form: a form goes in, a form set stands in templates/."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from jixiao import cli
from tests.support.drawn_docx import draw_docx

_ROOT = Path(__file__).resolve().parents[2]
_FILLED = """
    2023年度示例专项自评表
    | 项目名称«2» | 示例工程«3» |
    | 项目资金（万元） | | 年初预算数 | 全年执行数 | 备注 |
    | ^ | 年度资金总额： | 30 | 30 | |
    | ^ | 其中：省级拨款 | 30 | 30 | / |
    | 一级指标 | 三级指标 | 指标值 | 完成值 | 得分 |
    | 产出指标 | 修复面积 | ≥300亩 | 310亩 | 60 |
    | 效益指标 | 受益人口 | ≥2000人 | 2010人 | 40 |
    | 总分«4» | 100 |
"""


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


def test_a_set_that_was_made_imports_the_form_and_checks_it_clean(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(_ROOT / "templates/yueyang-2023", project / "templates/yueyang-2023")  # one for the same year
    (project / "form.docx").write_bytes(draw_docx(_FILLED))
    assert cli.main(["new-form", "form.docx", "--name", "sample"]) == 0
    assert cli.main(["import", "form.docx", "--year", "2023", "--form-set", "sample"]) == 0
    unit = project / "data/2023/unit.yaml"
    open_day = unit.read_text("utf-8").replace("填报日期: 待填", "填报日期: 2024-03-01")
    unit.write_text(open_day.replace("待填", "填表人甲"), "utf-8")
    capsys.readouterr()
    assert cli.main(["check-data", "2023"]) == 0
    assert "没有发现问题" in capsys.readouterr().out
