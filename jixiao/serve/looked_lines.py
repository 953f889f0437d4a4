"""A line that stands as it is because somebody has looked at it: the comment that says so, written from its finding."""

from __future__ import annotations

from jixiao.findings import Finding, Place
from jixiao.rules.looked_at import MARK, find_head
from jixiao.serve.entry_writing import line_end
from jixiao.serve.planned_change import PlannedChange, source_of
from jixiao.serve.served_year import ServedYear, raw_text
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import parse_yaml

# The rules that a line marked as looked at is no breach of.
LET_STAND = ("D401", "P512", "Y111", "Y112", "Y113")


def plan_looked(year: ServedYear, finding: Finding) -> PlannedChange:
    """Return what marking the line of a finding as looked at comes to."""
    plan = PlannedChange(words=f"核对过 {finding.code}")
    if finding.code not in LET_STAND:
        plan.refuse(finding.code, "这一条不能这样了结，请按改法改数据。")
        return plan
    source = source_of(year, finding.place.file)
    marked = _marked(source, finding.place, year.year) if source is not None else None
    if source is None or marked is None:
        plan.refuse(finding.code, "这一行后面写不进“已核对”，请在文件里写。")
    else:
        plan.files[source.file] = marked.encode()
        plan.applied.append(source.file)
    return plan


def _marked(source: SourceText, place: Place, year: int) -> str | None:
    text = raw_text(source)
    mark = _mark_paragraph if place.file.endswith(".md") else _mark_line
    return None if text is None else mark(text, source, place, year)


def _mark_line(text: str, source: SourceText, place: Place, year: int) -> str | None:
    """Return the text with a comment behind the line, or that of its key; None where none can stand there."""
    lines, at = text.split("\n"), find_head(source, place.line) - 1
    line = lines[at].rstrip("\r")
    back = lines[at][len(line) :]
    holds = [f"{line} {MARK} {year}", f"{line.rstrip()}  # {MARK} {year}"]
    for one in holds if " #" in line else holds[1:]:
        made = "\n".join([*lines[:at], one + back, *lines[at + 1 :]])
        if parse_yaml(made, source.file, source.prefix).tree == parse_yaml(text, source.file, source.prefix).tree:
            return made
    return None


def _mark_paragraph(text: str, source: SourceText, place: Place, year: int) -> str | None:
    """Return the text with a comment below the paragraph; None where that would part it."""
    lines, end = text.split("\n"), line_end(text)
    behind = lines[place.line].strip() if place.line < len(lines) else ""
    if behind and not behind.startswith("{#"):
        return None
    back = "\r" if end == "\r\n" else ""
    if place.line == len(lines):
        lines[-1] += back
    return "\n".join([*lines[: place.line], f"{{# {MARK} {year} #}}{back}", *lines[place.line :]])
