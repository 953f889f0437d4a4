"""How an actual stands to its target."""

from decimal import Decimal

import pytest
from hypothesis import given

from jixiao.targets import (
    Incomparable,
    Met,
    Missed,
    NoActual,
    Quantity,
    Sign,
    compare,
    parse,
)
from tests.support.drawn_targets import quantities

MET = [
    ("≥96%", "100%"),
    ("≥96%", "百分之九十六"),
    ("≥3家", "3家"),
    ("12次", "十二次"),
    ("12次", "12"),
    ("≤191万元", "1910000元"),
    ("≤191万元", "116.5"),
    ("≤0.02亿元", "191万元"),
    ("1200㎡", "1200平方米"),
    (">5次", "6次"),
    ("<5%", "4.9%"),
    ("3-5次", "4次"),
    ("0次", "0次"),
    ("≥0次", "3次"),
    ("2023年12月31日前", "2023年12月20日"),
    ("12月31日之前", "12月31日"),
    ("2023年12月31日前", "12月20日"),
    ("2023年6月30日前", "2023年6月"),
    ("年底前", "按时完成"),
    ("不超预算", "未超预算"),
    ("无", "没有"),
    ("有所提升", "有所提升"),
    ("约1万卷（件）", "约1万卷（件）"),
    ("约1万卷（件）", "10200卷（件）"),
    ("扫描10万页，著录1万条", "著录1.2万条；扫描11万页"),
    ("完成率达到100%", "100%"),
    ("全覆盖", "100%"),
    ("100%", "全覆盖"),
    ("0次", "无"),
    ("0起", "全年未发生事故"),
    ("≤1%", "0"),
    ("十至十五家", "十二家"),
    ("90%≤满意度≤100%", "95%"),
    ("最高50元/件", "48元/件"),
    ("二〇二三年十二月三十一日前", "2023年12月31日"),
    ("2023年3月1日至11月30日", "2023年11月20日"),
    ("2023年11月30日前", "2023年3月1日—11月20日"),
    ("每月10日前", "每月10日前"),
]


@pytest.mark.parametrize(("target", "actual"), MET)
def test_a_target_is_met(target: str, actual: str) -> None:
    assert isinstance(compare(parse(target), parse(actual), year=2023), Met)


@pytest.mark.parametrize(
    ("target", "actual", "ratio"),
    [
        ("≥96%", "48%", "0.5"),
        ("12次", "6次", "0.5"),
        ("≤191万元", "382万元", "2"),
        ("≤10万元", "101000元", "1.01"),
        (">5次", "5次", "1"),
        ("0次", "3次", None),
        ("3-5次", "2次", None),
        ("2023年6月30日前", "2023年7月1日", None),
        ("二〇二三年六月三十日前", "7月1日", None),
        ("2023年3月1日至6月30日", "7月1日", None),
        ("全覆盖", "98%", "0.98"),
        ("十至十五家", "九家", None),
        ("2023年12月31日前", "2024年1月", None),
        ("12月31日前", "未按时完成", None),
        ("年底前", "逾期5天", None),
        ("扫描10万页，著录1万条", "扫描10万页，著录9000条", None),
    ],
)
def test_a_target_is_missed(target: str, actual: str, ratio: str | None) -> None:
    outcome = compare(parse(target), parse(actual), year=2023)
    assert isinstance(outcome, Missed)
    assert outcome.ratio == (None if ratio is None else Decimal(ratio))


@pytest.mark.parametrize(
    ("target", "actual", "why"),
    [
        ("一栋", "正常开展工作", "是文字说明"),
        ("不超预算", "100%", "是数量"),
        ("持续服务", "100%", "是文字说明"),
        ("100人", "100人次", "不能换算"),
        ("5家", "5个", "不能换算"),
        ("1200㎡", "1200㎥", "不能换算"),
        ("≥96%", "0.97", "没有写单位"),
        ("每月1次", "12次", "不能换算"),
        ("下降5%", "上升6%", "上升"),
        ("约1万卷", "9800卷", "约数"),
        ("年底前", "已完成", "是文字说明"),
        ("2023年6月15日前", "2023年6月", "哪一天"),
        ("扫描10万页，著录1万条", "扫描10万页，编目1万条", "找不到"),
    ],
)
def test_what_cannot_be_compared_says_why(target: str, actual: str, why: str) -> None:
    outcome = compare(parse(target), parse(actual), year=2023)
    assert isinstance(outcome, Incomparable)
    assert why in outcome.reason


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥96%", "≥96%"),
        ("≤160万元", "≤160万元"),
        ("2023年12月31日前", "2023年12月31日前"),
        ("年底前", "12月31日之前"),
        ("≥96%", "96%以上"),
        ("扫描≥10万页，著录1万条", "扫描≥10万页，著录1万条"),
        ("有所提升", ""),
        ("有所提升", "≥96%"),
    ],
)
def test_a_limit_or_a_blank_is_no_actual(target: str, actual: str) -> None:
    assert isinstance(compare(parse(target), parse(actual), year=2023), NoActual)


def test_an_unsigned_target_is_met_as_it_is_said_to_be() -> None:
    target, less, more = parse("10万元"), parse("8万元"), parse("12万元")
    assert isinstance(compare(target, less, equal=Sign.AT_LEAST), Missed)
    assert isinstance(compare(target, less, equal=Sign.AT_MOST), Met)
    assert isinstance(compare(target, more, equal=Sign.EQUAL), Missed)
    assert isinstance(compare(target, more, equal=None), Incomparable)
    assert isinstance(compare(target, target, equal=None), Met)


def test_a_date_without_a_year_needs_one_from_elsewhere() -> None:
    assert isinstance(compare(parse("2023年12月31日前"), parse("12月20日")), Incomparable)


@given(quantities(), quantities())
def test_more_of_the_same_meets_what_less_of_it_met(one: Quantity, other: Quantity) -> None:
    target = parse(f"≥{abs(one.number):f}次")
    low, high = sorted((abs(one.number), abs(other.number)))
    outcomes = [compare(target, parse(f"{amount:f}次")) for amount in (low, high)]
    assert not (isinstance(outcomes[0], Met) and isinstance(outcomes[1], Missed))
