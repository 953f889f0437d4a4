"""Findings: told apart without lines, in the order of reading, blocking by weight; texts quoted harmless and short."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from jixiao.findings import (
    MOST_ALIKE,
    NOT_FILLED_IN,
    Balance,
    Finding,
    Operand,
    Place,
    Severity,
    blocks_draft,
    finding_at,
    followed_by,
    in_reading_order,
    is_blocking,
    is_open_place,
    limit_alike,
    quoted,
    quoted_apart,
)

HERE = Place("data/a.yaml", 3, 5)


def finding(code: str = "M001", place: Place = HERE, severity: Severity = Severity.ERROR) -> Finding:
    return replace(finding_at(place, (code, "有错", "没有错", "改正。")), severity=severity)


def test_a_place_reads_as_file_line_and_column() -> None:
    assert str(HERE) == "data/a.yaml:3:5"
    assert HERE.as_json() == {"file": "data/a.yaml", "line": 3, "column": 5}


def test_a_finding_of_a_whole_file_is_about_the_file() -> None:
    assert finding().subject == "data/a.yaml"
    assert finding_at(HERE, ("M001", "有错", "没有错", "改正。"), subject="预算").subject == "预算"


def test_findings_come_by_file_and_line_each_once() -> None:
    first, last = finding(place=Place("a.yaml", 2)), finding(place=Place("a.yaml", 10))
    assert in_reading_order([last, first, last]) == [first, last]
    assert followed_by([last], [last, first]) == [last, first]


@pytest.mark.parametrize(
    ("severity", "stops", "strict"),
    [(Severity.ERROR, True, True), (Severity.WARNING, False, True), (Severity.HINT, False, False)],
)
def test_weight_decides_what_blocks(severity: Severity, *, stops: bool, strict: bool) -> None:
    assert is_blocking([finding(severity=severity)]) is stops
    assert is_blocking([finding(severity=severity)], strict=True) is strict


def test_what_is_waived_blocks_nothing_and_weighs_nothing() -> None:
    waived = replace(finding(), waived="原件如此")
    assert not is_blocking([waived], strict=True)
    assert not waived.weighty


def test_a_draft_may_have_open_places() -> None:
    open_place = finding(NOT_FILLED_IN)
    assert is_open_place(open_place)
    assert not blocks_draft([open_place])
    assert blocks_draft([open_place, finding()])


@pytest.mark.parametrize(
    ("growth", "at_most", "closed"),
    [("2.004", False, True), ("2.01", False, False), ("1", True, True), ("2.01", True, False)],
)
def test_a_balance_is_closed_by_what_it_lacks(growth: str, *, at_most: bool, closed: bool) -> None:
    assert Balance((), gap=Decimal(2), at_most=at_most).closed_by(Decimal(growth)) is closed
    assert not Balance(()).closed_by(Decimal(growth))


def test_programs_get_every_part() -> None:
    operand = Operand("附件1.x", HERE, Decimal("1E+2"))
    told = replace(finding(), balance=Balance((operand,)), cause=HERE).as_json()
    assert told["operands"] == [{"path": "附件1.x", **HERE.as_json(), "value": "100"}]
    assert (told["line"], told["severity"], told["cause"]) == (3, "错误", "data/a.yaml:3:5")


def test_a_quoted_text_is_one_short_harmless_line() -> None:
    assert quoted("第一行\n 第二行\x1b") == "“第一行 第二行�”"
    assert quoted("长" * 40) == f"“{'长' * 30}……”"


def many(count: int, code: str = "M001", severity: Severity = Severity.ERROR) -> list[Finding]:
    lines = range(1, count + 1)
    return [replace(finding(code, Place("data/a.yaml", line), severity), subject=str(line)) for line in lines]


def test_as_many_alike_as_may_be_are_all_listed() -> None:
    assert limit_alike(many(MOST_ALIKE)) == many(MOST_ALIKE)


def test_beyond_that_the_last_one_counts_the_others() -> None:
    *first, last = in_reading_order(many(140_000))
    assert first == many(MOST_ALIKE - 1)
    assert last.found == "同一个文件里这样的问题还有 139801 处，没有逐条列出"
    assert (last.place, last.severity) == (Place("data/a.yaml", MOST_ALIKE), Severity.ERROR)


def test_other_codes_files_and_weights_are_counted_apart() -> None:
    few = MOST_ALIKE - 1
    others = [*many(few, "M002"), *many(few, severity=Severity.HINT)]
    assert limit_alike([*many(few), *others]) == [*many(few), *others]


def test_open_places_are_all_kept() -> None:
    assert len(limit_alike(many(MOST_ALIKE * 2, NOT_FILLED_IN))) == MOST_ALIKE * 2


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("甲", "乙", ("“甲”", "“乙”")),
        ("", "乙", ("“”", "“乙”")),
        ("一二三四五六七甲九", "一二三四五六七乙九", ("“……六七甲九”", "“……六七乙九”")),
        ("一二三四五六七八九", "一二三四五六七", ("“……六七八九”", "“……六七”")),
        ("甲二三四五六七八九", "乙", ("“甲二三四五六……”", "“乙”")),
    ],
)
def test_two_texts_are_quoted_round_their_first_difference(one: str, other: str, shown: tuple[str, str]) -> None:
    assert quoted_apart(one, other, characters=6) == shown
