"""The command line, the only door to the user. Each module here has a group of commands; ``entry`` knows them all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from jixiao.cli.interruption import end_interrupted, raise_on_signals


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    raise_on_signals()  # before anything else: to read in the rest of the program takes a while
    for stream in (sys.stdout, sys.stderr):
        # Messages are Chinese under any locale; a terminal that cannot show a character gets a substitute.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    try:
        if arguments is None and "JIXIAO_SERVER" in os.environ:
            from jixiao.cli.warm_check import run_warm

            return run_warm(_run)
        return _run(arguments)
    except KeyboardInterrupt as interrupted:
        return end_interrupted(interrupted)


def _run(arguments: Sequence[str] | None = None) -> int:
    from jixiao.cli.entry import run_command

    return run_command(arguments)
