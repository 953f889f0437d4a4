"""What editors say about a key while it is typed, and what they show as an example: the words are in guidance.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
GUIDANCE: Mapping[str, str] = _WORDS["guidance"]
EXAMPLES: Mapping[str, list[Any]] = _WORDS["examples"]


def guidance(record: str, field: str) -> str:
    """Return the sentence on a record's field; "" if there is none."""
    return GUIDANCE.get(f"{record}.{field}") or GUIDANCE.get(field, "")


def examples(record: str, field: str) -> list[Any]:
    """Return what may be typed there, for example."""
    return EXAMPLES.get(f"{record}.{field}") or EXAMPLES.get(field, [])
