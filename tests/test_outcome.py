"""What a command found and made: whether something stands in the way depends on what it set out to do."""

from __future__ import annotations

import pytest

from jixiao.findings import Finding
from jixiao.outcome import Deed, Outcome
from tests.reporting.samples import ERROR, HINT, OPEN, WAIVED, WARNING


@pytest.mark.parametrize(
    ("findings", "usual", "strict"),
    [
        ([], False, False),
        ([HINT, WAIVED], False, False),
        ([WARNING], False, True),
        ([ERROR], True, True),
        ([OPEN], True, True),
    ],
    ids=["nothing", "hint and waived", "warning", "error", "open place"],
)
def test_errors_stop_and_warnings_do_under_strict(findings: list[Finding], usual: bool, strict: bool) -> None:
    for deed in (Deed.CHECKED, Deed.BUILT, Deed.COMPARED):
        assert Outcome(findings, deed=deed).is_stopped() is usual
        assert Outcome(findings, deed=deed).is_stopped(strict=True) is strict


def test_a_draft_may_have_open_places_and_no_other_error() -> None:
    assert not Outcome([OPEN], deed=Deed.DRAFTED).is_stopped()
    assert Outcome([OPEN, ERROR], deed=Deed.DRAFTED).is_stopped()


def test_outcomes_share_no_list() -> None:
    Outcome().notes.append("甲")
    assert Outcome().notes == []
