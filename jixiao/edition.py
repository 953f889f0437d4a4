"""What may differ between two builds of the same data, clock and revision, and the only door to both."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from jixiao.errors import UsageError
from jixiao.findings import quoted

_EPOCH = "SOURCE_DATE_EPOCH"
_HEAD, _NO_COMMIT = "# branch.oid ", "(initial)"


def build_moment(filled_on: date) -> datetime:
    """Return the moment stamped into documents: SOURCE_DATE_EPOCH if set, else the day of filling in."""
    return stated_moment() or datetime(filled_on.year, filled_on.month, filled_on.day, tzinfo=UTC)


def today() -> date:
    """Return the day by which waivers expire: SOURCE_DATE_EPOCH if set, else today in UTC. No output shows it."""
    return (stated_moment() or datetime.now(UTC)).date()


def second_of_day() -> str:
    """Return the day and the second by which a copy of data is called: 20261201-113000; no output shows it."""
    return datetime.now().strftime("%Y%m%d-%H%M%S")  # noqa: DTZ005 - as the clock on the wall of whoever looks for it


def stated_moment() -> datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH states, None for none; UsageError if it is no moment."""
    epoch = os.environ.get(_EPOCH, "")
    if not epoch:
        return None
    if not re.fullmatch(r"[0-9]{1,10}", epoch):
        raise UsageError(f"环境变量 SOURCE_DATE_EPOCH 是{quoted(epoch)}，应为 1970 年以来的秒数。请改正或取消。")
    return datetime.fromtimestamp(int(epoch), UTC)


@contextmanager
def state_epoch(epoch: str) -> Iterator[None]:
    """Let SOURCE_DATE_EPOCH be ``epoch`` for a while, "" for not stated: as it is where the work was sent from."""
    before = os.environ.get(_EPOCH, "")
    os.environ[_EPOCH] = epoch
    try:
        yield
    finally:
        os.environ[_EPOCH] = before


def revision(root: Path, watched: Iterable[str] = ("data", "templates", "jixiao")) -> str:
    """Return the Git revision of ``root``, with “+修改” if what is ``watched`` differs from it; "" outside Git."""
    told = _git(root, "status", "--porcelain=v2", "--branch", "--", *watched).splitlines()
    head = next((line.removeprefix(_HEAD) for line in told if line.startswith(_HEAD)), "")
    if head == _NO_COMMIT:
        return ""
    return f"{head}+修改" if any(not line.startswith("#") for line in told) else head


def _git(root: Path, *arguments: str) -> str:
    import subprocess  # a check does not ask Git

    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],  # noqa: S607 - Git is found where the user has it
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
