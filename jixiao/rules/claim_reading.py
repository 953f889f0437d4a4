"""All claims of a year's report: every reader over every sentence, once a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from jixiao.findings import Place
from jixiao.render.passages import PrintedPassage
from jixiao.rules.breach import Breach
from jixiao.rules.claims import Claim, ClaimKind, Reader
from jixiao.rules.claims_added import read_added_lines
from jixiao.rules.claims_among import read_among
from jixiao.rules.claims_apart import read_numbers_apart
from jixiao.rules.claims_by_name import read_named_numbers
from jixiao.rules.claims_by_role import read_by_role
from jixiao.rules.claims_compared import read_comparisons
from jixiao.rules.claims_counted import read_counts, read_enumerations
from jixiao.rules.claims_elsewhere import read_misplaced_numbers, read_places
from jixiao.rules.claims_in_ratio import read_ratios, read_shares_of_any
from jixiao.rules.claims_in_turn import read_in_turn
from jixiao.rules.claims_of_gaps import read_gaps
from jixiao.rules.claims_of_losses import read_losses
from jixiao.rules.claims_of_names import read_names, read_unit_names, read_units_with_our_numbers
from jixiao.rules.claims_of_parts import read_parts
from jixiao.rules.claims_of_rows import read_indicators, read_years_end
from jixiao.rules.claims_of_scores import read_scores
from jixiao.rules.claims_ranked import read_rankings
from jixiao.rules.claims_reckoned import read_reckoned_numbers
from jixiao.rules.clauses import Sentence, read_achieved, read_sentences
from jixiao.rules.elided_subjects import read_elided
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, listed_once
from jixiao.rules.reported_year import ReportedYear, read_reported_year

_OF_A_SENTENCE: tuple[Reader, ...] = (
    read_named_numbers,
    read_numbers_apart,
    read_in_turn,
    read_reckoned_numbers,
    read_by_role,
    read_comparisons,
    read_parts,
    read_ratios,
    read_gaps,
    read_added_lines,
    read_indicators,
)
_DERIVED = (ClaimKind.CHANGE, ClaimKind.RECKONED, ClaimKind.SHARE)
_OF_A_NAME: tuple[Reader, ...] = (
    read_named_numbers,
    read_numbers_apart,
    read_comparisons,
    read_ratios,
    read_added_lines,
    read_gaps,
)


def list_claims(package: PrintedPackage) -> tuple[Claim, ...]:
    """Return every claim of a package's report."""
    return read_claims(read_reported_year(package))


@listed_once
def read_claims(year: ReportedYear) -> Iterator[Claim]:
    """Yield every claim of the report that is understood, those that hold and those that do not, in its order."""
    sentences = read_sentences(year)
    yield from _read_all(year, sentences)
    yield from read_places(sentences)
    yield from read_enumerations(one for one in year.paragraphs if one.where not in year.plans)


@listed_once
def read_achieved_claims(year: ReportedYear) -> Iterator[Claim]:
    """Yield the claims of 实际完成情况, and where it says of a matter another number than the report."""
    sentences = read_achieved(year)
    yield from _read_all(year, sentences)
    here = {one.paragraph.place for one in sentences}
    both = (*read_sentences(year), *sentences) if sentences else ()
    yield from (one for one in read_places(both) if one.paragraph.place in here)


def _read_all(year: ReportedYear, sentences: tuple[Sentence, ...]) -> Iterator[Claim]:
    find_misplaced, tell_score = read_misplaced_numbers(year), read_scores(year)
    readers: tuple[Reader, ...] = (
        read_years_end(year.year),
        read_counts(year),
        read_rankings(year),
        read_shares_of_any(year),
        tell_score,
        read_losses(year),
        read_names(year),
        read_unit_names(year),
    )
    before: Sentence | None = None
    for sentence in sentences:
        is_beside = before is not None and before.paragraph is sentence.paragraph
        alone = _read_alone(sentence, before if is_beside else None)
        found = [*alone.own, *(one for read in readers for one in read(sentence))]
        _add_new(found, alone.elided)
        _add_new(found, find_misplaced(sentence))
        _add_untold(found, alone.among)
        _add_new(found, read_units_with_our_numbers(sentence, year.unit_name, (read_named_numbers, tell_score)))
        yield from found
        before = sentence


class _ReadAlone(Struct, frozen=True):
    """What was read in a sentence, by itself and with the names of the one before; ``words`` is all that decides it."""

    words: tuple[object, ...]
    own: tuple[Claim, ...]
    elided: tuple[Claim, ...]
    among: tuple[Claim, ...]


# What the readers that know a sentence alone found in it when it was last read: a year judged again after an edit says
# most of them of the same numbers, 8 of 120 ms.
_READ: dict[tuple[str, int], _ReadAlone] = {}
_MOST_SENTENCES = 4_000


