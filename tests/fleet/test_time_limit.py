"""A unit that takes too long is ended from within, or by the system where it hears nothing; the others go on."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from contextlib import suppress
from itertools import repeat
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.believable.unit import YEAR
from jixiao.fleet import time_limit
from jixiao.fleet.batch import Action
from jixiao.fleet.fleet_run import open_run
from jixiao.fleet.time_limit import OverTime, limit_time
from jixiao.fleet.unit_records import Status
from tests.fleet.bureaus import REQUEST, UNITS, bureau, rows_of


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


def test_a_unit_that_takes_too_long_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    whole = bureau(tmp_path, flawed=False)
    report = whole.units / UNITS[1] / "data" / str(YEAR) / "report" / "01-overview.md"
    report.write_text("{{ 没有 }}\n" * 70_000, "utf-8")
    with open_run(whole, replace(REQUEST, action=Action.CHECK, seconds=3, jobs=1)) as run:
        list(run.progress)
        rows = rows_of(run)
    assert {name: row.status for name, row in rows.items() if row.status is not Status.PASSED} == {
        UNITS[1]: Status.FAILED
    }
    assert rows[UNITS[1]].first.startswith("U007 ")
    assert "超过了 3 秒" in rows[UNITS[1]].first
