"""S313–S315, S320: what stands as actual."""

from __future__ import annotations

import pytest

from jixiao.findings import Severity
from jixiao.rules.form_tables import FormRow
from tests.support.book import book_with, found, row, sheet
from tests.support.indicator_rules import INDICATOR_RULES, codes, only

BUDGET = "预算控制数"


def cost(*cells: str, **named: str) -> FormRow:
    return row(*cells, level2="成本指标", level3=BUDGET, **named)


def derive_balance(one: FormRow) -> set[tuple[str, Severity]]:
    book = book_with(sheet(one))
    return {(code, finding.severity) for code in (*INDICATOR_RULES, "S320") for finding in found(code, book)}


def test_a_claim_to_have_kept_the_budget_is_held_against_the_form() -> None:
    told, expected, _ = only("S313", cost("不超预算", "不超预算"), budget="1048.7", outturn="1050.7")
    assert "1050.7 超过 1048.7 的 0.19%，(1 − 2 ÷ 1048.7) × 10 = 9.98" in told
    assert expected == "9.98"
    assert codes(cost("不超预算", "不超预算", "10", "9.98", "追加未批"), budget="1048.7", outturn="1050.7") == []


def test_an_amount_against_the_budget_is_compared_like_any_other() -> None:
    one = cost("不超预算", "110万元", "10", "9", "材料涨价")
    assert codes(one, budget="100", outturn="110") == []
    assert codes(cost("不超预算", "110万元"), budget="100", outturn="110") == ["S306"]


def test_target_and_actual_of_the_budget_match_the_funds_of_the_form() -> None:
    told, _, severity = only("S313", cost("≤160万元", "157.5"), budget="157.5", outturn="157.5")
    assert told == "附件3（1）“预算控制数”指标值“≤160万元”，表上全年预算数 157.5"
    assert severity is Severity.WARNING
    assert codes(cost("≤160万元", "150"), budget="160", outturn="155.2") == ["S313"]
    assert codes(cost("≤160万元", "155"), budget="160", outturn="155.2") == []


@pytest.mark.parametrize("actual", ["≥96%", "96%以上", "不低于96%", ""])
def test_a_limit_is_no_actual(actual: str) -> None:
    assert only("S314", row("≥96%", actual))[2] is Severity.WARNING


@pytest.mark.parametrize("actual", ["2023年12月31日前", "12月31日之前", "年底前"])
def test_a_deadline_as_actual_is_pointed_at(actual: str) -> None:
    assert only("S314", row("2023年12月31日前", actual, level2="时效指标"))[2] is Severity.HINT


@pytest.mark.parametrize(
    ("target", "actual", "level2"),
    [
        ("一栋", "正常开展工作", "数量指标"),
        ("持续服务", "100%", "数量指标"),
        ("5家", "5个", "数量指标"),
        ("30天", "25天", "时效指标"),
        ("约1万卷", "9900卷", "数量指标"),
        ("年底前", "已完成", "时效指标"),
    ],
)
def test_what_cannot_be_compared_is_pointed_at(target: str, actual: str, level2: str) -> None:
    assert only("S315", row(target, actual, level2=level2))[2] is Severity.HINT


@pytest.mark.parametrize(
    ("target", "actual"),
    [("12次", "12"), ("≥96%", "97.1"), ("30TB", "22GB"), ("24期", "24个月"), ("1860人次", "1860卷")],
)
def test_a_unit_that_is_lost_or_another_is_a_warning(target: str, actual: str) -> None:
    assert Severity.WARNING in {severity for code, severity in derive_balance(row(target, actual)) if code == "S315"}


@pytest.mark.parametrize(("target", "actual"), [("≤181万元", "115.79"), ("0次", "0"), ("≥3", "4"), ("0起", "0")])
def test_money_and_nothing_need_no_unit(target: str, actual: str) -> None:
    assert "S315" not in codes(row(target, actual))


@pytest.mark.parametrize(
    ("level1", "level3", "target", "actual"),
    [
        ("满意度指标", "受益对象评价", "≥96%", "972%"),
        ("效益指标", "设备完好率", "≥96%", "980%"),
        ("产出指标", "验收合格率", "≥1000%", "100%"),
        ("效益指标", "政策知晓率", "≥90%", "百分之一百二十"),
    ],
)
def test_a_share_cannot_exceed_the_whole(level1: str, level3: str, target: str, actual: str) -> None:
    one = row(target, actual, level1=level1, level3=level3)
    assert ("S320", Severity.ERROR) in derive_balance(one)


@pytest.mark.parametrize(
    ("level3", "said"),
    [
        ("党员教育参训率", Severity.WARNING),
        ("热线接听率", Severity.WARNING),
        ("新品转化率", Severity.HINT),
        ("产销率", None),
        ("报名率", None),
        ("税收入库率", None),
        ("旅游收入恢复率", None),
    ],
)
def test_a_share_of_those_there_weighs_more_than_any_rate(level3: str, said: Severity | None) -> None:
    heard = [one for code, one in derive_balance(row("≥95%", "118%", level3=level3)) if code == "S320"]
    assert heard == ([] if said is None else [said])


@pytest.mark.parametrize("level3", ["任务完成率", "参训人数增长率", "带动就业比例"])
def test_other_rates_may_exceed_it(level3: str) -> None:
    assert "S320" not in codes(row("≥100%", "125%", level3=level3, deviation="需求增加"))


def test_a_share_is_no_answer_to_the_budget() -> None:
    assert only("S315", cost("不超预算", "100%"))[2] is Severity.HINT
