"""Texts kept whole in ``tests/golden``: what is found is held against them line by line."""

from __future__ import annotations

import os
from difflib import unified_diff
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"
_KEEP = "KEEP_GOLDEN"


def assert_kept(name: str, found: str, test: str) -> None:
    """Assert that a text is the one kept; AssertionError shows what differs and the command that keeps it instead.

    ``test`` is the test's file below the project's root.
    """
    path = GOLDEN / name
    if os.environ.get(_KEEP):
        path.write_text(found, "utf-8")
    kept = path.read_text("utf-8")
    lines = unified_diff(kept.splitlines(), found.splitlines(), f"{name} (kept)", f"{name} (found)", n=1, lineterm="")
    difference = "\n".join(lines)
    command = f"{_KEEP}=1 .venv/bin/python -m pytest {test} -n 0"
    assert found == kept, f"\n{difference}\nif that is right: {command}"
