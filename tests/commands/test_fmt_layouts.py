"""How make fmt lays out the files of described form sets: keys as the description has them, prose mended."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from jixiao.commands.fmt import Formatting, plan_formatting
from jixiao.commands.fmt_layouts import list_described_layouts, make_layout
from jixiao.forms.read_described import read_described_year
from jixiao.model.project import Project
from jixiao.paths import Workspace
from jixiao.source.store import replace_files
from tests.support.described import NAME
from tests.support.described_year import FORM, UNIT, YEAR, copy_described, write_year
from tests.support.project import ROOT, edit

SHIPPED = sorted(path.name for path in (ROOT / "tests/data/described").iterdir() if path.is_dir())
IN_ORDER = UNIT.replace("'", "")
SHOWN = f"data/2030/{NAME}/project.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return write_year(tmp_path, unit=IN_ORDER)


def form_file(workspace: Workspace) -> Path:
    return workspace.root / SHOWN


def formatted(workspace: Workspace) -> dict[str, str]:
    """Return the files that formatting changed."""
    plan = plan_formatting(workspace, 2030)
    assert plan.findings == []
    replace_files(workspace.root, plan.changes, "make fmt")
    return {one.file: one.after.decode() for one in plan.changes}


def told(plan: Formatting) -> list[tuple[str, str]]:
    return [(one.code, one.place.file) for one in plan.findings]


def test_what_is_in_order_is_not_touched(workspace: Workspace) -> None:
    assert formatted(workspace) == {}


@pytest.mark.parametrize("name", SHIPPED)
def test_made_years_of_shipped_sets_come_to_be_in_order_and_read_the_same(tmp_path: Path, name: str) -> None:
    shutil.copytree(ROOT / "tests/data/described" / name / "data", tmp_path / "data")
    made = Workspace(tmp_path, ROOT / "templates")
    for year in made.years():
        before = values(made, year)
        replace_files(made.root, plan_formatting(made, year).changes, "make fmt")
        assert (told(plan_formatting(made, year)), plan_formatting(made, year).changes) == ([], [])
        assert values(made, year) == before


def values(workspace: Workspace, year: int) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what was entered in each form of a year, by its file."""
    submission = read_described_year(workspace, year).submission
    assert submission is not None
    forms = [form for one in submission.sets.values() for form in one.forms]
    return [
        (form.file, sorted((path, str(getattr(value, "amount", value))) for path, value in form.values.items()))
        for form in forms
    ]


def test_keys_stand_as_the_description_has_them(workspace: Workspace) -> None:
    moved = "指标:\n  - 得分: 60\n    一级指标: 产出指标\n项目名称: 示例项目   # 全称\n"
    form_file(workspace).write_text(moved, "utf-8")
    after = "项目名称: 示例项目  # 全称\n指标:\n  - 一级指标: 产出指标\n    得分: 60\n"
    assert formatted(workspace) == {SHOWN: after}


def test_a_group_that_may_be_left_out_is_put_in_order_too(workspace: Workspace) -> None:
    text = re.sub(r"  财政: .*", "  财政:\n    执行: 60\n    预算: 80", FORM)
    form_file(workspace).write_text(text, "utf-8")
    [after] = formatted(workspace).values()
    assert "  财政:\n    预算: 80\n    执行: 60\n" in after


def test_prose_is_mended_and_names_and_figures_stay(workspace: Workspace) -> None:
    text = (
        "项目名称: 甲,乙(一期)\n指标:\n  - 三级指标: 甲 ,乙\n    指标值: ≥１,００本\n    原因: 因故(疫情),１２月补。\n"
    )
    form_file(workspace).write_text(text, "utf-8")
    [after] = formatted(workspace).values()
    assert "项目名称: 甲,乙(一期)\n" in after
    assert "三级指标: 甲，乙\n" in after
    assert "指标值: ≥１,００本\n" in after
    assert "原因: 因故（疫情），12月补。\n" in after


def test_what_notepad_leaves_behind_is_mended(workspace: Workspace) -> None:
    form_file(workspace).write_bytes(b"\xef\xbb\xbf" + FORM.replace("示例项目", "示\u200b例项\u2f6c").encode())
    before = read_described_year(workspace, 2030).findings
    assert {"L004", "L006", "L021"} <= {one.code for one in before}
    formatted(workspace)
    assert [one.code for one in read_described_year(workspace, 2030).findings] == []


def test_what_nobody_can_read_is_named_and_nothing_written(workspace: Workspace) -> None:
    edit(form_file(workspace), "示例项目", "示例\uf0b3项目")
    plan = plan_formatting(workspace, 2030)
    assert (told(plan), plan.changes) == ([("L022", SHOWN)], [])


def test_each_project_is_laid_out(tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    replace_files(workspace.root, plan_formatting(workspace, YEAR).changes, "make fmt")
    files = sorted(workspace.year(YEAR).glob("*/projects/*.yaml"))
    texts = [file.read_text("utf-8") for file in files]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text.replace("\n", "  \n"), "utf-8")
    assert [one.after.decode() for one in plan_formatting(workspace, YEAR).changes] == texts


def test_a_folder_that_is_a_link_is_named_and_nothing_behind_it_read(workspace: Workspace, tmp_path: Path) -> None:
    folder = form_file(workspace).parent
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    layouts = list_described_layouts(workspace, 2030)
    assert [(one.code, one.place.file) for one in layouts.findings] == [("L009", f"data/2030/{NAME}")]
    assert form_file(workspace) not in layouts.files


def test_a_set_that_is_not_sound_is_named(workspace: Workspace) -> None:
    edit(workspace.form_set(NAME) / "description.yaml", "资金.合计.执行 ÷", "资金.合计.没有 ÷")
    assert [file for _, file in told(plan_formatting(workspace, 2030))] == [f"templates/{NAME}/description.yaml"]


def test_the_unit_stands_in_its_own_order(workspace: Workspace) -> None:
    moved = IN_ORDER.replace("年度: 2030\n", "") + "年度: 2030\n"
    (workspace.year(2030) / "unit.yaml").write_text(moved, "utf-8")
    assert formatted(workspace) == {"data/2030/unit.yaml": IN_ORDER}


def test_an_indicator_system_orders_what_the_model_leaves_open() -> None:
    order = make_layout(Project, {"产出指标": ["数量指标", "质量指标"]}).order
    assert order(("绩效指标", "产出指标")) == ["数量指标", "质量指标"]
