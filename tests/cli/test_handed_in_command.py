"""fleet examine at the command line: a folder goes in, the exit code says whether all is well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao import cli
from tests.support.project import ROOT

RIGHT = "2024年度部门整体支出绩效自评报告\n\n采购设备34台，其中电脑12台、打印机17台、扫描仪5台。\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件/甲局.txt").write_text(RIGHT, "utf-8")
    monkeypatch.chdir(tmp_path)


def test_units_are_examined(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["fleet", "examine", "--handed-in", "收件", "--json"]) == 0
    [unit] = json.loads(capsys.readouterr().out)
    assert (unit["unit"], unit["state"], unit["errors"]) == ("甲局", "已报", 0)
    assert Path("output/fleet/核验/甲局/退回意见书.docx").is_file()


def test_the_folder_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["fleet", "examine"]) == 2
    assert "--handed-in" in capsys.readouterr().err
