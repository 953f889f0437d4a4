"""What the outputs say of a finding, and a name for each that outlasts edits."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from jixiao.findings import Finding, Operand
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


_NAMED_OPERANDS = 6


def operands_words(finding: Finding) -> str:
    """Return the entered figures a finding sets against each other, with their lines, those of the cause marked.

    "" where it is about a single one; zeros are left out, and of many only the first are named.
    """
    if len(finding.operands) < 2:
        return ""
    telling = [one for one in finding.operands if one.amount] or finding.operands
    in_order = sorted(telling, key=lambda one: not _is_cause(finding, one))
    named = "、".join(_operand_words(finding, one) for one in in_order[:_NAMED_OPERANDS])
    return named + (f"等 {len(in_order)} 个数" if len(in_order) > _NAMED_OPERANDS else "")


def _operand_words(finding: Finding, one: Operand) -> str:
    likely = "，很可能是它" if _is_cause(finding, one) else ""
    return f"{one.path} {one.amount:f}（{one.place.file}:{one.place.line}{likely}）"


def _is_cause(finding: Finding, one: Operand) -> bool:
    return finding.cause is not None and (one.place.file, one.place.line) == (finding.cause.file, finding.cause.line)


def cause_words(finding: Finding) -> str:
    """Return the line whose mend makes a finding vanish, "" for none."""
    return f"{finding.cause.file}:{finding.cause.line}" if finding.cause is not None else ""


def message(finding: Finding) -> str:
    """Return all that is to be said about a finding, in lines: what is there, where printed, what should be."""
    lines = [printable(finding.found)]
    if finding.printed:
        lines.append(f"印在：{printable('、'.join(finding.printed))}")
    lines += [f"应为：{printable(finding.expected)}", f"改法：{printable(finding.remedy)}"]
    if operands := operands_words(finding):
        lines.append(f"相关的数：{printable(operands)}")
    if cause := cause_words(finding):
        lines.append(f"起因：{printable(cause)}")
    if finding.basis:
        lines.append(f"依据：{printable(finding.basis)}")
    if finding.waived:
        lines.append(f"已豁免：{printable(finding.waived)}")
    return "\n".join(lines)
