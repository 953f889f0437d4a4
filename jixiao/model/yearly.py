"""Which values belong to their year, and which go on into the next: what a model says of each scalar of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from jixiao.figures import Figure, Text
from jixiao.model.base import Record
from jixiao.model.scalars import Day
from jixiao.source.nodes import Entries, Items, Scalar, Unfilled


class DatedText(Text):
    """Marks a field of the models whose text is a day, a month or a year: it belongs to its year."""


class SpokenText(Text):
    """Marks a field of the models whose text belongs to its year where it is a sentence."""


_OUTCOMES = {"achieved", "actual", "deviation", "total_deviation", "evidence_files", "source"}
_FIGURES = (Figure, Figure | None)
_LASTING_FIGURES = {"points"}
# The forms leave it blank where nothing is to be said; what was blank is not this year's to fill in. Of the total,
# which stands for the execution rate too, it is asked each year.
_OFTEN_BLANK = {"deviation"}


def fields_of(model: Any, node: object, name: str = "") -> Iterator[tuple[str, Any, Scalar]]:
    """Yield each scalar of a file in order: the English name of its field, what it is read as, the scalar."""
    if isinstance(node, Unfilled):
        node = node.scalar
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
    if kind in _FIGURES:
        return name not in _LASTING_FIGURES
    if kind in (SpokenText, SpokenText | None):
        return "。" in scalar
    if kind in (DatedText, DatedText | None):
        return True
    is_group = isinstance(kind, type) and issubclass(kind, Record)  # 无 stands for it
    return is_group or kind is Day or name in _OUTCOMES
