"""What ends a program from without, a deadline that ends it from within, and how many cores it has."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

ENDING_SIGNALS: tuple[signal.Signals, ...] = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Ctrl-C, a kill, a closed terminal; on Windows Ctrl-Break and a closed window."""
FORKS = hasattr(os, "fork")
"""Whether a process can be made of another; where not, each begins anew."""


def count_cores() -> int:
    """Return how many cores there are for this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def set_deadline(seconds: float, over: type[BaseException], *, again: float, grace: float) -> Iterator[None]:
    """Let what is done meanwhile be ended by ``over`` after so many seconds, and ``again`` after each so many more.

    After ``grace`` more seconds of work the system ends the process, should a library not come back to Python; on
    Windows of time. In a main thread only.
    """
    side = _ended_by_signals if hasattr(signal, "setitimer") else _ended_by_threads
    with side(seconds, over, again, grace):
        yield


@contextmanager
def _ended_by_signals(seconds: float, over: type[BaseException], again: float, grace: float) -> Iterator[None]:
    def end(*_: object) -> None:
        raise over

    before = signal.signal(signal.SIGALRM, end), signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds, again)
    signal.setitimer(signal.ITIMER_PROF, seconds + grace)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, before[0])
        signal.signal(signal.SIGPROF, before[1])


@contextmanager
def _ended_by_threads(seconds: float, over: type[BaseException], again: float, grace: float) -> Iterator[None]:
    import ctypes
    import faulthandler

    caller, done = ctypes.c_ulong(threading.get_ident()), threading.Event()

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            ctypes.pythonapi.PyThreadState_SetAsyncExc(caller, ctypes.py_object(over))
            wait = again

    thread = threading.Thread(target=watch, daemon=True)
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
        faulthandler.dump_traceback_later(seconds + grace, exit=True, file=nowhere)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
            ctypes.pythonapi.PyThreadState_SetAsyncExc(caller, None)
            faulthandler.cancel_dump_traceback_later()
