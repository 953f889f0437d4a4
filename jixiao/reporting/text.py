"""Findings for people: grouped by file, each with the line it is about and the places on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from jixiao.findings import Finding, Severity
from jixiao.plain import one_line, printable
from jixiao.rules.registry import ARITHMETIC

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.HINT: "36"}
_QUOTED_CHARACTERS = 60
_WAIVED_CHARACTERS = 90


def findings_text(findings: Iterable[Finding], root: Path, *, colour: bool = False, everything: bool = True) -> str:
    """Return the findings as a text to read; "" if there are none. Lines are quoted from files below ``root``.

    Waived ones come first, a line each. Unless ``everything`` is asked for, hints wait, counted, until
    no error and no warning is left.
    """
    findings = list(findings)
    shown, folded = _folded([one for one in findings if not one.waived], everything=everything)
    blocks = [waived_text(findings)] + [
        "\n".join(_file_lines(file, list(group), _line_reader(root, file), colour=colour))
        for file, group in groupby(shown, key=lambda one: one.place.file)
    ]
    if folded:
        blocks.append(f"另有提示 {folded} 条没有列出；全部列出：make check-data ARGS=--all")
    return "\n\n".join(block for block in blocks if block)


def _folded(findings: list[Finding], *, everything: bool) -> tuple[list[Finding], int]:
    weighty = [one for one in findings if one.severity is not Severity.HINT]
    if everything or not weighty:
        return findings, 0
    return weighty, len(findings) - len(weighty)


def waived_text(findings: Iterable[Finding]) -> str:
    """Return the waived findings, one line each with the reason; "" if there are none."""
    waived = [one for one in findings if one.waived]
    if not waived:
        return ""
    lines = [
        f"  {one.code}  {_cut(one_line(one.found), _WAIVED_CHARACTERS)}（理由：{one_line(one.waived)}）"
        for one in waived
    ]
    return "\n".join([f"已豁免 {len(waived)} 条：", *lines])


def _file_lines(file: str, findings: list[Finding], line_at: Callable[[int], str], *, colour: bool) -> Iterator[str]:
    yield _painted(printable(file) or "（没有文件）", "1", colour=colour)
    for one in findings:
        severity = _painted(one.severity.value, _COLOURS[one.severity], colour=colour)
        yield f"  {printable(str(one.place))}  {severity} {one.code}  {printable(one.found)}"
        quoted = line_at(one.place.line)
        if quoted:
            yield f"      │ {quoted}"
        if one.printed:
            yield f"      印在：{printable('、'.join(one.printed))}"
        yield f"      应为：{printable(one.expected)}"
        yield f"      改法：{printable(one.remedy)}"
        if one.basis not in ("", ARITHMETIC):
            yield f"      依据：{printable(one.basis)}"
        if one.subject:
            yield f"      对象：{printable(one.subject)}"


def _line_reader(root: Path, file: str) -> Callable[[int], str]:
    try:
        lines = (root / file).read_text("utf-8").split("\n") if file.endswith((".yaml", ".md")) else []
    except (OSError, UnicodeDecodeError):
        lines = []

    def line_at(number: int) -> str:
        line = lines[number - 1].strip() if number <= len(lines) else ""
        # Control characters must not reach the terminal.
        return _cut(printable(line), _QUOTED_CHARACTERS)

    return line_at


def _cut(line: str, characters: int) -> str:
    return line if len(line) <= characters else line[:characters] + "……"


def _painted(words: str, style: str, *, colour: bool) -> str:
    return f"\033[{style}m{words}\033[0m" if colour else words


def summary(findings: Iterable[Finding]) -> str:
    """Return a sentence that counts the findings by severity, waived ones apart."""
    counted = list(findings)
    waived = sum(bool(one.waived) for one in counted)
    parts = [
        f"{severity.value} {number} 条"
        for severity in Severity
        if (number := sum(one.severity is severity and not one.waived for one in counted))
    ]
    words = "、".join(parts) if parts else "没有发现问题"
    return f"{words}；另已豁免 {waived} 条" if waived else words
