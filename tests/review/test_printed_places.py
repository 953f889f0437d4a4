"""Where a change shows on paper."""

from __future__ import annotations

from jixiao.figures import Figure
from jixiao.render.printing import Print
from jixiao.review.fact_changes import FactChange
from jixiao.review.facts import Fact
from jixiao.review.printed_places import PrintedPlaces, join_places, paths_of
from tests.support.figures import entered


def printed(where: str, *, row: int = 0, paragraph: str = "") -> Print:
    return Print(where, "数", 1, "1", "1", row=row, cell=4, paragraph=paragraph)


def test_places_are_gathered_by_part_and_heading_and_put_in_order() -> None:
    prints = [
        printed("附件1", row=9),
        printed("附件1", row=4),
        printed("附件1", row=9),
        printed("报告 二", paragraph="（一）第3段"),
        printed("报告 二", paragraph="（一）第1段"),
        printed("报告 二", paragraph="（二）标题"),
        printed("报告 三", paragraph="第2段"),
        printed("封面"),
    ]
    assert join_places(prints) == (
        "附件1 第4、9行",
        "报告 二（一）第1、3段",
        "报告 二（二）标题",
        "报告 三 第2段",
        "封面",
    )


def change(old: Figure | None, new: Figure | None) -> FactChange:
    sides = [None if one is None else Fact("数", str(one.amount), one) for one in (old, new)]
    return FactChange("数", *sides)


def prints_of(path: str, *rows: int) -> list[Print]:
    return [Print("附件1", path, 1, "1", "1", row=row, cell=4) for row in rows]


def test_the_new_side_s_paper_is_asked_first_and_the_old_one_s_for_what_it_does_not_print() -> None:
    paper = PrintedPlaces([prints_of("甲", 4), [*prints_of("甲", 9), *prints_of("乙", 5)]])
    assert paper.cells(change(None, entered("1", path="甲"))) == ("附件1 第4行第4格",)
    assert paper.cells(change(entered("1", path="乙"), None)) == ("附件1 第5行第4格",)
    assert paper.rows(["甲", "乙", "甲"]) == ("附件1 第4、5行",)


def test_changes_come_in_the_order_of_the_paper_and_what_is_not_printed_last() -> None:
    paper = PrintedPlaces([[*prints_of("乙", 1), *prints_of("甲", 2)]])
    found = [change(None, entered("1", path=path)) for path in ("无", "甲", "乙")]
    assert [paths_of(one) for one in sorted(found, key=paper.rank)] == [["乙"], ["甲"], ["无"]]


def test_a_value_that_repeats_another_is_looked_up_under_both_paths() -> None:
    assert paths_of(change(None, entered("1", path="甲").linked("附件1.甲"))) == ["附件1.甲", "甲"]
