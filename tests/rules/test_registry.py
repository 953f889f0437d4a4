"""A rule is registered once, under a code that has its words in texts.toml."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jixiao.findings import Place, Severity
from jixiao.rules.catalogue import all_rules
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import ARITHMETIC, Breach, Rule, rule
from tests.support.book import book_with

HERE = Place("data/2023/unit.yaml", 3)


def objecting(book: PrintedPackage) -> Iterator[Breach]:
    """Yield two breaches, one of which weighs less."""
    yield Breach("甲", HERE, "一", "二", printed=("附件1", "附件2", "附件1"), seen=("1",))
    yield Breach("乙", HERE, "一", "二", seen=(), severity=Severity.HINT)


RULE = Rule("Z999", "名称", Severity.ERROR, "依据", "改法。", "例。", objecting)


def test_a_code_is_taken_once() -> None:
    taken = all_rules()[0].code
    with pytest.raises(ValueError, match=taken):
        rule(taken)(objecting)


def test_a_rule_without_words_is_none() -> None:
    with pytest.raises(KeyError):
        rule("Z998")(objecting)


def test_a_breach_becomes_a_finding_with_the_rules_words() -> None:
    first, second = RULE.findings(book_with())
    assert (first.code, first.remedy, first.basis, first.waivable) == ("Z999", "改法。", "依据", True)
    assert first.printed == ("附件1", "附件2")
    assert (first.severity, second.severity) == (Severity.ERROR, Severity.HINT)


def test_a_remedy_names_the_year_that_is_judged() -> None:
    dated, book = (
        Rule("Z999", "名称", Severity.ERROR, "依据", "加注释“已核对 {本年}”。", "例。", objecting),
        book_with(),
    )
    assert {one.remedy for one in dated.findings(book)} == {f"加注释“已核对 {book.year}”。"}


def test_a_rule_without_a_document_rests_on_arithmetic() -> None:
    [totals] = [one for one in all_rules() if one.code == "A101"]
    assert totals.basis == ARITHMETIC
