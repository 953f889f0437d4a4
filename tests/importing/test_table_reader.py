"""Official tables as people file them: rows missing, added and reordered, cells merged and split, other units."""

from __future__ import annotations

from msgspec.structs import replace

from jixiao.importing.documents import Document, FiledGrid
from jixiao.importing.import_result import ImportResult
from jixiao.importing.import_run import NO_OPTIONS, plan_documents
from jixiao.paths import Workspace
from tests.importing.filed_annexes import Rows, blocks, plan_with, reference, values
from tests.support.imported import YEAR


def changes_of(plan: ImportResult) -> list[tuple[str, str]]:
    return [(one.filed.place, one.value.change) for one in plan.taken if one.value.change]


def test_rows_may_stand_in_any_order(no_year: Workspace, plain: ImportResult) -> None:
    def reorder(annexes: dict[str, Rows]) -> None:
        rows = annexes["annex1"]
        rows[3:9] = rows[8:2:-1]
        rows[18:22] = rows[21:17:-1]
        annexes["annex3-1"][3:7] = annexes["annex3-1"][6:2:-1]

    changed = plan_with(no_year, reorder)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []


def test_a_row_that_is_missing_is_left_to_fill_in_and_one_that_is_added_is_told(
    no_year: Workspace, plain: ImportResult
) -> None:
    def change(annexes: dict[str, Rows]) -> None:
        [receptions] = rows_of(annexes["annex1"], "3、公务接待", "   3、公务接待")
        annexes["annex1"][receptions] = ["4、其他三公经费", "0", "0.5", "0.5"]

    changed = plan_with(no_year, change)
    annex1 = values(changed, "annex1.yaml")
    assert (annex1["三公经费.公务接待.预算"], annex1["三公经费.公务接待.决算"]) == ("待填", "待填")
    assert [one.text for one in changed.unread] == ["4、其他三公经费", "0", "0.5", "0.5"]
    assert {**annex1, **dict.fromkeys(["三公经费.公务接待.预算", "三公经费.公务接待.决算"])} == {
        **values(plain, "annex1.yaml"),
        **dict.fromkeys(["三公经费.公务接待.预算", "三公经费.公务接待.决算"]),
    }


def test_columns_may_stand_in_another_order_and_others_between(no_year: Workspace, plain: ImportResult) -> None:
    def change(annexes: dict[str, Rows]) -> None:
        for row in annexes["annex1"]:
            if len(row) == 4 and "编制数" not in row and row[1] != "21":
                row[1], row[2], row[3] = row[3], row[1], row[2]
        for row in annexes["annex2"]:
            if len(row) == 9:
                row.insert(4, "指标性质" if row[1] == "一级指标" else "定量")
                row[7], row[8] = row[8], row[7]

    changed = plan_with(no_year, change)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []


def test_cells_that_were_merged_may_be_split_and_repeat_their_words(no_year: Workspace, plain: ImportResult) -> None:
    def split(annexes: dict[str, Rows]) -> None:
        for name in ("annex2", "annex3-1", "annex3-4"):
            above: list[str] = []
            for row in annexes[name]:
                if len(row) == 9 and len(above) == 9:
                    row[:3] = [cell or before for cell, before in zip(row[:3], above[:3], strict=True)]
                above = row
        for row in annexes["annex2"][2:8]:
            row[0] = "年度预算申请（万元）"

    changed = plan_with(no_year, split)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []


def test_numbers_come_in_any_dress(no_year: Workspace, plain: ImportResult) -> None:
    def dress(annexes: dict[str, Rows]) -> None:
        rows = annexes["annex1"]
        rows[3][1:] = ["２.６８", " 5.00 万元", "1,9 2".replace(",9 2", "．92")]
        rows[22][2] = "188.00万元"
        annexes["annex2"][4][1] = "其中：一般公共预算：１,０４９.31 万元"
        annexes["annex3-1"][3][2:5] = ["105万元", "1050000元", "1,038,600 元"]

    changed = plan_with(no_year, dress)
    assert values(changed, "annex1.yaml")["政府采购金额.预算"] == "188.00"
    assert values(changed, "annex2.yaml")["收入.一般公共预算"] == "1049.31"
    assert changed.files["projects/01-p1.yaml"] == plain.files["projects/01-p1.yaml"]
    assert [one.filed.path for one in changed.overridden] == [one.filed.path for one in plain.overridden]
    changes = {place.rpartition(" ")[2]: what for place, what in changes_of(changed)}
    assert changes["第5行第2格"] == "“１,０４９.31 万元”写作 1049.31"


