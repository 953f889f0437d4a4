"""What must be there, what must not be there twice, numbers that follow, lists of projects, the scoring sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.findings import Severity
from jixiao.rules.items import gaps, items_in, without_number
from jixiao.rules.scoring_sheet import self_check
from tests.support.book import book_of
from tests.support.project import copy_project
from tests.support.texts import edited, findings, real_book, replaced, report_of, told, with_goals

LONG = (
    "负责接收市直机关、团体和企业事业单位需永久保存的档案资料，组织实施档案资料征集，"
    "并对所征集的资料进行鉴定、整理、归档工作"
)


# sections


@pytest.mark.parametrize(
    ("text", "found", "severity"),
    [
        ("## 存在的问题", "报告“存在的问题及原因分析”没有正文", Severity.ERROR),
        ("——", "报告“存在的问题及原因分析”没有正文", Severity.ERROR),
        ("无", "报告“存在的问题及原因分析”只写了“无”", Severity.WARNING),
        ("本单位无此项支出。", "只写了“本单位无此项支出。”", Severity.WARNING),
        ("## 问题一\n## 问题二\n原因是预算未细化。", "标题“问题一”下面没有正文", Severity.WARNING),
        ("原因是预算未细化。\n## 问题二", "标题“问题二”下面没有正文", Severity.WARNING),
    ],
)
def test_a_section_must_hold_text(text: str, found: str, severity: Severity) -> None:
    [finding] = findings("C601", report_of(七=text), "报告 七")
    assert found in finding.found
    assert finding.severity is severity


@pytest.mark.parametrize(
    "text", ["## 问题\n### 细化不够\n原因是预算未细化。", "预算调整率偏高。", "## 问题\n无重大问题，个别指标偏低。"]
)
def test_a_section_with_text_is_complete(text: str) -> None:
    assert told("C601", report_of(七=text), "报告 七") == []


def test_nothing_is_enough_where_the_form_set_says_so() -> None:
    assert told("C601", real_book()) == []


def test_a_section_without_any_paragraph_is_placed_in_its_file() -> None:
    [finding] = findings("C601", report_of(一="正文。"), "报告 七")
    assert finding.place.file == "report/07-problems.md"


# indicators and cells

SATISFACTION = """  满意度指标:
    服务对象满意度指标:
      - 三级指标: 受益对象满意度
        年度指标值: ≥96%
        实际完成值: 96%
        分值: 10
        得分: 10
        偏差原因: 无
