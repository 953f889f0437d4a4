"""The report: sections by their headings, whatever became of the numbers before them."""

from __future__ import annotations

from jixiao.importing.documents import FiledGrid, FiledLine
from jixiao.importing.report_sections import FiledReport, read_report
from tests.support.package import real_dossier


def report(*blocks: FiledLine | FiledGrid | str, projects: dict[str, str] | None = None) -> FiledReport:
    lines = [FiledLine(one, ordinal=n) if isinstance(one, str) else one for n, one in enumerate(blocks, start=1)]
    return read_report([("报送件", one) for one in lines], real_dossier().form_set, projects or {})


def text(found: FiledReport, file: str) -> str:
    return found.sections[file].markdown


def test_a_section_is_known_by_its_title_under_any_number() -> None:
    found = report(
        "一、部门（单位）基本情况",
        "甲",
        "三、一般公共预算支出情况",
        "乙",
        FiledLine("政府性基金预算支出情况", "三、"),
        "无",
    )
    assert [text(found, name) for name in ("01-overview.md", "02-general-budget.md", "03-government-funds.md")] == [
        "甲\n",
        "乙\n",
        "无\n",
    ]
    assert found.normalised == [("报告 二", "标题“三、一般公共预算支出情况”编号改为 二、")]
    assert "存在的问题及原因分析" in found.missing


def test_a_chapter_of_its_own_that_goes_on_counting_is_a_heading_below_the_last() -> None:
    found = report(
        "一、部门（单位）基本情况", "甲", "二、绩效完成情况", "乙", "三、其他", "四、不是下一章。", "六、也不是"
    )
    assert text(found, "01-overview.md") == (
        "甲\n\n## 绩效完成情况\n\n乙\n\n## 其他\n\n四、不是下一章。\n\n六、也不是\n"
    )
    assert found.normalised[0] == ("报告 一 第2段", "小标题“二、绩效完成情况”编号改为（一）")


def test_a_subheading_that_repeats_a_title_begins_no_section() -> None:
    found = report("一、部门（单位）基本情况", "（一）部门（单位）基本情况", "甲")
    assert text(found, "01-overview.md") == "## 部门（单位）基本情况\n\n甲\n"


def test_subheadings_are_told_from_items_even_where_plain_text_lost_their_numbers() -> None:
    found = report(
        "七、存在的问题及原因分析",
        "（一）指标不细",
        "甲",
        "（2） 调整率高",
        "1.总目标：",
        "（1）负责接收；",
        "（2）负责保管；",
    )
    assert (
        text(found, "07-problems.md")
        == "## 指标不细\n\n甲\n\n## 调整率高\n\n1.总目标：\n\n（1）负责接收；\n\n（2）负责保管；\n"
    )


def test_word_headings_are_told_by_level_and_automatic_number() -> None:
    found = report(FiledLine("存在的问题及原因分析", "一、", 1), FiledLine("指标不细", "（一）", 2), "甲")
    assert text(found, "07-problems.md") == "## 指标不细\n\n甲\n"


def test_figures_become_references_and_are_seen() -> None:
    found = report(
        "二、一般公共预算支出情况", "（一）基本支出情况", "年中追加-80.54万元，人员支出395.02万元，占基本支出85%。"
    )
    assert "人员支出{{ 基本支出.决算.人员支出 }}万元" in text(found, "02-general-budget.md")
    assert [(one.path, one.text) for one in found.sections["02-general-budget.md"].values] == [
        ("基本支出.年中追加", "-80.54"),
        ("基本支出.决算.人员支出", "395.02"),
        ("基本支出.人员支出占比", "85%"),
    ]


def test_what_a_project_spent_is_a_reference_under_project_outlay_alone() -> None:
    words = "大楼运行维护费103.86万元"
    found = report(
        "二、一般公共预算支出情况",
        "（一）基本支出情况",
        words,
        "（二）项目支出情况",
        words,
        projects={"大楼运行维护费": "building"},
    )
    reference = "大楼运行维护费{{ 各项目.building.资金.年度资金总额.全年执行数 }}万元"
    assert text(found, "02-general-budget.md") == f"## 基本支出情况\n\n{words}\n\n## 项目支出情况\n\n{reference}\n"


def test_the_list_of_attachments_has_a_file_of_its_own() -> None:
    found = report("十、其他需要说明的情况", "无", "附件：", "1.部门整体支出绩效自评表")
    assert (text(found, "10-other.md"), text(found, "attachments.md")) == (
        "无\n",
        "附件：\n\n1.部门整体支出绩效自评表\n",
    )


def test_a_table_in_the_report_is_a_table_of_markdown() -> None:
    found = report("六、部门整体支出绩效情况", FiledGrid((("年度", "金额|万元"), ("2023", "5"))))
    assert text(found, "06-performance.md") == "| 年度 | 金额｜万元 |\n| --- | --- |\n| 2023 | 5 |\n"


def test_signs_of_markdown_become_full_width_and_those_of_templates_are_escaped() -> None:
    found = report("六、部门整体支出绩效情况", "# 一 {{ 年度 }} \\", "|x|", "##二")
    assert text(found, "06-performance.md") == "\\# 一 \\{\\{ 年度 \\}\\} ＼\n\n｜x|\n\n\\##二\n"