def test_a_table_in_yuan_is_taken_in_ten_thousands(no_year: Workspace, plain: ImportResult) -> None:
    def yuan(annexes: dict[str, Rows]) -> None:
        rows = annexes["annex1"]
        rows[2][0] = "经费控制情况（元）"
        for row in rows[3:24]:
            row[1:] = [
                cell if cell.strip(" 　—") == "" else f"{float(cell.strip(' 　')) * 10000:.0f}" for cell in row[1:]
            ]

    changed = plan_with(no_year, yuan)
    assert values(changed, "annex1.yaml") == values(plain, "annex1.yaml")
    assert [one.filed.path for one in changed.overridden] == [one.filed.path for one in plain.overridden]


def test_headings_whose_year_nobody_updated_are_told_and_the_order_counts(
    no_year: Workspace, plain: ImportResult
) -> None:
    def stale(annexes: dict[str, Rows]) -> None:
        annexes["annex1"][2][1:] = ["2021年决算数", "2022年预算数", "2022年决算数"]

    changed = plan_with(no_year, stale)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []
    # 2022年决算数 is a heading of the form too.
    assert [one.text for one in changed.unread] == ["2021年决算数", "2022年预算数"]


def test_labels_may_be_worded_a_little_otherwise(no_year: Workspace, plain: ImportResult) -> None:
    def reword(annexes: dict[str, Rows]) -> None:
        rows = annexes["annex1"]
        rows[6][0], rows[8][0], rows[22][0] = "公车运行维护费", "（3）公务接待费", "政府采购金额（万元）"
        annexes["annex3-1"][4][0:2] = ["", "当年财政拨款资金"]
        annexes["annex2"][12][2] = "数量"

    changed = plan_with(no_year, reword)
    assert [name for name in plain.files if plain.files[name] != changed.files[name]] == []
    assert changed.unread == plain.unread


def rows_of(rows: Rows, *labels: str) -> list[int]:
    return [number for number, row in enumerate(rows) if any(cell.strip().startswith(labels) for cell in row)]


def test_a_cell_merged_over_two_headings_is_the_value_of_neither(no_year: Workspace) -> None:
    annexes = reference()
    rows = annexes["annex1"]
    [at] = rows_of(rows, "3、公务接待", "   3、公务接待")
    label, before, _, final = rows[at]
    rows[at] = [label, before, final]
    columns = [tuple(range(len(row) + 1)) for row in rows]
    columns[at] = (0, 1, 2, 4)
    grids = [replace(one, columns=tuple(columns)) if one == grid_of(rows) else one for one in blocks(annexes)]
    plan = plan_documents(no_year, YEAR, [Document("报送件.docx", tuple(grids))], NO_OPTIONS)
    annex1 = values(plan, "annex1.yaml")
    assert (annex1["三公经费.公务接待.预算"], annex1["三公经费.公务接待.决算"]) == ("待填", "待填")
    assert [one.text for one in plan.unread] == [final]


def test_cells_that_were_not_understood_are_left_to_fill_in_and_are_no_0(no_year: Workspace) -> None:
    annexes = reference()
    rows = annexes["annex1"]
    spots = [(rows_of(rows, label)[0], 3) for label in ("3、公务接待", "大楼运行维护费")]
    for row, cell in spots:
        rows[row][cell] = ""
    read = [replace(one, doubtful=frozenset(spots)) if one == grid_of(rows) else one for one in blocks(annexes)]
    plan = plan_documents(no_year, YEAR, [Document("报送件.docx", tuple(read))], NO_OPTIONS)
    assert values(plan, "annex1.yaml")["三公经费.公务接待.决算"] == "待填"
    assert not [one for one in plan.taken if one.value.change == "空白按 0" and one.filed.text == ""]


def grid_of(rows: Rows) -> FiledGrid:
    return FiledGrid(tuple(map(tuple, rows)))
