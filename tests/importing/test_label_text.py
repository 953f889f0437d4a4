"""Official tables as people file them: rows missing, added and reordered, cells merged and split, other units."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jixiao.importing.documents import Document, FiledGrid, FiledLine
from jixiao.importing.import_result import ImportResult
from jixiao.importing.import_run import NO_OPTIONS, plan_documents
from jixiao.paths import Workspace
from jixiao.source.nodes import parse_yaml
from tests.support.imported import YEAR, empty_project, scalars_of
from tests.support.project import ROOT

Rows = list[list[str]]
LABELS = {
    "annex1": "附件1",
    "annex2": "附件2",
    "annex5": "附件5",
    **{f"annex3-{n}": f"附件3（{n}）" for n in range(1, 6)},
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return empty_project(tmp_path_factory.mktemp("labels") / "project")


def reference() -> dict[str, Rows]:
    read: dict[str, Any] = json.loads((ROOT / "tests/data/annexes-2023.json").read_text("utf-8"))
    return {name: one["rows"] for name, one in read.items()}


def blocks(annexes: dict[str, Rows]) -> list[FiledLine | FiledGrid]:
    """Return the annexes as they stand in a file, each under its label."""
    pairs = ((FiledLine(LABELS[name]), FiledGrid(tuple(map(tuple, rows)))) for name, rows in annexes.items())
    return [block for pair in pairs for block in pair]


def plan_with(workspace: Workspace, change: Callable[[dict[str, Rows]], object]) -> ImportResult:
    """Return the plan for the reference's annexes after a change to them."""
    annexes = reference()
    change(annexes)
    return plan_documents(workspace, YEAR, [Document("报送件.docx", tuple(blocks(annexes)))], NO_OPTIONS)


def values(plan: ImportResult, name: str) -> dict[str, str | None]:
    return scalars_of(parse_yaml(plan.files[name].decode(), name, "").tree)


@pytest.fixture(scope="module")
def plain(workspace: Workspace) -> ImportResult:
    return plan_with(workspace, lambda _: None)


def rows_of(rows: Rows, *labels: str) -> list[int]:
    return [number for number, row in enumerate(rows) if any(cell.strip().startswith(labels) for cell in row)]


def test_rows_may_stand_in_any_order(workspace: Workspace, plain: ImportResult) -> None:
    def reorder(annexes: dict[str, Rows]) -> None:
        rows = annexes["annex1"]
        rows[3:9] = rows[8:2:-1]
        rows[18:22] = rows[21:17:-1]
        annexes["annex3-1"][3:7] = annexes["annex3-1"][6:2:-1]

    changed = plan_with(workspace, reorder)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []


def test_a_row_that_is_missing_is_left_to_fill_in_and_one_that_is_added_is_told(
    workspace: Workspace, plain: ImportResult
) -> None:
    def change(annexes: dict[str, Rows]) -> None:
        [receptions] = rows_of(annexes["annex1"], "3、公务接待", "   3、公务接待")
        annexes["annex1"][receptions] = ["4、其他三公经费", "0", "0.5", "0.5"]

    changed = plan_with(workspace, change)
    annex1 = values(changed, "annex1.yaml")
    assert (annex1["三公经费.公务接待.预算"], annex1["三公经费.公务接待.决算"]) == ("待填", "待填")
    assert [one.text for one in changed.unread] == ["4、其他三公经费", "0", "0.5", "0.5"]
    assert {**annex1, **dict.fromkeys(["三公经费.公务接待.预算", "三公经费.公务接待.决算"])} == {
        **values(plain, "annex1.yaml"),
        **dict.fromkeys(["三公经费.公务接待.预算", "三公经费.公务接待.决算"]),
    }


def test_columns_may_stand_in_another_order_and_others_between(workspace: Workspace, plain: ImportResult) -> None:
    def change(annexes: dict[str, Rows]) -> None:
        for row in annexes["annex1"]:
            if len(row) == 4 and "编制数" not in row and row[1] != "21":
                row[1], row[2], row[3] = row[3], row[1], row[2]
        for row in annexes["annex2"]:
            if len(row) == 9:
                row.insert(4, "指标性质" if row[1] == "一级指标" else "定量")
                row[7], row[8] = row[8], row[7]

    changed = plan_with(workspace, change)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []


