"""The table at full size is what the list of slips not told yet says; a few of it here."""

from __future__ import annotations

from benchmarks import torture
from tests.support.slips import SHARES, as_should_be, hear, not_yet, shares, table


def test_what_is_heard_of_a_few_slips_is_counted() -> None:
    few = [one for one in table() if one.name in ("line-deleted", "unit-in-amount", "loss-called-complete")]
    heard = hear(few)
    assert {one.slip.name for one in heard if not as_should_be(one.slip, one.said)} <= not_yet()
    assert set(shares(heard)) == set(SHARES)
    assert torture.main.__doc__
