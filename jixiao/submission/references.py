"""References of the report's text to single indicators and projects, and what they point at.

A text names an indicator by its words: 数量指标["编纂书籍"]. 数量指标[2] is read too, for older data; it moves with the
rows, so that ``make fmt`` writes the name instead. This knows the text, not the template language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from jixiao.figures import Text
from jixiao.findings import Place
from jixiao.glossary import term
from jixiao.model.entered_year import Submission
from jixiao.model.evaluation import Indicator, IndicatorTree, indicator_name, is_name
from jixiao.patterns import compile_late
from jixiao.source.tag_pattern import TAG
from jixiao.targets import Quantity, Several, parse

_TAG = compile_late(TAG, re.DOTALL)
_REFERENCE = compile_late(
    rf"(?<![\w.])(?P<table>{term('annex2')}|{term('projects')}\.[a-z][a-z0-9_]*|[^\W\d]\w*)"
    rf"\.{term('indicators')}\.(?P<level1>\w+)\.(?P<level2>\w+)"
    r"(?P<subscript>\[\s*(?:(?P<number>[1-9][0-9]{0,5})|(?P<quote>[\"'])(?P<name>(?:(?!(?P=quote)).)*)(?P=quote)"
    r"|[“\"”](?P<curly>[^“”\"\]\n]*)[”\"“])\s*\]|\.(?P<dotted>[1-9][0-9]{0,5})(?![0-9]))(?:\.(?P<field>\w+))?"
)
_PROJECT = compile_late(rf"(?<![\w.]){term('projects')}\.(?P<identifier>[a-z][a-z0-9_]*)")
_TYPED_NUMBER = compile_late(r"\s*(?:#+\s*)?(?:（[0-9]+）|(?<![0-9])[0-9]+[.．、)）])?\s*")
_YEAR = compile_late(r"20[0-9]{2}年?度?")
# What cannot stand between quotation marks in a tag, or would end it.
_UNSPELLABLE = compile_late(r"[\\\n]|[{}%#]|^[1-9][0-9]{0,5}$|^$")

Names = Mapping[str, Mapping[tuple[str, str], Sequence[str]]]
"""Form (附件2, 各项目.digital) → level 1 and 2 → the indicators' words in their order."""


class Reference(Struct, frozen=True):
    """A reference to one indicator, by ``number`` or else (0) by ``name``; ``table`` is its form, or a loop's name.

    ``start`` and ``end`` enclose the subscript in the text, ``line`` and ``column`` are where the reference begins.
    """

    words: str
    table: str
    level1: str
    level2: str
    number: int
    name: str
    field: str
    start: int
    end: int
    line: int
    column: int


class Facet(StrEnum):
    """What of a thing can differ from what it was."""

    NAME = "名称"
    UNIT = "单位"


class Drift(Struct, frozen=True):
    """A reference (``words``) that points at something else than it did: the facet, and what it was and is.

    ``line`` and ``column`` are the reference's in the report's ``file``; ``typed`` is where what it is now was typed.
    """

    file: str
    line: int
    column: int
    words: str
    facet: Facet
    was: str
    now: str
    typed: Place


def subscript(name: str) -> str | None:
    """Return how a reference writes an indicator's name behind its level 2: ["编纂书籍"]; None if it cannot be."""
    words = indicator_name(name)
    mark = '"' if '"' not in words else "'"
    return None if _UNSPELLABLE.search(words) or mark in words else f"[{mark}{words}{mark}]"


def namesakes(names: Sequence[str], words: str) -> list[int]:
    """Return the positions (from 0) of the indicators that ``words`` name; more than one where names are not unique."""
    return [at for at, name in enumerate(names) if is_name(words, name)]


def references_in(text: str) -> Iterator[Reference]:
    """Yield the references to single indicators in the tags of a text, in order."""
    for tag in _TAG.finditer(text):
        if not tag[0].startswith("{#"):
            yield from (_reference(text, match) for match in _REFERENCE.finditer(text, tag.start(), tag.end()))


def _reference(text: str, match: re.Match[str]) -> Reference:
    line, column = _position(text, match.start())
    return Reference(
        match[0],
        table=match["table"],
        level1=match["level1"],
        level2=match["level2"],
        number=int(match["number"] or match["dotted"] or 0),
        name=match["name"] or match["curly"] or "",
        field=match["field"] or "",
        start=match.start("subscript"),
        end=match.end("subscript"),
        line=line,
        column=column,
    )


