"""Targets against actuals: scores recomputed step by step, reasons, actuals that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.findings import Finding, Severity
from jixiao.rules.form_tables import FormRow
from tests.diagnosis.made_year import said
from tests.support.book import book_with, found, real_form_set, row, sheet
from tests.support.indicator_rules import codes, only
from tests.support.slips import Desk, Edit

BUDGET = "预算控制数"


def cost(*cells: str, **named: str) -> FormRow:
    return row(*cells, level2="成本指标", level3=BUDGET, **named)


RIGHT = [
    row("≥96%", "100%"),
    row("≥96%", "96%"),
    row("≥96%", "百分之九十八"),
    row("96%", "96%", level3="社会公众满意度达96%以上"),
    row("12次", "12次"),
    row("12次", "十二次"),
    row("12次", "10次", "3", "2.5", "疫情影响"),
    row("≥3家", "2家", "3", "2", "一家推迟"),
    row("约1万卷（件）", "1.02万卷（件）"),
    row("3-5次", "4次"),
    row("档案数字化扫描10万页，著录条目1万条", "档案数字化扫描10万页，著录条目1.1万条"),
    row("2023年12月31日前", "2023年12月20日", level2="时效指标"),
    row("年底前", "按时完成", level2="时效指标"),
    row("12月31日之前", "12月28日", level2="时效指标"),
    row("6月30日前", "7月15日", "10", "8", "场地移交推迟", level2="时效指标"),
    row("30天", "30天", level2="时效指标"),
    row("≤30天", "25天", level2="时效指标"),
    row("有所提升", "工作环境得到改善"),
    row("有所提升", "部分达成年度指标", "10", "7", "经费不足"),
    row("有所提升", "达成年度指标"),
    row("有所提升", "未达成年度指标且效果较差", "10", "5", "没有开展"),
    row("无", "无", level3="对自然生态环境造成的负面影响"),
    row("全省", "全省"),
    row("0次", "0次", level3="安全事故"),
    row("5%", "5%", level3="投诉率"),
    row("≤5%", "2%", level3="投诉率"),
    row("3%", "3.5%", level3="办公能耗下降率"),
    row("5%", "6%", level3="降低故障率"),
    row("500元/户", "520元/户", level3="户均增收"),
    row("2%", "2.5%", level2="成本指标", level3="采购成本节约率"),
    row("95%", "97%", level3="投诉办结率"),
    row("≥50%", "80%", deviation="年初指标值定得偏低"),
    row("≥50%", "80%", "10", "9", "年初指标值定得偏低"),
    row("无未完成事项", "无未完成事项"),
    cost("不超预算", "不超预算"),
    cost("不超预算", "控制在预算以内"),
    cost("不超预算", "100万元"),
    cost("≤100万元", "100万元"),
    cost("≤100万元", "100"),
    cost("100万元", "1000000元"),
    row("≤5万元", "4.2万元", level2="成本指标", level3="培训费"),
    row("5万元", "4.2万元", level2="成本指标", level3="培训费"),
    row("不超预算", "不超预算", level2="成本指标", level3="培训费"),
]


@pytest.mark.parametrize("one", RIGHT, ids=lambda one: f"{one.target.words}，{one.actual.words}，{one.score.words}")
def test_what_is_right_is_not_called_wrong(one: FormRow) -> None:
    assert codes(one) == []


def test_a_budget_exceeded_by_a_little_costs_a_hundredth_of_a_point() -> None:
    one = cost("≤201万元", "201.22", "13", "13")
    told, expected, severity = only("S306", one, budget="201", outturn="201.22")
    assert told == "附件3（1）“预算控制数”：201.22 超过 201 的 0.11%，(1 − 0.22 ÷ 201) × 13 = 12.99，得分 13"
    assert (expected, severity) == ("12.99", Severity.WARNING)
    right = cost("≤201万元", "201.22", "13", "12.99", "安装费调整")
    assert codes(right, budget="201", outturn="201.22") == []


@pytest.mark.parametrize(
    ("target", "actual", "steps", "expected"),
    [
        ("≥96%", "48%", "48% 低于 96%，48 ÷ 96 × 10 = 5，", "5"),
        ("≥3家", "2家", "2 家 低于 3 家，2 ÷ 3 × 10 = 6.67，", "6.67"),
        ("12次", "7次", "7 次 低于 12 次，7 ÷ 12 × 10 = 5.83，", "5.83"),
        ("≤10次", "15次", "15 次 超过 10 次 的 50%，(1 − 5 ÷ 10) × 10 = 5，", "5"),
        ("≤10次", "20次", "(1 − 10 ÷ 10) × 10 = 0，", "0"),
        ("≤10次", "31次", "(1 − 21 ÷ 10) × 10 = 0（不足 0 计 0）", "0"),
        ("0次", "3次", "3 次 没有达到 0 次，不得分", "0"),
        ("≤0.5万页", "6000页", "0.6 万页 超过 0.5 万页 的 20%，(1 − 0.1 ÷ 0.5) × 10 = 8，", "8"),
    ],
)
def test_a_missed_target_scores_by_the_formula(target: str, actual: str, steps: str, expected: str) -> None:
    told, should, _ = only("S306", row(target, actual))
    assert steps in told
    assert should == expected


def test_a_negative_actual_scores_nothing() -> None:
    assert only("S306", row("≥10%", "-2%"))[1] == "0"


@pytest.mark.parametrize(("target", "actual"), [("3-5次", "2次"), ("扫描10万页，著录1万条", "扫描9万页，著录1万条")])
def test_a_missed_target_without_formula_must_only_lose_something(target: str, actual: str) -> None:
    assert only("S306", row(target, actual))[1] == "低于分值 10"
    assert codes(row(target, actual, "10", "7", "天气原因")) == []


def test_a_late_day_must_lose_something() -> None:
    assert codes(row("2023年6月30日前", "2023年7月1日", level2="时效指标")) == ["S306"]
    assert codes(row("2023年6月30日前", "未按期完成", "10", "6", "场地", level2="时效指标")) == []


def test_a_score_rounded_to_the_form_is_only_a_hint() -> None:
    told, expected, severity = only("S306", row("12次", "7次", "10", "5.8", "时间不够"))
    assert told.endswith("（在四舍五入范围内）")
    assert (expected, severity) == ("按规则算出的得分", Severity.HINT)


def test_how_heavy_a_wrong_score_is_is_the_form_sets_to_say() -> None:
    form_set = real_form_set()
    checks = form_set.checks
    harsher = checks.score_checks.model_copy(update={"misjudged": Severity.ERROR})
    form_set = form_set.model_copy(update={"checks": checks.model_copy(update={"score_checks": harsher})})
    assert only("S306", row("12次", "6次"), form_set)[2] is Severity.ERROR


def test_a_met_target_with_less_than_full_points_is_found_whatever_the_reason() -> None:
    one = cost("≤181万元", "115.79", "10", "6.4", "竣工验收未完成。")
    told, expected, severity = only("S307", one, budget="181", outturn="115.79")
    assert "指标值“≤181万元”，完成值“115.79”，已达到，分值 10，得分 6.4" in told
    assert (expected, severity) == ("10", Severity.WARNING)


def test_far_above_the_target_wants_a_reason() -> None:
    told, _, severity = only("S308", row("3家", "5家"))
    assert "为指标值的 166.67%，没有说明" in told
    assert severity is Severity.HINT
    assert codes(row("100次", "129次")) == []
    assert codes(row("100次", "130次")) == ["S308"]
    assert codes(row("≤100次", "20次")) == []


def test_a_form_that_overshoots_often_is_one_hint() -> None:
    book = book_with(sheet(row("3家", "5家", level3="甲"), row("2次", "4次", level3="乙")))
    [finding] = found("S308", book)
    assert "“甲”" in finding.found
    assert "还有 1 条：附件3（1）“乙”" in finding.found


def test_half_a_hundredth_is_rounded_up_though_the_share_has_no_end() -> None:
    assert codes(row("≤60%", "85%", points="1.5", score="0.88", deviation="设备故障")) == []


@pytest.mark.parametrize(
    ("actual", "score", "right"),
    [
        ("达成年度指标", "8", True),
        ("达成年度指标", "7.9", False),
        ("部分达成年度指标并具有一定效果", "6", True),
        ("部分达成年度指标并具有一定效果", "7.99", True),
        ("部分达成年度指标并具有一定效果", "8", False),
        ("未达成年度指标且效果较差", "5.9", True),
        ("未达成年度指标且效果较差", "6", False),
        ("馆藏更加丰富", "3", True),
    ],
)
def test_a_quality_scores_within_its_band(actual: str, score: str, right: bool) -> None:
    assert codes(row("有所提升", actual, "10", score, "经费不足")) == ([] if right else ["S312"])


BACKUP, FESTIVAL, ANNEX2 = "projects/05-backup.yaml", "projects/06-festival.yaml", "annex2.yaml"


SCORED, MET = "得分: 14.7", "得分: 13"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("made"))


@pytest.mark.parametrize(
    "edit",
    [
        Edit(BACKUP, SCORED, "得分: 20"),
        Edit(BACKUP, SCORED, "得分: 17.4"),
        Edit(BACKUP, SCORED, "得分: 1.47"),
        Edit(FESTIVAL, MET, "得分: 0"),
        Edit(BACKUP, "年度指标值: 30TB", "年度指标值: 20TB"),
        Edit(BACKUP, "实际完成值: 97%", "实际完成值: 79%"),
        Edit(FESTIVAL, "2024年6月12日", "2024年7月12日"),
        Edit(FESTIVAL, "年度指标值: ≥95%", "年度指标值: ≤95%"),
    ],
    ids=str,
)
def test_the_cell_mistyped_is_told_first(desk: Desk, edit: Edit) -> None:
    first: Finding = said(desk, edit)[0]
    assert first.code in ("S306", "S307")
    assert first.place.line == edit.line


def test_paths_of_the_made_year_are_what_they_were(desk: Desk) -> None:
    assert all((Path(desk.folder) / name).is_file() for name in (BACKUP, FESTIVAL, ANNEX2))
