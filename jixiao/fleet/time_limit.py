"""The time a unit may take: one that takes longer is ended and named, and the others go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager

from jixiao.machine.interrupts import set_deadline

UNIT_SECONDS = 300
"""What a unit may take where nothing else is asked for; LibreOffice and its own limit apart."""
# A cleaning-up that is interrupted again must have had time, and what swallowed the first word hears a second.
_AGAIN = 5
# A library that does not come back to Python hears nothing: after so much more work the system ends its process.
_GRACE = 30


class OverTime(BaseException):
    """A unit took longer than it may. No Exception: nobody on the way may take it for a fault of the data."""


@contextmanager
def limit_time(left: MutableMapping[str, float], unit: str) -> Iterator[None]:
    """Let a unit have what is ``left`` of its seconds, less what it takes now; OverTime where that is not enough.

    Only a process's main thread is limited.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    began, seconds = time.monotonic(), max(left[unit], 0.001)
    try:
        with set_deadline(seconds, OverTime, again=_AGAIN, grace=_GRACE):
            yield
    finally:
        left[unit] -= time.monotonic() - began