def _position(text: str, at: int) -> tuple[int, int]:
    """Return line and column of a character."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def by_name(text: str, names: Names, before: Names | None = None) -> str:
    """Return the text with references to indicators by name.

    A number stays where no one name says the same, and where another indicator had it ``before`` (last year): which of
    the two is meant, only the author knows.
    """
    done, end = "", 0
    for reference in references_in(text):
        listed = _listed(reference, names)
        found = [reference.number - 1] if 0 < reference.number <= len(listed) else namesakes(listed, reference.name)
        name = listed[found[0]] if len(found) == 1 else ""
        spelled = subscript(name)
        if spelled is not None and len(namesakes(listed, name)) == 1 and not _moved(reference, name, before or {}):
            done += text[end : reference.start] + spelled
            end = reference.end
    return done + text[end:]


def _listed(reference: Reference, names: Names) -> Sequence[str]:
    return names.get(reference.table, {}).get((reference.level1, reference.level2), ())


def _moved(reference: Reference, name: str, before: Names) -> bool:
    listed = _listed(reference, before)
    return 0 < reference.number <= len(listed) and not _same_name(listed[reference.number - 1], name)


def without_subscripts(text: str) -> str:
    """Return the text with nothing in the place of numbers and names of indicators."""
    done, end = "", 0
    for reference in references_in(text):
        done += f"{text[end : reference.start]}[]"
        end = reference.end
    return done + text[end:]


# what references point at


def drifts(new: Submission, old: Submission) -> Iterator[Drift]:
    """Yield the references of a report that point at something of another name or unit than they did in ``old``.

    A sentence that stood in the old report is held against that; another reference against the same one there.
    """
    for file, text in new.narrative.items():
        before = _by_sentence(old.narrative.get(file, ""))
        for sentence, references in _sentences(text):
            counterparts = before.get(sentence, references)
            for now, was in zip(references, counterparts, strict=True):
                yield from _indicator_drift(file, now, find_indicator(now, new), find_indicator(was, old))
        yield from _project_drifts(file, text, new, old)


def find_indicator(reference: Reference, submission: Submission) -> Indicator | None:
    """Return the indicator that a reference points at; None for one in a loop, and where there is none or more."""
    listed = _tree(reference.table, submission).get(reference.level1, {}).get(reference.level2, [])
    if reference.number:
        return listed[reference.number - 1] if reference.number <= len(listed) else None
    found = namesakes([indicator.level3 for indicator in listed], reference.name)
    return listed[found[0]] if len(found) == 1 else None


def _tree(table: str, submission: Submission) -> IndicatorTree:
    if table == term("annex2"):
        return submission.annex2.indicators
    identifier = table.removeprefix(f"{term('projects')}.")
    return next((one.project.indicators for one in submission.projects if one.identifier == identifier), {})


def _sentences(text: str) -> Iterator[tuple[str, list[Reference]]]:
    """Yield each line that refers to indicators, whichever they are, with its references."""
    by_line: dict[int, list[Reference]] = {}
    for reference in references_in(text):
        by_line.setdefault(reference.line, []).append(reference)
    lines = without_subscripts(text).split("\n")
    yield from ((_TYPED_NUMBER.sub("", lines[line - 1], count=1), found) for line, found in by_line.items())


def _by_sentence(text: str) -> dict[str, list[Reference]]:
    """Return the references by the sentence they stand in; none of a sentence that stands there twice."""
    found = list(_sentences(text))
    times = Counter(sentence for sentence, _ in found)
    return {sentence: references for sentence, references in found if times[sentence] == 1}


def _indicator_drift(file: str, reference: Reference, now: Indicator | None, was: Indicator | None) -> Iterator[Drift]:
    if now is None or was is None:
        return
    here = file, reference.line, reference.column, reference.words
    if not _same_name(now.level3, was.level3):
        old, new = indicator_name(was.level3), indicator_name(now.level3)
        yield Drift(*here, facet=Facet.NAME, was=old, now=new, typed=now.level3.place)
        return
    before, after = (_units(_cell(indicator, reference)) for indicator in (was, now))
    if before and after and before != after:
        typed = _cell(now, reference)
        assert typed is not None  # noqa: S101 - it has units
        old, new = "、".join(sorted(before)), "、".join(sorted(after))
        yield Drift(*here, facet=Facet.UNIT, was=old, now=new, typed=typed.place)


def _same_name(one: str, other: str) -> bool:
    """Return whether two names are the same but for a year: 2023年度统计 and 2024年度统计."""
    return one == other or is_name(_YEAR.sub("", one), _YEAR.sub("", other))


def _cell(indicator: Indicator, reference: Reference) -> Text | None:
    """Return the cell of an indicator that a reference prints; None for what holds no amount of the matter itself."""
    return {term("target"): indicator.target, term("actual"): indicator.actual}.get(reference.field)


def _units(text: Text | None) -> set[str]:
    """Return the units of the amounts in a text; none for what says no amount."""
    read = None if text is None else parse(text)
    parts = read.parts if isinstance(read, Several) else (read,)
    return {one.unit for one in parts if isinstance(one, Quantity) and one.unit}


def _project_drifts(file: str, text: str, new: Submission, old: Submission) -> Iterator[Drift]:
    """Yield the first reference of a file to each project that goes by another name now."""
    now, was = ({numbered.identifier: numbered.project.name for numbered in side.projects} for side in (new, old))
    seen: set[str] = set()
    for tag in _TAG.finditer(text):
        for match in _PROJECT.finditer(text, tag.start(), tag.end()) if not tag[0].startswith("{#") else ():
            name = match["identifier"]
            if name not in seen and name in now and name in was and not _same_name(now[name], was[name]):
                here = file, *_position(text, match.start()), match[0]
                yield Drift(*here, facet=Facet.NAME, was=was[name], now=now[name], typed=now[name].place)
            seen.add(name)
