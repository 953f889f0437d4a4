"""Numerals in prose: which are figures, what they say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.render.passages import PrintedPassage
from jixiao.rules.prose_numerals import find_free_numerals, find_numerals


def phrases(text: str) -> list[str]:
    return [one.phrase for one in find_free_numerals(PrintedPassage(text), ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新接收档案10多万卷，图书1.5万册", ["10多万卷", "1.5万册"]),
        ("移交1.8TB的成果，外出培训17人次", ["1.8TB", "17人次"]),
        ("全年支出１０５１．４４万元", ["１０５１．４４万元"]),
        ("经费1,200元", ["1,200元"]),
        ("群众满意度达96%以上", ["96%"]),
        ("装修库房1200㎥，新建400平方米", ["1200㎥", "400平方米"]),
    ],
)
def test_numbers_are_read_with_their_units(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1.装修库房，（2）整理档案；3、布展",
        "10.2023年，我馆组织培训",
        "12．修订制度",
        "2023年12月8日实施，12月31日前、1-6月、1至6月、3月份完成",
        "2021—2025年规划，2021年至2023年",
        "《岳阳市档案馆指南（1980-2022）》《新中国成立70年》",
        "“5个一”工程，坚守奋进“十律”",
        "财预〔2020〕10号、岳财绩[2023]3号、（2023）第8号",
        "第十三届、第3届、第1季",
        "附件3（4）、表2、图1-3",
        "一是严格用电管理；两个维护；三、四层库房",
        "A4纸、PM2.5、HTTP2、https://example.org/2023/1",
        "9:30开会，12345号令",
        "### 3.预算管理",
        "无",
    ],
)
def test_ordinals_dates_titles_and_document_numbers_are_no_figures(text: str) -> None:
    assert phrases(text) == []


def test_amounts_are_read_in_the_base_unit() -> None:
    [one] = find_numerals("共588.56万元")
    assert (one.amount, one.unit, one.scale, one.places, one.phrase) == (
        Decimal(5885600),
        "元",
        Decimal(10_000),
        2,
        "588.56万元",
    )


@pytest.mark.parametrize("text", ["约160万元", "160余万元", "160多万元", "160万元左右", "近160万元", "160万元以上"])
def test_approximations_are_known_as_such(text: str) -> None:
    [one] = find_numerals(text)
    assert one.approximate


@pytest.mark.parametrize(
    ("text", "amount", "words"),
    [("支出1.5万元", "32000", "3.2万元"), ("购书300册", "450", "450册"), ("完成95.2%", "97.10", "97.1%")],
)
def test_an_amount_is_worded_as_the_number_beside_it(text: str, amount: str, words: str) -> None:
    [number] = find_numerals(text)
    assert number.reworded(Decimal(amount)) == words


@pytest.mark.parametrize(("text", "half"), [("12元", "0.5"), ("1.5万元", "0.05"), ("0.25%", "0.005")])
def test_rounding_moves_a_number_by_half_of_its_last_place(text: str, half: str) -> None:
    [number] = find_numerals(text)
    assert number.half_step == Decimal(half)
