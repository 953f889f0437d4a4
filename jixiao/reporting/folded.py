"""What a screen shows on one line: a code with its count, a file with its open places, all that was waived.

The whole of it stands where ``--all`` lists it, in JSON and in the 核验报告.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from jixiao.findings import NOT_FILLED_IN, Finding, Severity, is_open_place
from jixiao.plain import cut_end, one_line, printable

_FILES = 15
_CODES = 12
_TITLE = 40


def is_open(finding: Finding) -> bool:
    """Return whether a finding says no more than that a place is still to be filled in."""
    return is_open_place(finding) and not finding.waived


def open_places_text(findings: Iterable[Finding]) -> str:
    """Return how many places are to be filled in, a line a file with its first one; "" if there are none."""
    by_file: dict[str, list[Finding]] = {}
    for one in findings:
        by_file.setdefault(one.place.file, []).append(one)
    if not by_file:
        return ""
    whole = sum(map(len, by_file.values()))
    lines = [f"  {printable(file)}  {len(those)} 处，第 {those[0].place.line} 行起" for file, those in by_file.items()]
    if len(lines) > _FILES:
        rest = sum(map(len, list(by_file.values())[_FILES:]))
        lines[_FILES:] = [f"  另有 {len(lines) - _FILES} 个文件，{rest} 处"]
    return "\n".join([f"错误 {NOT_FILLED_IN}  还有 {whole} 处待填，填完才能生成；逐处列出：make todo", *lines])


def by_code_text(findings: Sequence[Finding]) -> str:
    """Return warnings and hints, a line a code: its count, what is asked for, the first place; "" if there are none."""
    if not findings:
        return ""
    titles = _titles()
    head = f"{_counted(findings)}，同类的合成一行（条数、要求、第一处）："
    return "\n".join([head, *(_line(those, titles) for those in _by_code(findings))])


def codes_line(findings: Sequence[Finding], words: str) -> str:
    """Return the number of findings and their codes on one line, the most frequent first; "" if there are none."""
    if not findings:
        return ""
    often = sorted(Counter(one.code for one in findings).items(), key=lambda one: (-one[1], one[0]))
    codes = "、".join(f"{code} {number}" for code, number in often[:_CODES]) + ("……" if len(often) > _CODES else "")
    return words.format(number=len(findings), codes=codes)


def _counted(findings: Sequence[Finding]) -> str:
    counts = Counter(one.severity for one in findings)
    return "、".join(f"{severity.value} {counts[severity]} 条" for severity in Severity if counts[severity])


def _by_code(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return the findings by severity and code, the heaviest first, then in the order met."""
    groups: dict[tuple[Severity, str], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.severity, one.code), []).append(one)
    weights = list(Severity)
    return [groups[key] for key in sorted(groups, key=lambda key: weights.index(key[0]))]


def _line(those: list[Finding], titles: dict[str, str]) -> str:
    first = those[0]
    title = titles.get(first.code) or one_line(first.found)
    place = f"；{printable(str(first.place))}" if first.place.file else ""
    return f"  {first.severity.value} {first.code}  {len(those)} 条  {printable(cut_end(title, _TITLE))}{place}"


def _titles() -> dict[str, str]:
    from jixiao.rules.catalogue import all_rules

    return {rule.code: rule.title for rule in all_rules()}
