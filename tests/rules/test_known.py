"""P502: a number typed by hand that the forms have, or nearly have."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.findings import Place, Severity
from jixiao.render.declared import Declaration
from jixiao.rules.known import Known, NumberMatch, match_number
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.prose_numerals import find_numerals
from tests.support.book import book_with, found


def said(text: str, *declared: str) -> PrintedPackage:
    """Return a Book whose report says this in section 六, with these numbers declared."""
    book = book_with(said=text)
    [paragraph] = book.paragraphs
    marks = tuple(Declaration(phrase, Place("report/06.md", 2)) for phrase in declared)
    return replace(book, paragraphs=(replace(paragraph, declared=marks),))


@pytest.mark.parametrize(
    ("text", "kin", "reference"),
    [
        ("列支1051.44万元", NumberMatch.SAME, "整体支出.决算"),
        ("支出10514400元", NumberMatch.SAME, "整体支出.决算"),
        ("项目年末尚有63.69万元", NumberMatch.SWAPPED, "项目支出.年末结余"),
        ("项目年末尚有66.38万元", NumberMatch.NEXT, "项目支出.年末结余"),
        ("全年收入654.95元", NumberMatch.POINT, "项目支出.全年收入"),
        ("全年收入65.495万元", NumberMatch.POINT, "项目支出.全年收入"),
        ("全年收入664.95万元", NumberMatch.MISTYPED, "项目支出.全年收入"),
        (
            "装修库房1200㎥",
            NumberMatch.UNIT,
            '各项目.shelving.绩效指标.产出指标.数量指标["采购固定架、密集架"].实际完成值',
        ),
        (
            "迁移190万条",
            NumberMatch.SAME,
            '各项目.digital.绩效指标.产出指标.数量指标["原档案系统数据迁移服务"].实际完成值',
        ),
    ],
)
def test_a_figure_typed_by_hand_is_a_warning_that_says_what_to_write(
    text: str, kin: NumberMatch, reference: str
) -> None:
    [finding] = found("P502", said(f"情况说明：{text}。"))
    assert finding.severity is Severity.WARNING
    assert kin.value in finding.found
    assert f"{{{{ {reference} }}}}" in finding.expected


@pytest.mark.parametrize(
    "text",
    [
        "有21人参加，设5个部门，3个组，共13万元",  # small whole numbers meet by chance
        "争取投资200万元，培训100人，完成率100%",  # round ones too
        "约1051.44万元，160多万元",  # approximations are not the figure
        "另有资金37.21万元，1050页",
        "满意度96%，占44%",
        "接待游客1200人",
    ],
)
def test_numbers_that_are_others_do_not_warn(text: str) -> None:
    assert found("P502", said(f"情况说明：{text}。")) == []


@pytest.mark.parametrize(
    ("typed", "kin"),
    [
        ("54.2万元", NumberMatch.SWAPPED),
        ("52.4万元", NumberMatch.SAME),
        ("5.24万元", NumberMatch.POINT),
        ("25.4万元", None),
        ("54.3万元", None),
        ("542万元", None),
    ],
)
def test_three_digits_tell_where_they_were_turned_across_the_point(typed: str, kin: NumberMatch | None) -> None:
    amount, ten_thousand = Decimal(524_000), Decimal(10_000)
    known = Known("支出", "支出", "52.4万元", "52.4", amount, amount, "元", ten_thousand)
    assert match_number(find_numerals(typed)[0], known) is kin


def test_a_declared_number_is_not_compared() -> None:
    assert found("P502", said("情况说明：装修库房1200㎥。", "1200㎥")) == []


@given(st.integers(1, 31), st.sampled_from(["人", "个", "万元", "家", "%", ""]))
def test_small_whole_numbers_never_resemble_a_figure(number: int, unit: str) -> None:
    [typed] = find_numerals(f"{number}{unit}")
    amount = Decimal(number) * typed.scale
    known = Known("路径", "路径", str(number), str(number), amount, amount, typed.unit, typed.scale)
    assert match_number(typed, known) is None
