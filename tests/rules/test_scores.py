"""Points, weights, the execution rate, grades; and other authorities' schemes as data."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.build.stories import check_year
from jixiao.findings import Severity
from jixiao.model.formset import FormSet
from jixiao.paths import Workspace
from jixiao.rules.form_tables import EvaluationForm, list_evaluation_forms
from tests.support.book import book_of, book_with, found, real_form_set, row, sheet
from tests.support.cases import YEAR, clean_project
from tests.support.project import copy_project, edit

FORMS = "templates/yueyang-2023/forms.yaml"


def full_sheet(**funds: str) -> EvaluationForm:
    """Return a form with the weights of the real form set."""
    rows = [row(points=str(level.weight.amount), score="0", level1=str(level.name)) for level in levels()]
    return sheet(*rows, **funds)


def levels() -> list:  # type: ignore[type-arg]
    return real_form_set().indicator_system


def form_set_with(**changes: object) -> FormSet:
    """Return the real form set with other score checks."""
    form_set = real_form_set()
    norms = form_set.checks.score_checks.model_copy(update=changes)
    return form_set.model_copy(update={"checks": form_set.checks.model_copy(update={"score_checks": norms})})


def test_points_that_add_up_to_the_weights_are_right() -> None:
    for code in ("S301", "S302", "S303", "S304", "S305"):
        assert found(code, book_with(full_sheet())) == []


def test_points_of_a_section_that_miss_its_weight_are_found() -> None:
    rows = [
        row(points=points, score="0", level1=level1)
        for level1, points in [("产出指标", "13"), ("产出指标", "36"), ("效益指标", "31"), ("满意度指标", "10")]
    ]
    one, other = found("S301", book_with(sheet(*rows)))
    assert one.found == "附件3（1）“产出指标”各指标分值 13 + 36 = 49，权重 50"
    assert one.expected == "合计 50"
    assert other.found == "附件3（1）“效益指标”各指标分值 31，权重 30"


def test_a_section_without_indicators_is_found() -> None:
    rows = full_sheet().rows[:-1]
    [finding] = found("S301", book_with(sheet(*rows)))
    assert finding.found == "附件3（1）“满意度指标”各指标分值合计 0（没有指标），权重 10"


def test_points_that_are_not_a_hundred_in_all_are_found() -> None:
    assert found("S301", book_with(full_sheet(points="20")))[0].found.endswith("合计为 110")
    assert found("S302", book_with(full_sheet(points="20")))[0].found.endswith("印作 20，规定为 10")


def test_a_score_above_its_points_is_found() -> None:
    # The total, which the one score accounts for, is not told again.
    [one] = found("S303", book_with(sheet(row(points="8", score="9"), score="10")))
    assert one.found == "附件3（1）“甲”得分 9，分值 8"
    assert one.severity is Severity.ERROR
    assert len(found("S303", book_with(full_sheet(score="10.1")))) == 1


def test_a_rate_above_a_hundred_that_prints_as_a_hundred_is_found() -> None:
    [finding] = found("S304", book_with(full_sheet(budget="201", outturn="201.22")))
    assert finding.found == "附件3（1）执行率 201.22 ÷ 201 = 100.11%，超过 100%，表上执行率印作 100%，没有说明"
    assert finding.severity is Severity.WARNING


def test_a_rate_that_two_decimals_would_make_a_hundred_shows_more() -> None:
    [finding] = found("S304", book_with(full_sheet(budget="100000", outturn="100000.01")))
    assert "= 100.00001%，超过 100%" in finding.found


def test_a_rate_above_a_hundred_with_a_reason_is_right() -> None:
    over = {"budget": "100", "outturn": "104"}
    assert found("S304", book_with(full_sheet(**over, deviation="年末追加 4 万元，批复在决算后下达"))) == []
    explained = row("不超预算", "104万元", "10", "9.6", "年末追加", level2="成本指标", level3="预算控制数")
    assert found("S304", book_with(sheet(explained, **over))) == []
    other = row("12次", "6次", "10", "5", "人手不足")
    assert len(found("S304", book_with(sheet(other, **over)))) == 1


def test_money_spent_without_a_budget_is_found() -> None:
    [finding] = found("S304", book_with(full_sheet(budget="0", outturn="5")))
    assert finding.found == "附件3（1）全年预算数为 0，全年执行数 5，没有说明"
    assert found("S304", book_with(full_sheet(budget="0", outturn="0"))) == []


def test_how_heavy_a_rate_above_a_hundred_is_is_the_form_sets_to_say() -> None:
    book = book_with(full_sheet(outturn="101"), form_set=form_set_with(above_hundred=Severity.ERROR))
    assert found("S304", book)[0].severity is Severity.ERROR


@given(st.integers(1, 10**6), st.integers(0, 2 * 10**6))
def test_a_rate_above_a_hundred_is_found_exactly_when_it_is_above(budget: int, outturn: int) -> None:
    book = book_with(full_sheet(budget=str(Decimal(budget) / 100), outturn=str(Decimal(outturn) / 100)))
    assert bool(found("S304", book)) is (outturn > budget)


def test_a_low_rate_is_only_found_where_the_form_set_draws_a_line(tmp_path: Path) -> None:
    low = full_sheet(budget="181", outturn="115.79")
    assert found("S305", book_with(low)) == []
    form_set = read(changed(tmp_path, ("执行率偏低:\n      界限:", "执行率偏低:\n      界限: 90")))
    [finding] = found("S305", book_with(low, form_set=form_set))
    assert finding.found == "附件3（1）执行率 115.79 ÷ 181 = 63.97%，低于 90%，没有说明原因"
    reasoned = full_sheet(budget="181", outturn="115.79", deviation="尚未竣工验收")
    assert found("S305", book_with(reasoned, form_set=form_set)) == []
    assert found("S305", book_with(full_sheet(outturn="90"), form_set=form_set)) == []


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("自评得分99.9分，等级为“优”。", None),
        ("自评得分为90分，评价等级为优。", None),
        ("自评得分89.5分，评价等级为“优”。", "良"),
        ("自评得分 89.5分，评定为良。", None),
        ("综合得分80分，评价结果为中。", "良"),
        ("自评得分59.99分（差）。", None),
        ("自评得分60分，等次为差。", "中"),
        ("自评得分95分，优先保障重点项目。", None),
        ("全年得分95分，较上年良好。", None),
        ("良好运行；得分95分。", None),
        ("去年得分85分，今年得分95分，等级为优。", None),
    ],
)
def test_a_grade_printed_with_a_score_is_the_scores_grade(said: str, right: str | None) -> None:
    findings = found("S316", book_with(full_sheet(), said=said))
    assert [finding.expected for finding in findings] == ([] if right is None else [f"“{right}”"])


def changed(target: Path, *edits: tuple[str, str]) -> Workspace:
    """Return a copy of the project with its form set changed."""
    workspace = copy_project(target)
    for old, new in edits:
        edit(target / FORMS, old, new)
    return workspace


def read(workspace: Workspace) -> FormSet:
    return book_of(workspace).dossier.form_set


def scores(workspace: Workspace) -> dict[str, str]:
    """Return each form's rate and score, by its label."""
    return {one.where: f"{one.rate.words} {one.score.words}" for one in list_evaluation_forms(book_of(workspace))}


