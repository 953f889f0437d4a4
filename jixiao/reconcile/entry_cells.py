"""Which printed values may be typed over in a workbook of forms, each at one place, and what may be typed there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import lru_cache
from typing import Any

from msgspec import Struct

from jixiao.build.described_case import DescribedCase, PackageCase
from jixiao.figures import RATE, Figure
from jixiao.forms.read_described import make_form_record
from jixiao.model.base import Record
from jixiao.model.data_files import UNIT, model_of
from jixiao.model.described_kinds import EMPTY, TICKED
from jixiao.model.scalars import DAY_FORMAT, Day
from jixiao.model.unit import DescribedUnit
from jixiao.reconcile.source_index import SourceIndex, is_plain
from jixiao.render.printing import Print
from jixiao.source.nodes import Drawn

_STEP = re.compile(r"(?P<name>[^\[\]]+)(?P<items>(?:\[[0-9]+\])*)")
_ITEM = re.compile(r"\[[0-9]+\]")

Node = Mapping[str, Any]


class EntryKind(Enum):
    """What may be typed in a cell, under the word that its error message begins with."""

    AMOUNT = "数"
    WHOLE = "整数"
    RATE = "百分数"
    DAY = "日期"
    CHOICE = "所列的一个"
    WORDS = "文字"


class EntryCell(Struct, frozen=True):
    """What may be typed: the kind, whether a number may be below 0, what may be chosen, a hint for whoever types."""

    kind: EntryKind
    signed: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""


def list_entry_cells(case: PackageCase, index: SourceIndex, marks: Iterable[str]) -> dict[str, EntryCell]:
    """Return by mark what may be typed over; of a value that is printed several times the first of ``marks``."""
    prints = {printed.mark: printed for printed in case.inspection.prints}
    schemas = _Schemas(case)
    found: dict[str, EntryCell] = {}
    met: set[object] = set()
    for printed in (prints[mark] for mark in marks if mark in prints):
        entry = _entry_of(printed, index)
        if entry is None or entry in met:
            continue
        node = schemas.node_at(printed)
        if node or index.scalar_of(printed) is not None:  # a key left out that files have: not what others fill in
            met.add(entry)
            found[printed.mark] = _cell_of(printed, node)
    return found


def _entry_of(printed: Print, index: SourceIndex) -> object:
    """Return what tells the entry of the data that a value is typed in; None for one that is not typed this year."""
    if printed.override is not None:
        return None
    scalar = index.scalar_of(printed)
    if scalar is None:
        return printed.path if index.mapping_for(printed) is not None else None
    return scalar.place if not isinstance(scalar, Drawn) and is_plain(printed, scalar) else None


def _cell_of(printed: Print, node: Node) -> EntryCell:
    hint = str(node.get("description", ""))
    if isinstance(printed.value, Figure):
        signed = bool(node) and "minimum" not in node
        if printed.value.unit == RATE:
            return EntryCell(EntryKind.RATE, signed, hint=hint)
        whole = "integer" in _as_list(node.get("type"))
        return EntryCell(EntryKind.WHOLE if whole else EntryKind.AMOUNT, signed, hint=hint)
    if isinstance(printed.value, Day) or node.get("format") == DAY_FORMAT:
        return EntryCell(EntryKind.DAY, hint=hint)
    if "enum" in node.get("items", {}):
        ticked = [str(one) for one in node["items"]["enum"] if one is not None]
        return EntryCell(EntryKind.CHOICE, choices=tuple(_ticks(ticked)), hint=hint)
    if "enum" in node:
        return EntryCell(EntryKind.CHOICE, choices=tuple(str(one) for one in node["enum"] if one is not None))
    return EntryCell(EntryKind.WORDS, hint=hint)


def _ticks(words: list[str]) -> Iterator[str]:
    """Yield what a form prints where one of the words is ticked."""
    for chosen in words:
        yield " ".join(f"{TICKED if word == chosen else EMPTY}{word}" for word in words)


def _as_list(given: object) -> list[object]:
    return list(given) if isinstance(given, list) else [given]


class _Schemas:
    """The JSON Schemas of a year's data files, which say what each value is."""

    def __init__(self, case: PackageCase) -> None:
        self._folder = f"{case.workspace.shown(case.workspace.year(case.year))}/"
        self._prefixes = {source.file: str(getattr(source.tree, "path", "")) for source in case.sources if source.tree}
        self._forms = {one.file: one.form for one in case.dossier.forms} if isinstance(case, DescribedCase) else {}
        self._models: dict[str, type[Record] | None] = {}

    def node_at(self, printed: Print) -> Node:
        """Return what the schema says of a printed value; nothing where it is not known."""
        within = (one for one in self._prefixes.items() if printed.path.startswith(f"{one[1]}.") or not one[1])
        for file, prefix in sorted(within, key=lambda one: -len(one[1])):
            if file not in self._models:
                self._models[file] = self._model_of(file)
            model = self._models[file]
            path = printed.path.removeprefix(f"{prefix}.") if prefix else printed.path
            node = _node_below(_schema_of(model), path) if model is not None else None
            if node is not None:
                return node
        return {}

    def _model_of(self, file: str) -> type[Record] | None:
        name = file.removeprefix(self._folder)
        if file in self._forms:
            return make_form_record(self._forms[file])
        if self._forms and name == UNIT.name:
            return DescribedUnit
        try:
            return model_of(name)
        except KeyError:
            return None


@lru_cache(maxsize=64)
def _schema_of(model: type[Record]) -> Node:
    return model.model_json_schema(by_alias=True)


def _node_below(schema: Node, path: str) -> Node | None:
    """Return what a schema says of the value at a path; None where it knows none."""
    node: Node | None = schema
    for step in path.split("."):
        match = _STEP.fullmatch(step)
        if match is None or node is None:
            return None
        node = _key_of(_resolved(node, schema), match["name"])
        for _ in _ITEM.findall(match["items"]):
            node = _resolved(node, schema).get("items") if node is not None else None
    return _resolved(node, schema) if node is not None else None


def _key_of(node: Node, name: str) -> Node | None:
    below = node.get("properties", {}).get(name, node.get("additionalProperties"))
    return below if isinstance(below, Mapping) else None


def _resolved(node: Node, schema: Node) -> Node:
    """Return a node itself in place of a reference or a group that may be left out."""
    while "$ref" in node or "anyOf" in node:
        if "$ref" in node:
            node = schema["$defs"][str(node["$ref"]).rpartition("/")[2]]
        else:
            node = next(one for one in node["anyOf"] if one.get("type") != "null")
    return node
