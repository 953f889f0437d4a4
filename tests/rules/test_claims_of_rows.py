"""What is said of indicators."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    "text",
    [
        "编印工作简报未完成。",
        "编印工作简报没有达到目标。",
        "培训合格率低于目标值。",
        "系统上线时间为2023年12月28日。",
        "我单位于12月28日实现了系统上线的要求。",
        "系统上线延期完成。",
    ],
)
def test_a_result_told_otherwise_is_found(text: str) -> None:
    assert [one.holds for one in list_claims(said(text)) if one.kind is ClaimKind.INDICATOR] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "编印工作简报已完成。",
        "编印工作简报延期完成。",
        "我单位于11月28日实现了系统上线的要求。",
        "培训合格率高于目标值。",
        "系统上线时间为2023年11月28日。",
        "系统上线时间为2023年12月31日前。",
    ],
)
def test_a_result_told_as_it_is_stands(text: str) -> None:
    assert all(one.holds for one in list_claims(said(text)))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("按照要求，我单位组织开展了2022年度部门整体支出绩效自评。", [False]),
        ("现将2022年度绩效自评有关情况报告如下。", [False]),
        ("按照要求，我单位组织开展了2023年度部门整体支出绩效自评。", []),
        ("现将2023年度绩效自评有关情况报告如下。", []),
        ("3月，我单位组织开展了2022年度部门整体支出绩效自评，结果已公开。", []),
        ("按照要求，我单位组织开展了2022年度部门整体支出绩效自评，问题已整改。", []),
    ],
)
def test_a_report_says_which_year_it_reports_on(text: str, holds: list[bool]) -> None:
    assert [one.holds for one in list_claims(said(text)) if not one.holds] == holds