def test_the_rate_scores_in_proportion_here(tmp_path: Path) -> None:
    assert scores(copy_project(tmp_path))["附件3（4）"] == "0.64 6.4"


def test_jiangxi_scores_the_rate_in_steps(tmp_path: Path) -> None:
    steps = "  执行率分档: [{界限: 60, 得分: 5}, {界限: 100, 得分: 10}, {界限: 80, 得分: 7}]\n"
    workspace = changed(tmp_path, ("  执行率小数位: 2", f"{steps}  执行率小数位: 2"))
    by_form = scores(workspace)
    assert by_form["附件3（1）"] == "0.99 7"
    assert by_form["附件3（3）"] == "1 10"
    assert by_form["附件3（4）"] == "0.64 5"
    assert [one.found for one in found("A103", book_of(workspace)) if "附件3" in one.found] == []


def test_a_rate_below_all_steps_scores_nothing(tmp_path: Path) -> None:
    workspace = changed(tmp_path, ("  执行率小数位: 2", "  执行率分档: [{界限: 70, 得分: 5}]\n  执行率小数位: 2"))
    assert scores(workspace)["附件3（4）"] == "0.64 0"


def test_hubei_gives_the_rate_twenty_points(tmp_path: Path) -> None:
    workspace = changed(tmp_path, ("执行率分值: 10", "执行率分值: 20"), ("权重: 50", "权重: 40"))
    assert scores(workspace)["附件3（4）"] == "0.64 12.8"
    told = [one.found for one in found("S301", book_of(workspace))]
    assert len(told) == 6
    assert all("“产出指标”" in one and one.endswith("= 50，权重 40") for one in told)


