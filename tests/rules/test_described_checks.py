"""What is to be objected to in described forms, by roles alone."""

from pathlib import Path

import pytest

from jixiao.derive.described_forms import derive_described
from jixiao.findings import Severity
from jixiao.forms.read_described import read_described_year
from jixiao.rules.described_checks import check_described
from jixiao.rules.described_package import DescribedPackage
from tests.support.described import line_of
from tests.support.described_year import FORM, NATIONAL, YEAR, copy_described, described, judge_sample

TIE = """\
    勾稽关系:
      - 名称: 财政预算不超过合计
        左边: 资金.财政.预算
        关系: 不大于
        右边: 合计(资金.{财政, 其他}.执行)
        级别: 错误
        依据: 示例规程
"""


def test_a_clean_year_has_nothing_to_object_to(tmp_path: Path) -> None:
    assert judge_sample(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "seen"),
    [
        ("合计: {分值: 10}", "合计: {分值: 10, 得分: 8}", "K101", ("8", "7.5")),
        ("分值: 60, 得分: 60", "分值: 50, 得分: 50", "K102", ("50", "60")),
        ("得分: 28", "得分: 31", "K104", ("31", "30")),
        (", 原因: 说明", "", "K105", ("28", "30")),
        ("完成值: '1', 分值: 60", "完成值: 无, 分值: 60", "K106", ("60",)),
    ],
)
def test_a_slip_is_found_at_its_line(tmp_path: Path, old: str, new: str, code: str, seen: tuple[str, ...]) -> None:
    (finding,) = judge_sample(tmp_path, old, new)
    assert (finding.code, finding.place.line, finding.seen) == (code, line_of(old, FORM), seen)
    assert finding.waivable


def test_an_indicator_that_is_not_measured_needs_no_actual(tmp_path: Path) -> None:
    text = described("        分值分配:\n", "        不填完成值: [产出指标]\n        分值分配:\n")
    assert judge_sample(tmp_path, "完成值: '1', 分值: 60", "完成值: 无, 分值: 60", text=text) == []


LAST_YEAR = described("    公式:\n", "    公式:\n      资金.财政.执行: 上年(资金.财政.预算)\n").replace(
    "{类型: 金额, 角色: 执行数, 填写要求: 空为零}", "{类型: 金额, 角色: 执行数}"
)


def test_where_there_is_no_year_before_what_was_typed_is_right(tmp_path: Path) -> None:
    assert judge_sample(tmp_path, text=LAST_YEAR) == []


def test_a_required_cell_without_a_year_before_and_typed_nowhere_is_an_error(tmp_path: Path) -> None:
    (finding, *_) = judge_sample(tmp_path, "财政: {预算: 80, 执行: 60}", "财政: {预算: 80}", text=LAST_YEAR)
    assert (finding.code, finding.severity) == ("K109", Severity.ERROR)


def test_what_was_typed_as_the_formula_has_it_is_right(tmp_path: Path) -> None:
    assert judge_sample(tmp_path, "合计: {分值: 10}", "合计: {分值: 10, 得分: 7.5, 执行率: 75.00, 预算: 100}") == []


def test_a_tie_that_does_not_hold_weighs_what_the_description_says(tmp_path: Path) -> None:
    (finding,) = judge_sample(tmp_path, text=described("    公式:\n", f"{TIE}    公式:\n"))
    assert (finding.code, finding.severity, finding.seen) == ("K103", Severity.ERROR, ("80", "75"))


@pytest.mark.parametrize(("goal", "codes"), [("3", ["K110"]), ("3.5 万元", ["K110"]), ("修渠3公里", [])])
def test_a_goal_is_no_number(tmp_path: Path, goal: str, codes: list[str]) -> None:
    text = described("项目名称: {类型: 文字, 角色: 项目名称}", "项目名称: {类型: 文字, 角色: 目标}")
    assert [one.code for one in judge_sample(tmp_path, "示例项目", f"'{goal}'", text=text)] == codes


def test_a_tie_says_nothing_of_a_blank(tmp_path: Path) -> None:
    text = described("    公式:\n", f"{TIE}    公式:\n").replace(
        "右边: 合计(资金.{财政, 其他}.执行)", "右边: 资金.其他.执行"
    )
    assert judge_sample(tmp_path, "其他: {预算: 20, 执行: 15}", "其他: {预算: 20}", text=text) == []


def test_a_score_without_a_formula_is_rate_times_points(tmp_path: Path) -> None:
    formula = "      资金.合计.得分: 不超过(资金.合计.执行率 × 资金.合计.分值, 资金.合计.分值)\n"
    (finding,) = judge_sample(tmp_path, "合计: {分值: 10}", "合计: {分值: 10, 得分: 8}", text=described(formula, ""))
    assert (finding.code, finding.seen) == ("K107", ("8", "7.5"))


def test_a_hint_of_the_form_left_in_a_cell_is_found(tmp_path: Path) -> None:
    text = described("各表:\n", "表样提示语: [字以内]\n各表:\n")
    (finding,) = judge_sample(tmp_path, "原因: 说明", "原因: （100字以内）", text=text)
    assert (finding.code, finding.seen) == ("K108", ("字以内",))


def test_a_form_without_roles_is_left_alone(tmp_path: Path) -> None:
    text = described("得分: {类型: 得分, 角色: 指标得分}", "得分: {类型: 得分}")
    assert judge_sample(tmp_path, "得分: 28", "得分: 31", text=text) == []


def test_two_projects_of_one_name_are_told_at_the_second(tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    folder = workspace.year(YEAR) / NATIONAL / "projects"
    (folder / "03-again.yaml").write_bytes((folder / "01-reading.yaml").read_bytes())
    submission = read_described_year(workspace, YEAR).submission
    assert submission is not None
    (finding,) = check_described(DescribedPackage(derive_described(submission)[NATIONAL], {}))
    assert (finding.code, Path(finding.place.file).name, finding.place.line) == ("K112", "03-again.yaml", 1)
