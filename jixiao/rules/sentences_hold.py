"""P521–P530: what the report's sentences say, held against the forms, against themselves, and against each other."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.findings import Severity
from jixiao.rules.claim_reading import list_false_claims
from jixiao.rules.claims import Claim, ClaimKind
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule, spot_of


def _breaches(package: PrintedPackage, *kinds: ClaimKind) -> Iterator[Breach]:
    for one in list_false_claims(package):
        if one.kind in kinds:
            yield _breach(package, one)


_SINGLE = str.maketrans("“”", "‘’")


def _breach(package: PrintedPackage, one: Claim) -> Breach:
    words = one.words.translate(_SINGLE)
    found = f"{one.paragraph.spoken}写“{words}”，{one.known}"
    also = package.printed_in(one.path) if one.path else ()
    return spot_of(one.paragraph).breach(found, one.should, detail=one.words, also=also, seen=one.seen)


@rule("P521", Severity.WARNING)
def named_numbers_are_those_of_the_forms(package: PrintedPackage) -> Iterator[Breach]:
    """Yield numbers behind the name of a line, project or indicator that are not its number in that column."""
    yield from _breaches(package, ClaimKind.NUMBER)


@rule("P522", Severity.WARNING)
def comparisons_hold(package: PrintedPackage) -> Iterator[Breach]:
    """Yield words of direction and comparison that figures contradict, and changes that they do not give."""
    yield from _breaches(package, ClaimKind.RELATION, ClaimKind.CHANGE)


@rule("P523", Severity.WARNING)
def sentences_reckon_right(package: PrintedPackage) -> Iterator[Breach]:
    """Yield sums, shares, means, remainders and multiples that a sentence's own numbers do not give."""
    yield from _breaches(package, ClaimKind.SUM, ClaimKind.SHARE, ClaimKind.RECKONED)


@rule("P524", Severity.WARNING)
def counts_agree_with_lists(package: PrintedPackage) -> Iterator[Breach]:
    """Yield counts of what is listed beside them, and of projects, that are not as many."""
    yield from _breaches(package, ClaimKind.COUNT)


@rule("P525", Severity.WARNING)
def nothing_most_and_all_hold(package: PrintedPackage) -> Iterator[Breach]:
    """Yield what is said not to have occurred, to be the most or least, or to be so for all, and is not."""
    yield from _breaches(package, ClaimKind.NONE, ClaimKind.EXTREME)


@rule("P526", Severity.WARNING)
def indicators_are_told_as_scored(package: PrintedPackage) -> Iterator[Breach]:
    """Yield what is said of an indicator's result, target or day otherwise than its row has it."""
    yield from _breaches(package, ClaimKind.INDICATOR)


@rule("P527", Severity.WARNING)
def two_places_have_one_number(package: PrintedPackage) -> Iterator[Breach]:
    """Yield counts of one thing that stand in two paragraphs with two numbers."""
    yield from _breaches(package, ClaimKind.PLACES)


@rule("P528", Severity.WARNING)
def scores_are_told_as_printed(package: PrintedPackage) -> Iterator[Breach]:
    """Yield scores and grades in the report that are not those of the forms."""
    yield from _breaches(package, ClaimKind.SCORE)


@rule("P529", Severity.WARNING)
def project_names_are_spelt_right(package: PrintedPackage) -> Iterator[Breach]:
    """Yield names that differ from a project's name in one character, or in the order of two."""
    yield from _breaches(package, ClaimKind.NAME)