def test_cells_that_were_merged_may_be_split_and_repeat_their_words(workspace: Workspace, plain: ImportResult) -> None:
    def split(annexes: dict[str, Rows]) -> None:
        for name in ("annex2", "annex3-1", "annex3-4"):
            above: list[str] = []
            for row in annexes[name]:
                if len(row) == 9 and len(above) == 9:
                    row[:3] = [cell or before for cell, before in zip(row[:3], above[:3], strict=True)]
                above = row
        for row in annexes["annex2"][2:8]:
            row[0] = "年度预算申请（万元）"

    changed = plan_with(workspace, split)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []


def test_numbers_come_in_any_dress(workspace: Workspace, plain: ImportResult) -> None:
    def dress(annexes: dict[str, Rows]) -> None:
        rows = annexes["annex1"]
        rows[3][1:] = ["２.６８", " 5.00 万元", "1,9 2".replace(",9 2", "．92")]
        rows[22][2] = "188.00万元"
        annexes["annex2"][4][1] = "其中：一般公共预算：１,０４９.31 万元"
        annexes["annex3-1"][3][2:5] = ["105万元", "1050000元", "1,038,600 元"]

    changed = plan_with(workspace, dress)
    assert values(changed, "annex1.yaml")["政府采购金额.预算"] == "188.00"
    assert values(changed, "annex2.yaml")["收入.一般公共预算"] == "1049.31"
    assert changed.files["projects/01-p1.yaml"] == plain.files["projects/01-p1.yaml"]
    assert [one.filed.path for one in changed.overridden] == [one.filed.path for one in plain.overridden]
    told = {place.rpartition(" ")[2]: what for place, what in told_of(changed)}
    assert told["第5行第2格"] == "“１,０４９.31 万元”写作 1049.31"


def told_of(plan: ImportResult) -> list[tuple[str, str]]:
    return [(one.filed.place, one.value.change) for one in plan.taken if one.value.change]


def test_a_table_in_yuan_is_taken_in_ten_thousands(workspace: Workspace, plain: ImportResult) -> None:
    def yuan(annexes: dict[str, Rows]) -> None:
        rows = annexes["annex1"]
        rows[2][0] = "经费控制情况（元）"
        for row in rows[3:24]:
            row[1:] = [
                cell if cell.strip(" 　—") == "" else f"{float(cell.strip(' 　')) * 10000:.0f}" for cell in row[1:]
            ]

    changed = plan_with(workspace, yuan)
    assert values(changed, "annex1.yaml") == values(plain, "annex1.yaml")
    assert [one.filed.path for one in changed.overridden] == [one.filed.path for one in plain.overridden]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("年度指标值/实际完成值", "≥96% / 100%"),
        ("指标值及完成值", "年度指标值：≥96%；实际完成值：100%"),
        ("年度指标值\n实际完成值", "≥96%\n100%"),
    ],
)
def test_target_and_actual_in_one_cell_are_told_apart(workspace: Workspace, heading: str, cell: str) -> None:
    def join(annexes: dict[str, Rows]) -> None:
        for row in annexes["annex2"]:
            if len(row) == 9:
                row[4:6] = [heading if row[1] == "一级指标" else cell]

    indicators = values(plan_with(workspace, join), "annex2.yaml")
    root = "绩效指标.产出指标.质量指标[2]"
    assert (indicators[f"{root}.年度指标值"], indicators[f"{root}.实际完成值"]) == ("≥96%", "100%")
    assert indicators[f"{root}.分值"] == "3"


def test_each_annex_may_come_in_a_file_of_its_own_and_without_its_label(
    workspace: Workspace, plain: ImportResult
) -> None:
    files = [Document(f"{name}.docx", (FiledGrid(tuple(map(tuple, rows))),)) for name, rows in reference().items()]
    plan = plan_documents(workspace, YEAR, files, NO_OPTIONS)
    assert [name for name in plain.files if plain.files[name] != plan.files[name]] == []


def test_a_table_cut_in_two_by_a_page_is_one_form(workspace: Workspace, plain: ImportResult) -> None:
    annexes = reference()
    rows = annexes.pop("annex2")
    heading = next(row for row in rows if "一级指标" in row)
    cut: list[FiledLine | FiledGrid] = [
        FiledLine("附件2"),
        FiledGrid(tuple(map(tuple, rows[:18]))),
        FiledLine(""),
        FiledGrid((tuple(heading), *map(tuple, rows[18:]))),
    ]
    first, rest = blocks(annexes)[:2], blocks(annexes)[2:]
    plan = plan_documents(workspace, YEAR, [Document("报送件.docx", (*first, *cut, *rest))], NO_OPTIONS)
    assert plan.files["annex2.yaml"] == plain.files["annex2.yaml"]


