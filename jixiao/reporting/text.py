"""Findings for people: grouped by file, each with the line it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from jixiao.findings import Finding, Severity

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.HINT: "36"}
_QUOTED_CHARACTERS = 60


def findings_text(findings: Iterable[Finding], root: Path, *, colour: bool = False) -> str:
    """Return the findings as a text to read; "" if there are none. Lines are quoted from files below ``root``."""
    blocks = [
        "\n".join(_file_lines(file, list(group), _line_reader(root, file), colour=colour))
        for file, group in groupby(findings, key=lambda one: one.place.file)
    ]
    return "\n\n".join(blocks)


def _file_lines(file: str, findings: list[Finding], line_at: Callable[[int], str], *, colour: bool) -> Iterator[str]:
    yield _painted(file or "（没有文件）", "1", colour=colour)
    for one in findings:
        severity = _painted(one.severity.value, _COLOURS[one.severity], colour=colour)
        yield f"  {one.place}  {severity} {one.code}  {one.found}"
        quoted = line_at(one.place.line)
        if quoted:
            yield f"      │ {quoted}"
        yield f"      应为：{one.expected}"
        yield f"      改法：{one.remedy}"


def _line_reader(root: Path, file: str) -> Callable[[int], str]:
    try:
        lines = (root / file).read_text("utf-8").split("\n") if file.endswith((".yaml", ".md")) else []
    except (OSError, UnicodeDecodeError):
        lines = []

    def line_at(number: int) -> str:
        line = lines[number - 1].strip() if number <= len(lines) else ""
        # Control characters must not reach the terminal.
        line = "".join(char if char.isprintable() else "�" for char in line)
        return line if len(line) <= _QUOTED_CHARACTERS else line[:_QUOTED_CHARACTERS] + "……"

    return line_at


def _painted(words: str, style: str, *, colour: bool) -> str:
    return f"\033[{style}m{words}\033[0m" if colour else words


def summary(findings: Iterable[Finding]) -> str:
    """Return a sentence that counts the findings by severity."""
    counted = list(findings)
    parts = [
        f"{severity.value} {number} 条"
        for severity in Severity
        if (number := sum(one.severity is severity for one in counted))
    ]
    return "、".join(parts) if parts else "没有发现问题"
