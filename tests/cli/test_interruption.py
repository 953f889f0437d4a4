"""A signal ends a command with a sentence and 128 + its number, never with a traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jixiao.cli.interruption import CTRL_C, end_interrupted, exit_code_of
from jixiao.errors import Interrupted
from tests.support.project import ROOT

# A command at work, which puts things in order when it is stopped.
AT_WORK = """
import sys, time, types
sys.path.insert(0, sys.argv[1])
from jixiao.cli import main

def work(_):
    try:
        print("at work", flush=True)
        time.sleep(60)
    finally:
        time.sleep(0.2)
        print("in order", flush=True)

sys.modules["jixiao.cli.entry"] = types.SimpleNamespace(run_command=work)  # the true one takes long to read in
raise SystemExit(main([]))
"""


def stopped_by(*signals: signal.Signals) -> tuple[int, str, str]:
    with subprocess.Popen(
        [sys.executable, "-c", AT_WORK, str(ROOT)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "at work\n"
        for one in signals:
            process.send_signal(one)
            time.sleep(0.05)
        out, err = process.communicate(timeout=30)
    return process.returncode, out, err


@pytest.mark.parametrize(
    ("signals", "code", "words"),
    [
        ([signal.SIGINT], 130, "已中断；原有的输出没有改动。"),
        ([signal.SIGTERM], 143, "程序被要求结束，已停下；原有的输出没有改动。"),
        ([signal.SIGHUP], 129, "程序被要求结束，已停下；原有的输出没有改动。"),
        ([signal.SIGINT, signal.SIGINT, signal.SIGTERM], 130, "已中断；原有的输出没有改动。"),
    ],
    ids=["ctrl-c", "kill", "closed terminal", "impatient"],
)
def test_a_command_is_stopped_in_order(signals: list[signal.Signals], code: int, words: str) -> None:
    assert stopped_by(*signals) == (code, "in order\n", f"\n{words}\n")


def test_what_was_ignored_from_the_start_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert stopped_by(signal.SIGHUP, signal.SIGTERM)[0] == 143
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_signal_while_the_program_is_still_read_in_is_no_traceback(tmp_path: Path) -> None:
    for delay in (0.06, 0.1, 0.2):
        with subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), "check-data"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
        ) as process:
            time.sleep(delay)
            process.send_signal(signal.SIGTERM)
            said = process.communicate(timeout=30)[1]
        assert "Traceback" not in said
        assert process.returncode in (143, -signal.SIGTERM, 2)


def test_the_exit_code_is_that_of_the_signal() -> None:
    assert [exit_code_of(one) for one in (KeyboardInterrupt(), Interrupted(2), Interrupted(15))] == [CTRL_C, 130, 143]


def test_nobody_left_to_tell_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open(encoding="utf-8") as closed:
        monkeypatch.setattr(sys, "stderr", closed)
        assert end_interrupted(Interrupted(15)) == 143
