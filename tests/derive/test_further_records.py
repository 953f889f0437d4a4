"""Values put into records of a dossier beside those that these foresee."""

from decimal import Decimal

from jixiao.derive.dossier import Amounts, BudgetAndFinal, BudgetLine
from jixiao.derive.further_records import grow, tree_of
from jixiao.figures import MONEY, Figure
from jixiao.findings import Place
from jixiao.render.environment import lookup, names


def amount(number: int) -> Figure:
    return Figure(Decimal(number), MONEY, Place("annex1.yaml", number), f"数{number}")


LINE = BudgetLine(amount(1), amount(2), amount(3))


def test_a_column_stands_behind_those_of_its_line_which_stays_a_line() -> None:
    grown = grow(LINE, {"调整数": amount(4)})
    assert isinstance(grown, BudgetLine)
    assert names(grown) == ["上年决算", "预算", "决算", "调整数"]
    assert lookup(grown, "调整数").amount == 4


def test_a_value_of_the_records_own_is_exchanged() -> None:
    grown = grow(LINE, {"决算": amount(9)})
    assert (type(grown), grown.final.amount, grown.budget.amount) == (BudgetLine, 9, 2)


def test_new_lines_are_of_the_kind_that_their_columns_make_them() -> None:
    whole = grow(Amounts(*map(amount, (1, 2, 3))), tree_of({"甲.行.预算": amount(4), "甲.行.决算": amount(5)}, "甲"))
    assert isinstance(lookup(whole, "行"), BudgetAndFinal)
    assert not isinstance(lookup(grow(LINE, {"行": {"次数": amount(6)}}), "行"), BudgetAndFinal)


def test_what_gets_nothing_is_returned_as_it_is() -> None:
    assert grow(LINE, tree_of({"乙.行.预算": amount(4)}, "甲")) is LINE


def test_the_same_columns_make_the_same_kind() -> None:
    assert type(grow(LINE, {"调整数": amount(4)})) is type(grow(LINE, {"调整数": amount(5)}))
