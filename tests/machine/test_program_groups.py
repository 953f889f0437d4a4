"""A program goes with all that it started, and gets so much memory."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import time

import pytest

from jixiao.machine import program_groups
from jixiao.machine.program_groups import end_group, job_limits, run_bounded, start_group

STARTS_ANOTHER = "import subprocess; subprocess.run(['sleep', '61.5'])"


def is_at_work(words: str) -> bool:
    done = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)  # noqa: S607
    return any(line == words for line in done.stdout.splitlines())


@pytest.mark.parametrize("watched", [False, True])
def test_what_a_program_started_goes_with_it(watched: bool) -> None:
    process = start_group([sys.executable, "-c", STARTS_ANOTHER], dict(os.environ), watched=watched)
    while not is_at_work("sleep 61.5"):
        time.sleep(0.05)
    end_group(process)
    process.communicate(timeout=10)
    assert not is_at_work("sleep 61.5")


def test_where_there_are_no_groups_the_program_itself_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_groups, "_GROUPS", False)
    process = start_group([sys.executable, "-c", "input()\nwhile True: pass"], {}, watched=True)
    end_group(process)
    assert process.communicate(timeout=10)[0] is not None
    assert process.returncode


def test_a_program_reads_and_answers() -> None:
    done = run_bounded([sys.executable, "-c", "print(input()[::-1])"], b"abc", memory=2**30, seconds=30)
    assert (done.returncode, done.stdout) == (0, b"cba\n")


def test_more_memory_than_is_given_is_not_had() -> None:
    greedy = "input(); x = bytearray(600_000_000)"
    done = run_bounded([sys.executable, "-c", greedy], b"\n", memory=2**29, seconds=30)
    assert b"MemoryError" in done.stderr


def test_a_program_that_does_not_end_is_ended() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run_bounded([sys.executable, "-c", "while True: pass"], b"", memory=2**30, seconds=0.3)


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes of 64 bits")
def test_the_limits_of_a_job_are_laid_out_as_windows_wants_them() -> None:
    limits = job_limits(2**30)
    assert len(limits) == 144
    assert int.from_bytes(limits[16:20], "little") == 0x2100
    assert int.from_bytes(limits[112:120], "little") == 2**30
    assert int.from_bytes(job_limits(0)[16:20], "little") == 0x2000
