"""What a spool gives back is what it was given, as often as asked; sorting it is sorting."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.errors import EnvironmentFailure
from jixiao.fleet import row_file
from jixiao.fleet.row_file import Spool, in_order
from jixiao.fleet.unit_changes import Moved, Shift
from jixiao.fleet.unit_records import Status, UnitRow
from tests.fleet.rows import drawn_rows, row

amounts = st.decimals(-(10**9), 10**9, places=3)
# Surrogates cannot be stored in a record either.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
moves = st.builds(Moved, words, words, words, amounts, st.none() | amounts)
shifts = st.builds(
    Shift, words, words, st.sampled_from(Status), *[st.integers(0, 99)] * 5, st.lists(moves, max_size=3).map(tuple)
)


@given(drawn_rows())
def test_rows_come_back_as_they_were_each_time(rows: list[UnitRow]) -> None:
    kept = Spool(UnitRow, iter(rows))
    assert len(kept) == len(rows)
    assert list(kept) == rows
    assert list(kept) == rows


@given(st.lists(shifts, max_size=6))
def test_shifts_come_back_as_they_were(values: list[Shift]) -> None:
    assert list(Spool(Shift, values)) == values


def test_readers_do_not_disturb_each_other() -> None:
    rows = [row(number) for number in range(5)]
    kept = Spool(UnitRow, rows)
    assert list(zip(kept, kept, strict=True)) == list(zip(rows, rows, strict=True))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), max_size=30))
def test_sorting_in_runs_is_sorting(pairs: list[tuple[int, int]]) -> None:
    values = [Shift(str(number), str(pair[1]), Status.PASSED, pair[0]) for number, pair in enumerate(pairs)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_file, "_HELD", 4)
        found = in_order(Shift, values, key=lambda one: (-one.entered, one.name))
    assert list(found) == sorted(values, key=lambda one: (-one.entered, one.name))


def test_where_there_is_no_room_the_message_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", partial(Path("/dev/full").open, "wb"))
    with pytest.raises(EnvironmentFailure, match="写不进临时文件夹"):
        Spool(UnitRow, [row(1, outturn=Decimal(1))])
