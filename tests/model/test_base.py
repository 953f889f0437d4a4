"""All records: keys in Chinese from the glossary, frozen, no others; a flawed one is flawed throughout."""

import pytest
from msgspec import Struct
from pydantic import ValidationError

from jixiao.model.annex1 import Spending
from jixiao.model.base import field_names
from jixiao.model.evaluation import Goals
from jixiao.source.nodes import Flawed
from tests.model.entered import entered, found


class Pair(Struct):
    left: int
    right: int


def test_fields_are_named_for_records_values_and_nothing_else() -> None:
    assert field_names(Spending) == ("budget", "final")
    assert field_names(Pair) == ("left", "right")
    assert field_names(str) == ()


def test_keys_are_chinese_and_no_others() -> None:
    assert found(Spending, "budget: 3\n决算: 1\n") == ["M001:1", "M002:1"]


def test_a_record_is_not_changed() -> None:
    goals = entered(Goals, "预期目标: 修馆\n实际完成情况: 修好\n")
    with pytest.raises(ValidationError, match="frozen"):
        goals.expected = goals.achieved


def test_a_flawed_record_has_flawed_fields() -> None:
    line = Spending.model_validate(Flawed())
    assert line.budget.unknown
    assert line.final.unknown
