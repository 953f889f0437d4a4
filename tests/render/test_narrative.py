"""The report: a line is a paragraph, typed text stays, headings are numbered, nothing is lost."""

from typing import cast

import pytest
from msgspec.structs import replace

from jixiao.derive.dossier import Projects
from jixiao.findings import Finding
from jixiao.model.evaluation import IndicatorTree
from jixiao.paths import Workspace
from jixiao.render.narrative import fill_sections
from jixiao.render.parts import inspect
from tests.support.docx import W, body, members, text_of
from tests.support.package import entry, folders, real_dossier, with_narrative, with_unit
from tests.support.project import ROOT
from tests.support.report import lines, report_of, section_three, written

FILE = "data/2023/report/03-government-funds.md"


def faults(markdown: str) -> list[Finding]:
    inspection = inspect(with_narrative(real_dossier(), markdown), folders(Workspace(ROOT)))
    return [one for one in inspection.findings if one.place.file == FILE]


# paragraphs


def test_every_line_is_a_paragraph() -> None:
    assert lines("甲。\n乙。\n\n\n丙。") == ["甲。", "乙。", "丙。"]


@pytest.mark.parametrize("indent", ["    ", "\u3000\u3000", "  \u3000 ", "        "])
def test_an_indented_line_is_a_paragraph_like_any_other(indent: str) -> None:
    assert written(f"甲。\n\n{indent}乙。") == written("甲。\n\n乙。")


TYPED = [
    "1. 一点",
    "1.一点",
    "2) 两点",
    "（1）三点",
    "①四点",
    "a. 五点",
    "- 短横",
    "+ 加号",
    "* 星号",
    "-5.3万元",
    "> 大于号",
    ">5%",
    "---",
    "***",
    "___",
    "===",
    "~~~",
    "```",
    "5*3*2 平方米",
    "a_b_c",
    "《<办法>》<b>不粗</b>",
    "A&B &amp; &nbsp;",
    "[附件](http://例.中国)",
    "[注]: http://例.中国",
    "<http://例.中国>",
    "http://例.中国 www.例.中国 a@b.cn",
    "<!-- 注 -->",
    "#1 楼",
    "{.类} { #号}",
    "::: 栏",
    "\\ 反斜杠 \\n",
    "`码`",
    "~~删~~ ^上^ $x$",
    ":smile: -- ... \"直引号\" 'x'",
    "| 一条竖线",
    "甲\tb",
]


def test_what_is_typed_stays_what_was_typed() -> None:
    """Neither lists nor quotations, rules, links, code or HTML come of it, and nothing of it is lost."""
    shown = written("\n".join(TYPED))
    assert [words.replace(" ", "") for _, words in shown] == [one.replace(" ", "").replace("\t", "") for one in TYPED]
    assert {style for style, _ in shown} <= {"FirstParagraph", "BodyText"}


def test_typed_numbers_make_no_list_of_word() -> None:
    report = report_of(with_narrative(real_dossier(), "1. 一\n2. 二\n- 三\n* 四"))
    assert list(body(report).iter(f"{W}numPr")) == []


def test_an_escaped_mark_is_printed_without_its_backslash() -> None:
    assert lines(r"\*甲\* \# 乙 \{丙\}") == ["*甲* # 乙 {丙}"]


