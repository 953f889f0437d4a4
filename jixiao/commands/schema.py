"""JSON Schemas of the data files, generated from the models, for editors that complete and check while typing.

They know the form sets at hand: names of indicators, classes of outlay. What a schema cannot see (the
digits as typed, sums, ties) the check says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jixiao.forms.described_set import DescribedForm
from jixiao.forms.form_records import make_form_record
from jixiao.forms.load_sets import list_described_sets, load_described_sets
from jixiao.glossary import identifier, term
from jixiao.model.base import Record
from jixiao.model.data_files import ALL_FILES, FORM_SET, UNIT, DataFile
from jixiao.model.formset import FormSet
from jixiao.model.guidance import GUIDANCE, examples, guidance
from jixiao.model.unit import DescribedUnit, Unit
from jixiao.paths import Workspace
from jixiao.source.nodes import load_yaml
from jixiao.submission.validate import validate
from jixiao.submission.year_models import read_further

SCHEMAS = "schemas"
# What editors know best; it has all that is needed here.
_DIALECT = "http://json-schema.org/draft-07/schema#"
_KEPT = ("type", "items", "enum", "pattern", "not", "minimum", "maximum", "examples", "description")

Node = dict[str, Any]


def schema_files(workspace: Workspace) -> dict[str, str]:
    """Return file name → text of every schema, with the names that the project's form sets lay down."""
    described = load_described_sets(workspace, list_described_sets(workspace))
    coded = read_form_sets(workspace)
    refine = _refinements(coded, list(described))
    files = {f"{file.schema}.schema.json": _text(file, refine, coded) for file in ALL_FILES}
    for file, models in _extended_models(workspace, coded).items():
        files[f"{file.schema}.schema.json"] = _extended_text(file, models, refine)
    for name, reading in described.items():
        for form in reading.described.forms.values() if reading.described and reading.is_sound else ():
            files[described_schema_name(name, str(form.description.source_file))] = _described_text(form)
    return files


def described_schema_name(form_set: str, source_file: str) -> str:
    """Return what the schema of a described form's data file is called: national-2020-projects.schema.json."""
    return f"{form_set}-{source_file.removesuffix('.yaml')}.schema.json"


def read_form_sets(workspace: Workspace) -> dict[str, FormSet]:
    """Return the form sets that can be read, by name."""
    paths = sorted(workspace.templates.glob(f"*/{FORM_SET.name}"))
    read = {path.parent.name: validate(load_yaml(path, workspace.shown(path), ""), FormSet) for path in paths}
    return {name: form_set for name, form_set in read.items() if form_set}


def _text(file: DataFile, refine: Mapping[str, Callable[[Node], Node]], coded: Iterable[str]) -> str:
    about = {"title": file.name, "description": GUIDANCE[file.model.__name__]}
    if file is not UNIT:
        return _whole(about, _written(file.model, refine, guided=True))
    # A year on described sets may name several of them, and need not count its staff.
    form_set = {"title": term("form_set"), "description": guidance(Unit.__name__, "form_set"), **_one_of(coded)}
    node = _written(DescribedUnit, refine, guided=True)
    return _whole(
        about, {**node, "if": {"properties": {term("form_set"): form_set}}, "then": {"required": [term("staff")]}}
    )


def _extended_models(workspace: Workspace, form_sets: Iterable[str]) -> dict[DataFile, list[type[Record]]]:
    """Return the models of the files that some form sets ask more of."""
    readings = [reading for name in form_sets if (reading := read_further(workspace, name))]
    found: dict[DataFile, list[type[Record]]] = {}
    for file in ALL_FILES:
        if models := [reading.models[file.name] for reading in readings if file.name in reading.models]:
            found[file] = models
    return found


def _extended_text(file: DataFile, models: Iterable[type[Record]], refine: Mapping[str, Callable[[Node], Node]]) -> str:
    """Return the schema of a file with all that any form set asks of it; what one alone asks for may be left out."""
    about = {"title": file.name, "description": GUIDANCE[file.model.__name__]}
    node = _written(file.model, refine, guided=True)
    for model in models:
        _add_properties(node, _written(model, refine, guided=True))
    return _whole(about, node)


def _add_properties(node: Node, more: Node) -> None:
    asked = more.get("required", ())
    node["required"] = [key for key in node["required"] if key in asked]
    for key, inside in more.get("properties", {}).items():
        if key not in node["properties"]:
            node["properties"][key] = inside
        elif "properties" in inside and "properties" in node["properties"][key]:
            _add_properties(node["properties"][key], inside)


def _described_text(form: DescribedForm) -> str:
    per_project = "，每个项目一个文件，文件名：两位序号-英文标识.yaml" if form.is_per_project else ""
    description = f"{form.name}{per_project}。金额单位：{form.money}。由公式算的可以不填。"
    about = {"title": str(form.description.source_file), "description": description}
    return _whole(about, _written(make_form_record(form), {}, guided=False))


def _written(model: type[Record], refine: Mapping[str, Callable[[Node], Node]], *, guided: bool) -> Node:
    raw = model.model_json_schema(by_alias=True)
    return _SchemaWriter(raw.pop("$defs", {}), refine, guided=guided).written(raw)


def _whole(about: Mapping[str, str], node: Node) -> str:
    return json.dumps({"$schema": _DIALECT, **about, **node}, ensure_ascii=False, indent=2) + "\n"


class _SchemaWriter:
    """Writes pydantic's schema out in full: references resolved, Chinese titles and help, nothing else kept.

    ``guided`` is whether the house's own words stand beside the fields; a described form has its own.
    """

    def __init__(
        self, definitions: Mapping[str, Node], refine: Mapping[str, Callable[[Node], Node]], *, guided: bool
    ) -> None:
        self.definitions = definitions
        self.refine = refine
        self.guided = guided

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
        field = str(identifier(key) or key)
        written = self.written(node)
        refine = self.refine.get(f"{owner}.{field}")
        written = refine(written) if refine else written
        help_text = {
            "description": (guidance(owner, field) if self.guided else "") + written.pop("description", ""),
            "examples": (self.guided and examples(owner, field)) or written.pop("examples", []),
        }
        return {"title": key, **{name: words for name, words in help_text.items() if words}, **written}


def _refinements(form_sets: Mapping[str, FormSet], described: Iterable[str]) -> dict[str, Callable[[Node], Node]]:
    """Return what the form sets and rules say about single fields, by record and field."""
    from jixiao.rules.catalogue import all_rules

    classes = [str(one.name) for form_set in form_sets.values() for one in form_set.outlay_classes]
    tree = _indicator_names(form_sets.values())
    return {
        "Unit.form_set": lambda node: _one_or_several(form_sets, described),
        "Project.outlay_class": lambda node: _one_of(classes),
        "Annex2.indicators": lambda node: _with_names(node, tree),
        "Project.indicators": lambda node: _with_names(node, tree),
        "Waiver.rule": lambda node: _one_of(rule.code for rule in all_rules()),
    }


def _one_or_several(form_sets: Iterable[str], described: Iterable[str]) -> Node:
    several = {"minItems": 1, "items": _one_of(described)}
    return {"if": {"type": "array"}, "then": several, "else": _one_of([*form_sets, *described])}


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
