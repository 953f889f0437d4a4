"""Findings for people: grouped by file, each with the line it is about and the places on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from jixiao.findings import Finding, Severity
from jixiao.plain import cut_end, one_line, printable
from jixiao.reporting.fingerprints import cause_words, operands_words
from jixiao.reporting.folded import by_code_text, codes_line, is_open, open_places_text
from jixiao.rules.registry import ARITHMETIC

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.HINT: "36"}
ALL_LISTED = "逐条列出：加 ARGS=--all"
_QUOTED_CHARACTERS = 60
_WAIVED_CHARACTERS = 90


def findings_text(findings: Iterable[Finding], root: Path, *, colour: bool = False, everything: bool = True) -> str:
    """Return the findings as a text to read; "" if there are none. Lines are quoted from files below ``root``.

    Likely causes and errors are always told whole. Unless ``everything`` is asked for, errors that follow from a cause
    are told in brief, open places take a line a file, warnings and hints a line a code, and what was waived one line.
    """
    findings = list(findings)
    waived = [one for one in findings if one.waived]
    standing = [one for one in findings if not one.waived]
    if everything:
        sections = [waived_text(waived), *_whole(standing, root, colour=colour)]
    else:
        whole = [one for one in standing if one.explains or (one.severity is Severity.ERROR and not is_open(one))]
        rest = [one for one in standing if not one.explains]
        sections = [*_whole(whole, root, colour=colour, brief=True), *_folded(rest, waived)]
    return "\n\n".join(section for section in sections if section)


def _folded(standing: list[Finding], waived: list[Finding]) -> Iterator[str]:
    """Yield all but the errors that are told whole; while an error stands, hints are no more than counted."""
    errors = [one for one in standing if one.severity is Severity.ERROR]
    hints = [one for one in standing if errors and one.severity is Severity.HINT]
    yield open_places_text(filter(is_open, errors))
    yield by_code_text([one for one in standing if one not in errors and one not in hints])
    counted = [
        codes_line(hints, "另有提示 {number} 条，改好错误再看：{codes}。"),
        codes_line(waived, "已豁免（核对过或已经报送）{number} 条：{codes}。"),
    ]
    yield "\n".join(filter(None, counted))


def _whole(findings: list[Finding], root: Path, *, colour: bool, brief: bool = False) -> Iterator[str]:
    for file, group in groupby(findings, key=lambda one: one.place.file):
        yield "\n".join(_file_lines(file, list(group), _line_reader(root, file), colour=colour, brief=brief))


def waived_text(findings: Iterable[Finding]) -> str:
    """Return the waived findings, one line each with the reason; "" if there are none."""
    waived = [one for one in findings if one.waived]
    if not waived:
        return ""
    lines = [
        f"  {one.code}  {cut_end(one_line(one.found), _WAIVED_CHARACTERS)}（理由：{one_line(one.waived)}）"
        for one in waived
    ]
    return "\n".join([f"已豁免 {len(waived)} 条：", *lines])


def _file_lines(
    file: str, findings: list[Finding], line_at: Callable[[int], str], *, colour: bool, brief: bool
) -> Iterator[str]:
    """Yield the lines of a file's findings; ``brief``: what follows from a cause told before takes two lines."""
    yield _painted(printable(file) or "（没有文件）", "1", colour=colour)
    for one in findings:
        severity = _painted(one.severity.value, _COLOURS[one.severity], colour=colour)
        yield f"  {printable(str(one.place))}  {severity} {one.code}  {printable(one.found)}"
        if one.cause is not None and brief:
            yield f"      起因：{printable(cause_words(one))}"
            continue
        quoted = line_at(one.place.line)
        if quoted:
            yield f"      │ {quoted}"
        if one.printed:
            yield f"      印在：{printable('、'.join(one.printed))}"
        if one.cause is not None:
            yield f"      起因：{printable(cause_words(one))}"
        elif operands := operands_words(one):
            yield f"      相关的数：{printable(operands)}"
        yield f"      应为：{printable(one.expected)}"
        yield f"      改法：{printable(one.remedy)}"
        if one.basis not in ("", ARITHMETIC):
            yield f"      依据：{printable(one.basis)}"
        if one.waivable:
            yield f"      对象：{printable(one.subject)}"


def _line_reader(root: Path, file: str) -> Callable[[int], str]:
    try:
        lines = (root / file).read_text("utf-8").split("\n") if file.endswith((".yaml", ".md")) else []
    except (OSError, UnicodeDecodeError):
        lines = []

    def line_at(number: int) -> str:
        line = lines[number - 1].strip() if number <= len(lines) else ""
        # Control characters must not reach the terminal.
        return cut_end(printable(line), _QUOTED_CHARACTERS)

    return line_at


def _painted(words: str, style: str, *, colour: bool) -> str:
    return f"\033[{style}m{words}\033[0m" if colour else words


def summary(findings: Iterable[Finding]) -> str:
    """Return a sentence that counts the findings by severity, open places and waived ones apart."""
    findings = [one for one in findings if not one.explains]  # a cause is told beside what it explains
    counted = [one for one in findings if not is_open(one)]
    waived = sum(bool(one.waived) for one in counted)
    places = len(findings) - len(counted)
    parts = [
        f"{severity.value} {number} 条"
        for severity in Severity
        if (number := sum(one.severity is severity and not one.waived for one in counted))
    ]
    parts += [f"待填 {places} 处"] if places else []
    words = "、".join(parts) if parts else "没有发现问题"
    return f"{words}；另已豁免 {waived} 条" if waived else words
