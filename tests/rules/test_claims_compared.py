"""Comparisons with the forms."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("公用经费较上年增加2.3万元。", True),
        ("公用经费延续了增加的态势，比上年增加2.3万元。", True),
        ("公用经费延续了减少的态势，比上年减少2.3万元。", False),
        ("公用经费较上年增加3.2万元。", False),
        ("公用经费比去年增长4.1%。", True),
        ("公用经费同比增长8.1%。", False),
        ("公车购置费用与上年持平。", True),
        ("公车购置与上年持平。", True),
        ("三公经费控制在预算以内。", True),
        ("公用经费低于预算。", True),
        ("公用经费高于年初预算。", False),
        ("公用经费较预算超支1.6万元。", False),
        ("公用经费较预算节约1.6万元。", True),
        ("与公用经费相比，公务接待费更少。", True),
        ("公务接待费1.35万元，高于公用经费的58.4万元。", False),
        ("公务接待费支出比公用经费少57.05万元。", True),
        ("公务接待费支出比公用经费少7.05万元。", False),
        ("1至9月，公用经费累计支出78.4万元。", False),
        ("公共服务能力提升专项高于办公楼运行维护费。", True),
    ],
)
def test_words_and_numbers_of_a_comparison(text: str, *, holds: bool) -> None:
    found = [one.holds for one in list_claims(said(text))]
    assert all(found) is holds


def test_a_part_of_the_year_says_nothing_of_the_whole() -> None:
    assert all(one.holds for one in list_claims(said("上半年公用经费较上年减少3万元。")))
