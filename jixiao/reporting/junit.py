"""Findings as JUnit XML: a test case for each rule, and for each other code that was met."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from jixiao.findings import Finding, is_blocking
from jixiao.plain import one_line, printable
from jixiao.reporting.finding_facts import message
from jixiao.rules.registry import Rule

# What the codes outside the rules are about, by their first letter.
_FAMILIES = {
    "E": "很可能的起因",
    "L": "文件能读",
    "M": "按要求填写",
    "T": "模板可用",
    "R": "报告正文可用",
    "O": "按原件列报对得上",
    "V": "成品与数据一致",
    "X": "豁免对得上",
}


def format_junit(findings: Iterable[Finding], rules: Iterable[Rule], *, strict: bool = False) -> str:
    """Return one suite in the order of the codes. What blocks the package is a failure; the rest is output.

    A rule whose findings are all waived is skipped.
    """
    titles = {rule.code: rule.title for rule in rules}
    by_code: dict[str, list[Finding]] = {code: [] for code in titles}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    suite = ET.Element("testsuite", name="核验")
    for code in sorted(by_code):
        _case(suite, code, titles.get(code) or _FAMILIES.get(code[:1], "其他"), by_code[code], strict=strict)
    counts = {"tests": len(suite), "failures": len(suite.findall("*/failure")), "errors": 0}
    counts["skipped"] = len(suite.findall("*/skipped"))
    for name, count in counts.items():
        suite.set(name, str(count))
    root = ET.Element("testsuites")
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, code: str, title: str, findings: list[Finding], *, strict: bool) -> None:
    case = ET.SubElement(suite, "testcase", classname=f"核验.{code[0]}", name=f"{code} {title}")
    failing = [finding for finding in findings if is_blocking([finding], strict=strict)]
    passing = [finding for finding in findings if finding not in failing]
    if failing:
        severity = failing[0].severity.value
        words = failing[0].found if len(failing) == 1 else f"{len(failing)} 条"
        failure = ET.SubElement(case, "failure", type=severity, message=one_line(words))
        failure.text = _text(failing)
    elif findings and all(finding.waived for finding in findings):
        ET.SubElement(case, "skipped", message=f"已豁免 {len(findings)} 条")
    if passing:
        ET.SubElement(case, "system-out").text = _text(passing)


def _text(findings: list[Finding]) -> str:
    return "\n\n".join(
        f"{printable(str(finding.place))}  {finding.severity.value}\n{message(finding)}" for finding in findings
    )
