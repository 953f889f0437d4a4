"""The figures typed for a year are told apart by where they are kept, and by what hangs on them."""

from __future__ import annotations

from decimal import Decimal

from jixiao.diagnosis.typed_figures import above, group_figures, list_suspects
from jixiao.figures import Figure
from jixiao.findings import Balance, Finding, Operand, Place, Severity

FILE = "data/2030/sample.yaml"


def typed(path: str, line: int, *, literal: str | None = None) -> Figure:
    return Figure(Decimal(line), "万元", Place(FILE, line), path, literal=literal)


def finding(*operands: Figure, line: int = 9) -> Finding:
    sides = tuple(Operand(one.path, one.origin, one.amount, 1) for one in operands if isinstance(one.origin, Place))
    return Finding(
        "T203", Place(FILE, line), "甲", "乙", "丙。", Severity.ERROR, subject="丁", balance=Balance(sides, None)
    )


def test_the_figure_that_most_findings_hang_on_is_most_suspect() -> None:
    one, other = typed("甲.预算", 1), typed("乙.预算", 2)
    shares = list_suspects(group_figures([one, other], [], []), [finding(one, other), finding(one)])
    assert list(shares) == ["甲.预算", "乙.预算"]
    assert shares["甲.预算"] == 1.5


def test_the_figure_of_the_line_that_is_accused_is_suspect_too() -> None:
    figures = group_figures([typed("甲.预算", 1), typed("乙.预算", 9)], [], [])
    assert list(list_suspects(figures, [finding()])) == ["乙.预算"]


def test_figures_are_told_apart_by_where_they_are_kept() -> None:
    figures = group_figures([typed("甲.预算", 1)], [typed("核对数[1]", 2)], [typed("上年.甲.预算", 3)])
    assert [*figures.own, *figures.controls, *figures.prior] == ["甲.预算", "核对数[1]", "上年.甲.预算"]
    assert set(figures.all) == {"甲.预算", "核对数[1]", "上年.甲.预算"}


def test_what_is_no_number_is_left_out() -> None:
    assert group_figures([typed("甲.预算", 1, literal=""), "甲"], [], []).all == {}


def test_figures_of_one_line_stand_beside_each_other() -> None:
    figures = group_figures([typed("甲.预算", 1), typed("甲.决算", 2), typed("乙.预算", 3)], [], [])
    assert [one.path for one in figures.beside["甲"]] == ["甲.预算", "甲.决算"]
    assert above("甲.乙.预算") == "甲.乙"
