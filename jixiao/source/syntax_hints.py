"""What users write when YAML cannot be read, guessed from the line and from the parser's own words."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from jixiao.findings import Place
from jixiao.source.decoding import SourceText, column_as_written

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


def report_syntax(source: SourceText, error: Any, lines: list[str], widened: dict[int, int]) -> None:
    """Add the finding of what the parser could not read; ``widened`` is as ``without_tabs`` gives it."""
    problem = f"{error.context or ''} {error.problem or ''}"
    # What an open quotation mark or bracket or a key without its colon lacks is found missing further down; what
    # matters is where they begin.
    begins = any(words in problem for words in ("quoted scalar", "simple key", "flow sequence", "flow mapping"))
    mark = (begins and error.context_mark) or error.problem_mark or error.context_mark
    column = column_as_written(mark.line, mark.column, widened) if mark else 0
    place = Place(source.file, mark.line + 1, column) if mark else Place(source.file)
    line, found, expected, remedy = explain_syntax(lines, place.line, problem)
    if line != place.line:
        place = Place(place.file, line, len(lines[line - 1]) - len(lines[line - 1].lstrip()) + 1)
    source.report(place, ("L001", found, expected, remedy))
