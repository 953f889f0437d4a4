"""What lies between two columns of a line."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("公务接待费预算与决算相差{}万元。", "0.65", "2.3"),
        ("公务接待费节约资金{}万元。", "0.65", "2.31"),
        ("公务接待费节约资金0.65万元，节约率{}%。", "32.5", "39.5"),
        ("公务接待费支出相当于上年的{}%。", "96.43", "104.43"),
        ("总支出的{}%用于公务接待费。", "0.18", "6.18"),
        ("全年支出759.5万元中，有{}%用于公务接待费。", "0.18", "6.18"),
        ("公务接待费尚有{}%的预算没有执行，执行率为67.5%。", "32.5", "38.5"),
        ("公务接待费预算执行率67.5%，距全额执行相差{}个百分点。", "32.5", "38.5"),
        ("除公务接待费外，其他支出共{}万元，全年支出总额为759.5万元。", "758.15", "785.15"),
        ("公务接待费增减变动率为{}%。", "3.57", "7.57"),
    ],
)
def test_the_distance_is_what_the_form_gives(text: str, right: str, wrong: str) -> None:
    held = [[one.holds for one in list_claims(said(text.format(number)))] for number in (right, wrong)]
    assert all(held[0])
    assert held[0]
    assert False in held[1]


@pytest.mark.parametrize(
    "text", ["三公经费节约率预计40%。", "公务接待费较上年节约0.05万元。", "上半年公务接待费节约0.5万元。"]
)
def test_plans_and_parts_of_the_year_are_left_alone(text: str) -> None:
    assert not [one for one in list_claims(said(text)) if not one.holds]
