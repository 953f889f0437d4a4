"""What is pasted from Excel or Word is answered by the number meant, or by none; never by another number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jixiao.findings import Place
from jixiao.model.base import Record
from jixiao.model.pasted import PLAIN, Way, read_pasted, read_pasted_day, without_noise
from jixiao.model.scalars import People, SignedMoney
from jixiao.source.nodes import Scalar


class Sample(Record):
    added: SignedMoney = None  # type: ignore[assignment]
    on_duty: People = None  # type: ignore[assignment]


def remedy(term: str, text: str) -> str:
    with pytest.raises(ValidationError) as failure:
        Sample.model_validate({term: Scalar(text, Place("a.yaml", 3, 9), f"样.{term}")})
    return str(failure.value.errors()[0]["ctx"]["remedy"])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1,234.5", "1234.5"),
        ("1，234.5", "1234.5"),
        ("1 234", "1234"),
        ("1\u00a0234.50", "1234.50"),
        ("1'234.5", "1234.5"),
        ("12,345,678", "12345678"),
        ("-1,234.5", "-1234.5"),
        ("１２．５", "12.5"),
        ("58。9", "58.9"),
        ("320.15。", "320.15"),
        ("－５７．３６", "-57.36"),
        ("(31.50)", "-31.50"),
        ("（31.50）", "-31.50"),
        ("(1,234.5)", "-1234.5"),
        ("（31.50万元）", "-31.50"),
        ("31.5-", "-31.5"),
        ("-", "0"),
        ("—", "0"),
        ("——", "0"),
        ("－", "0"),
        ("--", "0"),
        ("无", "0"),
        ("零", "0"),
        ("104..2", "104.2"),
        ("104 .2", "104.2"),
        ("104. 2", "104.2"),
        ("7.50.", "7.50"),
        ("312.", "312"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("1e5", "100000"),
        ("3.2015E+02", "320.15"),
        ("3.2015e-1", "0.32015"),
        ("3.2015000000000003E2", "320.15"),
        ("12.5万", "12.5"),
        ("12.5 万元", "12.5"),
        ("12.5万元整", "12.5"),
        ("1,200万元", "1200"),
        ("￥320.15万元", "320.15"),
        ("3201500元", "320.15"),
        ("¥3,201,500.00元", "320.15"),
        ("５０００元", "0.5"),
    ],
)
def test_where_the_way_of_writing_leaves_no_doubt_the_number_is_known(text: str, meant: str) -> None:
    assert read_pasted(text, "万元").meant == meant
    assert remedy("年中追加", text).startswith(f"改成 {meant}")


@pytest.mark.parametrize(
    "text",
    [
        "4 3.6",
        "4\t3.6",
        "4\t360",
        "4;3.6",
        "3.6、4",
        "4/3.6",
        "1,234 5,678",
        "12 (10)",
        "1,23",
        "12,5",
        "1,2345",
        "1,234,56",
        "0,123",
        "10.4.2",
        "￥320.15",
        "$320.15",
        "320.15元",
        "12.5亿元",
        "1.2.3元",
        "96%",
        "12.5元/人",
        "012",
        "1:30",
        "约 68",
        "三百",
        "31.5(30)",
        "(-5)",
        "1e99",
        "1.2.3e4",
        "+",
        "/",
    ],
)
def test_where_it_leaves_doubt_no_number_is_proposed(text: str) -> None:
    assert read_pasted(text, "万元").meant is None
    assert "改成" not in remedy("年中追加", text)


@pytest.mark.parametrize("text", ["12.0人", "１２", "12.", "1.2e1", "12名"])
def test_people_are_whole(text: str) -> None:
    assert Decimal(remedy("在职人数", text).removeprefix("改成 ").partition("；")[0].rstrip("。")) == 12


@pytest.mark.parametrize("text", ["１２．５", "12.5人", "1.25e1", "12.5."])
def test_a_broken_number_of_people_is_not_proposed(text: str) -> None:
    assert "改成" not in remedy("在职人数", text)


def test_a_negative_number_is_not_proposed_where_there_can_be_none() -> None:
    assert remedy("在职人数", "(5)") == "此处不应为负，请核对。"


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("320.15000000000003", "320.15"),
        ("64.799999999999997", "64.8"),
        ("0.30000000000000004", "0.3"),
        ("-1.1500000000000001", "-1.15"),
    ],
)
def test_binary_noise_is_no_part_of_the_number(shown: str, meant: str) -> None:
    assert without_noise(Decimal(shown)) == Decimal(meant)
    assert remedy("年中追加", shown) == f"改成 {meant}。"


@pytest.mark.parametrize("shown", ["33.333333333333336", "64.4500000001", "12345678901234567", "320.15"])
def test_what_may_be_a_quotient_or_a_slip_is_no_noise(shown: str) -> None:
    assert without_noise(Decimal(shown)) is None


@given(st.decimals(0, 99999, places=2), st.integers(1, 99))
def test_sums_of_money_in_binary_mean_the_exact_sum(amount: Decimal, times: int) -> None:
    """Adding the amount up in binary is what a spreadsheet does; its 17 digits mean the exact sum, or nothing."""
    total = Decimal(sum(float(amount) for _ in range(times)))
    shown = Decimal(f"{total:.17g}")
    assert without_noise(shown) in (amount * times, None)


@given(st.decimals(-999999, 999999, places=2, allow_nan=False))
def test_any_amount_in_any_way_of_a_spreadsheet_means_itself(amount: Decimal) -> None:
    ways = [
        f"{amount:,.2f}",
        f"{amount:,.2f}万元",
        f"({-amount:,.2f})" if amount < 0 else f"{amount:.2f}．".replace("．", "。"),
        f"{amount:.2f}".translate(str.maketrans("0123456789.-", "０１２３４５６７８９．－")),
        f"{amount:E}",
    ]
    for way in ways:
        if not PLAIN.fullmatch(way):
            meant = read_pasted(way, "万元").meant
            assert meant is not None
            assert Decimal(meant) == amount


@given(st.text("0123456789.,-()（）￥元万% \tEe．，", max_size=10))
def test_a_proposal_is_a_number_the_data_can_hold(text: str) -> None:
    meant = read_pasted(text, "万元").meant
    assert meant is None or PLAIN.fullmatch(meant)


def test_the_way_of_writing_is_told() -> None:
    assert read_pasted("4 3.6", "万元").way is Way.SEVERAL
    assert read_pasted("(31.50)", "万元").way is Way.BRACKETED
    assert read_pasted("￥31.50", "万元").way is Way.CURRENCY
    assert read_pasted("-", "万元").way is Way.ZERO


@pytest.mark.parametrize("text", ["20250520", "２０２５－５－２０", "2025-05-20 00:00:00", "45797", "2025年5月20日"])
def test_a_day_is_known_in_any_way_of_a_spreadsheet(text: str) -> None:
    assert read_pasted_day(text) == date(2025, 5, 20)


@pytest.mark.parametrize("text", ["2025-13-01", "20251301", "5/20/2025", "2025520", "8000000", "明年"])
def test_no_day_is_made_up(text: str) -> None:
    assert read_pasted_day(text) is None
