"""JSON Schemas of the data files, generated from the models, for editors that complete and check while typing.

They know the form sets at hand: names of indicators, classes of outlay. What a schema cannot see (the
digits as typed, sums, ties) the check says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jixiao.glossary import identifier
from jixiao.model.data_files import ALL_FILES, FORM_SET, DataFile
from jixiao.model.formset import FormSet
from jixiao.model.guidance import GUIDANCE, examples, guidance
from jixiao.paths import Workspace
from jixiao.source.nodes import load_yaml
from jixiao.submission.validate import validate

SCHEMAS = "schemas"
# What editors know best; it has all that is needed here.
_DIALECT = "http://json-schema.org/draft-07/schema#"
_KEPT = ("type", "items", "enum", "pattern", "not", "minimum", "maximum", "examples", "description")

Node = dict[str, Any]


def schema_files(workspace: Workspace) -> dict[str, str]:
    """Return file name → text of every schema, with the names that the project's form sets lay down."""
    refine = _refinements(read_form_sets(workspace))
    return {f"{file.schema}.schema.json": _text(file, refine) for file in ALL_FILES}


def read_form_sets(workspace: Workspace) -> dict[str, FormSet]:
    """Return the form sets that can be read, by name."""
    paths = sorted(workspace.templates.glob(f"*/{FORM_SET.name}"))
    read = {path.parent.name: validate(load_yaml(path, workspace.shown(path), ""), FormSet) for path in paths}
    return {name: form_set for name, form_set in read.items() if form_set}


def _text(file: DataFile, refine: Mapping[str, Callable[[Node], Node]]) -> str:
    raw = file.model.model_json_schema(by_alias=True)
    node = _SchemaWriter(raw.pop("$defs", {}), refine).written(raw)
    whole = {"$schema": _DIALECT, "title": file.name, "description": GUIDANCE[file.model.__name__], **node}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


class _SchemaWriter:
    """Writes pydantic's schema out in full: references resolved, Chinese titles and help, nothing else kept."""

    def __init__(self, definitions: Mapping[str, Node], refine: Mapping[str, Callable[[Node], Node]]) -> None:
        self.definitions = definitions
        self.refine = refine

    def written(self, node: Node) -> Node:
        if "$ref" in node:
            return self.written(self.definitions[node["$ref"].rpartition("/")[2]])
        if "anyOf" in node:  # a group that may be left out; a key without value is refused all the same
            return self.written(next(one for one in node["anyOf"] if one.get("type") != "null"))
        if "properties" in node:
            return self._record(node)
        if node.get("type") == "object":
            return {"type": "object", "additionalProperties": self.written(node["additionalProperties"])}
        if node.get("type") == "array":
            least = {"minItems": node["minItems"]} if "minItems" in node else {}
            return {"type": "array", **least, "items": self.written(node["items"])}
        if "enum" in node or "const" in node:
            return {"enum": node.get("enum", [node.get("const")])}
        return {key: node[key] for key in _KEPT if key in node}

    def _record(self, node: Node) -> Node:
        owner = node["title"]
        return {
            "type": "object",
            "additionalProperties": False,
            "required": node.get("required", []),
            "properties": {key: self._property(owner, key, value) for key, value in node["properties"].items()},
        }

    def _property(self, owner: str, key: str, node: Node) -> Node:
        field = str(identifier(key))
        written = self.written(node)
        refine = self.refine.get(f"{owner}.{field}")
        written = refine(written) if refine else written
        help_text = {
            "description": guidance(owner, field) + written.pop("description", ""),
            "examples": examples(owner, field) or written.pop("examples", []),
        }
        return {"title": key, **{name: words for name, words in help_text.items() if words}, **written}


def _refinements(form_sets: Mapping[str, FormSet]) -> dict[str, Callable[[Node], Node]]:
    """Return what the form sets and rules say about single fields, by record and field."""
    from jixiao.rules.catalogue import all_rules

    classes = [str(one.name) for form_set in form_sets.values() for one in form_set.outlay_classes]
    tree = _indicator_names(form_sets.values())
    return {
        "Unit.form_set": lambda node: _one_of(form_sets),
        "Project.outlay_class": lambda node: _one_of(classes),
        "Annex2.indicators": lambda node: _with_names(node, tree),
        "Project.indicators": lambda node: _with_names(node, tree),
        "Waiver.rule": lambda node: _one_of(rule.code for rule in all_rules()),
    }


def _one_of(words: Iterable[str]) -> Node:
    return {"enum": list(dict.fromkeys(words))}


def _indicator_names(form_sets: Iterable[FormSet]) -> dict[str, dict[str, str]]:
    """Return level 1 → level 2 → help, of all form sets together."""
    names: dict[str, dict[str, str]] = {}
    for form_set in form_sets:
        for level in form_set.indicator_system:
            help_text = f"{level.name}共 {format(level.weight.amount, 'f')} 分。每条三级指标以“- ”开头。"
            names.setdefault(str(level.name), {}).update({str(name): help_text for name in level.level2})
    return names


def _with_names(tree: Node, names: Mapping[str, Mapping[str, str]]) -> Node:
    rows = tree["additionalProperties"]["additionalProperties"]
    return _only(
        {
            level1: _only({level2: {"title": level2, "description": words, **rows} for level2, words in below.items()})
            for level1, below in names.items()
        }
    )


def _only(properties: dict[str, Node]) -> Node:
    return {"type": "object", "additionalProperties": False, "properties": properties}
