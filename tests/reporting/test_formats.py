"""check-data in every format, on the screen and into a file, strict and not."""

import json
import re
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from jixiao.build import steps
from jixiao.build.stories import check_year
from jixiao.cli import main
from jixiao.paths import Workspace
from jixiao.reporting.formats import FORMATS, format_outcome
from jixiao.reporting.outcome import Outcome
from jixiao.rules.judge import judge
from tests.reporting.samples import ALL, WARNING
from tests.support.made_unit import MADE, copy_made_unit


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return copy_made_unit(tmp_path)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return check_year(MADE, 2023)


def write_unit_of_measure(workspace: Workspace) -> None:
    """Put a unit of measure behind a number of the data."""
    path = workspace.year(2023) / "annex1.yaml"
    path.write_text(re.sub(r"(预算: [0-9.]+)\n", r"\1万元\n", path.read_text("utf-8"), count=1), "utf-8")


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_the_same_twice_and_ends_with_a_line_end(kind: str, outcome: Outcome) -> None:
    first, second = (format_outcome(kind, outcome, MADE, strict=False, everything=True) for _ in range(2))
    assert first == second
    assert first.endswith("\n")


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_takes_any_finding(kind: str) -> None:
    text = format_outcome(kind, Outcome(ALL), MADE, strict=True, everything=True)
    assert not [char for char in text if not char.isprintable() and char not in "\n\u3000"]
    text.encode("utf-8")


@pytest.mark.parametrize("kind", FORMATS)
def test_check_data_writes_each_format_into_a_file_and_tells_the_screen(
    kind: str, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit_of_measure(workspace)
    assert main(["check-data", "2023", "--format", kind, "--output", "结果"]) == 1
    screen = capsys.readouterr().out
    assert "带单位" in screen
    assert Path("结果").read_text("utf-8")


def test_json_is_short_for_its_format_and_gives_the_exit_code(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    write_unit_of_measure(workspace)
    codes = [main(["check-data", "--json"]), main(["check-data", "--format", "json"])]
    first, second = capsys.readouterr().out.replace("}\n{", "}\n\n\n{").split("\n\n\n")
    assert json.loads(first) == json.loads(second)
    assert codes == [1, 1]
    assert json.loads(first)["exit"] == 1


def test_junit_goes_to_the_screen_alone(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check-data", "--format", "junit"])
    assert etree.fromstring(capsys.readouterr().out.encode()).tag == "testsuites"


def test_a_format_that_does_not_exist_is_refused_in_chinese(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check-data", "--format", "pdf"]) == 2
    assert "没有“pdf”这种格式" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_said(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-data", "--output", "没有/这个/文件夹"]) == 2
    assert "写不进" in capsys.readouterr().err


def test_strict_decides_over_a_build(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = judge
    warned = lambda book, *rest: replace(whole(book, *rest), findings=(WARNING,))  # noqa: E731 - of one use
    monkeypatch.setattr(steps, "judge", warned)
    assert main(["check-data"]) == 0
    assert main(["check-data", "--strict"]) == 1
    assert main(["report", "--strict", "--no-pdf"]) == 1
    assert not workspace.output(2023).exists()
