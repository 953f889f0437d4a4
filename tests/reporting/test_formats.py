"""check-data in every format, on the screen and into a file, strict and not."""

import json
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from jixiao.build import steps
from jixiao.build.stories import check_year
from jixiao.cli import main
from jixiao.outcome import Outcome
from jixiao.paths import Workspace
from jixiao.reporting.formats import FORMATS, format_outcome
from jixiao.reporting.outcome_text import outcome_text, verdict
from jixiao.reporting.terminal_text import findings_text, summary
from jixiao.rules.judge import judge
from tests.reporting.samples import ALL, ERROR, HINT, NASTY, WAIVED, WARNING
from tests.support.project import copy_project, edit


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(tmp_path)
    return copy_project(tmp_path)


def test_waived_findings_are_a_section_of_their_own_with_the_reason_and_not_counted(tmp_path: Path) -> None:
    text = findings_text([ERROR, WAIVED], tmp_path)
    assert text.startswith("已豁免 1 条：\n  T201  原件“公用经费”不一致（理由：原件如此，已与财政局核对）")
    assert text.count("原件“公用经费”不一致") == 1
    assert summary([ERROR, WAIVED]) == "错误 1 条；另已豁免 1 条"
    assert summary([WAIVED]) == "没有发现问题；另已豁免 1 条"


def test_both_ends_the_basis_and_the_subject_are_told(tmp_path: Path) -> None:
    text = findings_text([ERROR], tmp_path)
    for line in ("印在：附件1、报告 二 第2处", "依据：预算法第十三条", "对象：附件1.三公经费.公务接待.决算"):
        assert f"      {line}" in text.split("\n")


def test_while_an_error_stands_hints_are_no_more_than_counted(tmp_path: Path) -> None:
    with_error = findings_text([ERROR, HINT, HINT], tmp_path, everything=False)
    assert HINT.found not in with_error
    assert "另有提示 2 条，改好错误再看：A101 2。" in with_error
    assert "提示 A101  1 条" in findings_text([HINT], tmp_path, everything=False)
    assert HINT.found in findings_text([ERROR, HINT], tmp_path, everything=True)


def test_no_text_drives_the_terminal(tmp_path: Path) -> None:
    text = findings_text(ALL, tmp_path)
    assert not [char for char in text if not char.isprintable() and char not in "\n\u3000"]


def test_strict_makes_warnings_block_and_says_so() -> None:
    warned = Outcome([WARNING])
    assert verdict(warned) == "没有错误；警告 1 条。"
    assert "--strict" in verdict(warned, strict=True)
    assert verdict(Outcome([ERROR]), strict=True) == verdict(Outcome([ERROR]))


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_the_same_twice_and_ends_with_a_line_end(kind: str, workspace: Workspace) -> None:
    first, second = (
        format_outcome(kind, check_year(workspace, 2023), workspace, strict=False, everything=True) for _ in range(2)
    )
    assert first == second
    assert first.endswith("\n")


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_takes_any_finding(kind: str, workspace: Workspace) -> None:
    text = format_outcome(kind, Outcome(ALL), workspace, strict=True, everything=True)
    assert not [char for char in text if not char.isprintable() and char not in "\n\u3000"]
    text.encode("utf-8")


@pytest.mark.parametrize("kind", FORMATS)
def test_check_data_writes_each_format_into_a_file_and_tells_the_screen(
    kind: str, workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace.year(2023) / "annex1.yaml", "  预算: 188\n", "  预算: 188万元\n")
    assert main(["check-data", "2023", "--format", kind, "--output", "结果"]) == 1
    screen = capsys.readouterr().out
    assert "带单位" in screen
    assert Path("结果").read_text("utf-8")


def test_json_is_short_for_its_format_and_gives_the_exit_code(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(workspace.year(2023) / "annex1.yaml", "  预算: 188\n", "  预算: 188万元\n")
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
    warned = lambda book, today: replace(whole(book, today), findings=(WARNING,))  # noqa: E731 - of one use
    monkeypatch.setattr(steps, "judge", warned)
    assert main(["check-data"]) == 0
    assert main(["check-data", "--strict"]) == 1
    assert main(["report", "--strict", "--no-pdf"]) == 1
    assert not workspace.output(2023).exists()


def test_overrides_are_told_and_the_verdict_last(workspace: Workspace) -> None:
    outcome = check_year(workspace, 2023)
    text = outcome_text(outcome, workspace)
    assert text.index("按原件列报") < text.rindex(verdict(outcome))
    assert text.rstrip("\n").endswith(verdict(outcome))


def test_nasty_text_stays_on_its_line(tmp_path: Path) -> None:
    assert "\n第二行" not in findings_text([NASTY], tmp_path)
