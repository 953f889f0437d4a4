"""Findings for people: grouped by file, each with the line it is about and the places on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from jixiao.findings import NOT_FILLED_IN, Finding, Severity, is_open_place
from jixiao.plain import cut_end, one_line, printable
from jixiao.reporting.finding_facts import facts_of

_COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.HINT: "36"}
_QUOTED_CHARACTERS = 60
_WAIVED_CHARACTERS = 90
_TITLE_CHARACTERS = 40
_MOST_FILES = 15
_MOST_CODES = 12


def findings_text(
    findings: Iterable[Finding], texts: Mapping[str, str], *, colour: bool = False, everything: bool = True
) -> str:
    """Return the findings as a text to read; "" if there are none. Lines are quoted from ``texts``, by file name.

    Likely causes and errors are always listed whole. Unless ``everything`` is asked for, what follows from a cause is
    listed in brief, open places take a line a file, warnings and hints a line a code, and what was waived one line.
    """
    findings = list(findings)
    waived = [finding for finding in findings if finding.waived]
    standing = [finding for finding in findings if not finding.waived]
    if everything:
        sections = [_waived_text(waived), *_whole(standing, texts, colour=colour)]
    else:
        causes_and_errors = [finding for finding in standing if finding.explains or _is_closed_error(finding)]
        rest = [finding for finding in standing if not finding.explains]
        sections = [*_whole(causes_and_errors, texts, colour=colour, brief=True), *_folded(rest, waived)]
    return "\n\n".join(section for section in sections if section)


def _folded(standing: list[Finding], waived: list[Finding]) -> Iterator[str]:
    """Yield all but the errors that are listed whole; while an error stands, hints are no more than counted."""
    errors, warnings, hints = (
        [finding for finding in standing if finding.severity is severity]
        for severity in (Severity.ERROR, Severity.WARNING, Severity.HINT)
    )
    yield open_places_text(filter(is_open, errors))
    yield by_code_text(warnings if errors else [*warnings, *hints])
    counted = [
        codes_line(hints if errors else [], "另有提示 {number} 条，改好错误再看：{codes}。"),
        codes_line(waived, "已豁免（核对过或已经报送）{number} 条：{codes}。"),
    ]
    yield "\n".join(filter(None, counted))


def _is_closed_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and not is_open(finding)


def _whole(findings: list[Finding], texts: Mapping[str, str], *, colour: bool, brief: bool = False) -> Iterator[str]:
    for file, group in groupby(findings, key=lambda finding: finding.place.file):
        lines = texts.get(file, "").split("\n")
        yield "\n".join(_file_lines(file, group, lines, colour=colour, brief=brief))


def open_places_text(findings: Iterable[Finding]) -> str:
    """Return how many places are to be filled in, a line a file with its first one; "" if there are none."""
    files = _grouped(findings, lambda finding: finding.place.file)
    if not files:
        return ""
    lines = [
        f"  {printable(places[0].place.file)}  {len(places)} 处，第 {places[0].place.line} 行起" for places in files
    ]
    if len(files) > _MOST_FILES:
        rest = sum(map(len, files[_MOST_FILES:]))
        lines[_MOST_FILES:] = [f"  另有 {len(files) - _MOST_FILES} 个文件，{rest} 处"]
    head = f"错误 {NOT_FILLED_IN}  还有 {sum(map(len, files))} 处待填，填完才能生成；逐处列出：make todo"
    return "\n".join([head, *lines])


def by_code_text(findings: Iterable[Finding]) -> str:
    """Return warnings and hints, a line a code: its count, what is asked for, the first place; "" if there are none."""
    from jixiao.rules.catalogue import all_rules

    weights = list(Severity)
    in_order = sorted(findings, key=lambda finding: weights.index(finding.severity))
    if not in_order:
        return ""
    titles = {rule.code: rule.title for rule in all_rules()}
    counts = Counter(finding.severity for finding in in_order)
    head = "、".join(f"{severity.value} {count} 条" for severity, count in counts.items())
    head += "，同类的合成一行（条数、要求、第一处）："
    groups = _grouped(in_order, lambda finding: f"{finding.severity.value} {finding.code}")
    return "\n".join([head, *(_code_line(group, titles) for group in groups)])


def _code_line(findings: Sequence[Finding], titles: Mapping[str, str]) -> str:
    first = findings[0]
    title = cut_end(titles.get(first.code) or one_line(first.found), _TITLE_CHARACTERS)
    place = f"；{printable(str(first.place))}" if first.place.file else ""
    return f"  {first.severity.value} {first.code}  {len(findings)} 条  {printable(title)}{place}"


def codes_line(findings: Sequence[Finding], words: str) -> str:
    """Return the number of findings and their codes on one line, the most frequent first; "" if there are none."""
    if not findings:
        return ""
    counts = Counter(sorted(finding.code for finding in findings))
    codes = "、".join(f"{code} {count}" for code, count in counts.most_common(_MOST_CODES))
    return words.format(number=len(findings), codes=codes + ("……" if len(counts) > _MOST_CODES else ""))


def _grouped(findings: Iterable[Finding], key: Callable[[Finding], str]) -> list[list[Finding]]:
    """Return the findings of one key together, in the order met."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return list(groups.values())


def _waived_text(waived: Sequence[Finding]) -> str:
    """Return the waived findings, one line each with the reason; "" if there are none."""
    lines = [
        f"  {finding.code}  {cut_end(one_line(finding.found), _WAIVED_CHARACTERS)}（理由：{one_line(finding.waived)}）"
        for finding in waived
    ]
    return "\n".join([f"已豁免 {len(waived)} 条：", *lines]) if waived else ""


def _file_lines(
    file: str, findings: Iterable[Finding], typed: Sequence[str], *, colour: bool, brief: bool
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
            if quoted := _quoted_line(typed, finding.place.line):
                yield f"      │ {quoted}"
        yield from (f"      {name}：{printable(facts[name])}" for name in names if name in facts)


def _quoted_line(typed: Sequence[str], number: int) -> str:
    line = typed[number - 1].strip() if number <= len(typed) else ""
    return cut_end(printable(line), _QUOTED_CHARACTERS)  # control characters must not reach the terminal


def _painted(words: str, style: str, *, colour: bool) -> str:
    return f"\033[{style}m{words}\033[0m" if colour else words


def is_open(finding: Finding) -> bool:
    """Return whether a finding says no more than that a place is still to be filled in."""
    return is_open_place(finding) and not finding.waived


def summary(findings: Iterable[Finding]) -> str:
    """Return a sentence that counts the findings by severity, open places and waived ones apart."""
    findings = [finding for finding in findings if not finding.explains]  # a cause is listed beside what it explains
    counted = [finding for finding in findings if not is_open(finding)]
    waived = sum(bool(finding.waived) for finding in counted)
    places = len(findings) - len(counted)
    parts = [
        f"{severity.value} {number} 条"
        for severity in Severity
        if (number := sum(finding.severity is severity and not finding.waived for finding in counted))
    ]
    parts += [f"待填 {places} 处"] if places else []
    words = "、".join(parts) if parts else "没有发现问题"
    return f"{words}；另已豁免 {waived} 条" if waived else words
