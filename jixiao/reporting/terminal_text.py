"""Findings for people: grouped by file, each with the line it is about and the places on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from jixiao.findings import Finding, Severity
from jixiao.plain import cut_end, one_line, printable
from jixiao.reporting.finding_facts import facts_of
from jixiao.reporting.folded import by_code_text, codes_line, is_open, open_places_text

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.HINT: "36"}
_QUOTED_CHARACTERS = 60
_WAIVED_CHARACTERS = 90


def findings_text(findings: Iterable[Finding], root: Path, *, colour: bool = False, everything: bool = True) -> str:
    """Return the findings as a text to read; "" if there are none. Lines are quoted from files below ``root``.

    Likely causes and errors are always listed whole. Unless ``everything`` is asked for, what follows from a cause is
    listed in brief, open places take a line a file, warnings and hints a line a code, and what was waived one line.
    """
    findings = list(findings)
    waived = [finding for finding in findings if finding.waived]
    standing = [finding for finding in findings if not finding.waived]
    if everything:
        sections = [_waived_text(waived), *_whole(standing, root, colour=colour)]
    else:
        whole = [one for one in standing if one.explains or (one.severity is Severity.ERROR and not is_open(one))]
        rest = [one for one in standing if not one.explains]
        sections = [*_whole(whole, root, colour=colour, brief=True), *_folded(rest, waived)]
    return "\n\n".join(section for section in sections if section)


def _folded(standing: list[Finding], waived: list[Finding]) -> Iterator[str]:
    """Yield all but the errors that are listed whole; while an error stands, hints are no more than counted."""
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
    for file, group in groupby(findings, key=lambda finding: finding.place.file):
        yield "\n".join(_file_lines(file, group, _line_reader(root, file), colour=colour, brief=brief))


def _waived_text(waived: Sequence[Finding]) -> str:
    """Return the waived findings, one line each with the reason; "" if there are none."""
    lines = [
        f"  {finding.code}  {cut_end(one_line(finding.found), _WAIVED_CHARACTERS)}（理由：{one_line(finding.waived)}）"
        for finding in waived
    ]
    return "\n".join([f"已豁免 {len(waived)} 条：", *lines]) if waived else ""


def _file_lines(
    file: str, findings: Iterable[Finding], line_at: Callable[[int], str], *, colour: bool, brief: bool
) -> Iterator[str]:
    """Yield the lines of a file's findings; ``brief``: what follows from a cause listed before takes two lines."""
    yield _painted(printable(file) or "（没有文件）", "1", colour=colour)
    for finding in findings:
        severity = _painted(finding.severity.value, _COLOURS[finding.severity], colour=colour)
        yield f"  {printable(str(finding.place))}  {severity} {finding.code}  {printable(finding.found)}"
        facts = facts_of(finding)
        names = ["起因"]
        if "起因" not in facts or not brief:
            names = ["印在", "起因" if "起因" in facts else "相关的数", "应为", "改法", "依据", "对象"]
            if quoted := line_at(finding.place.line):
                yield f"      │ {quoted}"
        yield from (f"      {name}：{printable(facts[name])}" for name in names if name in facts)


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
    findings = [one for one in findings if not one.explains]  # a cause is listed beside what it explains
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
