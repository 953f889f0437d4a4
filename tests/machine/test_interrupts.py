"""A deadline ends what is done, by signals and by threads alike; what ends in time hears nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

from jixiao.machine import interrupts
from jixiao.machine.interrupts import ENDING_SIGNALS, count_cores, set_deadline
from tests.support.project import ROOT


class Over(BaseException):
    """Time is up."""


@pytest.fixture(params=["signals", "threads"], autouse=True)
def side(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "threads":
        monkeypatch.delattr(signal, "setitimer")


def turn(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        sum(range(100))


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(Over), set_deadline(0.05, Over, again=5, grace=30):
        turn(10)


def test_what_swallows_the_first_word_hears_a_second() -> None:
    def swallow() -> None:
        with suppress(Over):
            turn(10)
        turn(10)

    with pytest.raises(Over), set_deadline(0.05, Over, again=0.05, grace=30):
        swallow()


def test_what_ends_in_time_is_left_alone() -> None:
    with set_deadline(0.2, Over, again=0.1, grace=30):
        pass
    turn(0.4)


def test_a_library_that_does_not_come_back_goes_with_its_process() -> None:
    program = (
        "import signal\nfrom collections import deque\nfrom itertools import repeat\n"
        "from jixiao.machine.interrupts import set_deadline\ndel signal.setitimer\n"
        "with set_deadline(0.05, KeyboardInterrupt, again=5, grace=0.1):\n    deque(repeat(None), maxlen=0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, timeout=30, check=False)
    assert done.returncode == 1


def test_there_is_a_core_and_there_are_signals(monkeypatch: pytest.MonkeyPatch) -> None:
    assert count_cores() >= 1
    monkeypatch.delattr(os, "sched_getaffinity")
    assert count_cores() >= 1
    assert {signal.SIGINT, signal.SIGTERM} <= set(ENDING_SIGNALS)
    assert hasattr(os, "fork") == interrupts.FORKS
