"""What a sentence divides of its own numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims_divided import format_per_cent
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("应到50人，实到48人，到会率96%。", {True}),
        ("应到50人，实到48人，到会率98%。", {False}),
        ("计划培训10期，实际培训9期，完成率90%。", {True}),
        ("计划培训10期，实际培训9期，完成率95%。", {False}),
        ("检查单位60家，发现隐患15处，整改15处，整改率98%。", {False}),
        ("全年用水3600吨，月均300吨。", {True}),
        ("全年用水3600吨，月均360吨。", {False}),
    ],
)
def test_rates_of_what_was_due_and_means_of_the_year(text: str, verdicts: set[bool]) -> None:
    assert {one.holds for one in list_claims(said(text))} == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "应收档案50卷，实收48卷，破损率4%。",
        "计划培训10期，实际培训10期，合格率95%。",
        "全年用水3600吨，下半年月均280吨。",
    ],
)
def test_a_rate_of_something_else_is_left_alone(text: str) -> None:
    assert list_claims(said(text)) == ()


def test_per_cents_have_two_decimals_at_most_and_halves_go_up() -> None:
    written = ("83.3333", "97.50", "96", "0.125")
    assert [format_per_cent(Decimal(one)) for one in written] == ["83.33%", "97.5%", "96%", "0.13%"]
