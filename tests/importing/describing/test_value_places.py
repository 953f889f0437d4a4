"""Places in lines, the years that a form names, its title."""

import pytest

from jixiao.importing.describing.value_places import find_title, years_in
from jixiao.importing.documents import Document
from jixiao.importing.paper_cells import find_year
from tests.support.drafted import find_drawn
from tests.support.paper import draw_blocks


def test_lines_hold_values_beside_words() -> None:
    found = find_drawn("填报单位：示例局\n| 项目名称 | 甲 |")
    assert [one.text[one.start : one.end] for one in found.fields if one.inline] == ["示例局"]


def test_a_form_of_each_project_is_numbered_and_a_day_may_stand_alone() -> None:
    found = find_drawn("附件3（2）\n2031年6月20日\n| 项目名称 | 甲 |")
    assert [(one.beside, one.text[one.start : one.end]) for one in found.fields[:2]] == [
        (("序号",), "2"),
        (("日期",), "2031年6月20日"),
    ]


@pytest.mark.parametrize(
    ("text", "tagged"),
    [
        ("2030年度自评表", "{{ 年度 }}年度自评表"),
        ("（    年度）", "（{{ 年度 }}年度）"),
        ("（　　）年度自评表", "{{ 年度 }}年度自评表"),
        ("20XX年度自评表", "{{ 年度 }}年度自评表"),
        ("2029年决算数", "{{ 上年度 }}年决算数"),
        ("12030年", "12030年"),
        ("2028年起", "2028年起"),
    ],
)
def test_years_become_tags(text: str, tagged: str) -> None:
    for start, end, tag in reversed(years_in(text, 2030, open_=True)):
        text = f"{text[:start]}{tag}{text[end:]}"
    assert text == tagged


def test_rows_of_a_single_cell_are_lines() -> None:
    drawing = """
        | 示例专项自评表«3» |
        | （2030年度）«3» |
        | 填报单位：示例局   金额单位：万元«3» |
        | 项目名称 | 甲«2» |
        | 填表人：填表人甲   填表日期：2031年1月5日«3» |
    """
    found = find_drawn(drawing).fields
    assert [one.text[one.start : one.end] for one in found if one.inline] == ["示例局", "填表人甲", "2031年1月5日"]
    document = Document("form.docx", draw_blocks(drawing))
    assert (find_title(document), find_year(document.blocks)) == ("示例专项自评表", 2030)


def test_the_title_has_neither_year_nor_brackets() -> None:
    drawing = "附件1\n2030年度示例专项自评表\n（2030年度）\n填报单位：甲\n| 甲 | |"
    assert find_title(Document("form.docx", draw_blocks(drawing))) == "示例专项自评表"


@pytest.mark.parametrize("title", ["    年部门整体支出绩效自评表", "（    年1-6月）", "20XX年度自评表"])
def test_a_year_that_a_title_leaves_room_for_is_found(title: str) -> None:
    assert [tag for _, _, tag in years_in(title, None, open_=True)] == ["{{ 年度 }}"]
