"""Ctrl-C, a kill and a closed terminal end a command in order: a sentence, an exit code, nothing left behind."""

from __future__ import annotations

import atexit
import signal
import sys
import threading
from contextlib import suppress

from jixiao.errors import Interrupted
from jixiao.machine.interrupts import ENDING_SIGNALS

CTRL_C = 128 + signal.SIGINT


def raise_on_signals() -> None:
    """Let signals end the program by an Interrupted; those that whoever started it had ignored stay ignored."""
    if threading.current_thread() is not threading.main_thread():
        return
    heard = [one for one in ENDING_SIGNALS if signal.getsignal(one) is not signal.SIG_IGN]
    for one in heard:
        signal.signal(one, _interrupt)
    atexit.unregister(_ignore_signals)
    atexit.register(_ignore_signals)  # what is left to do then takes no time, and has nobody to tell


def end_interrupted(interrupted: KeyboardInterrupt) -> int:
    """Say that the command was ended, to whoever still listens; return its exit code."""
    code = exit_code_of(interrupted)
    words = "已中断" if code == CTRL_C else "程序被要求结束，已停下"
    with suppress(OSError, ValueError):
        print(f"\n{words}；原有的输出没有改动。", file=sys.stderr, flush=True)
    return code


def exit_code_of(interrupted: KeyboardInterrupt) -> int:
    """Return what a command ends with that a signal ended."""
    return interrupted.exit_code if isinstance(interrupted, Interrupted) else CTRL_C


def _interrupt(number: int, _: object) -> None:
    _ignore_signals()  # what is put in order now is not to be interrupted in its turn
    raise Interrupted(number)


def _ignore_signals() -> None:
    for one in ENDING_SIGNALS:
        signal.signal(one, signal.SIG_IGN)
