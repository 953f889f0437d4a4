"""From a cell's text to a typed target."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.targets import (
    BudgetLimit,
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
)

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
