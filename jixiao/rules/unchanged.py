"""What stands in a year as it stood the year before, though it tells of a year, an amount, a fact.

Lines are compared with those of the file they were carried over from; a project's file keeps its
identifier when its number changes. Whoever has looked at a line and lets it stand says so in a
comment there: 已核对 2024.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from jixiao.findings import Place, quoted
from jixiao.glossary import term
from jixiao.model.evaluation import indicator_name
from jixiao.patterns import compile_late
from jixiao.rules.looked_at import is_seen, is_seen_in_report
from jixiao.rules.prose_numerals import find_figures
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import Entries, Items, Scalar
from jixiao.source.punctuation import bones
from jixiao.source.tag_pattern import TAG
from jixiao.targets.dates import strip_moving_years

_FILE = compile_late(
    r"(?:^|.*/)data/(?P<year>20[0-9]{2})/"
    r"(?P<name>(?P<set>(?!report/|projects/)[^/]+/)?"
    r"(?:projects/[0-9]+-(?P<project>[^/]+)\.yaml|[^/]+\.yaml)|report/[^/]+\.md)"
)
_KEY = compile_late(r"\s*(?:- )?(?P<key>[^\s:#'\"]+):(?:\s+(?P<value>.*))?")
_NUMBER = compile_late(r"[-+]?[0-9.]+\s*(?:#.*)?")
_AMOUNT = compile_late(r"[0-9] *[万亿]?元")
# The year stands here by itself, and the name of a form set is no date.
_NOT_PROSE = (term("year"), term("form_set"), term("filled_on"))
_TAG = compile_late(TAG)
_TYPED_NUMBER = compile_late(r"(?:(?<!\s)\s+)?(?:(?<!#)#+\s*)?(?:（[0-9]+）|(?<![0-9])[0-9]+[.．、)）])")
# Nothing is done for the first time in two years.
_FIRST = compile_late(r"首[次个部批期届家套]|第一[次个部批期届家]")
_CLAUSE_END = compile_late(r"[，。；：！？,;:!?\n|\ufffc]")
# 公开招录2名年轻干部 may well be said again; so much in the same words, or a number of several digits, hardly.
_TELLING, _EACH_MORE_DIGIT, _DATE_OR_FIRST = 14, 4, 6
_SHORTEST_REASON = 8


class Matter(StrEnum):
    """What stands as it stood."""

    PARAGRAPH = "与上年相同，写有数字或“首次”"
    CLAUSES = "与上年同样写有"
    LINE = "与上年相同，写有年份或金额"
    ACHIEVEMENT = "与上年的实际完成情况相同"
    REASON = "与上年的偏差原因相同"

    @property
    def of_report(self) -> bool:
        """Whether it stands in the report."""
        return self in (Matter.PARAGRAPH, Matter.CLAUSES)


class Unchanged(Struct, frozen=True):
    """A line that says what last year's said: ``words`` are those in question.

    ``stale`` is False where it may well be right: a line that names this year, as last year's did already.
    """

    place: Place
    matter: Matter
    words: str
    stale: bool = True

    @property
    def found(self) -> str:
        """What was found, for sentences."""
        return f"{self.matter.value}：{quoted(self.words)}"


class Files(Struct, frozen=True):
    """The files of a year and of the one before, by what they are in any year: annex2.yaml, digital, report/….md.

    Those of described sets begin with the set: national-2020/reading.
    """

    year: int
    now: Mapping[str, SourceText]
    before: Mapping[str, SourceText]

    def pairs(self, *, report: bool) -> Iterator[tuple[SourceText, SourceText]]:
        """Yield this year's files that last year had too, each with last year's."""
        for name, source in self.now.items():
            if name in self.before and name.startswith("report/") is report:
                yield source, self.before[name]


def files_of(sources: Iterable[SourceText], year: int) -> Files:
    """Return the data files and the report's among what was read for a year."""
    found: dict[int, dict[str, SourceText]] = {year: {}, year - 1: {}}
    for source in sources:
        match = _FILE.fullmatch(source.file)
        if match and int(match["year"]) in found:
            project = f"{match['set'] or ''}{match['project']}" if match["project"] else ""
            found[int(match["year"])][project or match["name"]] = source
    return Files(year, found[year], found[year - 1])