def test_sichuan_leaves_the_weights_to_the_unit(tmp_path: Path) -> None:
    workspace = changed(tmp_path, *((f"权重: {weight}\n", "权重:\n") for weight in (50, 30)), ("权重: 10\n", "权重:\n"))
    assert found("S301", book_of(workspace)) == []
    row = book_of(workspace).dossier.annex2.indicator_rows[0]
    assert row.level1 == "产出指标\n\n(50分)"
    edit(
        tmp_path / "data/2023/projects/02-custody.yaml",
        "分值: 8\n        得分: 8\n        偏差原因: 无\n    生态",
        "分值: 9\n        得分: 8\n        偏差原因: 无\n    生态",
    )
    [finding] = found("S301", book_of(workspace))
    assert finding.found == "附件3（2）执行率分值 10 与各指标分值合计为 101"


def test_yinchuan_has_the_rate_among_the_indicators(tmp_path: Path) -> None:
    level = "  - 名称: 预算执行\n    权重: 10\n    印作: 预算执行（{权重}分）\n    二级指标: [预算执行率]\n"
    workspace = changed(
        tmp_path,
        ("执行率分值: 10", "执行率分值: 0"),
        ("指标体系:\n", f"指标体系:\n{level}"),
        ("权重: 50", "权重: 25"),
        ("权重: 10\n    印作: |-\n      满意度", "权重: 35\n    印作: |-\n      满意度"),
    )
    form_set = read(workspace)
    points = {"预算执行": "10", "产出指标": "25", "效益指标": "30", "满意度指标": "35"}
    rows = [row(points=value, score="0", level1=name) for name, value in points.items()]
    right = book_with(sheet(*rows, points="0", score="0"), form_set=form_set)
    assert found("S301", right) == found("S302", right) == []
    wrong = book_with(sheet(*rows[1:], points="0", score="0"), form_set=form_set)
    assert [one.expected for one in found("S301", wrong)] == ["合计 10"]


def test_what_is_printed_is_judged_and_the_overrides_line_named(tmp_path: Path) -> None:
    book = book_of(copy_project(tmp_path))
    over = {one.printed[0]: one for one in found("S304", book)}
    assert set(over) == {"附件2", "附件3（3）"}
    assert over["附件2"].place.file.endswith("overrides.yaml")
    assert "1051.31 ÷ 1049.31 = 100.19%" in over["附件2"].found
    assert over["附件3（3）"].place.file.endswith("03-shelving.yaml")


def test_a_building_that_does_not_exist_has_no_rate(tmp_path: Path) -> None:
    told = [one.found for one in found("S318", book_of(copy_project(tmp_path)))]
    assert len(told) == 2
    assert all(one.endswith("印作 0，分母为 0，没有这个比率") for one in told)
    path = tmp_path / "data/2023/overrides.yaml"
    kept = [part for part in path.read_text("utf-8").split("  - 位置") if "控制率" not in part]
    path.write_text("  - 位置".join(kept), encoding="utf-8")
    assert found("S318", book_of(Workspace(tmp_path))) == []


# which of many points is looked at first


@pytest.mark.parametrize(("typed", "scored"), [("11.9", "11.9"), ("12.01", "12"), ("2", "12")])
def test_points_that_alone_are_odd_are_looked_at_first(typed: str, scored: str, tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    file = workspace.year(YEAR) / "projects/02-upkeep.yaml"
    lines = file.read_text("utf-8").splitlines()
    second = [number for number, line in enumerate(lines) if line.strip() == "分值: 12"][1]
    lines[second] = lines[second].replace("12", typed)
    lines[second + 1] = lines[second + 1].replace("12", scored)
    file.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    [first] = [one for one in check_year(workspace, YEAR).findings if one.code == "S301"]
    assert (first.place.file, first.place.line) == (workspace.shown(file), second + 1)
