"""Control rates, recomputed by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier
from jixiao.paths import Workspace
from jixiao.render.printing import format_value
from jixiao.submission.read import read_year
from tests.support.project import copy_project, edit


def dossier(workspace: Workspace) -> Dossier:
    submission = read_year(workspace, 2023).submission
    assert submission is not None
    return derive(submission)


def rates(workspace: Workspace, places: int = 2) -> dict[str, str]:
    group = dossier(workspace).control_rates
    return {name: format_value(getattr(group, name).shown_with(places)) for name in group.__struct_fields__}


def test_the_rates_follow_their_formulas(tmp_path: Path) -> None:
    assert rates(copy_project(tmp_path)) == {
        # 1.92 against 2.68 last year; 1.92 of 5; 67.86 of 64.45; 80.63 of 188
        "three_public_change": "-28.36%",
        "three_public_control": "38.40%",
        "public_funds_control": "105.29%",
        "procurement_execution": "42.89%",
        # income 475.88 + 654.95, spent 462.88 + 588.56; 80.54 added to 395.34 + 122.95
        "budget_completion": "92.98%",
        "budget_adjustment": "15.54%",
    }


def test_rates_print_with_the_form_sets_decimals(tmp_path: Path) -> None:
    assert format_value(dossier(copy_project(tmp_path)).control_rates.three_public_change) == "-28%"


def test_rates_have_a_path_and_a_lineage(tmp_path: Path) -> None:
    rate = dossier(copy_project(tmp_path)).control_rates.procurement_execution
    assert rate.path == "控制指标.政府采购执行率"
    assert [leaf.path for leaf in rate.leaves()] == ["附件1.政府采购金额.决算", "附件1.政府采购金额.预算"]


def test_a_rate_without_base_does_not_apply(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    edit(tmp_path / "data/2023/annex1.yaml", "预算: 188\n", "预算: 0\n")
    assert rates(workspace)["procurement_execution"] == "不适用"


def test_without_last_year_there_is_no_change(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    shutil.rmtree(tmp_path / "data/2022")
    assert rates(workspace)["three_public_change"] == "不适用"


def test_a_building_that_does_not_exist_gives_no_rate(tmp_path: Path) -> None:
    buildings = dossier(copy_project(tmp_path)).annex1.buildings
    assert format_value(buildings.size_control_rate) == "不适用"
    assert format_value(buildings.investment_control_rate) == "不适用"


def test_a_building_that_exists_gives_its_rates(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    path = tmp_path / "data/2023/annex1.yaml"
    for name, amount in {"批复规模": 1000, "实际规模": 950, "预算投资": 300, "实际投资": 309}.items():
        edit(path, f"  {name}: 0", f"  {name}: {amount}")
    buildings = dossier(workspace).annex1.buildings
    assert format_value(buildings.size_control_rate) == "95%"
    assert format_value(buildings.investment_control_rate) == "103%"
