"""An outcome stops where errors stand; a draft is stopped by none that is an open place."""

import pytest
from msgspec.structs import replace

from jixiao.findings import NOT_FILLED_IN, Finding, Place, Severity, finding_at
from jixiao.reporting.outcome import Deed, Outcome

OPEN = finding_at(Place("a.yaml"), (NOT_FILLED_IN, "尚未填写", "数", "填写。"))
ERROR = finding_at(Place("a.yaml"), ("M001", "有错", "没有错", "改正。"))
WARNING = replace(ERROR, severity=Severity.WARNING)


@pytest.mark.parametrize(
    ("one", "deed", "stopped"),
    [
        (OPEN, Deed.BUILT, True),
        (OPEN, Deed.DRAFTED, False),
        (ERROR, Deed.DRAFTED, True),
        (WARNING, Deed.BUILT, False),
    ],
)
def test_what_stops_depends_on_what_was_wanted(one: Finding, deed: Deed, *, stopped: bool) -> None:
    assert Outcome([one], deed=deed).is_stopped() is stopped


def test_where_warnings_count_they_stop_too() -> None:
    assert Outcome([WARNING]).is_stopped(strict=True)
    assert not Outcome().is_stopped(strict=True)
