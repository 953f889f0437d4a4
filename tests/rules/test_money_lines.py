"""Lines of money in described forms, their columns by role."""

from pathlib import Path

from jixiao.model.form_roles import Role
from jixiao.rules.money_lines import list_money_lines
from tests.support.described_year import derive_sample, described


def test_a_line_has_its_columns_by_role(tmp_path: Path) -> None:
    (form,) = derive_sample(tmp_path).forms
    lines = {line.path: line.columns for line in list_money_lines(form)}
    assert list(lines) == ["资金.合计", "资金.财政", "资金.其他"]
    assert {role: str(one.amount) for role, one in lines["资金.其他"].items()} == {
        Role.FULL_YEAR_BUDGET: "20",
        Role.OUTTURN: "15",
    }


def test_a_field_without_a_role_has_that_of_its_namesakes(tmp_path: Path) -> None:
    text = described(
        "      资金.合计.分值:",
        "      资金.其他.执行: {类型: 金额, 填写要求: 空为零}\n      资金.合计.分值:",
    )
    (form,) = derive_sample(tmp_path, text=text).forms
    other = next(line for line in list_money_lines(form) if line.path == "资金.其他")
    assert Role.OUTTURN in other.columns


def test_blanks_are_left_out(tmp_path: Path) -> None:
    (form,) = derive_sample(tmp_path, "其他: {预算: 20, 执行: 15}", "其他: {预算: 20}").forms
    other = next(line for line in list_money_lines(form) if line.path == "资金.其他")
    assert list(other.columns) == [Role.FULL_YEAR_BUDGET]
