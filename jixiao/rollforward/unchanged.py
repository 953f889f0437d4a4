"""What stands in a year as it stood the year before, though it names a year, an amount or a fact.

Lines are compared with those of the file they were carried over from; a project's file keeps its
identifier when its number changes. Whoever has looked at a line and lets it stand says so in a
comment there: 已核对 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from jixiao.derive.numbering import chinese_number
from jixiao.findings import Place, quoted
from jixiao.glossary import term
from jixiao.load import Entries, Items, Scalar, load_yaml
from jixiao.model.submission import Submission
from jixiao.paths import Project
from jixiao.rollforward.carry import undated
from jixiao.rollforward.last_year import identifier_of

_KEY = re.compile(r"\s*(?:- )?(?P<key>[^\s:#'\"]+):(?:\s+(?P<value>.*))?")
_NUMBER = re.compile(r"[-+]?[0-9.]+\s*(?:#.*)?")
_AMOUNT = re.compile(r"[0-9] *[万亿]?元")
# The year stands here by itself, and the name of a form set is no date.
_NOT_PROSE = (term("year"), term("form_set"), term("filled_on"))
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_TYPED_NUMBER = re.compile(r"\s*(?:#+\s*)?(?:（[0-9]+）|[0-9]+[.．、)）])")
_PROJECT_NAME = re.compile(rf"{term('projects')}\.([a-z][a-z0-9_]*)")

Remark = tuple[Place, str]


def unchanged_data(project: Project, year: int) -> Iterator[Remark]:
    """Yield the lines of the YAML files that name last year, this year or a target's amount, and are as they were."""
    before = {_counterpart(path): path for path in _yaml_files(project.year(year - 1))}
    stale = _Stale(year)
    for path in _yaml_files(project.year(year)):
        old = before.get(_counterpart(path))
        if old is not None:
            yield from stale.lines_of(path, project.shown(path), set(_lines(old)))


class _Stale(Struct, frozen=True):
    year: int

    def lines_of(self, path: Path, shown: str, old: set[str]) -> Iterator[Remark]:
        lines = _lines(path)
        suspects = [number for number, line in enumerate(lines, start=1) if line in old and self._suspect(line)]
        if not suspects:
            return
        heads, seen = _heads(path, shown), _seen(self.year)
        for number in suspects:
            line, head = lines[number - 1], lines[heads.get(number, number) - 1]
            if not seen.search(line) and not seen.search(head):
                place = Place(shown, number, len(line) - len(line.lstrip()) + 1)
                yield place, f"与上年相同，写有年份或金额：{quoted(line)}"

    def _suspect(self, line: str) -> bool:
        entry = _KEY.fullmatch(line)
        if entry is None:
            return self._names_a_year(line)
        key, value = entry["key"], entry["value"] or ""
        if key in _NOT_PROSE or _NUMBER.fullmatch(value):
            return False
        if key == term("target"):
            return self._names_a_year(undated(value)) or bool(_AMOUNT.search(value))
        return self._names_a_year(value)

    def _names_a_year(self, words: str) -> bool:
        return bool(re.search(rf"(?<![0-9.])(?:{self.year - 1}|{self.year})(?![0-9.])", words))


def unchanged_report(project: Project, submission: Submission) -> Iterator[Remark]:
    """Yield the paragraphs of the report that tell facts in plain digits and are as they were."""
    titles = {
        str(section.source_file): f"{chinese_number(number)}、{section.title}："
        for number, section in enumerate(submission.form_set.sections, start=1)
    }
    for name, text in submission.narrative.items():
        lines, file = text.split("\n"), _report_file(project, submission.year, name)
        old = set(_lines(project.year(submission.year - 1) / "report" / name))
        for number, line in enumerate(lines, start=1):
            if line in old and _tells_facts(line) and not _is_seen(lines, number, _seen(submission.year)):
                yield Place(file, number), f"{titles.get(name, '')}与上年相同，写有数字：{quoted(line.strip())}"


def gone_projects(project: Project, submission: Submission) -> Iterator[Remark]:
    """Yield the places of the report that draw on a project the year does not have."""
    known = {one.identifier for one in submission.projects}
    for name, text in submission.narrative.items():
        file = _report_file(project, submission.year, name)
        for number, line in enumerate(text.split("\n"), start=1):
            drawn = {match[1]: match.start() + 1 for match in reversed(list(_PROJECT_NAME.finditer(line)))}
            for identifier, column in drawn.items():
                if identifier not in known:
                    yield Place(file, number, column), f"引用的项目“{identifier}”本年没有"


def _report_file(project: Project, year: int, name: str) -> str:
    return f"{project.shown(project.year(year))}/report/{name}"


def _tells_facts(line: str) -> bool:
    return bool(re.search(r"[0-9]", _TAG.sub("", _TYPED_NUMBER.sub("", line, count=1))))


def _is_seen(lines: list[str], number: int, seen: re.Pattern[str]) -> bool:
    """Return whether the mark stands in the line or in the comments right below it."""
    if seen.search(lines[number - 1]):
        return True
    for line in lines[number:]:
        if line.strip() and not line.strip().startswith("{#"):
            return False
        if seen.search(line):
            return True
    return False


def _seen(year: int) -> re.Pattern[str]:
    return re.compile(rf"#[^\n]*已核对\s*{year}(?![0-9])")


def _yaml_files(folder: Path) -> list[Path]:
    return sorted([*folder.glob("*.yaml"), *folder.glob("projects/*.yaml")])


def _counterpart(path: Path) -> str:
    """Return what a file is in any year: a project's identifier, else its name."""
    inside = f"projects/{path.name}" if path.parent.name == "projects" else path.name
    return identifier_of(inside) or inside


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _heads(path: Path, shown: str) -> dict[int, int]:
    """Return, for lines inside a text of several lines, the line of its key, where a comment can stand."""
    return {
        line: scalar.place.line
        for scalar in _scalars(load_yaml(path, shown, "").tree)
        for line in range(scalar.place.line, scalar.end.line)
    }


def _scalars(node: object) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Entries | Items):
        for value in node.values() if isinstance(node, Entries) else node:
            yield from _scalars(value)
