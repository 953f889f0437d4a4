"""A unit that takes too long is ended from within, or by the system where it hears nothing; the others go on."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from contextlib import suppress
from itertools import repeat

import pytest

from jixiao.fleet import time_limit
from jixiao.fleet.batch import Done, Guard
from jixiao.fleet.time_limit import OverTime, limit_time
from jixiao.fleet.unit_records import Status


def turn_for_ever() -> None:
    while True:
        with suppress(Exception):  # whoever catches all that goes wrong is ended too
            sum(range(100))


def test_what_does_not_end_is_ended_and_what_it_took_is_taken_off() -> None:
    left = {"甲": 0.05}
    with pytest.raises(OverTime), limit_time(left, "甲"):
        turn_for_ever()
    assert left["甲"] <= 0
    with pytest.raises(OverTime), limit_time(left, "甲"):
        turn_for_ever()


def test_what_ends_in_time_leaves_nothing_armed() -> None:
    before, left = signal.getsignal(signal.SIGALRM), {"甲": 9.0}
    with limit_time(left, "甲"):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 8
    assert signal.getitimer(signal.ITIMER_REAL) == signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    assert signal.getsignal(signal.SIGALRM) is before
    assert 8 < left["甲"] < 9


def test_a_library_that_does_not_come_back_is_ended_with_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "_GRACE", 0.05)
    if (child := os.fork()) == 0:
        with limit_time({"甲": 0.05}, "甲"):
            deque(repeat(None), maxlen=0)  # turns for ever without a step of Python
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGPROF


def test_another_thread_is_not_limited() -> None:
    left, ran = {"甲": 0.0}, []

    def work() -> None:
        with limit_time(left, "甲"):
            ran.append(signal.getitimer(signal.ITIMER_REAL))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert ran == [(0, 0)]


def test_a_unit_that_takes_too_long_is_named_and_the_others_go_on() -> None:
    guard = Guard(1)

    def act(unit: str) -> str:
        if unit == "甲":
            turn_for_ever()
        return unit

    ended = guard.run("甲", act)
    assert isinstance(ended, Done)
    assert ended.record.row.status is Status.FAILED
    assert ended.record.row.first.startswith("U007 ")
    assert "超过了 1 秒" in ended.record.row.first
    assert guard.run("乙", act) == "乙"
