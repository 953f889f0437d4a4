"""Halves and quarters of a year."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("公务接待费上半年支出0.6万元，下半年支出0.75万元。", [True, True]),
        ("公务接待费上半年支出0.6万元，下半年支出1.25万元。", [True, False]),
        ("公务接待费前三季度支出0.9万元，第四季度支出0.45万元。", [True, True]),
        ("公务接待费四个季度分别支出0.3万元、0.3万元、0.3万元、0.45万元。", [True]),
        ("公务接待费四个季度分别支出0.3万元、0.3万元、0.3万元、0.54万元。", [False]),
        ("公务接待费第一至第四季度分别支出0.3万元、0.3万元、0.3万元、0.45万元，共1.35万元。", [True, True]),
        ("公务接待费第一至第四季度分别支出0.3万元、0.3万元、0.3万元、0.54万元，年度总额1.35万元。", [False]),
        ("公务接待费上半年支出1.5万元。", [False]),
        ("公务接待费上半年支出0.6万元，7月支出0.1万元。", [True]),
        ("公务接待费预计上半年支出0.6万元，下半年支出1.25万元。", []),
    ],
)
def test_parts_of_the_year_are_no_more_than_the_whole_and_come_to_it(text: str, holds: list[bool]) -> None:
    assert [one.holds for one in list_claims(said(text)) if one.kind is not ClaimKind.RECKONED] == holds
