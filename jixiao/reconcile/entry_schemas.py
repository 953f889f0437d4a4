"""What a year's data files may hold at a path, by the JSON Schemas of their models."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jixiao.build.described_case import DescribedCase, PackageCase
from jixiao.forms.form_records import make_form_record
from jixiao.model.base import Record
from jixiao.model.data_files import UNIT
from jixiao.model.unit import DescribedUnit
from jixiao.patterns import compile_late
from jixiao.submission.year_models import model_finder

_STEP = compile_late(r"(?P<name>[^\[\]]+)(?P<items>(?:\[[0-9]+\])*)")
_ITEM = compile_late(r"\[[0-9]+\]")

Node = Mapping[str, Any]


class EntrySchemas:
    """The JSON Schemas of a year's data files, which say what each value is."""

    def __init__(self, case: PackageCase) -> None:
        self._folder = f"{case.workspace.shown(case.workspace.year(case.year))}/"
        self._prefixes = {source.file: source.prefix for source in case.sources if source.tree}
        self._forms = {one.file: one.form for one in case.dossier.forms} if isinstance(case, DescribedCase) else {}
        self._find_model = model_finder(case.workspace, case.year)
        self._models: dict[str, type[Record] | None] = {}

    def keys_at(self, path: str) -> tuple[str, ...]:
        """Return the keys of the group at a path, in their order; none where it is not known."""
        return tuple(self.node_at(path).get("properties", ()))

    def node_at(self, path: str) -> Node:
        """Return what the schema says of the value or the group at a path; nothing where it is not known."""
        within = (one for one in self._prefixes.items() if path.startswith(f"{one[1]}.") or not one[1])
        for file, prefix in sorted(within, key=lambda one: -len(one[1])):
            if file not in self._models:
                self._models[file] = self._model_of(file)
            model = self._models[file]
            below = path.removeprefix(f"{prefix}.") if prefix else path
            node = _node_below(_schema_of(model), below) if model is not None else None
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
            return self._find_model(name)
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