def test_bold_is_bold() -> None:
    report = report_of(with_narrative(real_dossier(), "前**粗体**后 2**3 ** 4"))
    bold = [text_of(run) for run in body(report).iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
    assert bold == ["粗体"]
    assert section_three(report)[0][1] == "前粗体后 2**3 ** 4"


def test_data_of_several_lines_stay_one_paragraph_with_line_breaks() -> None:
    dossier = with_unit(real_dossier(), filled_by=entry("甲\n乙\n\n\u3000丙"))
    report = report_of(with_narrative(dossier, "前：{{ 单位.填表人 }}\n后"))
    assert [words for _, words in section_three(report)] == ["前：甲\n乙\n\n丙", "后"]


@pytest.mark.parametrize("tail", ["\\", "\\\\", "\\\\\\"])
def test_data_that_end_in_backslashes_do_not_swallow_the_next_line(tail: str) -> None:
    dossier = with_unit(real_dossier(), filled_by=entry(f"甲{tail}"))
    report = report_of(with_narrative(dossier, "{{ 单位.填表人 }}\n后"))
    assert [words for _, words in section_three(report)] == [f"甲{tail}", "后"]


# headings


def test_headings_are_numbered_by_level() -> None:
    text = "## 甲\n### 子\n文\n### 丑\n## 乙\n### 寅"
    assert written(text) == [
        ("Heading2", "（一）甲"),
        ("Heading3", "1.子"),
        ("FirstParagraph", "文"),
        ("Heading3", "2.丑"),
        ("Heading2", "（二）乙"),
        ("Heading3", "1.寅"),
    ]


def test_numbering_goes_past_ten() -> None:
    shown = lines("\n".join(f"## 第{number}项" for number in range(12)))
    assert [words[:4] for words in shown[9:]] == ["（十）第", "（十一）", "（十二）"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("## （一）甲", "（一）甲"),
        ("## （三）甲", "（一）甲"),
        ("## (一)甲", "（一）甲"),
        ("## 一、甲", "（一）甲"),
        ("## 1.甲", "（一）甲"),
        ("### 1.甲", "1.甲"),
        ("### 1、甲", "1.甲"),
        ("##甲", "（一）甲"),
        ("## 甲 ##", "（一）甲"),
        ("## C#", "（一）C#"),
        ("## 2023年情况", "（一）2023年情况"),
        ("## 1.5万元以上项目", "（一）1.5万元以上项目"),
        ("## 2023.5 以来", "（一）2023.5 以来"),
        ("## 一、二季度情况", "（一）一、二季度情况"),
        ("## 甲 **乙** <丙>", "（一）甲 乙 <丙>"),
    ],
)
def test_a_typed_number_of_a_heading_is_not_doubled_and_nothing_else_is_dropped(typed: str, printed: str) -> None:
    assert lines(typed) == [printed]


def test_no_bookmarks_remain() -> None:
    report = report_of(with_narrative(real_dossier(), "## 甲\n乙"))
    assert b"bookmark" not in members(report)["word/document.xml"]


def test_sections_are_numbered_and_titled_by_the_form_set() -> None:
    shown = [text_of(one) for one in body(report_of(real_dossier())).iter(f"{W}p")]
    titles = [f"{section.number}、{section.title}" for section in real_dossier().sections]
    assert [words for words in shown if words in titles] == titles
    assert titles[0].startswith("一、")
    assert titles[-1].startswith("十、")


# tables

TABLE = "| 项目 | 预算 |\n|------|-----:|\n| 大楼 <1> | {{ 附件1.三公经费.预算 }} |\n| a\\|b *c* | 2. x |"


def test_a_pipe_table_is_a_table() -> None:
    report = report_of(with_narrative(real_dossier(), f"前\n{TABLE}\n后"))
    [table] = body(report).iter(f"{W}tbl")
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    budget = real_dossier().annex1.three_public.budget
    assert rows[0] == ["项目", "预算"]
    assert rows[1][0] == "大楼 <1>"
    assert float(rows[1][1]) == float(budget.amount)
    assert rows[2] == ["a|b *c*", "2. x"]
    shown = [words for _, words in section_three(report)]
    assert (shown[0], shown[-1]) == ("前", "后")


def test_a_line_break_in_a_table_cell_becomes_a_space() -> None:
    dossier = with_unit(real_dossier(), filled_by=entry("甲\n乙|丙"))
    report = report_of(with_narrative(dossier, "| 甲 |\n|---|\n| {{ 单位.填表人 }} |"))
    assert [words for _, words in section_three(report)] == ["甲", "甲 乙|丙"]


def test_lines_of_bars_without_a_rule_are_paragraphs() -> None:
    assert lines("| 甲 | 乙 |\n| 丙 | 丁 |") == ["| 甲 | 乙 |", "| 丙 | 丁 |"]


# loops


def test_a_loop_over_projects_makes_one_paragraph_each() -> None:
    names = [str(project.name) for project in real_dossier().projects]
    assert lines("{% for 项 in 各项目 %}\n（{{ loop.index }}）{{ 项.名称 }}\n{% endfor %}") == [
        f"（{number}）{name}" for number, name in enumerate(names, start=1)
    ]


def test_a_loop_can_run_on_in_one_line() -> None:
    [line] = lines("其中：{% for 项 in 各项目 -%} {{ 项.名称 }}{% if not loop.last %}、{% endif %}{%- endfor %}。")
    assert line == f"其中：{'、'.join(str(project.name) for project in real_dossier().projects)}。"


