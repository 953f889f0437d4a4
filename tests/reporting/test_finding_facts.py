"""What is said of a finding: every fact once, none empty, and a fingerprint that outlasts edits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from jixiao.findings import Balance, Operand, Place
from jixiao.reporting.finding_facts import cause_words, facts_of, fingerprints, message
from jixiao.rules.registry import ARITHMETIC
from tests.reporting.samples import ALL, ERROR, NASTY, NOWHERE, READING, WAIVED


def operand(line: int, amount: str) -> Operand:
    return Operand(f"附件1.第{line}项", Place("data/2024/annex1.yaml", line), Decimal(amount))


UNBALANCED = replace(ERROR, balance=Balance((operand(3, "1.50"), operand(4, "0"), operand(5, "2"))))


def test_a_finding_has_the_facts_it_has_and_no_empty_one() -> None:
    assert facts_of(ERROR) == {
        "印在": "附件1、报告 二 第2处",
        "数据": str(ERROR.place),
        "应为": ERROR.expected,
        "改法": ERROR.remedy,
        "依据": ERROR.basis,
        "对象": ERROR.subject,
    }
    assert list(facts_of(NOWHERE)) == ["应为", "改法"]
    assert facts_of(WAIVED)["已豁免"] == WAIVED.waived
    assert all(all(facts_of(finding).values()) for finding in ALL)


def test_that_sums_must_be_right_needs_no_basis_but_a_program_is_told() -> None:
    finding = replace(ERROR, basis=ARITHMETIC)
    assert "依据" not in facts_of(finding)
    assert f"依据：{ARITHMETIC}" in message(finding)


def test_figures_set_against_each_other_are_named_without_zeros() -> None:
    assert facts_of(UNBALANCED)["相关的数"] == (
        "附件1.第3项 1.50（data/2024/annex1.yaml:3）、附件1.第5项 2（data/2024/annex1.yaml:5）"
    )
    assert "相关的数" not in facts_of(replace(ERROR, balance=Balance((operand(3, "1"),))))


def test_zeros_are_named_where_there_is_nothing_else() -> None:
    zeros = replace(ERROR, balance=Balance((operand(3, "0"), operand(4, "0"))))
    assert facts_of(zeros)["相关的数"].count("项 0（") == 2


def test_the_likely_cause_is_named_first_and_marked() -> None:
    likely = replace(UNBALANCED, cause=Place("data/2024/annex1.yaml", 5, 9))
    assert cause_words(likely) == facts_of(likely)["起因"] == "data/2024/annex1.yaml:5"
    assert facts_of(likely)["相关的数"].startswith("附件1.第5项 2（data/2024/annex1.yaml:5，很可能是它）、")
    assert cause_words(ERROR) == ""


def test_of_many_figures_six_are_named_and_the_rest_counted() -> None:
    many = replace(ERROR, balance=Balance(tuple(operand(line, "1") for line in range(1, 10))))
    words = facts_of(many)["相关的数"]
    assert words.count("项 1（") == 6
    assert words.endswith("等 9 个数")


def test_a_message_is_a_line_a_fact_and_what_was_found_comes_first() -> None:
    lines = message(WAIVED).split("\n")
    assert lines[0] == WAIVED.found
    assert [line.partition("：")[0] for line in lines[1:]] == ["印在", "应为", "改法", "依据", "已豁免"]
    assert not [
        char for line in message(NASTY).split("\n") for char in line if not char.isprintable() and char != "\u3000"
    ]


def test_fingerprints_outlast_moved_lines_and_cells_and_differ() -> None:
    moved = replace(ERROR, place=replace(ERROR.place, line=99), printed=("附件9",))
    assert fingerprints([moved]) == fingerprints([ERROR])
    twins = fingerprints([ERROR, ERROR, *ALL])
    assert len(set(twins)) == len(twins)
    assert twins[0] == fingerprints([ERROR])[0]


@pytest.mark.parametrize(
    "other",
    [replace(ERROR, seen=("1", "3")), replace(ERROR, subject="别的"), replace(ERROR, code="T203"), READING],
    ids=["values", "subject", "code", "file and all"],
)
def test_another_matter_has_another_fingerprint(other: object) -> None:
    assert fingerprints([other]) != fingerprints([ERROR])  # type: ignore[list-item]
