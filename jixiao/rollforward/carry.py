"""What of a file goes into the next year: figures and outcomes are left to fill in, dates of targets move on.

The model says which is which: every figure belongs to its year but for the points of an indicator;
of the texts, those that tell what was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from jixiao.figures import Figure
from jixiao.glossary import term
from jixiao.load import Entries, Items, Scalar
from jixiao.model.base import Record
from jixiao.model.scalars import OPEN, Day
from jixiao.writeback.edits import Edit, Manuscript

_OUTCOMES = {"achieved", "actual", "deviation", "total_deviation", "evidence_files", "source"}
_LASTING_FIGURES = {"points"}
# The forms leave these blank where nothing is to be said; what was blank is not this year's to fill in.
_OFTEN_BLANK = {"deviation", "total_deviation"}
_DATED = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})"
    r"(?=年(?:度)?(?:[0-9]{1,2}月|年?[底末内前]|以前|之前|以内|[上下]半年|第?[一二三四1-4]季度))"
)


def fields_of(model: Any, node: object, name: str = "") -> Iterator[tuple[str, Any, Scalar]]:
    """Yield each scalar of a file in order: the English name of its field, what it is read as, the scalar."""
    if isinstance(node, Scalar):
        yield name, model, node
    elif isinstance(node, Entries) and isinstance(model, type) and issubclass(model, Record):
        by_key = {field.alias: (inner, field.annotation) for inner, field in model.model_fields.items()}
        for key, value in node.items():
            if key in by_key:
                yield from fields_of(by_key[key][1], value, by_key[key][0])
    elif isinstance(node, Entries | Items) and get_origin(model) in (dict, list):
        for value in node.values() if isinstance(node, Entries) else node:
            yield from fields_of(get_args(model)[-1], value, name)


def of_the_year(name: str, kind: Any, scalar: Scalar) -> bool:
    """Return whether a value belongs to its year, so that the next year starts without it."""
    if name in _OFTEN_BLANK:
        return not (scalar.null or not scalar.strip())
    if kind is Figure:
        return name not in _LASTING_FIGURES
    return kind is Day or name in _OUTCOMES


def carried_edits(manuscript: Manuscript, model: type[Record], tree: object, year: int) -> Iterator[Edit]:
    """Yield the edits that make last year's file one of ``year``: the year, what is left to fill in, target dates."""
    for name, kind, scalar in fields_of(model, tree):
        if name == "year":
            words = manuscript.written(scalar)
            yield manuscript.replaced(scalar, str(year), f"{term(name)}：{words} → {year}")
        elif of_the_year(name, kind, scalar):
            yield manuscript.replaced(scalar, OPEN)
        elif name == "target":
            yield from _moved_on(manuscript, scalar, year)


def _moved_on(manuscript: Manuscript, scalar: Scalar, year: int) -> Iterator[Edit]:
    start, words = manuscript.offset(scalar.place), manuscript.written(scalar)
    for match in _DATED.finditer(words):
        now = int(match["year"])
        if now in (year - 1, year):
            date = re.split(r"\s", words[match.start() :])[0].strip("'\"")
            note = f"{term('target')}：{date} → {now + 1}{date.removeprefix(match['year'])}"
            yield Edit(start + match.start(), start + match.end(), str(now + 1), note)


def undated(target: str) -> str:
    """Return a target's text without the years that move on by themselves."""
    return _DATED.sub("", target)
