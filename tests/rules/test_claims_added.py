"""Sums of lines of the forms, and remainders of their budgets."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("基本支出和项目支出合计759.5万元。", True),
        ("基本支出和项目支出合计795.5万元。", False),
        ("基本支出、项目支出两项支出共759.5万元。", True),
        ("办公楼运行维护费、公共服务能力提升专项合计支出240.1万元。", True),
        ("办公楼运行维护费、公共服务能力提升专项合计支出204.1万元。", False),
        ("公用经费年末结余1.6万元。", True),
        ("公用经费年末结余6.1万元。", False),
    ],
)
def test_sums_and_remainders(text: str, *, holds: bool) -> None:
    assert {one.holds for one in list_claims(said(text))} == {holds}


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费、公用经费等支出共100万元。",
        "公务接待费、公务接待费合计3万元。",
        "上半年基本支出和项目支出合计300万元。",
        "计划基本支出和项目支出合计900万元。",
    ],
)
def test_what_may_be_more_than_the_lines_named_is_left_alone(text: str) -> None:
    assert list_claims(said(text)) == ()
