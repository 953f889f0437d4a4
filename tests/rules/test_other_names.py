"""Other names of matters: 在编人员, and 在职 before its number."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.other_names import list_other_names
from tests.rules.test_sentences_hold import said


def wrong(text: str) -> list[str]:
    """Return the words of the claims that do not hold."""
    return [one.words for one in list_claims(said(text)) if not one.holds]


def test_each_matter_has_another_name() -> None:
    assert all(one.also for one in list_other_names())


def test_short_names_are_read_before_their_numbers() -> None:
    assert wrong("编制30人，退休27人。") == ["退休27人"]


@pytest.mark.parametrize(
    "text",
    ["退休27人参加了活动。", "编制30人，本年退休2人，新招录1人。", "在职培训27人次，退休返聘2人。", "退休27人。"],
)
def test_short_names_elsewhere_are_none(text: str) -> None:
    assert wrong(text) == []
