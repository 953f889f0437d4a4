"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from jixiao import __version__
from jixiao.findings import Finding, Place, Severity
from jixiao.plain import printable
from jixiao.reporting.finding_facts import cause_words, fingerprints, message
from jixiao.rules.registry import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def format_sarif(findings: Iterable[Finding], rules: Iterable[Rule]) -> str:
    """Return one run with all rules, in the order of their codes, and all findings; waived ones are suppressed."""
    findings, rules = list(findings), list(rules)
    described = {rule.code: _descriptor(rule) for rule in rules}
    described |= {finding.code: {"id": finding.code} for finding in findings if finding.code not in described}
    codes = sorted(described)
    results = [_result(*pair, codes) for pair in zip(findings, fingerprints(findings), strict=True)]
    driver = {
        "name": "jixiao",
        "version": __version__,
        "language": "zh-CN",
        "rules": [described[code] for code in codes],
    }
    run = {"tool": {"driver": driver}, "language": "zh-CN", "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title}。例：{rule.example}"},
        "help": {"text": f"改法：{rule.remedy}\n例：{rule.example}\n依据：{rule.basis}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"basis": rule.basis},
    }


def _result(finding: Finding, fingerprint: str, codes: list[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": message(finding)},
        "locations": [_location(finding.place)] if finding.place.file else [],
        "relatedLocations": _related(finding),
        "partialFingerprints": {"jixiao/v1": fingerprint},
        # Either every result has this list or none, says the standard.
        "suppressions": _suppressions(finding),
        "properties": {
            "subject": printable(finding.subject),
            "seen": [printable(value) for value in finding.seen],
            "printed": [printable(place) for place in finding.printed],
            "cause": printable(cause_words(finding)),
            "explains": finding.explains,
        },
    }
    return result


def _related(finding: Finding) -> list[dict[str, Any]]:
    """Return where the figures stand that are set against each other, and the likely cause first of all."""
    places = {finding.cause: "很可能错在这里"} if finding.cause is not None else {}
    for operand in finding.operands:
        places.setdefault(operand.place, f"{operand.path} {operand.amount:f}{operand.likely and '，'}{operand.likely}")
    return [
        {"id": number, "message": {"text": printable(words)}, **_location(place)}
        for number, (place, words) in enumerate(places.items())
    ]


def _location(place: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.file), "uriBaseId": "%SRCROOT%"},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    return [{"kind": "external", "justification": printable(finding.waived)}] if finding.waived else []