def unchanged(files: Files) -> Iterator[Unchanged]:
    """Yield all that reads as it did last year though it should not, but for what somebody has looked at."""
    for now, before in files.pairs(report=False):
        outcomes = list(_outcomes(now, before, files.year))
        lines = {one.place.line for one in outcomes}
        stale = [one for one in _lines_with_years(now, before, files.year) if one.place.line not in lines]
        yield from (one for one in [*outcomes, *stale] if not is_seen([now], one.place, files.year))
    yield from _report(files)


# data


def _lines_with_years(now: SourceText, before: SourceText, year: int) -> Iterator[Unchanged]:
    """Yield the lines that name last year, this year or a target's amount, and are as they were."""
    old = set(before.text.split("\n"))
    for number, line in enumerate(now.text.split("\n"), start=1):
        if line in old and _is_suspect(line, (year - 1, year)):
            place = Place(now.file, number, len(line) - len(line.lstrip()) + 1)
            yield Unchanged(place, Matter.LINE, line, stale=_is_suspect(line, (year - 1,)))


def _is_suspect(line: str, years: tuple[int, ...]) -> bool:
    entry = _KEY.fullmatch(line)
    if entry is None:
        return _names(line, years)
    key, value = entry["key"], entry["value"] or ""
    if key in _NOT_PROSE or _NUMBER.fullmatch(value):
        return False
    if key == term("target"):
        return _names(strip_moving_years(value), years) or bool(_AMOUNT.search(value))
    return _names(value, years)


def _names(words: str, years: tuple[int, ...]) -> bool:
    return bool(re.search(rf"(?<![0-9.])(?:{'|'.join(map(str, years))})(?![0-9.])", words))


def _outcomes(now: SourceText, before: SourceText, year: int) -> Iterator[Unchanged]:
    """Yield the achievements and the reasons for deviations that are last year's."""
    yield from _achievements(now, before, year)
    old = dict(_reasons(before.tree))
    for key, scalar in _reasons(now.tree):
        words = bones(scalar)
        if key in old and words == bones(old[key]) and len(words) >= _SHORTEST_REASON:
            yield Unchanged(scalar.place, Matter.REASON, scalar)


def _achievements(now: SourceText, before: SourceText, year: int) -> Iterator[Unchanged]:
    scalar, old = _goal(now.tree, "achieved"), _goal(before.tree, "achieved")
    if scalar is None or old is None:
        return
    goals = bones(_goal(now.tree, "expected") or "")
    lines = [(number, line) for number, line in _lines_of(now, scalar) if bones(_unnumbered(line)) not in goals]
    same = {bones(_unnumbered(line)) for line in old.split("\n")} - {"", "无"}
    if lines and all(bones(_unnumbered(line)) in same for _, line in lines):
        yield Unchanged(Place(now.file, *_at(lines[0])), Matter.ACHIEVEMENT, lines[0][1].strip())
        return
    clauses = _clauses(old) - _clauses(goals)
    for number, line in lines:
        if words := _told_again(line, clauses, year):
            yield Unchanged(Place(now.file, *_at((number, line))), Matter.ACHIEVEMENT, words)


def _at(line: tuple[int, str]) -> tuple[int, int]:
    return line[0], len(line[1]) - len(line[1].lstrip()) + 1


