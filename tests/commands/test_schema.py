"""The published schemas, run by a validator that shares no code with our reader, refuse what our reader refuses."""

import copy
import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from jixiao.commands.schema import SCHEMAS, schema_files
from jixiao.model.base import Record
from jixiao.model.data_files import ALL_FILES
from jixiao.model.guidance import EXAMPLES, GUIDANCE, guidance
from jixiao.paths import Workspace
from jixiao.source.nodes import load_yaml
from jixiao.submission.read import read_year
from jixiao.submission.validate import validate
from tests.support.project import ROOT
from tests.support.reading import laid_over

CASES = ROOT / "tests" / "cases" / "reading"
FILES = sorted([*(ROOT / "data").rglob("*.yaml"), *(ROOT / "templates").rglob("forms.yaml")])
SHOWN = [path.relative_to(ROOT).as_posix() for path in FILES]

# Findings about keys, kinds and missing values; the others (sums, digits as typed, other files) no schema can see.
SEEN_BY_SCHEMAS = {
    "M001",
    "M002",
    "M003",
    "M004",
    "M005",
    "M006",
    "M009",
    "M010",
    "M014",
    "M015",
    "M017",
    "M018",
    "M022",
}

MODELS = {file.schema: file.model for file in ALL_FILES}


def schema_of(shown: str) -> str:
    path = Path(shown)
    return "project" if path.parent.name == "projects" else path.stem


def validator(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads((ROOT / SCHEMAS / f"{name}.schema.json").read_text("utf-8")))


def plain(path: Path) -> Any:
    """Return what a loader of YAML 1.2 makes of a file; its days are texts there."""
    data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return json.loads(json.dumps(data, default=datetime.date.isoformat))


def test_the_published_schemas_are_those_of_the_models() -> None:
    published = {path.name: path.read_text("utf-8") for path in (ROOT / SCHEMAS).iterdir()}
    assert published == schema_files(Workspace(ROOT)), "运行 make schema"


@pytest.mark.parametrize("name", MODELS)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft7Validator.check_schema(validator(name).schema)


@pytest.mark.parametrize("shown", SHOWN)
def test_the_real_data_passes(shown: str) -> None:
    errors = [error.message for error in validator(schema_of(shown)).iter_errors(plain(ROOT / shown))]
    assert errors == []


@pytest.mark.parametrize("shown", SHOWN)
def test_a_data_file_names_its_schema_in_the_first_line(shown: str) -> None:
    first = (ROOT / shown).read_text("utf-8").split("\n")[0]
    start, _, named = first.partition("$schema=")
    assert start == "# yaml-language-server: "
    assert (ROOT / shown).parent.joinpath(named).resolve() == ROOT / SCHEMAS / f"{schema_of(shown)}.schema.json"


def broken_files() -> Iterator[Any]:
    for case in sorted(path for path in CASES.iterdir() if path.is_dir()):
        expected = (case / "expected.txt").read_text("utf-8")
        codes: dict[str, set[str]] = {}
        for code, file in re.findall(r"^(\S+) (\S+\.yaml):", expected, re.MULTILINE):
            codes.setdefault(file, set()).add(code)
        for file, met in codes.items():
            if met & SEEN_BY_SCHEMAS and not any(code.startswith("L") for code in met):
                yield pytest.param(case, file, id=f"{case.name}-{Path(file).name}")


@pytest.mark.parametrize(("case", "file"), list(broken_files()))
def test_what_the_reader_refuses_the_schema_refuses(case: Path, file: str, tmp_path: Path) -> None:
    workspace = laid_over(case, tmp_path)
    assert [one for one in read_year(workspace, 2023).findings if one.place.file == file]
    assert list(validator(schema_of(file)).iter_errors(plain(workspace.root / file)))


Path_ = tuple[str | int, ...]
KINDS = [None, "", "文字", "两行\n文字", [], [1], {}, {"键": 1}, -1, 1.5, True, "〔待填〕"]


