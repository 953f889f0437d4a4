"""P504: numbers said of a known matter."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from jixiao.findings import Place, Severity
from jixiao.render.declared import Declaration
from jixiao.rules.printed_package import PrintedPackage
from tests.support.book import book_with, found


def said(text: str, *declared: str) -> PrintedPackage:
    """Return a Book whose report says this in section 六, with these numbers declared."""
    book = book_with(said=text)
    [paragraph] = book.paragraphs
    marks = tuple(Declaration(phrase, Place("report/06.md", 2)) for phrase in declared)
    return replace(book, paragraphs=(replace(paragraph, declared=marks),))


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
