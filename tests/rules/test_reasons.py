"""S309–S311, S317: the reasons that go with scores."""

from __future__ import annotations

import pytest

from jixiao.findings import Severity
from tests.support.book import book_with, found, row, sheet
from tests.support.indicator_rules import codes, only

NO_REASONS = [
    "",
    "无",
    "无。",
    "—",
    "/",
    "没有",
    "－",
    "／",
    "0",
    "暂无",
    "不适用",
    "未发现偏差",
    "无原因",
    "已完成",
    "按计划完成",
    "已达标",
]


@pytest.mark.parametrize("none", NO_REASONS)
def test_a_deduction_wants_a_reason(none: str) -> None:
    assert only("S309", row("12次", "6次", "10", "5", none))[2] is Severity.ERROR


@pytest.mark.parametrize("none", NO_REASONS)
def test_a_full_score_may_say_that_there_is_none(none: str) -> None:
    assert codes(row("12次", "12次", deviation=none)) == []


def test_a_full_score_wants_no_reason() -> None:
    assert only("S310", row("12次", "12次", deviation="人手不足"))[2] is Severity.HINT


@pytest.mark.parametrize("said", ["尚未出版", "工作未完成。", "没有达到预期"])
def test_a_full_score_cannot_be_unfinished(said: str) -> None:
    assert only("S311", row(deviation=said))[2] is Severity.WARNING
    assert codes(row(actual=said)) == ["S311"]


@pytest.mark.parametrize("said", ["无未完成事项", "不存在未完成的情况"])
def test_nothing_unfinished_is_not_unfinished(said: str) -> None:
    assert codes(row(actual=said)) == []


def test_unfinished_work_beside_a_deadline_in_full_is_pointed_at() -> None:
    late = row("12月31日前", "12月20日", level2="时效指标", level3="完成时间")
    other = row("12次", "6次", "10", "5", "竣工验收未完成")
    [finding] = found("S317", book_with(sheet(other, late)))
    assert finding.found == "附件3（1）“甲”写“竣工验收未完成”，“完成时间”（12月31日前）得满分"
    assert found("S317", book_with(sheet(other), sheet(late))) == []
