"""S321, S322: rows whose cells contradict each other."""

from __future__ import annotations

import pytest

from jixiao.rules.contradicting_rows import holds_a_place
from tests.support.book import book_with, found, row, sheet


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("验收合格", "验收不合格"),
        ("通过验收", "未通过验收"),
        ("不发生安全事故", "发生安全事故1起"),
        ("有所提高", "有所下降"),
        ("逐步降低", "逐步上升"),
        ("优秀", "合格"),
        ("省级", "市级"),
        ("全部公开", "部分公开"),
        (">2场", "2场"),
        ("每月1次", "全年11次"),
        ("每季度2次", "7次"),
        ("每季度召开1次", "2次"),
        ("次年3月底前", "次年4月10日"),
        ("国庆节前", "10月20日"),
        ("优良", "轻度污染"),
        ("通过", "修改后再审"),
        ("下降", "不降反升"),
        ("2级以上", "3级"),
        ("持续服务", "停止服务"),
        ("全年不间断运行", "因雷击停机6天"),
        ("安全无事故", "发生踩踏受伤事件"),
        ("公示无异议", "收到异议3件"),
        ("无死亡", "死亡2株"),
        ("无保留意见", "保留意见"),
        ("每月10日前", "每月15日"),
        ("每人补助3000元", "每人补助2000元"),
        ("四星级", "三星级"),
        ("国内领先", "省内先进"),
        ("逐年上升", "比上年下降"),
        ("验收通过", "数据被退回重报"),
    ],
)
def test_full_points_beside_the_contrary_are_told(target: str, actual: str) -> None:
    assert found("S321", book_with(sheet(row(target, actual))))
    assert not found("S321", book_with(sheet(row(target, actual, score="8", deviation="没有做到"))))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("验收合格", "验收均合格"),
        ("不发生安全事故", "未发生安全事故"),
        ("有所提高", "能耗有所下降，效率有所提高"),
        ("节能水平有所提升", "用电量有所下降"),
        ("良好及以上", "优秀"),
        ("合格", "优秀"),
        ("市级", "省级"),
        ("每月1次", "全年12次"),
        ("每周1次", "50次"),
        ("不断提高群众获得感", "群众获得感提高"),
        ("合格率达标", "合格"),
        ("每半年1次", "上下半年各1次"),
        ("每天开放8小时", "8.5小时"),
        ("次年3月底前", "次年3月20日"),
        ("春节前", "1月18日"),
        ("4月中旬前", "4月12日"),
        ("通过", "一次性通过"),
        ("2级以上", "1级"),
        ("不间断供电", "停电前均启用备用电源，供电未中断"),
        ("公示无异议", "公示期满无异议"),
        ("每月15日前", "每月10日"),
        ("每人补助不超过40元", "每人补助30元"),
        ("实现无纸化办公", "无纸化办公已实现"),
        ("三星级", "四星级"),
        ("持续服务", "长期服务"),
    ],
)
def test_the_same_in_other_words_is_no_contradiction(target: str, actual: str) -> None:
    assert not found("S321", book_with(sheet(row(target, actual))))


@pytest.mark.parametrize("reason", ["受场地影响，少办1期", "有2场因天气取消", "延迟到11月拨付", "低于目标值2个百分点"])
def test_a_reason_that_tells_what_is_missing_stands_beside_no_full_points(reason: str) -> None:
    assert found("S321", book_with(sheet(row("4期", "4期", deviation=reason))))


@pytest.mark.parametrize("reason", ["无", "取消后改为线上举办", "因天气推迟到5月，已完成", "超额完成"])
def test_a_reason_that_tells_how_it_was_made_up_for_may(reason: str) -> None:
    assert not found("S321", book_with(sheet(row("4期", "4期", deviation=reason))))


@pytest.mark.parametrize("actual", ["待定", "同上", "略"])
def test_what_only_holds_a_place_is_told(actual: str) -> None:
    assert found("S322", book_with(sheet(row("正常", actual))))


@pytest.mark.parametrize(
    "actual",
    ["X场", "＿＿万元", "  场", "次", "……", "待统计", "（略）", "今年", "几人", "——待填", "具体见附件", "暂未统计"],
)
def test_signs_and_words_hold_a_place(actual: str) -> None:
    assert holds_a_place(actual)


@pytest.mark.parametrize("actual", ["3场", "7×24小时", "略有增加", "详见率达标", "今年已完成", "良好"])
def test_what_says_something_holds_no_place(actual: str) -> None:
    assert not holds_a_place(actual)


def test_nothing_answers_no_amount() -> None:
    assert found("S321", book_with(sheet(row("≥5件", "无"))))


def test_what_is_reached_is_not_read_as_words() -> None:
    assert not found("S321", book_with(sheet(row("不超预算", "未超预算"))))
