"""What the outputs share: harmless text, and a name for each finding that outlasts edits."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable

from jixiao.findings import Finding


def printable(text: str, *, lines: bool = False) -> str:
    """Return text without control characters, which could drive a terminal or break XML; ``lines`` keeps line ends."""
    return "".join(char if _harmless(char) or (lines and char == "\n") else "�" for char in text)


def json_text(value: object, *, indent: int | None = None) -> str:
    """Return JSON that a terminal can show: Chinese as it is, control characters as escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(char if _harmless(char) or char == "\n" else json.dumps(char)[1:-1] for char in text)


def _harmless(char: str) -> bool:
    # The full-width space does not count as printable in Python.
    return char.isprintable() or unicodedata.category(char) == "Zs"


def one_line(text: str) -> str:
    """Return text on one line, without control characters."""
    return printable(" ".join(text.split()))


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return a digest for each finding, in order, that outlasts moved lines; no two are the same."""
    seen: Counter[str] = Counter()
    digests = []
    for one in findings:
        identity = "\0".join((one.code, one.place.file, one.subject or one.found))
        seen[identity] += 1
        digests.append(hashlib.sha256(f"{identity}\0{seen[identity]}".encode("utf-8", "replace")).hexdigest()[:32])
    return digests


def message(finding: Finding) -> str:
    """Return all that is to be said about a finding, in lines: what is there, where printed, what should be."""
    lines = [printable(finding.found)]
    if finding.printed:
        lines.append(f"印在：{printable('、'.join(finding.printed))}")
    lines += [f"应为：{printable(finding.expected)}", f"改法：{printable(finding.remedy)}"]
    if finding.basis:
        lines.append(f"依据：{printable(finding.basis)}")
    if finding.waived:
        lines.append(f"已豁免：{printable(finding.waived)}")
    return "\n".join(lines)
