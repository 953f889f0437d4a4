"""Slips: each is told, the line that was mistyped first. ``tests.support.slips`` says how the table is written.

A slip on ``not-yet.txt`` must fail: once it passes, take it off the list (``python -m tests.support.slips``).
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.support.slips import Desk, Expected, Said, Slip, as_should_be, is_told, not_yet, table

SLIPS = table()
LATE = not_yet()
# A share that is reached must leave this line.
NOT_REACHED_YET = {"told", "first"}
SHARES = {"told": 0.95, "first": 0.90, "first without control totals": 0.80}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("bare"), controls=False)


@cache
def heard(desk: Desk, slip: Slip) -> Said:
    return desk.said(slip.edits)


def without_controls(desk: Desk, bare: Desk, slip: Slip) -> Said:
    """Return what is said where there are no control totals; where they had no say, what is said with them."""
    with_them = heard(desk, slip)
    return heard(bare, slip) if any(one.code == "T204" for one in with_them.findings) else with_them


def cases() -> list[object]:
    late = pytest.mark.xfail(strict=True, reason="on tests/cases/slips/not-yet.txt")
    return [pytest.param(one, id=one.name, marks=late if one.name in LATE else ()) for one in SLIPS]


def shares() -> list[object]:
    late = pytest.mark.xfail(strict=True, reason="not reached yet")
    return [pytest.param(name, id=name, marks=late if name in NOT_REACHED_YET else ()) for name in SHARES]


def test_the_year_has_neither_error_nor_warning(desk: Desk, bare: Desk) -> None:
    assert desk.said().findings == bare.said().findings == ()


@pytest.mark.parametrize("slip", cases())
def test_the_line_mistyped_is_said_first(slip: Slip, desk: Desk) -> None:
    said = heard(desk, slip)
    assert as_should_be(slip, said), [f"{one.code} {one.place} {one.found}" for one in said.findings]
    assert not is_told(slip) or slip.code == said.code


def test_the_table_is_what_it_says_it_is() -> None:
    names = [one.name for one in SLIPS]
    assert len(set(names)) == len(names)
    assert {one.name for one in SLIPS} >= LATE
    assert not [one.name for one in SLIPS if one.expected is not Expected.TOLD and one.code]


def test_what_is_said_of_a_slip_leaves_no_trace(desk: Desk) -> None:
    for slip in SLIPS[::10]:
        desk.said(slip.edits)
    assert desk.said().findings == ()


@pytest.mark.parametrize("share", shares())
def test_enough_of_what_can_be_told_is_told(share: str, desk: Desk, bare: Desk) -> None:
    can = [one for one in SLIPS if is_told(one)]
    told = {
        "told": [one for one in can if heard(desk, one).findings],
        "first": [one for one in can if heard(desk, one).at in one.at],
        "first without control totals": [one for one in can if without_controls(desk, bare, one).at in one.at],
    }[share]
    assert len(told) / len(can) >= SHARES[share], [one.name for one in can if one not in told]
