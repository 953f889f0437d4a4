"""What a run says and where: findings, progress, failures, files written beside them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from jixiao.errors import JixiaoError, UsageError
from jixiao.paths import Workspace
from jixiao.reporting.formats import JSON, TEXT

if TYPE_CHECKING:
    from jixiao.outcome import Outcome

ERASED = "\r\033[K"  # takes the line of progress off the terminal


def tell(options: argparse.Namespace, workspace: Workspace, outcome: Outcome) -> int:
    """Print what a command came to, in the form asked for, and return its exit code."""
    from jixiao.reporting.formats import formatted, outcome_text

    if options.format != TEXT or options.output:
        written = formatted(options.format, outcome, workspace, strict=options.strict, everything=options.all)
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


def progress(options: argparse.Namespace) -> Callable[[str], None]:
    """Return what shows the step a command is at: on a terminal only, and not where it would be in the way."""
    if options.quiet or options.format == JSON or os.environ.get("CI") or not on_terminal(sys.stderr):
        return lambda _: None
    return lambda words: print(f"{ERASED}{words}", end="", file=sys.stderr, flush=True)


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


def json_text(value: object) -> str:
    """Return a value as JSON to be printed."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def fail(error: JixiaoError, *, as_json: bool) -> int:
    """Say what stopped a command and return its exit code."""
    if as_json:
        print(json.dumps({"exit": error.exit_code, "error": str(error)}, ensure_ascii=False, indent=2))
    else:
        print(f"{ERASED if on_terminal(sys.stderr) else ''}{error}", file=sys.stderr)
    return error.exit_code
