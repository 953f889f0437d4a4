"""A change of files that is killed right before its n-th step, as ``kill -9`` or a cut of the power would."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.chmod", "open"}


def killed_at(number: int, change: Callable[[], object]) -> bool:
    """Make a change in a process that is killed right before its n-th step; return whether it was."""
    if (child := os.fork()) == 0:
        seen = iter(range(1, number + 1))

        def hook(event: str, given: tuple[object, ...]) -> None:
            writes = event != "open" or (isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR))
            if event in CHANGES and writes and next(seen, number) == number:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            change()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
