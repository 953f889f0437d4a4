"""Persons and private matters in what will be published; names in these tests are nobody's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jixiao.findings import Severity
from jixiao.rules.catalogue import all_rules
from tests.support.texts import edited, findings, real_book, report_of, told

NAMED = [
    ("与纪念馆联合征集王某甲同志珍贵档案。", "“王某甲同志”"),
    ("举办李某女士捐赠仪式。", "“李某女士”"),
    ("筹建欧阳某某先生特藏室。", "“欧阳某某先生”"),
    ("联系人：填表人甲，电话见附件。", "“联系人：填表人甲”"),
    ("姓名：某某某", "“姓名：某某某”"),
]
NOT_NAMED = [
    "任何同志都要遵守规定，有关同志、老同志、女同志、党员同志和全体同志参加学习。",
    "退休老师、高级先生、方面同志的说法不指明个人。",
    "负责人要履行责任，单位负责人签字：",
    "办公室主任会议、支部书记述职、高校老师讲座。",
    "五名骨干被聘为客座教授。",
]
NUMBERS = [
    "联系13800000000。",
    "联系138-0000-0000。",
    "身份号码43060019800101001X。",
    "账号6222000000000000000。",
    "电话0730-8000000。",
    "邮箱a.b@example.com。",
]
NO_NUMBERS = [
    "全年预算1049.31万元，执行1051.31万元，编号20230001。",
    "数据1380000.0000条，合同2023-12-31签订。",
    "标准号GB/T 9704-2012，文号岳财绩〔2024〕15号。",
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_person_named_in_the_report_is_pointed_at(text: str, name: str) -> None:
    [finding] = findings("G801", report_of(六=text), "报告 六")
    assert finding.found.startswith(f"报告 六 第1段写到个人{name}")
    assert finding.severity is Severity.HINT


@pytest.mark.parametrize("text", NOT_NAMED)
def test_words_that_only_look_like_names_are_left_alone(text: str) -> None:
    assert told("G801", report_of(六=text), "报告 六") == []


def test_who_filled_in_the_forms_is_named_there_by_design_and_pointed_at_elsewhere(tmp_path: Path) -> None:
    def signed(text: str) -> str:
        return re.sub("填表人: .*", "填表人: 填表人甲", text)

    assert told("G801", edited(tmp_path / "a", "unit.yaml", signed), "单位") == []
    book = edited(
        tmp_path / "b", "report/07-problems.md", lambda text: f"{text}\n本报告由{{{{ 单位.填表人 }}}}编写。\n"
    )
    [finding] = findings("G801", book, "报告 七")
    assert re.fullmatch("报告 七.*印出填表人姓名“.*”", finding.found)
    assert finding.place.file == "data/2023/unit.yaml"


def test_a_name_typed_by_hand_is_known_from_the_data() -> None:
    name = str(real_book().submission.unit.filled_by)
    [finding] = findings("G801", report_of(六=f"本报告由{name}执笔。"), "报告 六")
    assert name in finding.found


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_of_a_person_is_pointed_at(text: str) -> None:
    assert len(told("G802", report_of(十=text), "报告 十")) == 1


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_amounts_dates_and_standards_are_no_numbers_of_persons(text: str) -> None:
    assert told("G802", report_of(十=text), "报告 十") == []


def test_a_mobile_phone_as_the_units_telephone_is_pointed_at(tmp_path: Path) -> None:
    book = edited(tmp_path, "unit.yaml", lambda text: re.sub("联系电话: .*", "联系电话: 13800000000", text))
    [finding] = findings("G802", book, "单位")
    assert finding.found == "联系电话“13800000000”是手机号码"
    assert "附件1" in {where.split()[0] for where in finding.printed}


@pytest.mark.parametrize("word", ["嫁女", "离婚", "家庭住址", "身份证", "住院"])
def test_a_private_matter_is_pointed_at_with_its_paragraph(word: str) -> None:
    [finding] = findings("G803", report_of(六=f"加强监督。\n一名干部{word}的事项已报告。"), "报告 六")
    assert (finding.printed, finding.severity) == (("报告 六 第2段",), Severity.HINT)
    assert f"写到个人私事“{word}”" in finding.found


@pytest.mark.parametrize("text", ["做好档案病害防治和消毒。", "女干部参加培训。", "身份认证系统上线。"])
def test_public_matters_are_left_alone(text: str) -> None:
    assert told("G803", report_of(六=text), "报告 六") == []


def test_entries_of_the_forms_are_read_as_well(tmp_path: Path) -> None:
    book = edited(
        tmp_path,
        "projects/04-digital.yaml",
        lambda text: text.replace("偏差原因: 竣工验收未完成。", "偏差原因: 负责人因病住院，竣工验收未完成。"),
    )
    [finding] = findings("G803", book, "各项目.digital")
    assert [where.split()[0] for where in finding.printed] == ["附件3（4）"]


def test_nothing_about_persons_is_more_than_a_hint() -> None:
    assert {rule.severity for rule in all_rules() if rule.code.startswith("G")} == {Severity.HINT}


def test_the_filed_year_is_told_of_what_it_really_contains() -> None:
    assert [one.printed for one in findings("G801", real_book())] == [("报告 六 第16段",)]
    assert [one.printed for one in findings("G803", real_book())] == [("报告 六 第17段",)]
    assert told("G802", real_book()) == []
