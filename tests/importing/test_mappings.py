"""The tables that say what layouts' scorers call the fields of the shipped sets."""

import re

import pytest

from jixiao.forms.load_sets import list_described_sets, load_described_sets
from jixiao.model.field_patterns import match_pattern
from jixiao.paths import Workspace
from tests.support.project import ROOT
from tests.support.scorer_words import MAPPINGS, in_scorer_words, read_mapping

SETS = list_described_sets(Workspace(ROOT))
ROW = {"明细[2].名称": "甲", "明细[2].决算": "1"}


@pytest.mark.parametrize("name", sorted(path.stem for path in MAPPINGS.glob("*.yaml")))
def test_a_table_names_fields_of_its_set(name: str) -> None:
    described = load_described_sets(Workspace(ROOT), [name])[name].described
    assert described is not None
    fields = [path for form in described.forms.values() for path in form.all_fields]
    named = [re.sub(r"\[\]", "", path) for path in read_mapping(name)]
    assert [path for path in named if not any(match_pattern(path, one) is not None for one in fields)] == []


@pytest.mark.parametrize(
    ("mapping", "path", "words"),
    [
        ({}, "总分", "总分"),
        ({"总分": "合计"}, "总分", "合计"),
        ({"总分": None}, "总分", None),
        ({"资金.*.数": "钱.*.额"}, "资金.甲.数", "钱.甲.额"),
        ({"指标[].名称": "绩效指标[].level3"}, "指标[3].名称", "绩效指标[3].level3"),
        ({"明细[].决算": "支出.{名称}.决算"}, "明细[2].决算", "支出.甲.决算"),
    ],
)
def test_a_path_is_said_in_the_words_of_the_table(mapping: dict[str, str | None], path: str, words: str | None) -> None:
    assert in_scorer_words(path, mapping, ROW) == words
