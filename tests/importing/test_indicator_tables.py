"""Tables whose rows repeat, as trees of the data."""

from __future__ import annotations

import pytest

from jixiao.importing.indicator_tables import read_criteria, read_indicators
from jixiao.importing.table_reader import FiledValue
from jixiao.paths import Workspace
from tests.importing.filed_annexes import Rows, plan_with, values
from tests.support.package import real_dossier


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("年度指标值/实际完成值", "≥96% / 100%"),
        ("指标值及完成值", "年度指标值：≥96%；实际完成值：100%"),
        ("年度指标值\n实际完成值", "≥96%\n100%"),
    ],
)
def test_target_and_actual_in_one_cell_are_told_apart(no_year: Workspace, heading: str, cell: str) -> None:
    def join(annexes: dict[str, Rows]) -> None:
        for row in annexes["annex2"]:
            if len(row) == 9:
                row[4:6] = [heading if row[1] == "一级指标" else cell]

    indicators = values(plan_with(no_year, join), "annex2.yaml")
    root = "绩效指标.产出指标.质量指标[2]"
    assert (indicators[f"{root}.年度指标值"], indicators[f"{root}.实际完成值"]) == ("≥96%", "100%")
    assert indicators[f"{root}.分值"] == "3"


def row(level1: str, level2: str, level3: str, **more: str) -> dict[str, FiledValue]:
    cells = {"一级指标": level1, "二级指标": level2, "三级指标": level3, **more}
    return {name: FiledValue("", text, f"第{place}格") for place, (name, text) in enumerate(cells.items())}


def test_merged_cells_carry_their_level_down_and_names_are_the_form_sets() -> None:
    rows = [
        row("产出指标\n（50分）", "数量", "甲", 分值="5"),
        row("", "", "乙"),
        row("", "质量指标", "丙"),
        row("效益指标", "社会效益", "丁"),
    ]
    found = read_indicators(rows, real_dossier().form_set)
    assert {level1: list(below) for level1, below in found.tree.items()} == {
        "产出指标": ["数量指标", "质量指标"],
        "效益指标": ["社会效益指标"],
    }
    assert [item["三级指标"].text for item in found.tree["产出指标"]["数量指标"]] == ["甲", "乙"]
    assert found.values["产出指标.数量指标[1].分值"].text == "5"


def test_a_row_below_no_level_fits_nowhere() -> None:
    found = read_indicators([row("", "", "甲")], real_dossier().form_set)
    assert (found.tree, [one.text for one in found.unread]) == ({}, ["甲"])


def test_the_scoring_sheet_has_names_and_points_apart() -> None:
    rows = [
        row("组织（20分）", "自评通知（8分）", "", 评分标准="满分", 所需佐证材料="通知"),
        row("", "培训 5.5 分", "", 评分标准="满分"),
        row("", "", ""),
    ]
    found = read_criteria(rows)
    [group] = found.tree
    assert group["一级指标"].text == "组织"
    assert [(item["名称"].text, item["分值"].text) for item in group["二级指标"]] == [
        ("自评通知", "8"),
        ("培训", "5.5"),
    ]
    assert [item["所需佐证材料"].text for item in group["二级指标"]] == ["通知", None]
    assert "评分项[1].二级指标[2].评分标准" in found.values
