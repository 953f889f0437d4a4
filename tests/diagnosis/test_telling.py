"""What is said first: causes, then what follows from them, then the rest; data before what is held against it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.diagnosis.telling import in_likely_order
from jixiao.findings import Finding, Place, Severity
from jixiao.reporting.examination import render_examination
from jixiao.reporting.formats import format_outcome
from jixiao.reporting.outcome import Outcome
from tests.diagnosis.made_year import OUTTURN, TEN_TIMES, TURNED, said
from tests.support.slips import Desk, Edit

DATA, CONTROL, REPORT = "data/2024/basic.yaml", "data/2024/control.yaml", "data/2024/report/01.md"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("made"))


def finding(file: str, line: int = 1, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("T203", Place(file, line), "甲", "乙", "丙。", severity, subject=f"{file}{line}")


def test_data_stands_before_control_totals_though_its_name_comes_later() -> None:
    told = in_likely_order([finding(CONTROL), finding(REPORT), finding("data/2024/unit.yaml")], {})
    assert [one.place.file for one in told][-1] == CONTROL


def test_in_a_file_lines_follow_each_other_and_hints_come_last() -> None:
    told = in_likely_order([finding(DATA, number, each) for number, each in enumerate(reversed(Severity), 1)], {})
    assert [one.severity for one in told] == [Severity.WARNING, Severity.ERROR, Severity.HINT]


def test_hints_of_contradiction_stand_before_hints_of_form() -> None:
    hint = finding(DATA, 9, Severity.HINT)
    form = replace(finding(DATA, 2, Severity.HINT), code="W702")
    elsewhere = replace(finding("data/2024/annex1.yaml", 1, Severity.HINT), code="C607")
    assert [one.code for one in in_likely_order([elsewhere, form, hint], {})] == ["T203", "W702", "C607"]


def test_a_warning_of_form_is_no_hint_and_keeps_its_line() -> None:
    form = replace(finding(DATA, 2, Severity.WARNING), code="C603")
    told = in_likely_order([form, finding(DATA, 9, Severity.WARNING)], {})
    assert [one.code for one in told] == ["C603", "T203"]


@pytest.mark.parametrize(
    "edit",
    [
        Edit("annex1.yaml", "办公经费:\n    预算: 4", "办公经费:\n    预算: 0"),
        Edit("annex1.yaml", "公务接待:\n    预算: 2", "公务接待:\n    预算: 0"),
        Edit("projects/04-heritage.yaml", "全年预算数: 60", "全年预算数: 66"),
        Edit("projects/04-heritage.yaml", "全年预算数: 60", "全年预算数: 58.9"),
    ],
)
def test_without_control_totals_the_line_mistyped_is_named_not_the_one_beside_it(
    tmp_path_factory: pytest.TempPathFactory, edit: Edit
) -> None:
    told = Desk(tmp_path_factory.mktemp("bare"), controls=False).said([edit])
    assert told.at == f"data/2024/{edit.file}:{edit.line}"


def test_the_file_with_the_line_that_most_findings_hang_on_stands_first() -> None:
    told = in_likely_order([finding(DATA, 2), finding(DATA, 1), finding(REPORT)], {(REPORT, 1): 3.0, (DATA, 2): 1.0})
    assert [(one.place.file, one.place.line) for one in told] == [(REPORT, 1), (DATA, 1), (DATA, 2)]


def test_the_same_finding_is_told_once() -> None:
    assert len(in_likely_order([finding(DATA), finding(DATA)], {})) == 1


def test_a_control_total_that_is_missed_names_the_line_of_data_and_its_own_beside_it(desk: Desk) -> None:
    [only] = said(desk, Edit("annex1.yaml", "决算: 142.3", "决算: 124.3"))
    assert only.code == "T204"
    assert [one.place.file.rpartition("/")[2] for one in only.operands] == ["annex1.yaml", "control.yaml"]
    assert only.place == only.operands[0].place


def test_sums_are_told_at_the_cause_and_other_findings_where_they_are(desk: Desk) -> None:
    first, *others = said(desk, TURNED)
    assert {one.place for one in others if one.code == "T204"} == {first.place}
    assert {one.place for one in others if one.code == "S313"} != {first.place}


def test_what_is_said_of_two_numbers_does_not_depend_on_a_third(desk: Desk) -> None:
    assert said(desk, TURNED) == said(desk, TURNED)


def test_every_report_shows_the_cause_first_and_its_consequences_behind_it(desk: Desk) -> None:
    found = said(desk, TEN_TIMES)
    outcome = Outcome([*found])
    text = format_outcome("text", outcome, desk.project, strict=False, everything=False)
    assert text.index("E001") < text.index("T204")
    assert f"起因：{found[0].place.file}:{found[0].place.line}" in text
    listed = json.loads(format_outcome("json", outcome, desk.project, strict=False, everything=False))["findings"]
    assert listed[0]["explains"] == len(listed) - 1
    assert {one["cause"] for one in listed[1:]} == {str(found[0].place)}
    assert any(each["path"] == OUTTURN for one in listed for each in one["operands"])
    results = json.loads(format_outcome("sarif", outcome, desk.project, strict=False, everything=False))["runs"][0][
        "results"
    ]
    assert results[0]["ruleId"] == "E001"
    assert all(one["relatedLocations"] for one in results[1:])
    page = render_examination("甲", found, None, ())
    assert page.index("很可能的起因") < page.index("T204")


def test_a_cause_is_not_counted_beside_what_it_explains_nor_waived(desk: Desk) -> None:
    outcome = Outcome([*said(desk, TURNED)])
    text = format_outcome("text", outcome, desk.project, strict=False, everything=False)
    assert text.rstrip().splitlines()[-1].startswith("错误 3 条、警告 1 条")
    assert "E001" not in format_outcome("waivers", outcome, desk.project, strict=False, everything=False)


def test_of_many_operands_the_likely_one_is_named_and_marked(desk: Desk) -> None:
    found = said(desk, TURNED)
    whole = format_outcome("text", Outcome([*found]), desk.project, strict=False, everything=True)
    assert "起因" in whole
    alone = replace(next(one for one in found if one.code == "T204"), cause=None)
    assert "相关的数" in format_outcome("text", Outcome([alone]), desk.project, strict=False, everything=True)


def test_of_a_sum_that_fails_alone_what_closes_it_is_named_first(tmp_path: Path) -> None:
    bare = Desk(tmp_path, controls=False)
    [only] = said(bare, Edit("annex2.yaml", "一般公共预算: 887.92", "一般公共预算: 887.29"))
    assert only.code == "T203"
    assert only.operands[0].likely == "像是 887.92（相邻两位颠倒）"
    assert not any(one.likely for one in only.operands[1:])
    text = format_outcome("text", Outcome([only]), bare.project, strict=False, everything=False)
    assert "相关的数：附件2.收入.一般公共预算 887.29（data/2024/annex2.yaml:7，很可能是它，像是 887.92" in text
