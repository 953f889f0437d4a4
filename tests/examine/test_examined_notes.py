"""A report's title names its unit; what did not come and what was read as nothing is said in an examination's words."""

from __future__ import annotations

import pytest

from jixiao.examine.examined_notes import find_unit, note_units
from jixiao.examine.handed_in import read_handed_in
from jixiao.importing.documents import Document, FiledLine
from tests.support.examined import examined, examined_part


def paper(*titles: str) -> Document:
    return Document("报告.txt", tuple(map(FiledLine, titles)))


@pytest.mark.parametrize(
    "titles",
    [
        ["2024年度示例市档案馆部门（单位）整体支出绩效自评报告"],
        ["2024年度示例市档案馆部门（单位）", "整体支出绩效自评报告"],
        ["示例市档案馆2024年度部门整体支出绩效自评报告"],
        ["示例市档案馆关于2024年度部门整体支出绩效自评情况的报告"],
        ["关于示例市档案馆2024年整体支出绩效评价的报告"],
        ["示例市档案馆", "2024年度部门整体支出绩效自评报告"],
        ["附件1", "2024年度部门整体支出绩效评价基础数据表", "填报单位（盖章）：示例市档案馆"],
        ["附件", "示例市档案馆本级2024年度部门预算支出绩效自评报告", "一、基本情况"],
    ],
)
def test_the_title_names_the_unit(titles: list[str]) -> None:
    assert find_unit([paper(*titles)]) == "示例市档案馆"


@pytest.mark.parametrize(
    "titles",
    [
        ["2024年度部门整体支出绩效自评报告"],
        ["目录", "2024年度项目支出绩效自评报告"],
        ["2024年度大楼维修项目支出绩效自评报告"],
        ["示例市档案馆开展了部门整体支出绩效自评，形成了本报告，现将有关情况报告如下。"],
        [],
    ],
)
def test_a_title_without_a_name_names_none(titles: list[str]) -> None:
    assert find_unit([paper(*titles)]) == ""


def test_several_units_in_one_file_are_told() -> None:
    two = paper("填报单位：示例市档案馆", "填报单位：示例市教育局", "填报单位：档案馆")
    [note] = note_units([two])
    assert note.startswith("文件里写着几个单位：示例市档案馆、示例市教育局；")
    assert not [*note_units([paper("填报单位：示例市档案馆", "示例市档案馆2024年度整体支出绩效自评报告")])]


def test_what_did_not_come_is_said_once_and_not_in_the_words_of_an_import() -> None:
    notes = examined_part("附件1").notes
    assert notes[0] == "没有交来附件2、附件3、附件5、报告；要靠它们才能判断的，没有核验"
    assert notes[1].startswith("表上列的项目没有交来自评表：")
    assert not any("待填" in note or ".yaml" in note for note in notes)


def test_a_report_alone_has_its_units_name_and_says_whose_headings_it_has() -> None:
    words = "2024年度示例市档案馆部门整体支出绩效自评报告\n\n一、主要做法\n采购设备25台。\n"
    alone = examined(read_handed_in("报告.txt", words.encode()))
    assert alone.unit == "示例市档案馆"
    assert "报告的标题不是表样的，整篇一起看；各章是否齐全没有核验" in alone.notes
