"""What a run says and where: findings, progress, failures, files written beside them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from jixiao.errors import JixiaoError, UsageError
from jixiao.paths import Workspace
from jixiao.plain import json_text
from jixiao.reporting.formats import JSON, TEXT

if TYPE_CHECKING:
    from jixiao.outcome import Outcome

ERASED = "\r\033[K"  # takes the line of progress off the terminal


def tell(options: argparse.Namespace, workspace: Workspace, outcome: Outcome) -> int:
    """Print what a command came to, in the form asked for, and return its exit code."""
    from jixiao.reporting.formats import format_outcome
    from jixiao.reporting.outcome_text import outcome_text

    if options.format != TEXT or options.output:
        written = format_outcome(options.format, outcome, workspace, strict=options.strict, everything=options.all)
        if options.output:
            store(Path(options.output), written)
        else:
            print(written, end="")
    if options.format == TEXT or options.output:
        print(
            outcome_text(outcome, workspace, colour=colour_wanted(), strict=options.strict, everything=options.all),
            end="",
        )
    return 1 if outcome.is_stopped(strict=options.strict) else 0


def show(options: argparse.Namespace, text: Callable[[], str], value: Callable[[], object], code: int = 0) -> int:
    """Print a result as text, or as JSON (its ``value``, or that in words) where asked for; return the exit code."""
    printed = value() if options.format == JSON else text()
    print(printed if isinstance(printed, str) else f"{json_text(printed, indent=2)}\n", end="")
    return code


@contextmanager
def progress(options: argparse.Namespace) -> Iterator[Callable[[str], None]]:
    """Let the step a command is at be shown, on a terminal only and not where it would be in the way; erase it last."""
    if not progress_wanted(options):
        yield lambda _: None
        return
    try:
        yield lambda words: print(f"{ERASED}{words}", end="", file=sys.stderr, flush=True)
    finally:
        print(ERASED, end="", file=sys.stderr, flush=True)


def progress_wanted(options: argparse.Namespace) -> bool:
    """Return whether somebody watches the terminal."""
    return not (options.quiet or options.format == JSON or os.environ.get("CI")) and on_terminal(sys.stderr)


def colour_wanted() -> bool:
    """Return whether to colour what is printed."""
    return on_terminal(sys.stdout) and not os.environ.get("NO_COLOR")


def on_terminal(stream: TextIO | None) -> bool:
    """Return whether a person reads the stream."""
    return stream is not None and stream.isatty()


def store(path: Path, words: str) -> None:
    """Write a text file; UsageError where that fails."""
    try:
        path.write_text(words, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise UsageError(f"写不进 {path}（{error.strerror}）。请检查路径和写入权限。") from error


def fail(error: JixiaoError, *, as_json: bool) -> int:
    """Say what stopped a command and return its exit code."""
    if as_json:
        print(json_text({"exit": error.exit_code, "error": str(error)}, indent=2))
    else:
        print(error, file=sys.stderr)
    return error.exit_code
