"""The report's numbers and words against the forms: what is wrong is found, what is right is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.findings import Place, Severity
from jixiao.render.declared import Declaration
from jixiao.rules.printed_package import PrintedPackage
from tests.support.book import book_of, book_with, found
from tests.support.project import copy_project, edit


def said(text: str, *declared: str) -> PrintedPackage:
    """Return a Book whose report says this in section 六, with these numbers declared."""
    book = book_with(said=text)
    [paragraph] = book.paragraphs
    marks = tuple(Declaration(phrase, Place("report/06.md", 2)) for phrase in declared)
    return replace(book, paragraphs=(replace(paragraph, declared=marks),))


def test_undeclared_numbers_are_listed_once_per_paragraph_with_the_line_to_add() -> None:
    [finding] = found("P501", said("组织培训2天，100多人参训，外出2天，发表136篇。"))
    assert finding.severity is Severity.HINT
    assert (finding.subject, finding.printed) == ("报告 六", ("报告 六 第1段",))
    assert "2天、100多人、136篇" in finding.found
    assert "{# 事实数字：2天、100多人、136篇 #}" in finding.expected


def test_declared_numbers_are_no_finding() -> None:
    assert found("P501", said("组织培训2天，100多人参训。", "2天", "100多人")) == []


def test_a_declaration_does_not_cover_a_longer_number() -> None:
    [finding] = found("P501", said("外出培训12天。", "2天"))
    assert "12天" in finding.found


def test_wordings_of_the_form_set_need_no_declaration() -> None:
    book = said("开通12345热线5G专线。")
    checks = book.dossier.form_set.checks.model_copy(update={"plain_numbers": ["12345热线", "5G"]})
    form_set = book.dossier.form_set.model_copy(update={"checks": checks})
    assert found("P501", book)
    assert found("P501", replace(book, dossier=replace(book.dossier, form_set=form_set))) == []


def test_a_declaration_beside_another_number_points_at_the_paragraph() -> None:
    [finding] = found("P503", said("装修库房1200㎥。", "200㎥"))
    assert (finding.place, finding.severity) == (Place("report/06.md", 1), Severity.WARNING)
    assert "200㎥" in finding.found
    assert "1200㎥" in finding.found


@pytest.mark.parametrize("phrase", ["1200㎡", "若干"])
def test_a_declaration_that_meets_nothing_is_pointed_at(phrase: str) -> None:
    [finding] = found("P503", said("装修库房1200㎥。", phrase))
    assert finding.place == Place("report/06.md", 2)
    assert phrase in finding.found


def test_a_declaration_that_is_met_is_no_finding() -> None:
    assert found("P503", said("装修库房1200㎥。", "1200㎥")) == []


def test_declarations_never_print(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    book = book_of(workspace)
    assert any(paragraph.declared for paragraph in book.paragraphs)
    assert not any("事实数字" in paragraph.text for paragraph in book.paragraphs)


@pytest.mark.parametrize(
    ("text", "told"),
    [("公开或内部出版5本书籍，完成初稿。", "1本"), ("摄制60集《湖湘独一档——镇馆之宝》短视频。", "40集")],
)
def test_counts_that_an_indicator_gives_otherwise_are_pointed_at(text: str, told: str) -> None:
    [finding] = found("P510", said(text))
    assert finding.severity is Severity.HINT
    assert told in finding.found


@pytest.mark.parametrize("text", ["出版1本书籍。", "出版5本杂志。", "举办5次书籍展览。", "出版10多本书籍。"])
def test_counts_that_agree_or_count_other_things_are_left_alone(text: str) -> None:
    assert found("P510", said(text)) == []


def test_the_real_report_shows_only_what_is_worth_reading(tmp_path: Path) -> None:
    book = book_of(copy_project(tmp_path))
    shown = {code: [one.subject for one in found(code, book)] for code in (f"P5{n:02d}" for n in range(1, 11))}
    assert {code: subjects for code, subjects in shown.items() if subjects} == {
        "P502": ["报告 六 1200㎥"],
        "P505": ["报告 六 在职人员数少于编制数", "报告 六 支出总额控制在预算总额以内"],
        "P507": ["报告 六 圆满完成了年度工作目标", "报告 六 圆满完成了当年的任务目标"],
        "P510": ["报告 六 5本", "报告 六 60集"],
    }


def test_a_reference_replaced_by_its_digits_is_found(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    general = tmp_path / "data/2023/report/02-general-budget.md"
    edit(general, "年末结余{{ 项目支出.年末结余 }}万元", "年末结余66.93万元")
    [finding] = [one for one in found("P502", book_of(workspace)) if one.place.file.endswith(general.name)]
    assert finding.subject.endswith("66.93万元")
    assert "{{ 项目支出.年末结余 }}" in finding.expected


def test_a_number_is_only_near_a_figure_that_its_sentence_speaks_of() -> None:
    assert found("P502", said("项目年末尚有63.69万元。"))
    assert not found("P502", said("门前绿篱补植用去63.69万元。"))
    assert not found("P502", said("门前绿篱补植用去66.38万元。项目年末尚有结余。"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("截止年底，实有在职人员19人，工勤人员1人。", "21"),
        ("全年预算执行率为95%，", "执行率"),
        ("项目支出590万元，", "588.56"),
        ("本单位退休人员22人。", "21"),
    ],
)
def test_a_number_said_of_a_known_matter_must_agree(text: str, told: str) -> None:
    findings = found("P504", said(text))
    assert findings
    assert told in findings[0].found
    assert all(one.severity is Severity.WARNING for one in findings)


def test_a_number_in_another_unit_is_listed_as_undeclared() -> None:
    book = said("三公经费30%。")
    assert found("P504", book) == []
    assert found("P501", book)


def test_a_number_that_agrees_is_to_be_written_as_a_reference() -> None:
    [finding] = found("P504", said("退休人员21人。"))
    assert "应写成引用" in finding.found
    assert finding.expected == "{{ 单位.人员.退休人员 }}"


@pytest.mark.parametrize(
    "text",
    [
        "新增在职人员2人，调出在职人员1人",
        "在职人员5人参加培训",
        "局机关在职人员19人",
        "上年三公经费2.68万元",
        "压减项目支出12万元",
        "大楼维护项目支出12万元",
        "下一步，争取项目支出700万元",
        "在职人员约20人",
    ],
)
def test_numbers_of_other_matters_are_left_alone(text: str) -> None:
    assert found("P504", said(f"{text}。")) == []
