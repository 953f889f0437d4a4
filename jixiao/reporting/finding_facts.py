"""What every output says of a finding, fact by fact, and a stable fingerprint of each."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from jixiao.findings import Finding, Operand
from jixiao.plain import printable
from jixiao.rules.registry import ARITHMETIC

_NAMED_OPERANDS = 6


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return a digest for each finding, in order, that outlasts moved lines and cells; no two are the same.

    It is of code, file, subject and the values seen, as waivers match: other values are another matter.
    """
    ordinals: Counter[str] = Counter()
    digests = []
    for finding in findings:
        identity = "\0".join((finding.code, finding.place.file, finding.subject, *finding.seen))
        ordinals[identity] += 1
        digests.append(hashlib.sha256(f"{identity}\0{ordinals[identity]}".encode("utf-8", "replace")).hexdigest()[:32])
    return digests


def facts_of(finding: Finding) -> dict[str, str]:
    """Return what there is to say about a finding beside what was found, by the word that stands before it.

    No fact is empty; that sums must be right needs no basis.
    """
    facts = {
        "印在": "、".join(finding.printed),
        "数据": str(finding.place) if finding.place.file else "",
        "应为": finding.expected,
        "改法": finding.remedy,
        "相关的数": _operands_words(finding),
        "起因": cause_words(finding),
        "依据": finding.basis if finding.basis != ARITHMETIC else "",
        "对象": finding.subject if finding.waivable else "",
        "已豁免": finding.waived,
    }
    return {name: fact for name, fact in facts.items() if fact}


def cause_words(finding: Finding) -> str:
    """Return the line whose mend makes a finding vanish, "" for none."""
    return f"{finding.cause.file}:{finding.cause.line}" if finding.cause is not None else ""


def message(finding: Finding) -> str:
    """Return all that is to be said about a finding, in lines: what is there, where printed, what should be."""
    facts = facts_of(finding) | ({"依据": finding.basis} if finding.basis else {})
    names = [name for name in ("印在", "应为", "改法", "相关的数", "起因", "依据", "已豁免") if name in facts]
    return "\n".join([printable(finding.found), *(f"{name}：{printable(facts[name])}" for name in names)])


def _operands_words(finding: Finding) -> str:
    """Return the entered figures a finding sets against each other, with their lines, those of the cause marked.

    "" where it is about a single one; zeros are left out, and of many only the first are named.
    """
    if len(finding.operands) < 2:
        return ""
    operands = [operand for operand in finding.operands if operand.amount or operand.likely] or finding.operands
    in_order = sorted(operands, key=lambda operand: not _is_cause(finding, operand))
    named = "、".join(_operand_words(finding, operand) for operand in in_order[:_NAMED_OPERANDS])
    return named + (f"等 {len(in_order)} 个数" if len(in_order) > _NAMED_OPERANDS else "")


def _operand_words(finding: Finding, operand: Operand) -> str:
    likely = f"，很可能是它{operand.likely and '，'}{operand.likely}" if _is_cause(finding, operand) else ""
    return f"{operand.path} {operand.amount:f}（{operand.place.file}:{operand.place.line}{likely}）"


def _is_cause(finding: Finding, operand: Operand) -> bool:
    return bool(operand.likely) or cause_words(finding) == f"{operand.place.file}:{operand.place.line}"
