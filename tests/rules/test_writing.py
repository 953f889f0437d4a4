"""Writing: what is careless is found, what is right in other wordings is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.findings import Severity
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.scan import OUTSIDE
from jixiao.rules.catalogue import all_rules
from tests.support.texts import edited, findings, real_book, replaced, report_of, told, with_goals

WRITING = [rule.code for rule in all_rules() if rule.code.startswith("W7")]

CARELESS = [
    ("W701", "整肃作风“十疴”,叩问灵魂“十问”。", "有半角标点：“作风“十疴”,叩问灵魂“十”"),
    ("W701", "接收、存储电子档案; 维护档案信息安全。", "有半角标点"),
    ("W701", "完成整理约1万卷(件)。", "有半角标点"),
    ("W701", "(1)负责接收档案。", "有半角标点"),
    ("W701", "出版《岳阳市档案馆指南(1980-2022)》。", "有半角标点"),
    ("W702", '杜绝"长明灯"等现象。', "有直引号"),
    ("W702", "杜绝'长明灯'等现象。", "有直引号"),
    ("W703", "编制了《全宗指南。", "的符号没有成对：“编制了《全宗指南。”"),
    ("W703", "获“教育基地”牌匾”。", "的符号没有成对"),
    ("W703", "建成”全国示范“数字档案馆。", "的符号没有成对"),
    ("W703", "年初批复395.34万元（其中人员经费330.89万元。", "的符号没有成对"),
    ("W703", "一是（甲【乙）丙】。", "的符号没有成对"),
    ("W705", "列出项目资 金情况。", "有多余的空格"),
    ("W705", "严格用电管理 ，杜绝浪费。", "有多余的空格"),
    ("W706", "完成了年度目标。。", "的标点重叠"),
    ("W706", "完成目标，，成效明显。", "的标点重叠"),
    ("W706", "基本支出395.34万元（其中公用经费64.45万元。），年中追加80.54万元。", "的标点重叠"),
    ("W707", "年初预算未足额安排。年中追加人员经费", "的末尾没有句号"),
    ("W708", "全年学习１２次。", "有全角数字或字母：“全年学习１２次。”"),
    ("W708", "完成率100％。", "有全角数字或字母"),
    ("W708", "移交１．８ＴＢ成果。", "有全角数字或字母"),
    ("W710", "## 结果应用情况。", "末尾有标点：“结果应用情况。”"),
    ("W709", "本单位共有XX人。", "留有提示语或待填记号：“XX”"),
    ("W709", "于2023年××月完成。", "留有提示语或待填记号"),
    ("W709", "负责____等工作。", "留有提示语或待填记号"),
    ("W709", "（请填写存在的问题）", "留有提示语或待填记号"),
    ("W709", "本页（此页为封面）。", "留有提示语或待填记号"),
]

RIGHT = [
    "根据“总量控制、计划管理”的要求，从严控制行政经费（含接待费），压缩开支。",
    "编制《〈档案法〉学习读本》，完成率100%，支出1,024.50元，网址为http://www.example.gov.cn:8080/a。",
    "采用GB/T 9704-2012标准；1.8TB数据备份（RAID 5）；比例为1:2；会议于12:30开始。",
    "他说：“严格执行‘八项规定’。”",
    "一是严格用电管理；二是严格用水管理：做到人走灯灭……",
    "1）接收档案；2）整理档案；3）提供利用。",
    "二〇〇八年、二〇〇〇年的档案共3.5万卷。",
    "制度有待完善，人员有待补充。",
    "The system's log（OCR、PDF/A）说明。",
    "接收、整理、归档——保障安全·高效。",
    '使用5"和7"两种磁盘。',
    "实现“两个确保”“三个到位”。",
    "IPXX级防水、XXL号的表述除外。",
]


@pytest.mark.parametrize(("code", "text", "words"), CARELESS)
def test_careless_writing_is_found_in_the_report(code: str, text: str, words: str) -> None:
    [finding] = findings(code, report_of(七=text), "报告 七")
    assert finding.found.startswith(f"报告 七 第1段{words}")
    assert (finding.subject, finding.printed) == ("报告 七", ("报告 七 第1段",))


@pytest.mark.parametrize("text", RIGHT)
def test_right_writing_is_left_alone(text: str) -> None:
    book = report_of(七=text)
    assert [one for code in WRITING for one in told(code, book, "报告")] == []


@pytest.mark.parametrize("heading", ["## 基本情况", "# 存在的问题 ", "### 1.收入情况"])
def test_a_heading_needs_no_stop_and_keeps_its_space(heading: str) -> None:
    book = report_of(七=heading)
    assert told("W705", book, "报告") + told("W707", book, "报告") == []


def test_a_table_keeps_its_columns() -> None:
    assert told("W705", report_of(七="| 甲 乙 | 丙，丁。戊 |"), "报告") == []


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("1．深化评价。\n2．建立机制。\n3.强化管理。", "3."),
        ("1、甲事。\n2.乙事。", "2."),
        ("1.甲事。\n2.乙事。\n1、丙事。\n2、丁事。", None),
        ("1.甲事。\n（1）乙事。\n（2）丙事。\n2.丁事。", None),
        ("1、甲事。\n## 小标题\n2.乙事。", None),
        ("1.甲事。\n2、3号库房和1.5万卷档案。", None),
    ],
)
def test_numbers_of_one_list_are_written_alike(text: str, mixed: str | None) -> None:
    found = told("W704", report_of(九=text), "报告")
    assert [mixed is not None and mixed in one for one in found] == ([] if mixed is None else [True])


def test_an_entry_of_several_lines_is_placed_at_the_line_itself(tmp_path: Path) -> None:
    book = with_goals(tmp_path, "1.做好接收工作。\n2.做好保管,保护工作。")
    [finding] = findings("W701", book, "附件2.年度总体目标.预期目标")
    assert finding.place.file == "data/2023/annex2.yaml"
    line = (tmp_path / finding.place.file).read_text("utf-8").split("\n")[finding.place.line - 1]
    assert line == "    2.做好保管,保护工作。"
    assert [where.split()[0] for where in finding.printed] == ["附件2"]


def test_what_a_value_as_filed_says_is_judged_too(tmp_path: Path) -> None:
    change = replaced({"实报: 保证档案馆正常机关工作展开。": "实报: 保证档案馆,正常展开。"})
    book = edited(tmp_path, "overrides.yaml", change)
    [finding] = findings("W701", book, "报告 一：")
    assert finding.place.file == "data/2023/overrides.yaml"


def test_official_wording_and_the_form_set_are_not_judged() -> None:
    files = {one.place.file for code in WRITING for one in findings(code, real_book())}
    assert not {file for file in files if file.endswith(("annex5.yaml", "forms.yaml"))}


def test_what_came_from_data_is_judged_at_its_entry_only(tmp_path: Path) -> None:
    book = edited(tmp_path, "projects/01-building.yaml", replaced({"1.保证档案馆正常": "1.保证档案馆,正常"}))
    subjects = {one.subject for one in findings("W701", book) if "保证档案馆" in one.found}
    assert subjects == {"各项目.building.年度总体目标.预期目标"}


def test_the_name_of_who_filled_in_may_be_spaced_out(tmp_path: Path) -> None:
    book = edited(tmp_path, "unit.yaml", lambda text: re.sub("填表人: .*", "填表人: 甲 乙", text))
    assert told("W705", book, "单位.填表人") == []


def test_unpaired_marks_and_hints_weigh_more_than_commas() -> None:
    severities = {rule.code: rule.severity for rule in all_rules() if rule.code in WRITING}
    assert {code for code, one in severities.items() if one is Severity.WARNING} == {"W703", "W709"}


@given(st.text(alphabet="甲乙“”‘’《》（）()【】1a，。 \n", max_size=40))
def test_no_text_is_too_odd_to_be_judged(text: str) -> None:
    book = report_of(七=text)
    assert all(one.found for code in WRITING for one in findings(code, book, "报告"))


def test_the_filed_report_is_told_of_what_it_really_contains() -> None:
    book = real_book()
    assert [one.subject for one in findings("W701", book)] == [
        "附件2.年度总体目标.预期目标",
        "附件2.年度总体目标.实际完成情况",
        "报告 六",
    ]
    assert [one.printed for one in findings("W702", book)] == [("报告 九（一）第2段",)]
    assert [one.printed for one in findings("W704", book)] == [("报告 九（一）第3段",)]
    assert [one.printed for one in findings("W706", book)] == [("报告 二（一）第3段",)]
    assert [one.printed for one in findings("W710", book)] == [("报告 九（一）标题",)]
    assert not [one for code in ("W703", "W705", "W707", "W708") for one in findings(code, book)]
    assert [one.subject for one in findings("W709", book)] == ["模板 cover.docx （此页为封面）"]


def with_page(*cells: str) -> list[str]:
    """Return what W709 finds on a cover with these paragraphs; values stand between marks, as on any page."""
    page = "".join(f"{OUTSIDE}{cell}" for cell in cells)
    return [one.found for one in findings("W709", replace(real_book(), pages={"封面": page}))]


@pytest.mark.parametrize("words", ["（此页为封面）", " （此页为封面） ", "请填写单位全称", "（待补充）"])
def test_a_hint_left_in_a_template_is_found(words: str) -> None:
    [found] = with_page("部门（单位）名称：", words)
    assert found.startswith("模板 cover.docx 里的提示语")


@pytest.mark.parametrize(
    "words", ["3、市级专项资金（一个专项一行）", f"{OPEN}_JX0{BETWEEN}（此页为封面）{CLOSE}", "填表人：", "（盖章）"]
)
def test_labels_and_values_are_no_hints_of_the_template(words: str) -> None:
    assert with_page(words) == []
