"""What was filed against what the data print: equal, another writing, another value; and the entries that follow."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.figures import MONEY, RATE, Figure
from jixiao.findings import Place
from jixiao.importing.print_comparison import FiledPrint, Verdict, compare_prints, judge_print, list_overrides
from jixiao.importing.table_reader import FiledValue
from jixiao.render.printing import Print

NOWHERE = Place("data/2024/unit.yaml")


def amount(number: str, printed: str, unit: str = MONEY) -> Print:
    return Print("附件1", "附件1.甲", 1, printed, printed, value=Figure(Decimal(number), unit, NOWHERE))


def words(printed: str, path: str = "单位.甲", occurrence: int = 1) -> Print:
    return Print("附件2", path, occurrence, printed, printed)


@pytest.mark.parametrize(
    ("printed", "text", "unit", "verdict"),
    [
        (amount("12.5", "12.50"), "12.50", None, Verdict.EQUAL),
        (amount("12.5", "12.50"), " 12. 50", None, Verdict.EQUAL),
        (amount("12.5", "12.50"), "12.5", None, Verdict.REWRITTEN),
        (amount("12.5", "12.50"), "125000", "元", Verdict.REWRITTEN),
        (amount("12.345", "12.35"), "12.345", None, Verdict.REWRITTEN),
        (amount("12.345", "12.35"), "12.3", None, Verdict.OTHER),
        (amount("0", "0"), "—", None, Verdict.OTHER),
        (amount("12.5", "12.50"), "约12.5", None, Verdict.OTHER),
        (amount("0.985", "98.50%", RATE), "98.5%", None, Verdict.REWRITTEN),
        (amount("0.985", "98.50%", RATE), "99%", None, Verdict.OTHER),
        (words("一（甲）"), "一(甲)", None, Verdict.REWRITTEN),
        (words("一（甲）"), "一（乙）", None, Verdict.OTHER),
        (words("〔待填〕"), "乙", None, Verdict.UNKNOWN),
    ],
)
def test_a_filed_value_is_judged_by_what_it_says(printed: Print, text: str, unit: str | None, verdict: Verdict) -> None:
    assert judge_print(printed, FiledValue("", text, "", unit)) is verdict


def test_only_places_that_are_printed_are_compared() -> None:
    filed = [FiledPrint("附件2", path, 1, FiledValue(path, "甲", "第1行")) for path in ("单位.甲", "单位.乙")]
    assert [one.filed.path for one in compare_prints(filed, [words("甲")])] == ["单位.甲"]


def test_an_override_states_place_and_value_and_which_where_there_are_several() -> None:
    values = [
        FiledPrint("附件2", "单位.甲", n, FiledValue("单位.甲", text, "第1行")) for n, text in ((1, "甲"), (2, "丁"))
    ]
    compared = compare_prints(values, [words("甲"), words("丙\n丙", occurrence=2)])
    [entry] = list_overrides(compared)
    assert {key: value.text for key, value in entry.items() if key != "理由"} == {
        "位置": "附件2",
        "引用": "单位.甲",
        "第几处": "2",
        "数据算出": "丙 丙",
        "实报": "丁",
    }
