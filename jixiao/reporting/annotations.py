"""Findings as the code hosts show them beside the lines: GitHub's workflow commands, GitLab's Code Quality."""

from __future__ import annotations

import json
from collections.abc import Iterable

from jixiao.findings import Finding, Severity
from jixiao.plain import one_line, printable
from jixiao.reporting.finding_facts import fingerprints, message

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_WEIGHTS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.HINT: "info"}
# GitLab wants a path for every entry.
_NO_FILE = "data"


def format_github(findings: Iterable[Finding]) -> str:
    """Return one workflow command a line; waived findings are notices."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    name = "notice" if finding.waived else _COMMANDS[finding.severity]
    place = finding.place
    settings = {"title": f"{'已豁免' if finding.waived else finding.severity.value} {finding.code}"}
    if place.file:
        settings = {"file": place.file, "line": str(place.line), "col": str(place.column), **settings}
    properties = ",".join(f"{key}={_escaped_setting(printable(value))}" for key, value in settings.items())
    return f"::{name} {properties}::{_escaped(message(finding))}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_setting(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def format_gitlab(findings: Iterable[Finding]) -> str:
    """Return the list GitLab calls Code Quality report; waived findings weigh no more than hints."""
    findings = list(findings)
    entries = [
        {
            "description": _description(finding),
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": "info" if finding.waived else _WEIGHTS[finding.severity],
            "location": {"path": printable(finding.place.file) or _NO_FILE, "lines": {"begin": finding.place.line}},
        }
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _description(finding: Finding) -> str:
    words = f"{finding.found}。应为：{finding.expected}"
    return one_line(f"已豁免（{finding.waived}）：{words}" if finding.waived else words)
