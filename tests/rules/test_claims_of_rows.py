"""What is said of indicators."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    "text",
    ["编印工作简报未完成。", "编印工作简报没有达到目标。", "培训合格率低于目标值。", "系统上线时间为2023年12月28日。"],
)
def test_a_result_told_otherwise_is_found(text: str) -> None:
    assert [one.holds for one in list_claims(said(text)) if one.kind is ClaimKind.INDICATOR] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "编印工作简报已完成。",
        "培训合格率高于目标值。",
        "系统上线时间为2023年11月28日。",
        "系统上线时间为2023年12月31日前。",
    ],
)
def test_a_result_told_as_it_is_stands(text: str) -> None:
    assert all(one.holds for one in list_claims(said(text)))
