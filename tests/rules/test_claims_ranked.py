"""Superlatives, and what all projects reach."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("支出最多的项目是公共服务能力提升专项。", [True]),
        ("支出最少的项目是公共服务能力提升专项。", [False]),
        ("公共服务能力提升专项支出在各项目中最多。", [True]),
        ("办公楼运行维护费支出在各项目中最多。", [False]),
        ("项目支出中，办公楼运行维护费金额最高。", [False]),
        ("公共服务能力提升专项是支出最大的项目。", [True]),
        ("支出规模最大的是公共服务能力提升专项，最小的是公共服务能力提升专项。", [True, False]),
        ("各项目执行率均不低于99%。", [False]),
        ("没有一个项目的执行率低于99%。", [False]),
        ("没有一个项目的执行率低于90%。", [True]),
        ("项目执行率普遍较高，最低的也在99%以上。", [False]),
        ("项目执行率普遍较高，最低的也在95%以上。", [True]),
        ("各项目执行率均高于97%。", [True]),
        ("全部项目执行率都超过了99%。", [False]),
        ("三公经费中，公务接待费支出最多。", [False]),
        ("在三公经费的各项支出中，公务用车运行维护费占比最大。", [True]),
        ("三公经费构成中公务接待费最少。", [True]),
    ],
)
def test_most_least_and_all(text: str, holds: list[bool]) -> None:
    assert [one.holds for one in list_claims(said(text))] == holds


@pytest.mark.parametrize("text", ["除三公经费外，公务接待费最多。", "项目支出中，公务接待费最多。", "各项目进展最快。"])
def test_what_is_compared_with_something_unknown_is_left_alone(text: str) -> None:
    assert list_claims(said(text)) == ()
