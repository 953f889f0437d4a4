"""Slips: each is told, the line that was mistyped first. ``tests.support.slips`` says how the table is written.

A slip on ``not-yet.txt`` must fail: once it passes, take it off the list (``python -m tests.support.slips``). Here all
slips of new users and every second other are tried; ``make torture`` tries all, and thousands drawn at random.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.support.slips import (
    SHARES,
    Desk,
    Expected,
    Heard,
    Said,
    Slip,
    as_should_be,
    is_told,
    not_yet,
    shares,
    suite,
    table,
)

SLIPS = suite()
LATE = not_yet()
# Of so many slips one is tried without control totals too; the others count as they are told with them.
BARE_ONE_OF = 6


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("bare"), controls=False)


@cache
def heard(desk: Desk, slip: Slip) -> Said:
    return desk.said(slip.edits)


def cases() -> list[object]:
    late = pytest.mark.xfail(strict=True, reason="on tests/cases/slips/not-yet.txt")
    return [pytest.param(one, id=one.name, marks=late if one.name in LATE else ()) for one in SLIPS]


def test_the_year_has_neither_error_nor_warning(desk: Desk, bare: Desk) -> None:
    assert desk.said().findings == bare.said().findings == ()


@pytest.mark.parametrize("slip", cases())
def test_the_line_mistyped_is_said_first(slip: Slip, desk: Desk) -> None:
    said = heard(desk, slip)
    assert as_should_be(slip, said), [f"{one.code} {one.place} {one.found}" for one in said.findings]
    assert not is_told(slip) or slip.code == said.code


def test_the_table_is_what_it_says_it_is() -> None:
    names = [one.name for one in table()]
    assert len(set(names)) == len(names)
    assert set(names) >= LATE
    assert len(SLIPS) >= 120
    assert not [one.name for one in table() if one.expected is not Expected.TOLD and one.code]


def test_what_is_said_of_a_slip_leaves_no_trace(desk: Desk) -> None:
    for slip in SLIPS[::40]:
        desk.said(slip.edits)
    assert desk.said().findings == ()


def test_enough_of_what_can_be_told_is_told(desk: Desk) -> None:
    reached = shares(Heard(one, heard(desk, one), heard(desk, one)) for one in SLIPS)
    for share in ("told", "first"):
        assert reached[share] >= SHARES[share], share


def test_enough_is_told_without_control_totals(bare: Desk) -> None:
    tried = SLIPS[::BARE_ONE_OF]
    reached = shares(Heard(one, said, said) for one in tried for said in [bare.said(one.edits)])
    assert reached["first without control totals"] >= SHARES["first without control totals"]
