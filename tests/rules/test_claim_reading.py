"""All claims of a report."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import (
    count_claims,
    find_false_claims,
    find_number_claims,
    find_reckoned_numbers,
    find_untold_claims,
    list_claims,
)
from jixiao.rules.claims import ClaimKind, claim_breach
from jixiao.rules.reported_year import read_reported_year
from tests.rules.test_sentences_hold import said


def test_claims_come_in_the_order_of_the_report() -> None:
    claims = list_claims(said("三公经费决算6.55万元。", "公用经费决算58.4万元。"))
    assert [one.words for one in claims] == ["三公经费决算6.55万元", "公用经费决算58.4万元"]


def test_what_was_told_is_not_told_again() -> None:
    package = said("公用经费较上年有所减少。")
    [claim] = find_false_claims(package, ClaimKind.RELATION)
    assert list(find_untold_claims(package, ClaimKind.RELATION, [])) == [claim]
    assert list(find_untold_claims(package, ClaimKind.RELATION, [claim_breach(claim)])) == []


def test_a_number_claim_is_found_by_its_place() -> None:
    package = said("三公经费决算6.55万元。")
    [(where, start)] = find_number_claims(package)
    assert (where, start) == (package.paragraphs[0].place, 6)


def test_sentences_understood_are_counted_and_those_with_numbers_that_were_not_are_listed() -> None:
    read = count_claims(
        read_reported_year(said("三公经费决算6.55万元。公用经费较上年有所减少。", "各类来信回复了37封。工作扎实。"))
    )
    assert (read.sentences, read.understood, read.holding, read.false) == (4, 2, 1, 1)
    assert read.unread == (("报告 六 第2段", "各类来信回复了37封"),)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("预算60万元，支出58.4万元，结余1.6万元。", 1),
        ("预算60万元，支出58.4万元，结余2.6万元。", 0),
        ("公务接待费较上年减少0.05万元。", 1),
    ],
)
def test_only_a_number_that_others_rightly_give_is_no_near_miss(text: str, count: int) -> None:
    assert len(find_reckoned_numbers(said(text))) == count
