"""Units on described form sets in a fleet: checked, built as alone, and in the roll-up with what figures they have."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.build.described_case import open_described_year
from jixiao.build.stories import build_package
from jixiao.fleet.batch import Action, Done, Order, work_on
from jixiao.fleet.described_units import find_figures
from jixiao.fleet.rollup import roll_up
from jixiao.fleet.statistics import quotient, sum_known
from jixiao.fleet.unit_changes import UnitChanges
from jixiao.fleet.unit_records import Status, UnitRow
from jixiao.paths import Workspace
from tests.support.project import ROOT, edit

MADE = ROOT / "tests/data/described"
YEARS = {path.name: max(Workspace(path).years()) for path in sorted(MADE.iterdir()) if path.is_dir()}


def unit_on(name: str, target: Path) -> Workspace:
    """Return a copy of a set's made unit as one of a bureau."""
    shutil.copytree(MADE / name / "data", target / "data")
    return Workspace(target, ROOT / "templates", revision="")


def done(action: Action, name: str, workspace: Workspace) -> Done:
    [one] = work_on(Order(action, YEARS[name]), {"unit": workspace})
    return one


def checked(name: str, workspace: Workspace) -> UnitRow:
    row = done(Action.CHECK, name, workspace).record.row
    assert isinstance(row, UnitRow)
    return row


@pytest.mark.parametrize("name", YEARS)
def test_the_made_unit_of_each_shipped_set_is_checked(tmp_path: Path, name: str) -> None:
    row = checked(name, unit_on(name, tmp_path))
    assert (row.status, row.name != "") == (Status.PASSED, True)
    assert row.figures


def test_budgets_of_projects_are_added_up_over_all_their_money(tmp_path: Path) -> None:
    figures = checked("national-2020", unit_on("national-2020", tmp_path)).figures
    case = open_described_year(Workspace(MADE / "national-2020", ROOT / "templates"), 2023, draft=False).cases[0]
    totals = [form.values["资金.年度资金总额.全年执行数"] for form in case.dossier.forms]
    assert figures["outturn"] == sum(getattr(one, "amount", Decimal(0)) for one in totals)
    assert (figures["projects"], figures["score"]) == (Decimal(len(totals)), None)
    assert figures["execution_rate"] == quotient(figures["outturn"], figures["full_year_budget"])


def test_a_form_of_the_whole_unit_goes_before_those_of_projects(tmp_path: Path) -> None:
    figures = checked("yueyang-2024", unit_on("yueyang-2024", tmp_path)).figures
    assert figures["score"] is not None
    assert figures["outturn"] is not None


def test_without_a_dossier_there_are_no_figures() -> None:
    assert find_figures([]) == {}


def test_a_flawed_unit_is_told_with_its_findings(tmp_path: Path) -> None:
    workspace = unit_on("national-2020", tmp_path)
    edit(workspace.year(2023) / "national-2020/projects/01-reading.yaml", "项目名称: ", "没有这个键: ")
    row = checked("national-2020", workspace)
    assert (row.status, row.figures, row.name) == (Status.FLAWED, {}, "示例市图书馆")
    assert row.counts["error"] > 0


def test_a_package_is_the_same_as_the_unit_makes_alone(tmp_path: Path) -> None:
    workspace = unit_on("national-2020", tmp_path)
    one = done(Action.REPORT, "national-2020", workspace)
    assert one.record.row.status is Status.BUILT
    alone = build_package(workspace, 2023, step=lambda _: None, pdf=False)
    assert alone.folder
    assert one.files == {
        path.relative_to(alone.folder).as_posix(): path.read_bytes()
        for path in alone.folder.rglob("*")
        if path.is_file()
    }


def with_last_year(name: str, target: Path) -> Workspace:
    """Return such a copy with a year before that says the same."""
    workspace = unit_on(name, target)
    year = YEARS[name]
    shutil.copytree(workspace.year(year), workspace.year(year - 1))
    edit(workspace.year(year - 1) / "unit.yaml", f"年度: {year}", f"年度: {year - 1}")
    return workspace


def compared(name: str, workspace: Workspace) -> UnitChanges:
    row = done(Action.DIFF, name, workspace).record.row
    assert isinstance(row, UnitChanges)
    return row


@pytest.mark.parametrize("name", YEARS)
def test_a_year_that_says_what_the_last_one_did_has_no_moves(tmp_path: Path, name: str) -> None:
    row = compared(name, with_last_year(name, tmp_path))
    assert (row.status, row.entered, row.derived, row.biggest) == (Status.PASSED, 0, 0, ())


def test_a_comparison_counts_what_differs_and_keeps_the_amounts_that_moved_most(tmp_path: Path) -> None:
    workspace = with_last_year("national-2020", tmp_path)
    project = workspace.year(2023) / "national-2020/projects/01-reading.yaml"
    edit(project, "全年执行数: 46.075", "全年执行数: 45.075")
    last = workspace.year(2022) / "national-2020/projects"
    (last / "01-reading.yaml").rename(last / "09-reading.yaml")
    row = compared("national-2020", workspace)
    assert (row.name, row.most, row.projects) == ("示例市图书馆", Decimal(1), 0)
    assert row.derived > 0
    assert {figure.difference for figure in row.biggest} == {Decimal(-1)}


def test_a_year_on_other_forms_than_the_last_one_is_told(tmp_path: Path) -> None:
    workspace = with_last_year("national-2020", tmp_path)
    edit(workspace.year(2022) / "unit.yaml", "表单集: national-2020", "表单集: yueyang-2023")
    [finding] = done(Action.DIFF, "national-2020", workspace).record.findings
    assert finding["code"] == "U008"


def test_without_a_year_before_that_is_said(tmp_path: Path) -> None:
    [finding] = done(Action.DIFF, "national-2020", unit_on("national-2020", tmp_path)).record.findings
    assert finding["code"] == "U002"


def test_such_units_stand_in_the_roll_up(tmp_path: Path) -> None:
    rows = tuple(checked(name, unit_on(name, tmp_path / name)) for name in ("national-2020", "yinchuan-2021"))
    rollup = roll_up(2023, "全部", rows)
    assert rollup.known == len(rows)
    assert rollup.totals["outturn"] == sum_known(row.figures["outturn"] for row in rows)
    assert any(note.startswith("有 2 个单位的表里没有三公经费") for note in rollup.notes)
