"""Y101, Y102: big moves want a reason, reasons a move."""

from __future__ import annotations

from msgspec.structs import replace

from jixiao.figures import Text
from jixiao.findings import Place
from jixiao.model.movements import MovementReason
from jixiao.rules.movement import find_movements
from tests.support.book import clean_book, found
from tests.support.cases import RULES, read_cases

HERE = Place("data/2023/movements.yaml", 2)


def test_a_clean_year_moves_little() -> None:
    assert list(find_movements(clean_book())) == []
    assert found("Y101", clean_book()) == []


def reason_for(path: str) -> list[str]:
    """Return what Y102 says of a reason given for the figure at a path."""
    reason = MovementReason.model_construct(
        reference=Text(path, HERE, "变动原因[1].引用"), reason=Text("甲", HERE, "乙")
    )
    submission = replace(clean_book().submission, movements=[reason])
    return [one.subject for one in found("Y102", replace(clean_book(), submission=submission))]


def test_a_reason_meets_a_figure_that_moved() -> None:
    assert reason_for("附件1.三公经费.公务接待.决算") == []
    assert reason_for("附件1.三公经费.出国经费.决算") == ["附件1.三公经费.出国经费.决算"]
    assert reason_for("附件1.没有这个数") == ["附件1.没有这个数"]


def test_a_figure_is_told_with_both_years_and_the_share_it_moved_by() -> None:
    told = [line for case in read_cases(RULES / "Y101.yaml") for line in case.expect if line.startswith("Y101")]
    assert any("减少 1.05（43.75%），没有说明原因" in line for line in told)
