"""What a breach is about makes it."""

from __future__ import annotations

from jixiao.findings import Place, Severity
from jixiao.render.passages import PrintedPassage
from jixiao.rules.breach import Spot, spot_of

HERE, THERE = Place("data/2023/unit.yaml", 3), Place("data/2023/unit.yaml", 9)
SPOT = Spot("单位.填表人", HERE, ("封面",))


def test_a_breach_stands_where_its_spot_is() -> None:
    breach = SPOT.breach("写“不详”", "姓名", seen=("不详",))
    assert (breach.subject, breach.place, breach.printed) == ("单位.填表人", HERE, ("封面",))
    assert (breach.found, breach.expected, breach.seen, breach.severity) == ("写“不详”", "姓名", ("不详",), None)


def test_it_may_stand_elsewhere_say_what_of_it_and_be_printed_in_more_places() -> None:
    breach = SPOT.breach("甲", "乙", seen=(), detail="12次", place=THERE, also=["附件1"], severity=Severity.HINT)
    assert (breach.subject, breach.place, breach.printed) == ("单位.填表人 12次", THERE, ("封面", "附件1"))
    assert breach.severity is Severity.HINT


def test_a_paragraph_goes_by_its_section_for_paragraphs_move() -> None:
    spot = spot_of(PrintedPassage("正文。", where="报告 六", position="第4段", place=HERE))
    assert (spot.subject, spot.place) == ("报告 六", HERE)
    assert list(spot.printed) == ["报告 六 第4段"]
