"""Formulas are read as they are written, with the place of what cannot be read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.figures import Operator
from jixiao.forms.formula import MAX_LENGTH, parse_formula
from jixiao.forms.formula_tree import Banded, Constant, FieldReference, FormulaFault, Operation, Rounded, Summed


def reference(text: str) -> FieldReference:
    tree = parse_formula(text)
    assert isinstance(tree, FieldReference)
    return tree


def test_a_path_is_a_reference() -> None:
    assert reference("资金.年度资金总额.执行率").paths == ("资金.年度资金总额.执行率",)


def test_alternatives_are_as_many_paths() -> None:
    tree = parse_formula("合计(资金.{甲, 乙}.{一, 二})")
    assert isinstance(tree, Summed)
    (part,) = tree.parts
    assert isinstance(part, FieldReference)
    assert part.paths == ("资金.甲.一", "资金.甲.二", "资金.乙.一", "资金.乙.二")


def test_multiplication_binds_closer_than_addition() -> None:
    tree = parse_formula("甲 + 乙 × 丙")
    assert isinstance(tree, Operation)
    assert tree.operator is Operator.PLUS
    assert isinstance(tree.right, Operation)


def test_signs_of_an_input_method_are_read_as_those_meant() -> None:
    assert parse_formula("合计（资金.｛甲，乙｝.一）÷2") == parse_formula("合计(资金.{甲,乙}.一)/2")


def test_a_per_cent_is_a_fraction() -> None:
    assert parse_formula("2.5%") == Constant(Decimal("0.025"), percent=True, offset=0)


def test_bands_are_ordered_from_the_highest_line() -> None:
    tree = parse_formula("分档(甲, 60:5, 100:10)")
    assert isinstance(tree, Banded)
    assert [line.amount for line, _ in tree.bands] == [100, 60]


def test_rounding_takes_a_number_of_decimals() -> None:
    tree = parse_formula("四舍五入(甲, 2)")
    assert isinstance(tree, Rounded)
    assert tree.decimals == 2


def test_a_way_may_lead_into_another_form_another_set_and_last_year() -> None:
    assert reference("另表(基础数据表, 三公经费.决算)").form == "基础数据表"
    other = reference("另套(national-2020, 项目表, 总分.得分)")
    assert (other.form_set, other.form, other.paths) == ("national-2020", "项目表", ("总分.得分",))
    assert reference("上年(资金.决算)").prior


@pytest.mark.parametrize(
    ("text", "offset"),
    [("甲 + ", 3), ("甲 乙", 2), ("求和(甲)", 0), ("合计(甲", 4), ("{甲, 乙}.丙", 0), ("四舍五入(甲, 丙)", 8)],
)
def test_a_formula_that_cannot_be_read_says_where(text: str, offset: int) -> None:
    with pytest.raises(FormulaFault) as fault:
        parse_formula(text)
    assert fault.value.offset == offset


def test_a_misspelt_function_is_told_its_name() -> None:
    with pytest.raises(FormulaFault) as fault:
        parse_formula("四舍五人(甲, 2)")
    assert fault.value.remedy == "是否应为“四舍五入”？"


@pytest.mark.parametrize(
    "text", ["(" * 30 + "甲" + ")" * 30, "甲+" * MAX_LENGTH + "甲", f"合计({'{甲,乙,丙}.' * 9}丁)"]
)
def test_a_formula_is_bounded(text: str) -> None:
    with pytest.raises(FormulaFault):
        parse_formula(text)


@given(st.text(alphabet="甲乙.{},，（()+-×÷*/ 0123456789%合计：:不超过上年", max_size=40))
def test_any_text_is_a_formula_or_a_fault_with_a_place_in_it(text: str) -> None:
    assert 0 <= fault_in(text) <= len(text)


def fault_in(text: str) -> int:
    """Return how many characters in a text cannot be read further; 0 for a formula."""
    try:
        parse_formula(text)
    except FormulaFault as fault:
        return fault.offset
    return 0
