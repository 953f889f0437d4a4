"""The texts of described forms as paragraphs."""

from __future__ import annotations

from jixiao.rules.described_paragraphs import FormParagraph, list_form_paragraphs
from tests.support.told import PROJECT, UNIT, form_of, made_case


def paragraphs(name: str, label: str) -> list[FormParagraph]:
    """Return the paragraphs of a form of a made year."""
    inspection = made_case(name).inspection
    return list(list_form_paragraphs(form_of(name, label), inspection.pages[label], inspection.prints))


def test_what_stands_outside_tables_is_read_with_the_words_of_the_form() -> None:
    one = next(one for one in paragraphs(UNIT, "报告") if "项目支出" in one.passage.text)
    assert one.passage.text.startswith("项目支出202.3万元，其中：馆藏档案扫描101.5万元")
    assert [span.print.path for span in one.passage.marks] == ["报告.项目支出.决算"]
    assert (one.way, one.is_plan, one.is_cell) == ("项目支出.各项目", False, False)


def test_what_stands_under_a_title_of_plans_is_a_plan() -> None:
    plans = [one.way for one in paragraphs(UNIT, "报告") if one.is_plan]
    assert plans == ["改进措施"]


def test_cells_are_read_line_by_line_at_their_lines() -> None:
    first, second = [one for one in paragraphs(UNIT, "附件2") if one.way.endswith("实际完成情况")]
    assert (first.passage.text, second.passage.text) == ("1.接收 8 家单位档案；", "2.完成扫描 52 万页。")
    assert second.passage.place.line == first.passage.place.line + 1
    assert first.passage.spoken == "附件2 “年度总体目标.实际完成情况”"


def test_goals_are_plans_and_names_are_no_prose() -> None:
    found = {one.way: one.is_plan for one in paragraphs(PROJECT, "部门预算项目支出绩效自评表（1）")}
    assert found["年度总体目标.预期目标"]
    assert not found["评价结论"]
    assert not {"项目名称", "主管部门"} & set(found)
