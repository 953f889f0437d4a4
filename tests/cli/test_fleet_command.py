"""``fleet`` on the command line: exit codes, what is said, what programs get."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.believable.unit import YEAR
from jixiao import cli
from jixiao.paths import Bureau
from tests.fleet.bureaus import FLAWED, bureau


@pytest.fixture
def whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    monkeypatch.chdir(tmp_path)
    return bureau(tmp_path)


def fleet(action: str, *options: str) -> int:
    return cli.main(["fleet", action, "--year", str(YEAR), *options])


def test_all_clean_is_0_and_says_what_all_come_to(whole: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    assert fleet("check", "--units", "*[12]") == 0
    said = capsys.readouterr()
    assert said.out.startswith("共 2 个单位：通过 2 个。\n全年预算数 ")
    assert said.out.endswith("output/fleet/2023/汇总/\n")
    assert said.err == ""
    assert {path.suffix for path in (whole.output(YEAR) / "汇总").iterdir()} == {".xlsx", ".html", ".json"}


def test_without_a_year_the_newest_is_meant(whole: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["fleet", "check", "--units", "*1"]) == 0
    assert capsys.readouterr().out.endswith(f"output/fleet/{YEAR}/汇总/\n")


def test_an_error_in_any_unit_is_1(whole: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    assert fleet("report", "--no-pdf", "--units", "*[13]", "--output", "成品") == 1
    said = capsys.readouterr().out
    assert "最多的问题：M001" in said
    assert f"没有通过的单位：\n  {FLAWED}  M0" in said
    assert [path.name for path in (whole.root / "成品" / "units").iterdir()] == ["unit-00001"]


def test_programs_get_json_alone(whole: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    assert fleet("check", "--json", "--units", "*[13]") == 1
    assert json.loads(capsys.readouterr().out)["statuses"] == {"通过": 1, "有错误": 1}


def test_two_years_are_compared(whole: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    assert fleet("diff", "--units", "*[12]") == 0
    assert "2022 年度与 2023 年度对照" in capsys.readouterr().out
    for path in (whole.units / "unit-00001" / "data" / "2022").iterdir():
        path.unlink()
    path.parent.rmdir()
    assert fleet("diff", "--units", "*[12]") == 1
    assert "  unit-00001  U002 data:1:1：没有 2022 年度的数据" in capsys.readouterr().out


@pytest.mark.parametrize(
    "options", [("--units", "没有*"), ("--jobs", "0"), ("--jobs", "x")], ids=["no unit", "no worker", "no number"]
)
def test_what_cannot_be_meant_is_2(whole: Bureau, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert fleet("check", *options) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_outside_a_bureau_the_message_says_how_one_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert fleet("check") == 2
    assert "units/ 和 templates/" in capsys.readouterr().err


def test_an_action_that_does_not_exist_is_named(whole: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    assert fleet("build") == 2
    assert "没有“build”这个命令；可用的命令：check、report、diff" in capsys.readouterr().err
