"""P521–P527: what the report's sentences say, held against the forms, against themselves, and against each other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from jixiao.findings import Severity
from jixiao.rules.claim_reading import find_false_claims
from jixiao.rules.claims import ClaimKind, claim_breach
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule


class SentenceKind(Struct, frozen=True):
    """One kind of wrong sentence with the code that tells it, and the right one beside it."""

    title: str
    code: str
    wrong: str
    right: str


def list_sentence_kinds() -> list[SentenceKind]:
    """Return the kinds of ``claim_kinds.toml``, of a made-up unit, in the order of the codes."""
    table = tomllib.loads(Path(__file__).with_name("claim_kinds.toml").read_text("utf-8"))
    return [SentenceKind(**one) for one in table["kinds"]]


def _breaches(package: PrintedPackage, *kinds: ClaimKind) -> Iterator[Breach]:
    return (claim_breach(one) for one in find_false_claims(package, *kinds))


@rule("P521", Severity.WARNING)
def sentences_reckon_right(package: PrintedPackage) -> Iterator[Breach]:
    """Yield means, remainders, rates and multiples that the numbers beside them, or the forms', do not give."""
    yield from _breaches(package, ClaimKind.RECKONED)


@rule("P522", Severity.WARNING)
def counts_agree_with_lists(package: PrintedPackage) -> Iterator[Breach]:
    """Yield counts of what is listed beside them, and of projects, that are not as many."""
    yield from _breaches(package, ClaimKind.COUNT)


@rule("P523", Severity.WARNING)
def nothing_most_and_all_hold(package: PrintedPackage) -> Iterator[Breach]:
    """Yield what is said not to have occurred, to be the most or least, or to be so for all, and is not."""
    yield from _breaches(package, ClaimKind.NONE, ClaimKind.EXTREME)


@rule("P524", Severity.WARNING)
def indicators_are_told_as_scored(package: PrintedPackage) -> Iterator[Breach]:
    """Yield what is said of an indicator's result, target or day otherwise than its row has it."""
    yield from _breaches(package, ClaimKind.INDICATOR)


@rule("P525", Severity.WARNING)
def two_places_have_one_number(package: PrintedPackage) -> Iterator[Breach]:
    """Yield counts of one thing that stand in two paragraphs with two numbers."""
    yield from _breaches(package, ClaimKind.PLACES)


@rule("P526", Severity.WARNING)
def scores_are_told_as_printed(package: PrintedPackage) -> Iterator[Breach]:
    """Yield scores and grades in the report that are not those of the forms."""
    yield from _breaches(package, ClaimKind.SCORE)


@rule("P527", Severity.WARNING)
def project_names_are_spelt_right(package: PrintedPackage) -> Iterator[Breach]:
    """Yield names that differ from a project's name in one character, or in the order of two."""
    yield from _breaches(package, ClaimKind.NAME)
