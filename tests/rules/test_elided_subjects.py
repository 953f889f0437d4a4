"""Clauses that do not name what they speak of."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from tests.rules.test_sentences_hold import said


def wrong(*text: str) -> list[str]:
    """Return the words of the claims that do not hold."""
    return [one.words for one in list_claims(said(*text)) if not one.holds]


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费支出预算为2万元，支出决算为1.35万元，完成预算的67.5%。",
        "公务接待费支出预算为2万元，支出决算为1.35万元，与上年相比减少0.05万元，降幅3.57%。",
        "公务接待费支出1.35万元。与上年相比，减少0.05万元。",
        "公务接待费本年支出1.35万元，上年1.4万元，减少0.05万元。",
        "公务接待费支出1.35万元，占预算的67.5%。",
        "公务接待费全年支出1.35万元，未突破预算。",
        "公务接待费支出1.35万元，比预算节约0.65万元，节约32.5%。",
        "三公经费支出6.55万元，其中公务接待费支出1.35万元，较上年减少0.05万元。",
        "公用经费支出58.4万元，其中上半年支出20万元，占全年的三成，比上年同期减少1万元。",
        "办公费（含公务接待费1.35万元），结余8.6万元。",
        "公务接待费支出1.35万元，降幅3.57%。",
    ],
)
def test_a_clause_is_read_with_the_name_before_it(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公务接待费支出预算为2万元，支出决算为1.4万元。", "支出决算为1.4万元"),
        ("公务接待费支出决算为1.35万元，与上年相比增加0.05万元。", "公务接待费支出决算为1.35万元，与上年相比增加"),
        ("公务接待费支出1.35万元。与上年相比，增加0.05万元。", "公务接待费支出1.35万元。与上年相比，增加"),
        ("公务接待费支出1.35万元，占预算的76.5%。", "公务接待费支出1.35万元，占预算的76.5%"),
        ("公务接待费全年支出1.35万元，突破了预算。", "公务接待费全年支出1.35万元，突破了预算"),
    ],
)
def test_a_wrong_one_is_found(text: str, words: str) -> None:
    assert words in [one.rstrip("0123456789.万元") if words.endswith(("增加", "减少")) else one for one in wrong(text)]


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费支出1.35万元，主要用于来访接待，支出1.2万元。",
        "公务接待费支出1.35万元，支付餐费0.8万元。",
        "公务接待费支出1.35万元，人员增加3人。",
        "上年公务接待费支出1.4万元，支出有所增加。",
        "公务接待费支出1.35万元。接待批次较上年增加。",
    ],
)
def test_what_speaks_of_something_else_is_left_alone(text: str) -> None:
    assert wrong(text) == []


def test_of_several_names_one_is_enough() -> None:
    assert wrong("公用经费支出58.4万元，其中公务接待费支出1.35万元，较上年减少0.05万元。") == []
