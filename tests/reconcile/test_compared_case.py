"""Packages of described forms come back as our own do: what was changed by hand goes into the data by place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jixiao.build.described_case import DescribedCase, open_described_year
from jixiao.build.year_documents import Documents, render_documents
from jixiao.paths import Workspace
from jixiao.reconcile.compared_case import Unprintable, list_narrative, list_report_labels, open_packages
from jixiao.reconcile.edits import Returned
from jixiao.reconcile.reconcile_story import reconcile
from tests.reconcile.changed_file import unmarked
from tests.support.described import DESCRIPTION
from tests.support.described_year import FORM, NATIONAL, UNIT, copy_described, write_year
from tests.support.docx import W
from tests.support.package import silent
from tests.support.project import ROOT, edit
from tests.support.returned import Edited

GOALS, MONITORED, YUAN = "goals-2021", "monitoring-2022", "sample"
# Of each set twelve values as they are typed over, by the last steps of their paths.
EDITS = {
    GOALS: {
        "项目名称": "集镇供水",
        "项目属性": "☑新增项目 □延续项目",
        "主管部门编码": "0409021",
        "起止时间": "2020年5月至2022年12月",
        "资金.财政拨款.本级财政": "42.5",
        "资金.自有资金": "１０",
        "项目概况": "铺设供水主管 7 公里。\n改造泵房 1 座。",
        "实施进度计划[2].开始时间": "2021年7月",
        "长期绩效指标[1].一级指标": "产出",
        "长期绩效指标[1].备注": "含支管",
        "年度绩效指标[2].指标值": "≤96万元",
        "其他说明的问题": "另有说明",
    },
    MONITORED: {
        "项目名称": "公园照明",
        "绩效指标[1].确定能": "",
        "绩效指标[1].有可能": "√",
        "绩效指标[1].一级指标": "产出",
        "绩效指标[1].备注": "按月核对",
        "绩效指标[2].备注": "见附表",
        "绩效指标[2].年度指标值": "2个月",
        "绩效指标[3].三级指标": "亮灯",
        "绩效指标[3].原因说明": "缺两台配电箱",
        "年度总体目标.预期目标": "步道夜间有灯。",
        "资金.其他资金.年初预算数": "12",
        "资金.其他资金.全年预计执行数": "12.00",
    },
    YUAN: {
        "项目名称": "示例项目（续）",
        "资金.财政.预算": "800000.00",
        "资金.财政.执行": "600,000.25",
        "资金.其他.预算": "200000",
        "资金.其他.执行": "",
        "资金.合计.分值": "10.0",
        "指标[1].一级指标": "产出",
        "指标[1].三级指标": "甲一",
        "指标[1].完成值": "2",
        "指标[2].分值": "30.0",
        "指标[2].得分": "27.5",
        "指标[2].原因": "改过的说明",
    },
}


def described(name: str, target: Path) -> Workspace:
    """Return a year on a set, below ``target``: one in 元, and those of made units."""
    if name == YUAN:
        in_yuan = DESCRIPTION.replace("    模板: project.docx\n", "    模板: project.docx\n    金额单位: 元\n")
        return write_year(target, FORM.replace("80,", "800000.50,"), text=in_yuan)
    shutil.copytree(ROOT / f"tests/data/described/{name}/data", target / "data")
    return Workspace(target, ROOT / "templates")


def opened(workspace: Workspace) -> DescribedCase:
    return open_described_year(workspace, workspace.years()[-1], draft=False).cases[0]


def editing(case: DescribedCase) -> Edited:
    made = render_documents(case, silent)
    assert isinstance(made, Documents)
    return Edited.of(made.whole, case)


def spot(case: DescribedCase, path: str) -> tuple[str, str]:
    """Return where a value is printed, and its whole path, by its last steps."""
    return next((one.where, one.path) for one in case.inspection.prints if one.path.endswith(f".{path}"))


def came_back(workspace: Workspace, edited: Edited, *, write: bool = True) -> Returned:
    return reconcile(workspace, edited.saved(workspace.root / "返回.docx"), None, step=silent, write=write)


@pytest.mark.parametrize("name", EDITS)
def test_twelve_values_typed_over_are_what_the_data_print_then(name: str, tmp_path: Path) -> None:
    workspace = described(name, tmp_path)
    case = opened(workspace)
    edited = editing(case)
    for path, words in EDITS[name].items():
        edited.type_over(*spot(case, path), words)
    returned = came_back(workspace, edited)
    assert [one.code for one in returned.findings] == []
    assert (len(returned.changes), returned.written) == (12, True)
    again = came_back(workspace, editing(opened(workspace)))
    assert (again.changes, again.findings) == ((), ())
    assert came_back(workspace, edited).changes == ()


def test_a_merged_cell_is_changed_in_every_row_it_stands_for(tmp_path: Path) -> None:
    workspace = described(GOALS, tmp_path)
    case = opened(workspace)
    edited = editing(case)
    edited.type_over(*spot(case, "长期绩效指标[1].一级指标"), "产出")
    came_back(workspace, edited)
    text = (workspace.year(2021) / GOALS / "projects/01-water.yaml").read_text("utf-8")
    long_term = text.partition("长期绩效指标:")[2].partition("年度绩效指标:")[0]
    assert (long_term.count("一级指标: 产出\n"), long_term.count("一级指标: 产出指标\n")) == (2, 0)


def test_a_new_row_is_told_and_one_that_is_gone_goes_out_of_its_list(tmp_path: Path) -> None:
    workspace = described(GOALS, tmp_path)
    case = opened(workspace)
    edited = editing(case)
    row = edited.row(*spot(case, "实施进度计划[3].内容"))
    row.addnext(unmarked(row, "4、移交"))
    gone = edited.row(*spot(case, "年度绩效指标[2].指标内容"))
    gone.getparent().remove(gone)
    returned = came_back(workspace, edited)
    assert [(one.code, "4、移交" in one.found) for one in returned.findings] == [("H006", True)]
    assert [one.item for one in returned.changes] == ["项目绩效目标表.water.年度绩效指标[2]"]
    assert len(opened(workspace).dossier.forms[0].rows["年度绩效指标"]) == 3


def test_a_computed_value_changed_by_hand_names_its_operands(tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    case = opened(workspace)
    edited = editing(case)
    edited.type_over(*spot(case, "总分.得分"), "1")
    [finding] = came_back(workspace, edited).findings
    assert finding.code == "H001"


def test_the_words_of_the_form_are_the_templates(tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    edited = editing(opened(workspace))
    [*_, label] = [one for one in edited.body.iter(f"{W}t") if one.text == "实施单位"]
    label.text = "承办单位"
    [finding] = came_back(workspace, edited).findings
    assert (finding.code, finding.place.file.startswith("templates/national-2020/")) == ("H002", True)


def test_of_two_sets_the_one_is_meant_whose_form_came_back(tmp_path: Path) -> None:
    workspace = described(GOALS, tmp_path)
    other = ROOT / "tests/data/described" / NATIONAL / "data/2023" / NATIONAL
    shutil.copytree(other, workspace.year(2021) / NATIONAL)
    edit(workspace.year(2021) / "unit.yaml", f"表单集: {GOALS}", f"表单集: [{GOALS}, {NATIONAL}]")
    case = open_described_year(workspace, 2021, draft=False).cases[1]
    edited = editing(case)
    edited.type_over(*spot(case, "项目名称"), "改过的名称")
    [change] = came_back(workspace, edited).changes
    assert change.place.file.startswith(f"data/2021/{NATIONAL}/")


def test_a_year_that_cannot_be_printed_is_not_compared(tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    edited = editing(opened(workspace))
    edit(workspace.year(2023) / "unit.yaml", "单位名称:", "单位名字:")
    assert isinstance(open_packages(workspace, 2023), Unprintable)
    returned = came_back(workspace, edited)
    assert (returned.changes, bool(returned.findings), returned.written) == ((), True, False)


def test_described_forms_have_no_report(tmp_path: Path) -> None:
    case = opened(write_year(tmp_path, unit=UNIT))
    assert (list_narrative(case), list_report_labels(case)) == ({}, frozenset())
