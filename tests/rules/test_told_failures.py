"""What a reason or an actual tells of: not done, late, too little; or done all the same."""

from __future__ import annotations

import pytest

from jixiao.rules.told_failures import find_failed_state, find_told_failure
from jixiao.targets import parse


@pytest.mark.parametrize(
    "reason",
    [
        "尾工还在施工",
        "经费不足，少抽25批次",
        "系统实际8月才上线",
        "还有12人未领取",
        "1项申请延期结题",
        "能耗不降反升",
        "合同没有签",
        "计划26次，实际20次",
        "距目标还差15次",
        "剩余4次结转下年",
    ],
)
def test_a_reason_tells_what_was_not_reached(reason: str) -> None:
    assert find_told_failure(reason, parse("≥24次"))


@pytest.mark.parametrize(
    "reason",
    [
        "无",
        "因疫情推迟到11月举办，已完成",
        "年初未预计到新增任务",
        "上年未完工程结转本年实施，已完工",
        "未发现问题",
        "较上年少3件，因案源减少",
        "调剂预算，未影响支付进度",
        "第2期改为线上",
    ],
)
def test_a_reason_tells_how_it_was_reached(reason: str) -> None:
    assert not find_told_failure(reason, parse("≥24次"))


def test_less_is_no_failure_beside_a_limit_but_more_is() -> None:
    assert not find_told_failure("部分活动没有举办，少开4次", parse("≤10次"))
    assert find_told_failure("投诉率超过指标", parse("≤1%"))
    assert find_told_failure("材料涨价，超支2万元", parse("≤30万元"))


@pytest.mark.parametrize("actual", ["跨年完成", "尚在实施", "停运", "频繁故障", "秩序混乱", "存在违规", "部分设备闲置"])
def test_an_actual_tells_of_failure(actual: str) -> None:
    assert find_failed_state(actual, parse("正常"), parse(actual))


@pytest.mark.parametrize(
    "actual", ["未发生违规", "故障及时排除", "破损路面全部修复", "有投诉均及时处理", "查处违规行为3起"]
)
def test_what_was_warded_off_is_no_failure(actual: str) -> None:
    assert not find_failed_state(actual, parse("正常"), parse(actual))


@pytest.mark.parametrize("words", ["未逾期", "第2期因场地问题推迟一周举办，全年4期全部办完"])
def test_what_was_all_done_or_not_late_is_no_failure(words: str) -> None:
    assert find_told_failure(words, parse("4期")) == ""


@pytest.mark.parametrize(
    "words", ["因人手不足未全部完成", "没有全部完成", "引资任务只完成八成", "终验工作延至下年", "作用发挥不够充分"]
)
def test_what_was_not_all_done_is_one(words: str) -> None:
    assert find_told_failure(words, parse("4期")) == words
