"""Scores and grades."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("自评得分99.8分。", [True]),
        ("自评得分89.8分。", [False]),
        ("经自评，综合得分97.8分。", [False]),
        ("对照指标体系逐项打分，我单位得98分。", [False]),
        ("自评99.8分。", [True]),
        ("自评得分在95分以上。", [True]),
        ("自评得分超过95分。", [True]),
        ("自评得分超过99.8分。", [False]),
        ("自评得分不低于99.8分。", [True]),
        ("对照评分标准逐项打分，最终得98.3分。", [False]),
        ("对照评分标准逐项打分，最终得99.8分。", [True]),
        ("对照评分标准逐项打分，第三方最终得98.3分。", []),
        ("自评得分在100分以上。", [False]),
        ("自评结果为良。", [False]),
        ("部门整体支出绩效等级为“优”。", [True]),
        ("综合评定，本单位整体支出绩效为“优”等次。", [True]),
        ("综合评定，本单位整体支出绩效为“良”等次。", [False]),
        ("自评中产出指标得48分。", []),
        ("知识竞赛我单位得98分。", []),
        ("绩效自评满分100分。", []),
        ("上年自评得分97分。", []),
    ],
)
def test_scores_and_grades_are_those_of_the_forms(text: str, holds: list[bool]) -> None:
    assert [one.holds for one in list_claims(said(text)) if one.kind is ClaimKind.SCORE] == holds
