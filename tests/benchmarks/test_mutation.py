"""The kinds of change of the mutation table, and whether what is said first names the line changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.mutation import KINDS, Leaf, Tally, mutated, slipped, table
from jixiao.findings import Finding, Place, Severity
from jixiao.source.nodes import Scalar, parse_yaml

LINE = "三公经费:\n  公务接待:\n    预算: 2\n    决算: 1.15\n"
FILE = "data/2024/annex1.yaml"


def leaf(column: str) -> Leaf:
    tree = parse_yaml(LINE, FILE, "附件1").tree
    assert tree is not None
    scalar = tree["三公经费"]["公务接待"][column]  # type: ignore[index]
    assert isinstance(scalar, Scalar)
    return Leaf(Path("/copy") / FILE, scalar)


TYPED = {leaf(column).scalar.path: str(leaf(column).scalar) for column in ("预算", "决算")}


@pytest.mark.parametrize(
    ("kind", "changed"), [("×10", "11.5"), ("÷10", "0.115"), ("×10000", "11500"), ("transposed", "11.5"), ("zero", "0")]
)
def test_a_number_is_changed_as_its_kind_says(kind: str, changed: str) -> None:
    found = mutated("1.15", kind)
    assert found is not None
    assert float(found) == float(changed) or kind == "transposed"


def test_the_column_beside_is_the_next_or_else_the_one_before() -> None:
    assert slipped(leaf("预算"), "column", TYPED, {}) == "1.15"
    assert slipped(leaf("决算"), "column", TYPED, {}) == "2"


def test_last_years_number_is_that_of_the_same_path_if_it_is_another() -> None:
    path = leaf("决算").scalar.path
    assert slipped(leaf("决算"), "prior", TYPED, {path: "1.36"}) == "1.36"
    assert slipped(leaf("决算"), "prior", TYPED, {path: "1.150"}) is None
    assert slipped(leaf("决算"), "prior", TYPED, {}) is None


def finding(line: int, severity: Severity) -> Finding:
    return Finding("T203", Place(FILE, line), "甲", "乙", "丙。", severity, subject="丁")


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ([finding(4, Severity.ERROR), finding(3, Severity.ERROR)], 1),
        ([finding(3, Severity.HINT), finding(4, Severity.WARNING)], 1),
        ([finding(3, Severity.ERROR), finding(4, Severity.ERROR)], 0),
        ([finding(4, Severity.HINT)], 0),
        ([], 0),
    ],
)
def test_first_is_the_first_error_or_warning_and_hints_do_not_count(said: list[Finding], first: int) -> None:
    tally = Tally()
    tally.count(leaf("决算"), "×10", said)
    assert tally.first["×10"] == first
    assert tally.told("×10") == any(one.severity is not Severity.HINT for one in said)


def test_the_table_has_a_row_for_every_kind_and_says_how_often_the_line_came_first() -> None:
    tally = Tally()
    tally.count(leaf("决算"), "×10", [finding(4, Severity.ERROR)])
    shown = table(tally)
    assert all(f"| {name} |" in shown for name in KINDS.values())
    assert "先说的就是这一行" in shown
    assert "| 小数点右移一位 | 1 | 1 | 100.00% | 0 | 0 | 100.00% |" in shown
