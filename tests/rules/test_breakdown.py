"""P508, P509: sums and shares inside a sentence."""

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
    ("text", "severity"),
    [
        ("年初预算395.34万元（其中人员经费支出330.89万元、公用经费支出64.54万元）。", Severity.WARNING),
        ("决算462.88万元，其中：工资福利支出312.59万元，商品和服务支出76.86万元和补助82.43万元。", Severity.WARNING),
        ("年初预算395.34万元，其中人员经费支出330.89万元、公用经费支出63.45万元。", Severity.HINT),
        ("安排165万元（其中：上年结转50万元，当年安排100万元，其他资金20万元）。", Severity.WARNING),
    ],
)
def test_parts_that_miss_their_total_are_found(text: str, severity: Severity) -> None:
    [finding] = found("P508", said(text))
    assert finding.severity is severity


@pytest.mark.parametrize(
    "text",
    [
        "年初预算395.34万元（其中人员经费支出330.89万元、公用经费支出64.45万元。），年中追加80.54万元。",
        "决算462.88万元，其中工资福利支出312.6万元、商品和服务支出67.9万元、补助82.4万元。",  # rounding
        "决算462.88万元，其中办公费3.8万元、差旅费31.47万元。",  # partial
        "支出1051.31万元，其中基本支出462.88万元，占总支出44%，人员支出395.02万元，公用支出67.86万元，项目支出588.43万元。",
        "支出100万元，其中甲60万元，较上年增加50万元。",
        "支出100万元，其中甲60万元。全年结余300万元。",
    ],
)
def test_lists_that_fit_or_are_no_plain_lists_are_left_alone(text: str) -> None:
    assert found("P508", said(text)) == []


def test_a_share_typed_by_hand_is_recomputed() -> None:
    [finding] = found("P509", said("整体支出1051.31万元，其中基本支出462.88万元，占总支出46%。"))
    assert "44.03%" in finding.found


def test_a_share_of_what_only_the_forms_name_is_recomputed() -> None:
    [finding] = found("P509", said("基本支出462.88万元，占总支出46%。"))
    assert "按此计算为 44.02%" in finding.found
    [finding] = found("P509", said("在职人员21人，占编制的90%。"))
    assert "编制 21人，按此计算为 100%" in finding.found


@pytest.mark.parametrize(
    "text",
    [
        "整体支出1051.31万元，其中基本支出462.88万元，占总支出44%。",
        "整体支出1051.31万元，其中基本支出462.88万元，占总支出的44.03%。",
        "2022年基本支出462.88万元，占总支出46%。",  # of another year the forms say nothing
        "一季度支出462.88万元，占总支出46%。",
        "在职人员21人，占编制的100%。",
        "整体支出1051.31万元，本年捐赠20万元，占捐赠总额46%。",
    ],
)
def test_shares_that_follow_or_cannot_be_told_are_left_alone(text: str) -> None:
    assert found("P509", said(text)) == []
