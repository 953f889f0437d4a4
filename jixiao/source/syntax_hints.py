"""What users write when YAML cannot be read, guessed from the line and from the parser's own words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_ALIGNED = "同级的键左边对齐；下级比上级多缩进两个空格"


@cache
def _read_hints() -> list[dict[str, str]]:
    hints: list[dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["hint"]
    return hints


def explain_syntax(lines: list[str], number: int, problem: str) -> tuple[int, str, str, str]:
    """Return the line at fault (``number`` or the one above), what is wrong, what should be, how to mend it."""
    for candidate in (number, number - 1):
        line = lines[candidate - 1] if 1 <= candidate <= len(lines) else ""
        for hint in _read_hints():
            if hint.get("parser", "") in problem and re.search(hint.get("line", ""), line):
                return candidate, f"YAML 写法有误：{hint['found']}", "合乎 YAML 写法的一行", hint["remedy"]
    if "mapping values are not allowed" in problem:
        return number, "YAML 写法有误：缩进和上一行对不齐", "同级对齐", f"{_ALIGNED}。"
    remedy = f"检查这一行和上一行的缩进（{_ALIGNED}）、冒号、引号和列表的“- ”。"
    return number, "YAML 写法有误，从这里起读不下去", "“键: 值”的写法，同级对齐", remedy
