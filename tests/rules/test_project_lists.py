"""C608, C609: every project in the report and in the list of attachments, and no other."""

from __future__ import annotations

import re

import pytest

from jixiao.findings import Severity
from tests.support.texts import findings, real_book, report_of, told

ATTACHMENTS = """附件：
1.部门整体支出绩效评价基础数据表
2.部门整体支出绩效自评表
3.大楼运行维护费项目支出绩效自评表
4.档案保管保护费项目支出绩效自评表
5.市档案馆库房密集架建设项目支出绩效自评表
6.市档案馆智慧档案一期项目建设支出绩效自评表
7.档案保护开发和档案资源建设项目支出绩效自评表"""


def attachments(text: str) -> dict[str, list[str]]:
    book = report_of(附件清单=text)
    return {code: told(code, book, "报告 附件清单") for code in ("C608", "C609")}


def test_a_list_typed_by_hand_that_names_every_project_is_right() -> None:
    assert attachments(ATTACHMENTS) == {"C608": [], "C609": []}


def test_a_project_left_out_of_the_attachments_is_an_error() -> None:
    text = re.sub("4.档案保管.*\n", "", ATTACHMENTS)
    book = report_of(附件清单=text)
    [finding] = findings("C608", book, "报告 附件清单")
    assert (finding.found, finding.severity) == ("附件清单没有写到项目“档案保管保护费”", Severity.ERROR)


def test_one_line_may_stand_for_the_forms_of_all_projects() -> None:
    text = "\n".join([*ATTACHMENTS.split("\n")[:3], "3.各项目支出绩效自评表（共5份）"])
    assert attachments(text) == {"C608": [], "C609": []}


def test_a_project_listed_twice_is_told() -> None:
    text = f"{ATTACHMENTS}\n8.大楼运行维护费项目支出绩效自评表"
    assert attachments(text)["C608"] == ["附件清单把项目“大楼运行维护费”列了 2 次"]


def test_an_attachment_without_a_table_is_told_with_the_nearest_project() -> None:
    text = ATTACHMENTS.replace("智慧档案一期项目建设", "智慧档案一期项目")
    [finding] = findings("C609", report_of(附件清单=text))
    assert finding.found == "附件清单列了没有自评表的项目“市档案馆智慧档案一期项目”"
    assert finding.expected == "是否指“市档案馆智慧档案一期项目建设”？"


def test_another_order_than_annex_3_is_a_hint() -> None:
    lines = ATTACHMENTS.split("\n")
    lines[3], lines[4] = lines[4].replace("4.", "3."), lines[3].replace("3.", "4.")
    [finding] = findings("C608", report_of(附件清单="\n".join(lines)), "报告 附件清单")
    assert finding.severity is Severity.HINT
    assert "次序" in finding.found


def test_a_section_that_must_name_every_project_is_told_which_it_lacks() -> None:
    text = "其中：大楼运行维护费103.86万元、档案保管保护费17.71万元、市档案馆库房密集架建设191.21万元。"
    found = [one.found for one in findings("C608", report_of(二=text), "报告 二")]
    assert len(found) == 2
    assert all(one.startswith("报告“一般公共预算支出情况”没有写到项目") for one in found)


def test_an_unknown_project_among_amounts_is_a_hint() -> None:
    text = "其中：大楼运行维护费103.86万元。档案保管保护费17.71万元。档案宣传教育项目20万元。"
    [finding] = findings("C609", report_of(二=text))
    assert (finding.found, finding.severity) == (
        "各项目的金额之间列了没有自评表的项目“档案宣传教育项目”",
        Severity.HINT,
    )


def test_an_unknown_project_among_items_is_a_hint() -> None:
    text = "（1）大楼运行维护费绩效目标：甲。\n（2）档案保管保护费绩效目标：乙。\n（3）档案宣传教育项目绩效目标：丙。"
    [finding] = findings("C609", report_of(一=text))
    assert finding.found == "各项目之间列了没有自评表的项目“档案宣传教育项目”"


@pytest.mark.parametrize(
    "text",
    [
        "其中：大楼运行维护费103.86万元、档案保管保护费17.71万元，其中设备购置费5万元。",
        "基本支出462.88万元，人员经费395.02万元，培训费0.38万元。",
        "（1）大楼运行维护费绩效目标：甲。\n（2）取得的成效：乙。",
        "党建项目、文明创建项目等工作全面推进。",
    ],
)
def test_other_names_near_projects_are_left_alone(text: str) -> None:
    assert told("C609", report_of(二=text)) == []


def test_an_order_in_annex_1_that_was_asked_for_is_no_finding() -> None:
    assert any(one.project.annex1_position is not None for one in real_book().submission.projects)
    assert findings("C608", real_book()) == []
