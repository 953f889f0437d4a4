"""Targets and actuals: read whole or left as words, compared or called incomparable."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.targets import (
    BudgetLimit,
    Deadline,
    Incomparable,
    Met,
    Missed,
    NoActual,
    Nothing,
    Quantity,
    Several,
    Sign,
    Wording,
    compare,
    parse,
    quantity_words,
)
from jixiao.targets.measures import base_unit
from jixiao.targets.number_words import chinese, in_chinese

QUANTITIES = {
    "≥96%": ("≥", "96", "%"),
    "≥９６％": ("≥", "96", "%"),
    "> =96 %": ("≥", "96", "%"),
    ">5": (">", "5", ""),
    "<5%": ("<", "5", "%"),
    "=3": ("=", "3", ""),
    "12次": ("", "12", "次"),
    "12 次": ("", "12", "次"),
    "1200㎡": ("", "1200", "㎡"),
    "1200平方米": ("", "1200", "㎡"),
    "1,200㎡": ("", "1200", "㎡"),
    "0.5公顷": ("", "5000", "㎡"),
    "1本": ("", "1", "本"),
    "≤191万元": ("≤", "1910000", "元"),
    "191万": ("", "1910000", ""),
    "0.02亿元": ("", "2000000", "元"),
    "500元": ("", "500", "元"),
    "10万页": ("", "100000", "页"),
    "3000人次": ("", "3000", "人次"),
    "3千克": ("", "3000", "克"),
    "5公里": ("", "5000", "米"),
    "1.8TB": ("", "1.8", "TB"),
    "5个百分点": ("", "5", "百分点"),
    "24小时": ("", "86400", "秒"),
    "十二次": ("", "12", "次"),
    "两本": ("", "2", "本"),
    "一栋": ("", "1", "栋"),
    "三万": ("", "30000", ""),
    "三点五万元": ("", "35000", "元"),
    "百分之九十六": ("", "96", "%"),
    "不低于百分之九十六点五": ("≥", "96.5", "%"),
    "九成": ("", "90", "%"),
    "九成五以上": ("≥", "95", "%"),
    "不少于12次": ("≥", "12", "次"),
    "不低于96%": ("≥", "96", "%"),
    "达到96%以上": ("≥", "96", "%"),
    "至少3个": ("≥", "3", "个"),
    "12次以上": ("≥", "12", "次"),
    "不超过5万元": ("≤", "50000", "元"),
    "控制在5%以内": ("≤", "5", "%"),
    "10天以内": ("≤", "10", "天"),
    "5个工作日内": ("≤", "5", "工作日"),
    "5次以下": ("≤", "5", "次"),
    "超过96%": (">", "96", "%"),
    "不足96%": ("<", "96", "%"),
    "100%完成": ("", "100", "%"),
    "全年12次": ("", "12", "次"),
    "2023年完成12次": ("", "12", "次"),
    "每月1次": ("", "1", "次/月"),
    "1次/月": ("", "1", "次/月"),
    "-5%": ("", "-5", "%"),
}


@pytest.mark.parametrize(("text", "read"), QUANTITIES.items(), ids=QUANTITIES)
def test_a_quantity_is_read_with_its_sign_amount_and_unit(text: str, read: tuple[str, str, str]) -> None:
    quantity = parse(text)
    assert isinstance(quantity, Quantity)
    assert (quantity.comparison, quantity.amount, quantity.unit) == (Sign(read[0]), Decimal(read[1]), read[2])
    assert quantity.text == text
    assert not quantity.approximate


@pytest.mark.parametrize("text", ["约1万卷（件）", "近1万卷（件）", "1万余卷(件)", "1万卷（件）左右"])
def test_a_rough_number_is_known_as_such(text: str) -> None:
    quantity = parse(text)
    assert isinstance(quantity, Quantity)
    assert quantity.approximate
    assert (quantity.amount, quantity.unit) == (Decimal(10_000), "卷(件)")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3-5次", "3", "5", "次"),
        ("3次至5次", "3", "5", "次"),
        ("3至5个", "3", "5", "个"),
        ("90%～95%", "90", "95", "%"),
        ("控制在90%～95%之间", "90", "95", "%"),
        ("1.5万-2万元", "15000", "20000", "元"),
        ("3-5万元", "30000", "50000", "元"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str, unit: str) -> None:
    quantity = parse(text)
    assert isinstance(quantity, Quantity)
    assert (quantity.amount, quantity.upper, quantity.unit) == (Decimal(low), Decimal(high), unit)
    assert quantity.comparison is Sign.BETWEEN


@pytest.mark.parametrize(
    ("text", "year", "last", "bound"),
    [
        ("2023年12月31日前", 2023, (12, 31), True),
        ("12月31日之前", None, (12, 31), True),
        ("２０２３年６月３０日前", 2023, (6, 30), True),
        ("年底前", None, (12, 31), True),
        ("年底前支付到位", None, (12, 31), True),
        ("2023年年底前", 2023, (12, 31), True),
        ("2023年内", 2023, (12, 31), True),
        ("6月底前", None, (6, 30), True),
        ("2023年12月28日", 2023, (12, 28), False),
        ("2023-12-28", 2023, (12, 28), False),
        ("于12月28日完成", None, (12, 28), False),
        ("2024年2月", 2024, (2, 29), False),
        ("上半年", None, (6, 30), False),
        ("第三季度", None, (9, 30), False),
    ],
)
def test_a_date_is_a_limit_or_a_day(text: str, year: int | None, last: tuple[int, int], bound: bool) -> None:
    read = parse(text)
    assert isinstance(read, Deadline)
    assert (read.year, read.last, read.bound) == (year, last, bound)


@pytest.mark.parametrize(
    "text",
    [
        "不超预算",
        "不超过预算",
        "不超预算。",
        "控制在预算内",
        "控制在预算范围内",
        "预算内",
        "不突破年度预算",
        "未超预算",
    ],
)
def test_the_budget_as_limit_is_known_in_many_wordings(text: str) -> None:
    assert isinstance(parse(text), BudgetLimit)


@pytest.mark.parametrize("text", ["", "无", "没有", "-", "——", "/", " "])
def test_nothing_is_nothing(text: str) -> None:
    assert isinstance(parse(text), Nothing)


@pytest.mark.parametrize(
    "text",
    [
        "有所提升",
        "持续服务",
        "一旦问题苗头及时上报",
        "一次性验收合格",
        "统一管理",
        "万无一失",
        "三级等保",
        "1级",
        "第3名",
        "2023年",
        "2023-2025年",
        "二〇二三",
        "三百五",
        "2月30日前",
        "6月前",
        "12次未完成",
        "12月28日未完成",
        "3.5万卷约40万档案条目录",
        "1:1",
        "超过5次以下",
        "每月10日前",
        "2023年12月31日至1月1日",
    ],
)
def test_what_is_no_amount_stays_words(text: str) -> None:
    assert parse(text) == Wording(text)


def test_several_quantities_keep_their_nouns() -> None:
    read = parse("档案数字化扫描10万页，著录条目1万条")
    assert isinstance(read, Several)
    assert [(part.noun, part.amount, part.unit) for part in read.parts] == [
        ("档案数字化扫描", Decimal(100_000), "页"),
        ("著录条目", Decimal(10_000), "条"),
    ]


# comparing

MET = [
    ("≥96%", "100%"),
    ("≥96%", "百分之九十六"),
    ("≥3家", "3家"),
    ("12次", "十二次"),
    ("12次", "12"),
    ("≤191万元", "1910000元"),
    ("≤191万元", "115.78"),
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


# what holds for all texts and all quantities

UNITS = ["", "次", "家", "页", "万页", "人次", "元", "万元", "亿元", "㎡", "平方米", "%", "公里", "卷(件)", "次/年"]
NOUNS = ["", "扫描", "著录条目", "培训", "投诉减少率"]
SIGNS = [one for one in Sign if one is not Sign.BETWEEN]
# A year without a unit is a year.
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2).filter(lambda one: not 2000 <= one < 2100)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    written = draw(st.sampled_from(UNITS))
    times = Decimal({"万": 10**4, "亿": 10**8}.get(written[:1], 1))
    unit, factor = base_unit(written[1:] if times > 1 else written)
    scale, amount = times * factor, draw(AMOUNTS)
    comparison: Sign = draw(st.sampled_from(SIGNS))
    upper = None
    if draw(st.booleans()) and "/" not in written:
        comparison, upper = Sign.BETWEEN, (amount + draw(st.integers(1, 1000))) * scale
        if amount >= 1000:  # 2000至2101 may be years
            amount, upper = amount + 2100, upper + 2100 * scale
    noun, about = draw(st.sampled_from(NOUNS)), draw(st.booleans())
    return Quantity(comparison, amount * scale, unit, written, scale, noun, upper, about)


@given(quantities())
def test_a_printed_quantity_reads_back_as_itself(quantity: Quantity) -> None:
    assert parse(quantity_words(quantity)) == quantity


@given(quantities(), quantities())
def test_more_of_the_same_meets_what_less_of_it_met(one: Quantity, other: Quantity) -> None:
    target = parse(f"≥{abs(one.number):f}次")
    low, high = sorted((abs(one.number), abs(other.number)))
    outcomes = [compare(target, parse(f"{amount:f}次")) for amount in (low, high)]
    assert not (isinstance(outcomes[0], Met) and isinstance(outcomes[1], Missed))


SNIPPETS = """
    ≥ ≤ > < = 不超 预算 约 1 12 96 % 万 亿 元 次 家 十 两 百分之 成 年 月 日 前 底 之 2023
    - ～ 至 , ， ； . 以上 以内 无 余 每
"""
PIECES = st.sampled_from(SNIPPETS.split())


@given(st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=12).map("".join)))
def test_no_text_is_too_strange_to_read_and_compare(text: str) -> None:
    read = parse(text)
    assert read.text == text.strip()
    for target in ("≥96%", "12次", "2023年12月31日前", "不超预算", "扫描10万页，著录1万条", "有所提升", "无", text):
        for one, other in ((parse(target), read), (read, parse(target))):
            assert isinstance(compare(one, other, year=2023), Met | Missed | Incomparable | NoActual)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_chinese_numeral_reads_back_as_itself(number: int) -> None:
    assert chinese(in_chinese(number)) == number
