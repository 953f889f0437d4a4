"""Rules that ask for roles judge described forms as they judge ours."""

from pathlib import Path

import pytest

from jixiao.derive.described_forms import derive_described
from jixiao.forms.read_described import read_described_year
from jixiao.rules.described_checks import check_described
from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.registry import REGISTERED
from jixiao.rules.role_rules import judge_by_role
from tests.support.described_year import FORM, derive_sample, described, write_year

ROW = "三级指标: 甲, 指标值: ≥1, 完成值: '1', 分值: 60, 得分: 60"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("三级指标: 场次, 指标值: ≥60场, 完成值: 26场, 分值: 60, 得分: 60", "S306"),
        ("三级指标: 场次, 指标值: ≥60场, 完成值: 6200场, 分值: 60, 得分: 60", "S308"),
        ("三级指标: 验收, 指标值: 通过, 完成值: 全部达成, 分值: 60, 得分: 20, 原因: 说明", "S312"),
        ("三级指标: 场次, 指标值: ≥60场, 完成值: ≥60场, 分值: 60, 得分: 60", "S314"),
        ("三级指标: 场次, 指标值: ≥60场, 完成值: '62', 分值: 60, 得分: 60", "S315"),
        ("三级指标: 满意度, 指标值: ≥95%, 完成值: 970%, 分值: 60, 得分: 60", "S320"),
        ("三级指标: 场次, 指标值: ≥1场, 完成值: 待定, 分值: 60, 得分: 60", "S322"),
    ],
)
def test_a_row_at_fault_is_told(tmp_path: Path, row: str, code: str) -> None:
    found = judge_by_role(DescribedPackage(derive_sample(tmp_path, ROW, row), {}))
    assert code in [one.code for one in found]


def test_a_score_somewhat_off_is_the_units_own_where_nobody_lays_it_down(tmp_path: Path) -> None:
    row = "三级指标: 场次, 指标值: ≥60场, 完成值: 57场, 分值: 60, 得分: 55, 原因: 雨天取消"
    assert list(judge_by_role(DescribedPackage(derive_sample(tmp_path, ROW, row), {}))) == []


def test_an_outturn_above_the_budget_wants_a_reason(tmp_path: Path) -> None:
    dossier = derive_sample(tmp_path, "其他: {预算: 20, 执行: 15}", "其他: {预算: 20, 执行: 51}")
    assert [one.code for one in judge_by_role(DescribedPackage(dossier, {}))] == ["S304"]


def test_a_control_total_is_held_against_the_figure_at_its_path(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    totals = "".join(f"  - {{引用: 项目表.资金.合计.预算, 数额: {one}, 出处: 决算报表}}\n" for one in ("100", "101"))
    (workspace.year(2030) / "control.yaml").write_text(f"核对数:\n{totals}", "utf-8")
    submission = read_described_year(workspace, 2030).submission
    assert submission is not None
    found = check_described(DescribedPackage(derive_described(submission)["sample"], {}))
    assert [(one.code, one.seen) for one in found] == [("T204", ("100", "101"))]


def test_a_column_for_last_year_is_held_against_last_years_form(tmp_path: Path) -> None:
    text = described(
        "      资金.合计.分值:",
        "      资金.财政.上年: {类型: 金额, 角色: 上年决算, 填写要求: 可空}\n      资金.合计.分值:",
    )
    form = FORM.replace("财政: {预算: 80, 执行: 60}", "财政: {预算: 80, 执行: 60, 上年: 55}")
    now = derive_sample(tmp_path / "now", form=form, text=text)
    for spent, told in (("55", []), ("55.04", []), ("54", ["Y104"])):
        last = form.replace("执行: 60", f"执行: {spent}")
        before = derive_sample(tmp_path / spent, form=last, text=text)
        found = REGISTERED["Y104"].findings(DescribedPackage(now, {}, last_year=before))
        assert [one.code for one in found] == told


def test_without_last_year_nothing_is_said_of_it(tmp_path: Path) -> None:
    package = DescribedPackage(derive_sample(tmp_path), {})
    codes = ("Y101", "Y102", "Y104", "Y107", "Y109", "Y113")
    assert [one for code in codes for one in REGISTERED[code].findings(package)] == []
