"""How a computed figure stands in its cell."""

from decimal import Decimal

from jixiao.derive.described_cells import absent_figure, finish_cell, in_money
from jixiao.figures import MONEY, RATE, Figure
from jixiao.findings import Place
from jixiao.forms.described_set import FormField
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import FieldKind
from jixiao.render.printing import format_figure

HERE = Place("project.yaml")


def cell(amount: str, kind: FieldKind, unit: str, decimals: int | None = None) -> Figure:
    about = FieldDescription.model_construct(kind=kind, decimals=decimals)
    return finish_cell(Figure(Decimal(amount), unit, HERE), FormField("甲", "甲", about), unit, "表.甲")


def test_decimals_round_and_print() -> None:
    assert format_figure(cell("0.97535", FieldKind.PERCENT, RATE, 2)) == "97.54%"
    assert format_figure(cell("9.525", FieldKind.SCORE, "分", 2)) == "9.53"


def test_an_amount_prints_to_its_end() -> None:
    assert format_figure(cell("12.3456", FieldKind.AMOUNT, MONEY)) == "12.3456"


def test_a_figure_that_has_a_name_is_linked() -> None:
    figure = finish_cell(
        Figure(Decimal(5), MONEY, HERE, "表.乙"),
        FormField("甲", "甲", FieldDescription.model_construct(kind=FieldKind.AMOUNT, decimals=None)),
        MONEY,
        "表.甲",
    )
    assert (figure.path, figure.source.path) == ("表.甲", "表.乙")


def test_money_is_exchanged_exactly() -> None:
    figure = Figure(Decimal("123456.78"), "元", HERE, "表.元")
    assert in_money(figure, MONEY).amount == Decimal("12.345678")
    assert in_money(in_money(figure, MONEY), "元").amount == Decimal("123456.78")


def test_what_is_not_there_is_blank() -> None:
    absent = absent_figure(MONEY, "没有上年数据")
    assert (absent.blank, absent.entered) == (True, False)