def _lines_of(source: SourceText, scalar: Scalar) -> Iterator[tuple[int, str]]:
    """Yield the lines that hold a text's words, with their numbers."""
    lines = source.text.split("\n")
    first = lines[scalar.place.line - 1][scalar.place.column - 1 :]
    if first[:1] not in ("|", ">"):
        yield scalar.place.line, " " * (scalar.place.column - 1) + scalar
        return
    for number in range(scalar.place.line + 1, scalar.end.line):
        if lines[number - 1].strip():
            yield number, lines[number - 1]


def _goal(tree: object, name: str) -> Scalar | None:
    goals = tree.get(term("goals")) if isinstance(tree, Entries) else None
    found = goals.get(term(name)) if isinstance(goals, Entries) else None
    return found if isinstance(found, Scalar) else None


def _reasons(tree: object) -> Iterator[tuple[tuple[str, str, str], Scalar]]:
    """Yield the reasons for deviations with the indicators they belong to."""
    levels = tree.get(term("indicators")) if isinstance(tree, Entries) else None
    for level1, below in levels.items() if isinstance(levels, Entries) else ():
        for level2, items in below.items() if isinstance(below, Entries) else ():
            for item in items if isinstance(items, Items) else ():
                name, reason = (
                    item.get(term(one)) if isinstance(item, Entries) else None for one in ("level3", "deviation")
                )
                if isinstance(name, Scalar) and isinstance(reason, Scalar):
                    yield (level1, level2, indicator_name(name)), reason


# the report


def _report(files: Files) -> Iterator[Unchanged]:
    """Yield the paragraphs that tell facts in plain digits and are as they were, whole or in what they tell."""
    clauses: set[str] | None = None
    for now, before in files.pairs(report=True):
        lines, old = now.text.split("\n"), {_plain(line) for line in before.text.split("\n")}
        for number, line in enumerate(lines, start=1):
            if not tells_facts(line) or is_seen_in_report(lines, number, files.year):
                continue
            if _plain(line) in old:
                yield Unchanged(Place(now.file, number), Matter.PARAGRAPH, line.strip())
                continue
            if clauses is None:
                clauses = {one for _, source in files.pairs(report=True) for one in _clauses(source.text)}
            if words := _told_again(line, clauses, files.year):
                yield Unchanged(Place(now.file, number), Matter.CLAUSES, words)


def _plain(line: str) -> str:
    return bones(_unnumbered(line))


def _unnumbered(line: str) -> str:
    return _TYPED_NUMBER.sub("", line, count=1)


def tells_facts(line: str) -> bool:
    """Return whether a line of the report tells something in plain digits, or that it was the first time."""
    words = _TAG.sub("", _unnumbered(line))
    return bool(re.search(r"[0-9]", words) or _FIRST.search(words))


def _clauses(text: str) -> set[str]:
    """Return what stands between two pauses of a text, each in the same spelling."""
    lines = (_unnumbered(line) for line in _TAG.sub("\ufffc", text).split("\n"))
    return {bones(clause) for line in lines for clause in _CLAUSE_END.split(line)} - {""}


def _told_again(line: str, before: set[str], year: int) -> str:
    """Return the facts of a line that were told before in the same words, if they are too many to meet by chance."""
    line = _TAG.sub("\ufffc", _unnumbered(line))
    told = [clause.strip() for clause in _CLAUSE_END.split(line) if bones(clause) in before]
    weights = {clause: _weight(clause, year) for clause in told}
    return "，".join(clause for clause in told if weights[clause]) if sum(weights.values()) >= _TELLING else ""


def _weight(clause: str, year: int) -> int:
    """Return how much it takes to say a clause again by chance; 0 for one that tells no fact of a year."""
    numbers = find_figures(clause)
    dated = f"{year - 1}年" in clause or _FIRST.search(clause) is not None
    if not numbers and not dated:
        return 0
    more = sum(len(numeral.digits.replace(".", "").lstrip("0")) - 1 for numeral in numbers)
    return len(bones(clause)) + _EACH_MORE_DIGIT * max(0, more) + (_DATE_OR_FIRST if dated else 0)