def places(node: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Yield the path of every value; of a list and of the levels of indicators, only of the first item."""
    yield path
    below = list(node.items()) if isinstance(node, dict) else list(enumerate(node)) if isinstance(node, list) else []
    alike = isinstance(node, list) or "绩效指标" in path[-2:]
    for key, value in below[:1] if alike else below:
        yield from places(value, (*path, key))


def at(node: Any, path: Path_) -> Any:
    for step in path:
        node = node[step]
    return node


def damaged(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield the data with one thing wrong: a value of another kind, a key too many, a key too few."""
    for path in places(data):
        for kind in KINDS if path else []:
            changed = copy.deepcopy(data)
            at(changed, path[:-1])[path[-1]] = kind
            yield f"{path} = {kind!r}", changed
        if isinstance(at(data, path), dict):
            changed = copy.deepcopy(data)
            at(changed, path)["没有的键"] = 1
            yield f"{path} with a key too many", changed
        if path and isinstance(path[-1], str):
            changed = copy.deepcopy(data)
            del at(changed, path[:-1])[path[-1]]
            yield f"{path} left out", changed


def read_by_us(data: Any, model: type[Record], path: Path) -> bool:
    # JSON is YAML, so that our reader and the validator see the same.
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    source = load_yaml(path, path.name, "")
    validate(source, model)
    return not source.findings


REPRESENTATIVE = {schema_of(shown): shown for shown in reversed(SHOWN) if schema_of(shown) != "forms"}


@pytest.mark.parametrize("name", sorted(REPRESENTATIVE))
def test_reader_and_schema_agree_on_every_key_left_out_added_or_of_another_kind(name: str, tmp_path: Path) -> None:
    schema, model, data = validator(name), MODELS[name], plain(ROOT / REPRESENTATIVE[name])
    missed, imagined = [], []
    for what, changed in damaged(data):
        accepted = read_by_us(changed, model, tmp_path / "data.yaml")
        errors = list(schema.iter_errors(changed))
        if not accepted and not errors:
            missed.append(what)
        # A schema asks for more in three things: numbers without quotes, the names and the words of the form set.
        if accepted and any(error.validator not in ("enum", "additionalProperties") for error in errors):
            quoted = any(error.validator in ("type", "pattern") and isinstance(error.instance, str) for error in errors)
            imagined += [] if quoted else [what]
    assert (missed, imagined) == ([], [])


def test_indicators_and_classes_are_those_of_the_form_set() -> None:
    workspace = plain(ROOT / "data/2023/projects/01-building.yaml")
    workspace["支出类别"] = "别的经费"
    workspace["绩效指标"]["产出指标"]["速度指标"] = []
    found = {error.validator: error.message for error in validator("project").iter_errors(workspace)}
    assert set(found) == {"enum", "additionalProperties"}
    assert "速度指标" in found["additionalProperties"]


def properties(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.get("properties", {}).items():
            yield key, value
        for value in node.values():
            yield from properties(value)


@pytest.mark.parametrize("name", [name for name in MODELS if name != "forms"])
def test_every_key_has_a_title_and_a_description(name: str) -> None:
    told = list(properties(validator(name).schema))
    assert told
    assert [key for key, node in told if node.get("title") != key and "绩效" not in key and key not in LEVELS] == []
    assert [key for key, node in told if not node.get("description") and key not in LEVELS] == []


LEVELS = {"产出指标", "效益指标", "满意度指标"}


def fields(model: type[Record]) -> Iterator[tuple[str, str]]:
    """Yield the records and fields of a file's model, by the names its schema gives."""
    raw = model.model_json_schema()
    for record in [raw, *raw.get("$defs", {}).values()]:
        for field in record.get("properties", {}):
            yield record["title"], field


def test_no_guidance_is_about_what_is_not_there() -> None:
    from jixiao.glossary import identifier

    known = {(record, str(identifier(key))) for model in MODELS.values() for record, key in fields(model)}
    names = {f"{record}.{field}" for record, field in known} | {field for _, field in known}
    names |= {model.__name__ for model in MODELS.values()}
    assert set(GUIDANCE) - names == set()
    assert set(EXAMPLES) - names == set()
    assert guidance("Spending", "budget") != guidance("Adjustment", "budget")