"""
QUALITY = re.compile(r"    质量指标:\n(?:      .*\n)+")
ECOLOGY = re.compile(r"    生态效益指标:\n(?:      .*\n)+")


def without(pattern: re.Pattern[str] | str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text, count=1)


def test_a_level_1_without_indicators_is_an_error(tmp_path: Path) -> None:
    book = edited(tmp_path, "projects/01-building.yaml", replaced({SATISFACTION: "  满意度指标: {}\n"}))
    [finding] = findings("C602", book)
    assert (finding.found, finding.severity) == ("附件3（1）“满意度指标”下没有三级指标", Severity.ERROR)


def test_a_level_2_without_indicators_is_a_hint(tmp_path: Path) -> None:
    [finding] = findings("C602", edited(tmp_path, "projects/01-building.yaml", without(QUALITY)))
    assert (finding.found, finding.severity) == ("附件3（1）“质量指标”下没有三级指标", Severity.HINT)


def test_a_level_2_that_may_be_left_out_is_not_missed(tmp_path: Path) -> None:
    assert told("C602", edited(tmp_path, "projects/01-building.yaml", without(ECOLOGY))) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("实际完成值: 正常开展工作", "实际完成值:", "“维护一栋大楼”的实际完成值留空"),
        ("实际完成值: 正常开展工作", "实际完成值: /", "“维护一栋大楼”的实际完成值只有“/”"),
        ("年度指标值: 一栋", "年度指标值: ——", "“维护一栋大楼”的年度指标值只有“——”"),
        ("三级指标: 维护一栋大楼", "三级指标: '1.'", "三级指标只有“1.”"),
        ("三级指标: 维护一栋大楼", "三级指标: 无", "三级指标只有“无”"),
        ("全年执行数: 103.86", "全年执行数:", "全年执行数”留空"),
    ],
)
def test_a_cell_that_holds_nothing_is_pointed_at(tmp_path: Path, old: str, new: str, found: str) -> None:
    book = edited(tmp_path, "projects/01-building.yaml", replaced({old: new}))
    [finding] = findings("C603", book, "各项目.building")
    assert found in finding.found
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("年度指标值: 一栋", "年度指标值: 无"),
        ("实际完成值: 正常开展工作", "实际完成值: 0"),
        ("全年执行数: 103.86", "全年执行数: 0"),
    ],
)
def test_nothing_and_zero_are_statements(tmp_path: Path, old: str, new: str) -> None:
    book = edited(tmp_path, "projects/01-building.yaml", replaced({old: new}))
    assert told("C603", book, "各项目.building") == []


# numbers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.甲\n2.乙\n4.丙", "2. 之后是 4.，缺 3."),
        ("1.甲\n2.乙\n7.丙", "2. 之后是 7.，缺 3.、4.、5.等"),
        ("1.甲；2.乙；2.丙", "的编号 2. 重复"),
        ("1、甲\n3、乙\n2、丙", "1、 之后是 3、，缺 2、"),
        ("（1）甲；（3）乙", "（1） 之后是 （3），缺 （2）"),
        ("①甲，③乙", "① 之后是 ③，缺 ②"),
        ("（一）甲\n（三）乙", "（一） 之后是 （三），缺 （二）"),
        ("一、甲\n二、乙\n十二、丙", "二、 之后是 十二、"),
        ("2.甲\n3.乙", "从 2. 开始，缺 1."),
    ],
)
def test_a_gap_in_the_numbers_is_told(text: str, words: str) -> None:
    found = told("C604", report_of(六=text), "报告 六")
    assert words in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "1.甲\n2.乙\n3.丙",
        "1.甲\n（1）子\n（2）丑\n2.乙\n（1）子",
        "1.甲\n2.乙\n重点工作：\n1.子\n2.丑",
        "1.甲\n3.5万卷档案入库\n2.乙",
        "9个展览，其中：3个巡展",
        "1.甲；2.乙3、4号库房；三、四层库房",
        "1.甲\n2.2023年完成\n3.丙",
        "其中：12.31万元；截至12.31",
        "2.甲",
        "一、甲\n二、乙\n十、二十年以上的档案",
        "9.甲".replace("9", "1") + "\n" + "\n".join(f"{n}.乙{n}" for n in range(2, 13)),
    ],
)
def test_numbers_that_follow_are_left_alone(text: str) -> None:
    assert told("C604", report_of(六=text), "报告 六") == []


def test_numbers_begin_anew_below_each_heading() -> None:
    assert told("C604", report_of(六="1.甲\n2.乙\n## 二\n1.丙\n2.丁"), "报告 六") == []


def test_indicators_of_one_level_2_are_numbered_in_sequence(tmp_path: Path) -> None:
    book = edited(tmp_path, "annex2.yaml", replaced({"2.编纂书籍": "3.编纂书籍", "3.接收档案进馆": "4.接收档案进馆"}))
    found = told("C604", book, "附件2.绩效指标.产出指标.数量指标")
    assert "附件2“数量指标”各三级指标的编号 1. 之后是 3.，缺 2." in found


def test_a_line_without_number_between_numbered_ones_is_a_hint(tmp_path: Path) -> None:
    book = with_goals(tmp_path, "1.做好接收工作。\n做好保管工作。\n2.做好利用工作。")
    [finding] = findings("C604", book, "附件2.年度总体目标.预期目标")
    assert "1. 与 2. 之间有一行没有编号：“做好保管工作。”" in finding.found
    assert finding.severity is Severity.HINT
    line = (tmp_path / finding.place.file).read_text("utf-8").split("\n")[finding.place.line - 1]
    assert line.strip() == "做好保管工作。"


def test_lines_after_the_last_number_need_none(tmp_path: Path) -> None:
    book = with_goals(tmp_path, "总目标如下：\n1.做好接收工作。\n2.做好利用工作。\n以上各项按季度推进。")
    assert told("C604", book, "附件2.年度总体目标.预期目标") == []


@given(st.integers(1, 99), st.sampled_from(["{}.", "{}、", "（{}）", "({})"]))
def test_a_whole_list_has_no_gaps(length: int, style: str) -> None:
    lines = [style.format(number) + "做好工作" for number in range(1, length + 1)]
    assert list(gaps(item for line in lines for item in items_in(line))) == []
    assert {without_number(line) for line in lines} == {"做好工作"}


@given(st.integers(3, 30), st.data())
def test_a_list_that_lost_one_in_the_middle_has_one_gap(length: int, data: st.DataObject) -> None:
    lost = data.draw(st.integers(2, length - 1))
    lines = [f"{number}.做好工作" for number in range(1, length + 1) if number != lost]
    assert len(list(gaps(item for line in lines for item in items_in(line)))) == 1


@pytest.mark.parametrize(("words", "number"), [("九", 9), ("十", 10), ("十一", 11), ("二十", 20), ("九十九", 99)])
def test_chinese_numbers_are_read_and_written(words: str, number: int) -> None:
    [item] = items_in(f"（{words}）甲")
    assert (item.number, item.spoken()) == (number, f"（{words}）")


# twice


def test_a_goal_that_stands_twice_is_a_warning(tmp_path: Path) -> None:
    book = with_goals(tmp_path, f"1.{LONG}。\n2.做好利用工作。\n3.{LONG}。")
    [finding] = findings("C605", book, "附件2.年度总体目标.预期目标")
    assert "相同" in finding.found
    assert finding.severity is Severity.WARNING


def test_a_paragraph_that_nearly_stands_twice_is_a_hint() -> None:
    other = LONG.replace("鉴定、整理", "鉴别、整理")
    [finding] = findings("C605", report_of(六=f"1.{LONG}。\n2.做好利用工作。", 七=f"{other}。"), "报告")
    assert "几乎相同" in finding.found
    assert (finding.printed[0], finding.severity) == ("报告 七 第1段", Severity.HINT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("工作环境改善。", "工作环境改善。"),
        (f"第一季度{LONG}。", f"第二季度{LONG}。"),
        (f"{LONG}12次。", f"{LONG}13次。"),
        ("## 结果应用情况和公开公示情况", "## 结果应用情况和公开公示情况"),
        (f"{LONG}。", f"{LONG[:30]}，另行安排培训、交流、研讨、参观等活动，提高干部队伍素质。"),
    ],
)
def test_short_or_different_lines_are_no_repetition(one: str, other: str) -> None:
    assert told("C605", report_of(六=one, 七=f"{other}\n正文。"), "报告") == []


def test_a_loop_of_the_report_is_no_repetition() -> None:
    assert told("C605", real_book(), "报告") == []


def test_one_indicator_twice_with_one_target_is_a_warning_with_two_a_hint(tmp_path: Path) -> None:
    [finding] = findings("C606", real_book())
    assert (finding.place.file, finding.severity) == ("data/2023/projects/01-building.yaml", Severity.WARNING)
    changed = edited(tmp_path, "projects/01-building.yaml", lambda text: text.replace("经济平稳发展", "经济增长5%", 1))
    [finding] = findings("C606", changed)
    assert finding.severity is Severity.HINT


def test_achievements_in_other_words_or_with_results_are_told_apart(tmp_path: Path) -> None:
    assert len(told("C607", real_book())) == 6
    change = replaced({"    接收破产改制企业档案在内的近20万卷档案\n\n": "    接收档案20.3万卷，全部入库\n\n"})
    assert len(told("C607", edited(tmp_path, "projects/03-shelving.yaml", change))) == 5


# lists of projects

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


# the scoring sheet


def evidence(target: Path, names: str, **files: bytes) -> tuple[Path, list[tuple[str, Severity]]]:
    workspace = copy_project(target)
    path = workspace.year(2023) / "annex5.yaml"
    text = path.read_text("utf-8")
    key = "          绩效自评通知盖章的电子版\n"
    path.write_text(text.replace(key, f"{key}        佐证文件: {names}\n", 1), encoding="utf-8")
    folder = workspace.year(2023) / "evidence"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return folder, [(one.found, one.severity) for one in findings("C610", book_of(workspace))]


def test_evidence_that_nothing_names_is_listed_as_missing() -> None:
    [found] = findings("C610", real_book())
    assert found.severity is Severity.HINT
    assert "还有 2 项" in found.found
    assert "自评通知" in found.found


def test_evidence_named_and_present_is_not_missing(tmp_path: Path) -> None:
    _, found = evidence(tmp_path, "[通知.pdf]", 通知=b"%PDF-1.7 ")
    assert len(found) == 2
    assert {severity for _, severity in found} == {Severity.HINT}


def test_evidence_named_and_absent_is_an_error_and_a_file_nobody_names_a_warning(tmp_path: Path) -> None:
    _, found = evidence(tmp_path, "[通知.pdf]", 别的=b"%PDF-1.7 ")
    assert ("附件5“自评通知”的佐证文件“通知.pdf”不在 evidence/ 里", Severity.ERROR) in found
    assert ("佐证材料“别的.pdf”没有哪一项用到，不会打包", Severity.WARNING) in found


def test_the_real_year_keeps_all_points_a_program_can_give() -> None:
    assert [f"{one.points}/{one.check.points.amount}" for one in self_check(real_book()).scores] == [
        "8.00/8",
        "7.00/7",
        "5.00/5",
        "5.00/5",
    ]
    assert "得 25/25 分，其余 75 分由人评" in self_check(real_book()).words
    assert told("C611", real_book()) == []


def test_missing_sections_attachments_weights_and_indicators_lose_points(tmp_path: Path) -> None:
    book = edited(tmp_path, "projects/01-building.yaml", replaced({SATISFACTION: "  满意度指标: {}\n"}))
    assert [str(one.points) for one in self_check(book).scores] == ["8.00", "7.00", "4.17", "4.17"]
    # Eight of the ten sections are missing: two points each, but not below none.
    bare = report_of(一="正文。", 二="正文。", 附件清单=re.sub("4.档案保管.*\n", "", ATTACHMENTS))
    assert [str(one.points) for one in self_check(bare).scores][:2] == ["0", "5.00"]
    assert [one.subject for one in findings("C611", bare)] == [
        "附件5：完整性：报告正文齐全",
        "附件5：完整性：报告附件齐全",
    ]


def test_the_filed_year_is_told_of_what_it_really_contains() -> None:
    told_of = {code: [one.place.file for one in findings(code, real_book())] for code in ("C603", "C604", "C605")}
    assert told_of == {
        "C603": ["data/2023/projects/03-shelving.yaml"],
        "C604": ["data/2023/annex2.yaml"],
        "C605": ["data/2023/annex2.yaml"],
    }


# items on lines of their own


@pytest.mark.parametrize(
    "lines",
    [
        "1.做好接收。2.做好保管。\n3.做好利用。",
        "1.做好接收。\n2.做好保管。3.做好利用。",
        "1.做好接收。\n2.做好保管。 3.做好利用。\n4.做好编研。",
        "（1）做好接收。（2）做好保管。\n（3）做好利用。",
    ],
)
def test_items_run_together_are_found(tmp_path: Path, lines: str) -> None:
    [found] = told("C615", with_goals(tmp_path, lines), "附件2.年度总体目标.预期目标")
    assert "连在一行" in found


@pytest.mark.parametrize(
    "lines",
    [
        "1.做好接收。\n2.做好保管。",
        "1.做好接收；2.做好保管；3.做好利用。",
        "1.做好接收：（1）进馆。（2）征集。\n2.做好保管。",
        "1.做好接收。1.5万卷已进馆。\n2.做好保管。",
        "1.做好接收。2.3万卷已进馆。\n2.做好保管。",
        "1.做好接收，见附件。2.\n2.做好保管。",
        "做好接收。",
    ],
)
def test_items_that_belong_on_one_line_are_left_alone(tmp_path: Path, lines: str) -> None:
    assert told("C615", with_goals(tmp_path, lines), "附件2.年度总体目标.预期目标") == []


def test_paragraphs_of_the_report_run_together_too() -> None:
    assert len(told("C615", report_of(六="1.做好接收。\n2.做好保管。3.做好利用。"))) == 1
    assert told("C615", report_of(六="一是接收。1.进馆。2.征集。\n二是保管。")) == []


# buildings


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ((1200, 0, 0, 0), "预算投资"),
        ((0, 1200, 0, 0), "批复规模、预算投资、实际投资"),
        ((1200, 1180, 0, 0), "预算投资、实际投资"),
        ((1200, 1180, 300, 0), "实际投资"),
        ((0, 0, 300, 0), "批复规模"),
        ((1200, 0, 300, 0), None),
        ((1200, 1180, 300, 290), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_sizes_and_investments_come_together(
    tmp_path: Path, values: tuple[int, int, int, int], lacking: str | None
) -> None:
    names = ("批复规模", "实际规模", "预算投资", "实际投资")

    def filled(text: str) -> str:
        for name, value in zip(names, values, strict=True):
            text = text.replace(f"  {name}: 0\n", f"  {name}: {value}\n")
        return f"{text}\n"

    found = told("C616", edited(tmp_path, "annex1.yaml", filled))
    assert [words.rpartition("没有填")[2] for words in found] == ([lacking] if lacking else [])