def _read_alone(sentence: Sentence, before: Sentence | None) -> _ReadAlone:
    """Return the claims of readers that know nothing of the year: of a sentence, of its clauses without a name, and of
    its numbers among each other."""
    key, words = (sentence.paragraph.text, sentence.start), (*_words_of(sentence), *_words_of(before))
    known = _READ.get(key)
    if known is None or known.words != words:
        if len(_READ) >= _MOST_SENTENCES:
            _READ.clear()
        own = _told_once(one for read in _OF_A_SENTENCE for one in read(sentence))
        read = (own, read_elided(sentence, before, _OF_A_NAME), read_among(sentence, before))
        known = _READ[key] = _ReadAlone(words, *(_put(one, _NOWHERE) for one in read))
    return _ReadAlone((), *(_put(one, sentence.paragraph) for one in (known.own, known.elided, known.among)))


def _put(claims: Iterable[Claim], paragraph: PrintedPassage) -> tuple[Claim, ...]:
    return tuple(replace(one, paragraph=paragraph) for one in claims)


# Claims are kept without their paragraph: it holds the year that it was printed from.
_NOWHERE = PrintedPassage("", where="", position="")


def _words_of(sentence: Sentence | None) -> tuple[object, ...]:
    return (
        () if sentence is None else (sentence.start, sentence.end, sentence.tokens, sentence.letters, sentence.persons)
    )


def _told_once(claims: Iterator[Claim]) -> list[Claim]:
    """Return the claims without those that another reader has read in the same words."""
    return list({(one.kind, one.start, one.end, one.holds, one.path): one for one in claims}.values())


def _add_new(found: list[Claim], more: Iterable[Claim]) -> None:
    """Add claims of what no claim of their kind ends with yet."""
    known = {(one.kind, one.end) for one in found}
    found += [one for one in more if (one.kind, one.end) not in known]


def _add_untold(found: list[Claim], more: Iterable[Claim]) -> None:
    """Add claims of numbers of which no claim speaks yet, and that stand in no other reckoning."""
    reckoned = [(one.start, one.end) for one in found if one.kind in (*_DERIVED, ClaimKind.SUM)]
    known = {one.end for one in found}
    found += [
        one for one in more if one.end not in known and not any(start < one.end <= end for start, end in reckoned)
    ]


class ClaimsRead(Struct, frozen=True):
    """How much of a report was understood: its sentences, those in which a claim was read, the claims that hold or not.

    ``unread`` are the sentences with a number in which no claim was read: where they stand, and as printed.
    """

    sentences: int
    understood: int
    holding: int
    false: int
    unread: tuple[tuple[str, str], ...]


def count_claims(year: ReportedYear) -> ClaimsRead:
    """Return how many of the report's sentences were understood, and which with numbers were not."""
    sentences = read_sentences(year)
    claims = read_claims(year)
    starts: dict[Place, list[int]] = {}
    for one in claims:
        starts.setdefault(one.paragraph.place, []).append(one.start)
    read = [any(each.start <= at < each.end for at in starts.get(each.paragraph.place, ())) for each in sentences]
    unread = ((each, each.text.strip()) for each, known in zip(sentences, read, strict=True) if not known)
    false = sum(not one.holds for one in claims)
    return ClaimsRead(
        sentences=len(sentences),
        understood=sum(read),
        holding=len(claims) - false,
        false=false,
        unread=tuple((each.paragraph.spoken, words) for each, words in unread if _has_number(each)),
    )


def _has_number(sentence: Sentence) -> bool:
    return "N" in sentence.letters


@cached_by_package
def find_number_claims(package: PrintedPackage) -> dict[tuple[Place, int], Claim]:
    """Return the claims of a number behind a name by their paragraph's place and where the number stands."""
    return {
        (one.paragraph.place, one.number): one
        for one in list_claims(package)
        if one.kind is ClaimKind.NUMBER and one.number >= 0
    }


@cached_by_package
def find_reckoned_numbers(package: PrintedPackage) -> frozenset[tuple[Place, int]]:
    """Return where numbers stand that others rightly give: what is alike on the forms is alike by chance."""
    return frozenset(
        (one.paragraph.place, one.number)
        for one in list_claims(package)
        if one.kind in _DERIVED and one.holds and one.number >= 0
    )


def find_false_claims(package: PrintedPackage, *kinds: ClaimKind) -> Iterator[Claim]:
    """Yield the claims of some kinds that do not hold."""
    year = read_reported_year(package)
    read = (*read_claims(year), *read_achieved_claims(year))
    return (one for one in read if one.kind in kinds and not one.holds)


def find_untold_claims(package: PrintedPackage, kind: ClaimKind, told: Iterable[Breach]) -> Iterator[Claim]:
    """Yield the false claims of a kind whose words no breach has told yet, whole or in part."""
    words = [breach.found for breach in told]
    for one in find_false_claims(package, kind):
        tail = one.words[-_TAIL:].translate(_SINGLE)
        if not any(each.startswith(one.paragraph.spoken) and tail in each for each in words):
            yield one


_SINGLE = str.maketrans("“”", "‘’")
# So many of a claim's last characters in the sentence of a breach make it the same claim.
_TAIL = 6
