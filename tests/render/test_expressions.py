"""What expressions of a template come to before anything is printed."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import nodes

from jixiao.render.environment import report_environment
from jixiao.render.expressions import UNKNOWN, Expressions
from tests.support.package import entry

SCOPE: dict[str, Any] = {"甲": entry("一", "甲"), "表": {"乙": entry("二", "表.乙")}, "列": [], "数": 2}


def codes(source: str) -> tuple[Any, list[str]]:
    """Return what an expression stands for, and the codes of its faults."""
    found: list[str] = []
    tree = report_environment().parse(f"{{{{ {source} }}}}")
    [output] = tree.find_all(nodes.Output)
    value = Expressions(SCOPE, lambda code, *_: found.append(code)).value(output.nodes[0])
    return value, found


@pytest.mark.parametrize(("source", "value"), [("甲", "一"), ("表.乙", "二"), ('表["乙"]', "二"), ("数 - 1", 1)])
def test_a_name_stands_for_what_is_there(source: str, value: object) -> None:
    assert codes(source) == (value, [])


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("丙", "T002"),
        ("表.丙", "T002"),
        ("甲 | 大写", "T006"),
        ("甲 | 小数(1)", "T006"),
        ("甲 + 数", "T009"),
        ("甲 > 数", "T009"),
        ("甲()", "T009"),
    ],
)
def test_whatever_else_is_a_fault_of_its_kind(source: str, code: str) -> None:
    assert codes(source) == (UNKNOWN, [code])


def test_what_hangs_on_an_unknown_name_is_reported_once() -> None:
    assert codes("丙.丁 | 小数(1)") == (UNKNOWN, ["T002"])


def test_a_group_cannot_be_printed_and_no_text_is_gone_through() -> None:
    found: list[str] = []
    expressions = Expressions(SCOPE, lambda code, *_: found.append(code))
    expressions.check_printed(nodes.Name("表", "load"), "表")
    assert expressions.first_of(nodes.Name("甲", "load")) is UNKNOWN
    assert found == ["T005", "T005"]