def test_what_a_section_prints_is_noted_under_its_number() -> None:
    dossier = replace(with_narrative(real_dossier(), "{{ 单位.填表人 }}"))
    prints = [one for section in fill_sections(dossier) for one in section.prints]
    assert [one.path for one in prints if one.where == "报告 三"] == ["单位.填表人"]
    assert {one.where for one in prints} >= {"报告 一", "报告 二", "报告 附件清单"}


# faults


@pytest.mark.parametrize(
    ("markdown", "code", "place"),
    [
        ("甲\n  {{ 单位.填报人 }}", "T002", "2:3"),
        ("甲{{ 年底 }}", "T002", "1:2"),
        ("甲\n乙 {{ 年度", "T001", "2:3"),
        ("甲{{ 单位\n.填表人 }}", "T001", "2:1"),
        ("{% if 年度 == “2023” %}{% endif %}", "T001", "1:1"),
        ("{%tr for 项 in 各项目 %}\n{%tr endfor %}", "T003", "1:1"),
        ("{% for 项 in 各项目 %}\n甲", "T004", "1:1"),
        ("{% if 年度 %}{% else %}{% else %}{% endif %}", "T001", "1:1"),
        ("甲\n# 一级标题", "R001", "2:1"),
        ("  #### 四级标题", "R001", "1:3"),
        ("见下图：![图](photo.png)", "R002", "1:5"),
        ("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 | 戊 |", "R003", "3:1"),
    ],
)
def test_a_fault_of_the_markdown_is_reported_with_line_and_column(markdown: str, code: str, place: str) -> None:
    found = [(one.code, f"{one.place.line}:{one.place.column}") for one in faults(markdown)]
    assert (code, place) in found


def test_faults_of_several_lines_come_together() -> None:
    assert [one.code for one in faults("{{ 甲 }}\n# 乙\n{{ 丙 }}\n![x](y)")] == ["T002", "T002", "R001", "R002"]


@pytest.mark.parametrize("line", ["#1 楼装修", "# ", "#", "####", "C# 程序", "文中 # 号", "![不是图]"])
def test_what_only_resembles_a_fault_is_none(line: str) -> None:
    assert faults(line) == []


def test_a_wrong_heading_level_does_not_keep_a_draft_from_being_built() -> None:
    inspection = inspect(with_narrative(real_dossier(), "# 一级"), folders(Workspace(ROOT)))
    assert not inspection.unfillable
    assert "# 一级" in lines("# 一级")


# references to indicators

LIST = "各项目.digital.绩效指标.产出指标.数量指标"


def test_a_name_that_no_indicator_has_is_told_with_the_nearest() -> None:
    [fault] = faults(f'{{{{ {LIST}["纸质档案数字化数量"].实际完成值 }}}}')
    assert (fault.code, fault.remedy) == ("T002", "是否应为“纸质档案数字化完成量”？")
    assert fault.expected == "纸质档案数字化完成量、原档案系统数据迁移服务"


def test_quotation_marks_of_chinese_round_a_name_are_told() -> None:
    fault = faults(f"{{{{ {LIST}[“纸质档案数字化完成量”].实际完成值 }}}}")[0]
    assert fault.code == "T001"
    assert "make fmt" in fault.remedy


def test_a_name_that_two_indicators_have_is_told() -> None:
    dossier = with_narrative(real_dossier(), f'{{{{ {LIST}["甲"].实际完成值 }}}}')
    tree = cast(IndicatorTree, dossier.projects.by_identifier()["digital"].indicators)
    one, other = tree["产出指标"]["数量指标"]
    same = [
        one.model_copy(update={"level3": one.level3.reworded(words)}) for one, words in ((one, "1.甲"), (other, "2.甲"))
    ]
    forms = [
        replace(form, indicators=tree | {"产出指标": tree["产出指标"] | {"数量指标": same}})
        if form.identifier == "digital"
        else form
        for form in dossier.projects
    ]
    inspection = inspect(replace(dossier, projects=Projects(tuple(forms))), folders(Workspace(ROOT)))
    [fault] = [one for one in inspection.findings if one.place.file == FILE]
    assert (fault.code, "有 2 条三级指标都叫“甲”" in fault.found) == ("T002", True)
