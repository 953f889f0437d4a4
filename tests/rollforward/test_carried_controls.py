"""Control totals that check nothing are not asked for again; a source is asked for once a group."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.rollforward.last_year import LastYear, last_year_of
from jixiao.rollforward.year_plan import YearPlan, plan_year
from tests.support.made_unit import copy_made_unit

ONE, TWO = "附件1.政府采购金额.决算", "附件1.三公经费.决算"
BUDGETS = ["附件2.资金.年初预算数", "基本支出.年初预算.合计"]
PARTS = ("基本支出.决算.人员支出", "基本支出.决算.公用支出")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_made_unit(tmp_path)


def planned(workspace: Workspace, *entries: tuple[str, str]) -> YearPlan:
    items = "".join(f"  - 引用: {name}\n    数额: 1\n    出处: {source}\n" for name, source in entries)
    (workspace.year(2023) / "control.yaml").write_text(f"核对数:\n{items}", encoding="utf-8")
    last_year = last_year_of(workspace, 2024)
    assert isinstance(last_year, LastYear)
    return plan_year(last_year)


def test_a_number_typed_once_is_not_asked_for_twice(workspace: Workspace) -> None:
    plan = planned(workspace, (ONE, "甲"), (TWO, "甲"))
    assert (plan.needless, plan.controls) == ([ONE], 1 + len(BUDGETS))
    assert ONE not in plan.files["control.yaml"].decode()


def test_a_total_that_others_add_up_to_checks_nothing(workspace: Workspace) -> None:
    whole = "基本支出.决算.合计"
    assert planned(workspace, (PARTS[0], "甲"), (whole, "甲"), ("整体支出.决算", "甲")).needless == []
    assert planned(workspace, (whole, "甲"), ("项目支出.决算", "甲"), ("整体支出.决算", "甲")).needless == [
        "整体支出.决算"
    ]


def test_a_rate_is_no_sum_and_what_is_not_known_stays(workspace: Workspace) -> None:
    assert planned(workspace, ("附件2.资金.执行率", "甲"), ("没有这个数", "甲")).needless == []


def test_the_source_is_asked_for_once_a_group(workspace: Workspace) -> None:
    text = (
        planned(workspace, (TWO, "甲"), ("基本支出.全年收入", "甲"), ("项目支出.决算", "乙"))
        .files["control.yaml"]
        .decode()
    )
    assert text.split("\n")[1:8] == [
        f"  - 引用: {TWO}",
        "    数额: 待填",
        "    出处: 待填",
        "  - 引用: 基本支出.全年收入",
        "    数额: 待填",
        "  - 引用: 项目支出.决算",
        "    数额: 待填",
    ]


def test_where_nothing_is_left_the_first_budget_alone_is_asked_for(workspace: Workspace) -> None:
    text = planned(workspace, (ONE, "甲")).files["control.yaml"].decode()
    assert [line.rpartition(" ")[2] for line in text.split("\n") if "引用" in line] == BUDGETS


def test_the_first_budget_is_asked_for_though_last_year_stated_none_of_it(workspace: Workspace) -> None:
    plan = planned(workspace, (TWO, "甲"))
    text = plan.files["control.yaml"].decode()
    assert text.index(TWO) < text.index("附件2.资金.年初预算数") < text.index("基本支出.年初预算.合计")
    assert plan.controls == text.count("引用: ")
    assert text.count("数额: 待填") == text.count("引用: ")


def test_a_year_without_control_totals_begins_some(workspace: Workspace) -> None:
    (workspace.year(2023) / "control.yaml").unlink()
    last_year = last_year_of(workspace, 2024)
    assert isinstance(last_year, LastYear)
    text = plan_year(last_year).files["control.yaml"].decode()
    assert "引用: 附件2.资金.年初预算数\n    数额: 待填\n    出处: 待填\n" in text


def test_what_the_stated_totals_make_up_is_not_asked_for(workspace: Workspace) -> None:
    stated = [("附件2.资金.年初预算数", "甲"), ("基本支出.年初预算.合计", "甲")]
    assert "项目支出.年初预算批复" not in planned(workspace, *stated).files["control.yaml"].decode()


def test_a_comment_goes_with_the_totals_it_speaks_of(workspace: Workspace) -> None:
    text = (
        planned(workspace, (TWO, "甲\n  # 另抄一遍"), (ONE, "乙\n  # 留着的"), ("基本支出.全年收入", "丙"))
        .files["control.yaml"]
        .decode()
    )
    assert ("另抄一遍" in text, "留着的" in text) == (False, True)
