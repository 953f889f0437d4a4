"""Files to findings: one part or all, a report with headings of its own, the year they state, advice left out."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.examine.examine_story import ExamineOptions, examine_files, examine_opened
from jixiao.examine.handed_in import read_handed_in
from tests.support.examined import FORMS, examined, examined_whole, handed_in_parts
from tests.support.imported import stored
from tests.support.package import silent


def text(words: str) -> bytes:
    return f"2024年度部门整体支出绩效自评报告\n\n{words}\n".encode()


def test_files_are_read_from_where_they_lie(tmp_path: Path) -> None:
    path = stored(tmp_path, "附件1.docx", handed_in_parts()["附件1"])
    assert examine_files(FORMS, [path], ExamineOptions(), step=silent).year == 2024


def test_a_report_whose_headings_are_its_own_is_read_as_one() -> None:
    words = "一、主要做法\n采购设备25台，其中电脑12台、打印机17台、扫描仪5台。"
    paper = examined(read_handed_in("报告.txt", text(words)))
    assert ["扫描仪5台" in one.lines[0] for one in paper.placed if one.finding.weighty] == [True]
    assert paper.read_share == "100%"


def test_what_is_no_paper_of_performance_is_refused() -> None:
    with pytest.raises(UsageError, match="没有认出"):
        examined(read_handed_in("甲.txt", "2024年度通讯录\n甲 123".encode()))


def test_a_file_without_any_year_asks_for_it() -> None:
    with pytest.raises(UsageError, match="--year"):
        examined(read_handed_in("甲.txt", "项目名称\t甲".encode()))


def test_another_year_than_the_one_stated_is_refused() -> None:
    with pytest.raises(UsageError, match="文件里写的是 2024 年度"):
        examine_opened(FORMS, [read_handed_in("甲.txt", text("没有。"))], ExamineOptions(2023), step=silent)


def test_advice_to_authors_of_data_is_no_comment() -> None:
    assert not {"P501", "P503", "C610"} & {one.finding.code for one in examined_whole().placed}


def test_a_report_alone_says_that_no_form_holds_its_numbers() -> None:
    alone = examined(read_handed_in("报告.txt", text("一、基本情况\n在职人数38人。")))
    assert any(note.startswith("没有读到表") for note in alone.notes)
    assert not any(note.startswith("没有读到表") for note in examined_whole().notes)


def test_a_report_alone_may_tell_of_as_many_projects_as_it_likes() -> None:
    alone = examined(read_handed_in("报告.txt", text("一、项目情况\n2024年共实施3个项目，项目预算80万元。")))
    assert "P522" not in {one.finding.code for one in alone.placed}


def test_a_sentence_with_a_day_in_it_is_none_of_the_cover() -> None:
    staff = "截至2024年12月31日，实有在职人员29人，其中管理人员8人、专业技术人员17人、工勤人员5人。"
    alone = examined(read_handed_in("报告.txt", text(f"{staff}\n全年履职正常。")))
    assert any("工勤人员5人" in one.lines[0] for one in alone.placed)
