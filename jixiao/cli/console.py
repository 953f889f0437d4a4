"""What a run says and where: findings, progress, failures, files written beside them."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from jixiao.errors import EnvironmentFailure, JixiaoError, UsageError, name_fault
from jixiao.paths import JOURNAL, Workspace
from jixiao.plain import json_text
from jixiao.reporting.formats import JSON, TEXT

if TYPE_CHECKING:
    from jixiao.reporting.outcome import Outcome

_WRONG_PATHS = {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL}
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
    """Write a text file, all or nothing; UsageError for a path that cannot be, EnvironmentFailure where it fails."""
    content = words.encode("utf-8", "replace")
    try:
        if path.exists() and not path.is_file():  # a device, or a folder, which refuses
            path.write_bytes(content)
        else:
            _write_whole(path.resolve(), content)
    except OSError as error:
        kind = UsageError if error.errno in _WRONG_PATHS else EnvironmentFailure
        raise kind(f"写不进 {path}（{name_fault(error)}）。请检查路径、磁盘空间和写入权限。") from error


def _write_whole(path: Path, content: bytes) -> None:
    staged = path.with_name(f".正在写入-{path.name}")
    try:
        staged.write_bytes(content)
        if path.exists():
            staged.chmod(path.stat().st_mode & 0o777)
        staged.replace(path)
    except BaseException:
        staged.unlink(missing_ok=True)
        raise


def tell_interrupted(start: Path) -> None:
    """Bring to its end what a command that was killed left in the project around ``start``, and say so."""
    root = next((path for path in (start, *start.parents) if (path / "data").is_dir()), None)
    if root is None or not (root / JOURNAL).is_dir():
        return
    from jixiao.source.journal import finish_interrupted

    if left := finish_interrupted(root):
        became = f"{left.files} 个文件已全部改好" if left.written else "没有改动任何文件"
        print(f"上一次 {left.deed} 在写入时被中断：{became}。", file=sys.stderr)


def fail(error: JixiaoError, *, as_json: bool) -> int:
    """Say what stopped a command and return its exit code."""
    if as_json:
        print(json_text({"exit": error.exit_code, "error": str(error)}, indent=2))
    else:
        print(error, file=sys.stderr)
    return error.exit_code
