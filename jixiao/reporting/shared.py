"""What the outputs say of a finding, and a name for each that outlasts edits."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from jixiao.findings import Finding
from jixiao.plain import printable


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return a digest for each finding, in order, that outlasts moved lines and cells; no two are the same.

    It is of code, file, subject and the values seen, as waivers match: other values are another matter.
    """
    seen: Counter[str] = Counter()
    digests = []
    for one in findings:
        identity = "\0".join((one.code, one.place.file, one.subject, *one.seen))
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
