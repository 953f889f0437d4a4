"""A finding as a comment in the margin of a paper: for readers who know the paper, and not the data behind it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jixiao.findings import Finding
from jixiao.glossary import term
from jixiao.patterns import compile_late

REVIEWER = "核验"
"""Who our comments are by."""
ANSWER_HERE = "确有原因的，请回复本批注，写明理由。"
_PROJECT = compile_late(
    rf"(?:{term('projects')}|(?P<line>{term('annex1')}\.{term('project_outlay')}))\.([a-z][a-z0-9_]*)\."
)
_SYNTAX = ("{{", "{#")


def comment_lines(finding: Finding, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return a comment's paragraphs: what was found, what should be, on what grounds; ``names`` are projects' by key.

    The first line is the same wherever the same finding is told, so that an answer below it can be brought back.
    """
    lines = [f"【{finding.severity.value} {finding.code}】{name_projects(finding.found, names)}"]
    if finding.expected and not any(sign in finding.expected for sign in _SYNTAX):
        lines.append(f"应为：{name_projects(finding.expected, names)}")
    if finding.basis:
        lines.append(f"依据：{finding.basis}")
    return (*lines, ANSWER_HERE)


def name_projects(text: str, names: Mapping[str, str]) -> str:
    """Return a text in which projects go by their names, not by the keys that data know them by."""

    def named(path: re.Match[str]) -> str:
        head = f"{path['line']}." if path["line"] else ""
        return f"{head}{names.get(path[2]) or path[2]}."

    return _PROJECT.sub(named, text)