def test_one_project_and_none_are_as_good_as_five(workspace: Workspace) -> None:
    def without(*names: str) -> Callable[[dict[str, Rows]], None]:
        def change(annexes: dict[str, Rows]) -> None:
            for name in names:
                rows = annexes[f"annex3-{name}"]
                annexes["annex1"] = [row for row in annexes["annex1"] if row[0].strip(" 　") != rows[0][1].strip(" 　")]
                del annexes[f"annex3-{name}"]

        return change

    one = plan_with(workspace, without("1", "2", "3", "4"))
    assert [name for name in one.files if name.startswith("projects/")] == ["projects/01-p1.yaml"]
    assert values(one, "projects/01-p1.yaml")["支出类别"] == "市级专项资金"
    none = plan_with(workspace, without("1", "2", "3", "4", "5"))
    assert [name for name in none.files if name.startswith("projects/")] == []


def test_a_project_that_only_annex_1_names_is_begun_and_left_to_fill_in(workspace: Workspace) -> None:
    plan = plan_with(workspace, lambda annexes: annexes.pop("annex3-5"))
    assert values(plan, "projects/05-p5.yaml")["资金.其他资金.全年执行数"] == "待填"
    assert plan.notes[0].startswith("附件1列有项目“档案保护开发和档案资源建设项目”，没有它的附件3")


def test_what_is_no_number_is_left_to_fill_in_and_told(workspace: Workspace) -> None:
    def change(annexes: dict[str, Rows]) -> None:
        annexes["annex1"][9][2] = "约655万元"
        annexes["annex1"][8][2] = "约2万元"
        annexes["annex1"][1][1] = "21.5"

    plan = plan_with(workspace, change)
    annex1 = values(plan, "annex1.yaml")
    assert (annex1["三公经费.公务接待.预算"], annex1["财政供养人员.编制数"]) == ("待填", "待填")
    assert [one.text for one in plan.unread] == ["21.5（位数不对，留作待填）", "约2万元（认不出数，留作待填）"]
    filed = {one.filed.path: one.filed.value.text for one in plan.overridden}
    assert filed["附件1.项目支出.预算"] == "约655万元"


def test_blank_cells_and_dashes_are_nothing_and_print_as_filed(workspace: Workspace) -> None:
    def change(annexes: dict[str, Rows]) -> None:
        annexes["annex1"][5][2:] = ["—", ""]

    plan = plan_with(workspace, change)
    assert values(plan, "annex1.yaml")["三公经费.公车购置.决算"] == "0"
    filed = {one.filed.path: one.filed.value.text for one in plan.overridden}
    assert (filed["附件1.三公经费.公车购置.预算"], filed["附件1.三公经费.公车购置.决算"]) == ("—", "")


def test_words_that_look_like_templates_stay_words(workspace: Workspace, tmp_path: Path) -> None:
    hostile = "{{ 单位.填表人 }}{% for 项 in 各项目 %}"

    def change(annexes: dict[str, Rows]) -> None:
        annexes["annex2"][9][1] = hostile

    assert values(plan_with(workspace, change), "annex2.yaml")["年度总体目标.预期目标"] == hostile


def test_headings_whose_year_nobody_updated_are_told_and_the_order_counts(
    workspace: Workspace, plain: ImportResult
) -> None:
    def stale(annexes: dict[str, Rows]) -> None:
        annexes["annex1"][2][1:] = ["2021年决算数", "2022年预算数", "2022年决算数"]

    changed = plan_with(workspace, stale)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []
    # 2022年决算数 is a heading of the form too.
    assert [one.text for one in changed.unread] == ["2021年决算数", "2022年预算数"]


def test_labels_may_be_worded_a_little_otherwise(workspace: Workspace, plain: ImportResult) -> None:
    def reword(annexes: dict[str, Rows]) -> None:
        rows = annexes["annex1"]
        rows[6][0], rows[8][0], rows[22][0] = "公车运行维护费", "（3）公务接待费", "政府采购金额（万元）"
        annexes["annex3-1"][4][0:2] = ["", "当年财政拨款资金"]
        annexes["annex2"][12][2] = "数量"

    changed = plan_with(workspace, reword)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []
    assert changed.unread == plain.unread
