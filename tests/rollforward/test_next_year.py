"""The next year from the last, from one kind of form sets into another too."""

from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.findings import NOT_FILLED_IN, is_blocking
from jixiao.rollforward.year_plan import write
from tests.rollforward.described import YEAR, plan_of
from tests.support.described import DESCRIPTION, write_set
from tests.support.described_year import NATIONAL, copy_described, write_year
from tests.support.project import copy_project


def test_a_year_on_a_coded_set_goes_on_into_a_described_one(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    plan = plan_of(workspace, NATIONAL, year=2024)
    assert [name.rpartition("/")[2] for name in list(plan.files)[1:]] == [
        f"{one.number:02d}-{one.identifier}.yaml" for one in plan.kept
    ]
    assert f"表单集: {NATIONAL}\n" in plan.files["unit.yaml"].decode()
    assert {"annex1.yaml", "projects/", "report/"} <= set(plan.left_behind)
    assert plan.unplaced == ["附件2.年度总体目标.预期目标", *(f"附件2.绩效指标.{one}" for one in INDICATORS)]


INDICATORS = ("一级指标", "二级指标", "三级指标", "年度指标值", "分值")


@pytest.mark.parametrize("form_set", ["", "sichuan-2023", "goals-2021"])
def test_what_is_begun_has_nothing_wrong_but_open_places(form_set: str, tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    write(workspace, plan_of(workspace, *filter(None, [form_set]), year=2024, add=["more=新项目"]))
    blocking = [one for one in check_year(workspace, 2024).findings if is_blocking([one])]
    assert {one.code for one in blocking} == {NOT_FILLED_IN}, [f"{one.place} {one.found}" for one in blocking]


def test_a_year_of_last_years_set_reads_it_where_formulas_ask(tmp_path: Path) -> None:
    text = DESCRIPTION.replace("      资金.*.执行:", "      资金.财政.上年: 金额\n      资金.*.执行:")
    text = text.replace("    公式:\n", "    公式:\n      资金.财政.上年: 上年(资金.财政.执行)\n")
    workspace = write_year(tmp_path, text=text)
    write_set(tmp_path, text)
    write(workspace, plan_of(workspace))
    assert {one.code for one in check_year(workspace, YEAR).findings if is_blocking([one])} == {NOT_FILLED_IN}
