"""What may differ between two builds of the same data, clock and revision, and the only door to both."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path


def build_moment(filled_on: date) -> datetime:
    """Return the moment stamped into documents: SOURCE_DATE_EPOCH if set, else the day of filling in."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime(filled_on.year, filled_on.month, filled_on.day, tzinfo=UTC)


def today() -> date:
    """Return the day by which waivers expire: SOURCE_DATE_EPOCH if set, else today in UTC. No output shows it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)).date()


def revision(root: Path) -> str:
    """Return the Git revision of ``root``, with “+修改” if data or templates differ from it; "" outside Git."""
    head = _git(root, "rev-parse", "HEAD")
    changed = head and _git(root, "status", "--porcelain", "--", "data", "templates", "jixiao")
    return f"{head}+修改" if changed else head


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments],  # noqa: S607 - Git is found where the user has it
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
