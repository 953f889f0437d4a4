"""One term for each name, one name for each term."""

import importlib
import inspect
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import jixiao.model
from jixiao import glossary
from jixiao.derive import dossier
from jixiao.glossary import TERMS, identifier, nearest, template_name, term
from jixiao.model.base import Record, field_names


def records() -> list[type[Record]]:
    modules = [
        importlib.import_module(f"jixiao.model.{one.name}") for one in pkgutil.iter_modules(jixiao.model.__path__)
    ]
    kinds = {kind for module in modules for _, kind in inspect.getmembers(module, inspect.isclass)}
    return sorted((kind for kind in kinds if issubclass(kind, Record)), key=lambda kind: kind.__qualname__)


def test_terms_and_names_are_one_to_one() -> None:
    assert len(set(TERMS.values())) == len(TERMS)
    assert {identifier(term(name)) for name in TERMS} == set(TERMS)


def test_the_file_is_plain_yaml_read_line_by_line() -> None:
    whole = YAML(typ="safe").load(Path(glossary.__file__).with_suffix(".yaml"))
    assert {name: str(word) for name, word in whole.items()} == TERMS


def test_template_names_have_no_punctuation_and_are_unique() -> None:
    names = [template_name(one) for one in TERMS.values()]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)
    assert template_name("水费、电费、差旅费") == "水费电费差旅费"


def test_a_name_is_found_by_its_term_with_and_without_punctuation() -> None:
    assert identifier("会议费、培训费") == "meetings_training"
    assert identifier("会议费培训费") == "meetings_training"
    assert identifier("没有的词") is None


def test_a_name_without_a_term_is_refused() -> None:
    with pytest.raises(KeyError):
        term("no_such_name")


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_field_of_the_data_has_a_term(record: type[Record]) -> None:
    assert [field.alias for field in record.model_fields.values()] == [term(name) for name in record.model_fields]


# What the dossier holds for the program, not for a cell.
UNPRINTED = {"in_order", "narrative", "formula_findings"}


def test_every_field_of_the_dossier_has_a_term() -> None:
    kinds: list[Any] = [
        kind for _, kind in inspect.getmembers(dossier, inspect.isclass) if kind.__module__ == dossier.__name__
    ]
    names = {name for kind in kinds for name in field_names(kind)} - UNPRINTED
    assert {name for name in names if name not in TERMS} == set()


def test_the_nearest_word_is_found_or_none() -> None:
    assert nearest("编致数", ["在职人数", "编制数"]) == "编制数"
    assert nearest("传真", ["在职人数", "编制数"]) is None
    assert nearest("预箅", ["预算", "决算"], cutoff=0.9) is None
    assert nearest("甲", []) is None


def test_the_nearest_word_does_not_depend_on_the_order() -> None:
    assert nearest("核算", ["预算", "决算"]) == nearest("核算", ["决算", "预算"])
