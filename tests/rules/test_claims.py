"""A claim and its breach."""

from __future__ import annotations

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind, claim_breach
from tests.rules.test_sentences_hold import said


def test_the_breach_of_a_claim_quotes_it_and_says_what_is_known() -> None:
    [claim] = [one for one in list_claims(said("三公经费决算6.8万元。")) if one.kind is ClaimKind.NUMBER]
    breach = claim_breach(claim)
    assert not claim.holds
    assert "写“三公经费决算6.8万元”，三公经费决算为 6.55万元" in breach.found
    assert "6.8万元 是上年决算" in breach.found
    assert breach.seen == ("6.8万元", "6.55万元")


def test_a_claim_knows_where_its_number_stands() -> None:
    [claim] = list_claims(said("三公经费决算6.55万元。"))
    assert claim.holds
    assert claim.number == len("三公经费决算")
