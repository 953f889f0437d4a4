"""P511, P512: references by number, and what they point at when rows change places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.commands import fmt
from jixiao.findings import Finding
from jixiao.source.store import replace_files
from tests.support.opened import inspected
from tests.support.slips import FOLDER, YEAR, Desk, Edit

DIGITAL, REPORT = "projects/03-digital.yaml", "report/06-performance.md"
SENTENCE = "5.推进智慧档案一期建设，完成{{ 各项目.digital.绩效指标.产出指标.数量指标[1].实际完成值 }}数字化扫描。"


def paragraphs(desk: Desk) -> list[str]:
    """Return the report's paragraphs as they print."""
    return [one.text for one in inspected(desk.project, YEAR).inspection.paragraphs]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def swapped() -> Edit:
    """Return the edit that puts the second indicator of the digital project before the first."""
    text = (FOLDER / f"data/{YEAR}" / DIGITAL).read_text("utf-8")
    first, second = re.findall(r"      - 三级指标: [12]\.(?:.*\n)(?:        .*\n)+", text)[:2]
    return Edit(DIGITAL, first + second, second.replace("2.", "1.", 1) + first.replace("1.", "2.", 1))


def told(code: str, findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.place.file.rpartition('/')[2]}:{one.place.line} {one.found}" for one in findings if one.code == code]


def test_rows_that_change_places_under_a_reference_by_number_are_told(desk: Desk) -> None:
    [said] = told("P512", desk.said([swapped()]).findings)
    assert said.startswith("06-performance.md:23 ")
    assert said.endswith("所指的名称，上年是“纸质档案数字化完成量”，现在是“原档案系统数据迁移服务”")


def test_rows_that_change_places_under_a_reference_by_name_change_nothing(desk: Desk) -> None:
    by_name = Edit(
        REPORT, "digital.绩效指标.产出指标.数量指标[1]", 'digital.绩效指标.产出指标.数量指标["纸质档案数字化完成量"]'
    )
    assert told("P512", desk.said([by_name, swapped()]).findings) == []


def test_the_same_sentence_about_another_indicator_is_told(desk: Desk) -> None:
    old = (FOLDER / f"data/{YEAR - 1}" / REPORT).read_text("utf-8")
    sentence = next(line for line in old.split("\n") if line.startswith("5.")) + "\n{# 事实数字：200万元 #}"
    other = sentence.replace("[1]", '["原档案系统数据迁移服务"]')
    assert told("P512", desk.said([Edit(REPORT, SENTENCE, sentence)]).findings) == []
    assert len(told("P512", desk.said([Edit(REPORT, SENTENCE, other)]).findings)) == 1


def test_another_unit_is_told_where_it_was_typed(desk: Desk) -> None:
    [said] = told("P512", desk.said([Edit(DIGITAL, "实际完成值: 205万页", "实际完成值: 205万条")]).findings)
    assert said.startswith("03-digital.yaml:45 ")
    assert said.endswith("所指的单位，上年是“页”，现在是“条”")


def test_a_project_by_another_name_is_told(desk: Desk) -> None:
    said = desk.said([Edit(DIGITAL, "智慧档案一期项目", "智慧档案二期项目")]).findings
    assert [one.rpartition("，")[2] for one in told("P512", said)] == ["现在是“市档案馆智慧档案二期项目建设”"]


def test_a_year_in_a_name_is_no_other_name(desk: Desk) -> None:
    edit = Edit(DIGITAL, "1.纸质档案数字化完成量", "1.2024年度纸质档案数字化完成量")
    assert told("P512", desk.said([edit]).findings) == []


def test_who_looked_at_the_sentence_is_not_asked_again(desk: Desk) -> None:
    assert (
        told("P512", desk.said([swapped(), Edit(REPORT, SENTENCE, f"{SENTENCE}\n{{# 已核对 2024 #}}")]).findings) == []
    )


def test_numbers_are_a_hint_a_file_that_fmt_mends_and_the_rest_stays(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    before = check_year(desk.project, YEAR)
    [hint] = [one for one in before.findings if one.code == "P511"]
    assert hint.place.line == 17
    assert hint.expected == '数量指标["编纂书籍"]'
    report = desk.folder / REPORT
    comments = re.findall(r"\{#.*?#\}", report.read_text("utf-8"))
    texts = paragraphs(desk)
    changes = [one for one in fmt.plan_formatting(desk.project, YEAR).changes if one.file.endswith(REPORT)]
    replace_files(desk.project.root, changes, "make fmt")
    after = check_year(desk.project, YEAR)
    assert [one.code for one in after.findings] == [one.code for one in before.findings if one.code != "P511"]
    assert re.findall(r"\{#.*?#\}", report.read_text("utf-8")) == comments
    assert paragraphs(desk) == texts
