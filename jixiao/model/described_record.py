"""A described form's data file as a model, made from its fields: keys, groups and lists as their paths say.

So what is wrong with such a file is found, placed and worded as in any other data file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from msgspec import Struct
from pydantic import Field, create_model

from jixiao.figures import Figure, Text
from jixiao.model.base import Record
from jixiao.model.field_patterns import hang_leaf
from jixiao.model.scalars import Reads

# What stands in the tree at the end of a way.
Value = Figure | Text


class EnteredKind(Struct, frozen=True):
    """How one field of a file is read, and whether its key may be left out."""

    reads: Reads
    optional: bool


Columns = Mapping[str, EnteredKind]


def make_record(name: str, fields: Mapping[str, EnteredKind], lists: Mapping[str, Columns]) -> type[Record]:
    """Return the model of a file whose values stand at these paths; no path may be the beginning of another."""
    tree: dict[str, Any] = {}
    for path, kind in fields.items():
        hang_leaf(tree, path, kind)
    for path, columns in lists.items():
        row: dict[str, Any] = {}
        for column, kind in columns.items():
            hang_leaf(row, column, kind)
        hang_leaf(tree, path, _made(f"{name}.{path}", row))
    return _made(name, tree)


def _made(name: str, tree: Mapping[str, Any]) -> type[Record]:
    definitions: dict[str, Any] = {
        f"field_{number}": _definition(f"{name}.{key}", key, inside)
        for number, (key, inside) in enumerate(tree.items(), start=1)
    }
    return create_model(re.sub(r"\W", "_", name), __base__=Record, **definitions)


def _definition(name: str, key: str, inside: Any) -> tuple[Any, Any]:
    if isinstance(inside, EnteredKind):
        kind: Any = Annotated[Any, inside.reads]
        return (kind, Field(default=None, alias=key)) if inside.optional else (kind, Field(alias=key))
    if isinstance(inside, type):
        return list[inside], Field(alias=key)
    group = _made(name, inside)
    optional = all(not field.is_required() for field in group.model_fields.values())
    return (group | None, Field(default=None, alias=key)) if optional else (group, Field(alias=key))


def list_values(record: Record, path: str = "") -> Iterator[tuple[str, Value]]:
    """Yield the values of such a record by their paths, those of lists left out; nothing for what is left out."""
    for here, value in list_entries(record, path):
        if isinstance(value, Value):
            yield here, value


def list_rows(record: Record, path: str = "") -> Iterator[tuple[str, list[dict[str, Value]]]]:
    """Yield the lists of such a record by their paths, each row by its columns."""
    for here, value in list_entries(record, path):
        if isinstance(value, list):
            yield here, [dict(list_values(row)) for row in value]


def list_entries(record: Record, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield what a record of the data holds by paths, groups by what they hold; None for what is left out."""
    for name, field in type(record).model_fields.items():
        key, value = field.alias or name, getattr(record, name)
        here = f"{path}.{key}" if path else key
        if isinstance(value, Record):
            yield from list_entries(value, here)
        else:
            yield here, value
