"""Claims: what the report's sentences say of the year in numbers and relations, each held against what it is said of.

``list_claims`` asks every reader of clauses in turn; where none understands a sentence, nothing is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.render.passages import PrintedPassage
from jixiao.rules.breach import Breach, spot_of
from jixiao.rules.clauses import Sentence, cut_plans


class Letters(Struct, frozen=True):
    """A pattern of a sentence's letters that is compiled when a sentence has all the letters it ``needs``.

    Compiled at once, all of them would cost a check 10 ms.
    """

    needs: str
    pattern: str

    def finditer(self, letters: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield where the pattern is met, from ``start`` on."""
        if not all(one in letters for one in self.needs):
            return iter(())
        return compile_late(self.pattern).finditer(letters, start)


class ClaimKind(StrEnum):
    """What a claim is about."""

    NUMBER = "写明的数"
    CHANGE = "增减的数"
    RELATION = "比较"
    SUM = "合计"
    SHARE = "占比"
    RECKONED = "算出的数"
    COUNT = "个数"
    NONE = "有无"
    EXTREME = "最多、均"
    INDICATOR = "指标"
    PLACES = "两处"
    SCORE = "得分、等级"
    NAME = "名称"


class Claim(Struct, frozen=True):
    """A claim as read: its words, whether it ``holds``, what is known of the matter, and what would hold.

    ``seen`` are the values met, ``path`` the number that a reference would name, "" where there is none; ``number`` is
    where the last number of the claim stands, -1 where it has none there.
    """

    kind: ClaimKind
    paragraph: PrintedPassage
    words: str
    start: int
    end: int
    holds: bool
    known: str = ""
    should: str = ""
    seen: tuple[str, ...] = ()
    path: str = ""
    number: int = -1


_SINGLE = str.maketrans("“”", "‘’")


def claim_breach(one: Claim, also: tuple[str, ...] = ()) -> Breach:
    """Return the breach of a claim that does not hold; ``also`` are places that print what it speaks of."""
    found = f"{one.paragraph.spoken}写“{one.words.translate(_SINGLE)}”，{one.known}"
    return spot_of(one.paragraph).breach(found, one.should, detail=one.words, also=also, seen=one.seen)


Reader = Callable[[Sentence], Iterator[Claim]]
# What is read where a pattern of letters is met.
MatchReader = Callable[[Sentence, re.Match[str]], Iterator[Claim]]


def read_matches(sentence: Sentence, readers: Iterable[tuple[Letters, MatchReader]]) -> Iterator[Claim]:
    """Yield what readers of patterns find in a sentence of names and numbers; in no plans, of no parts of the year."""
    sentence = cut_plans(sentence)
    letters = sentence.letters
    if "S" not in letters or "N" not in letters or set("QYPdH") & set(letters):
        return
    for pattern, read in readers:
        for match in pattern.finditer(letters):
            yield from read(sentence, match)


def claim(
    kind: ClaimKind,
    sentence: Sentence,
    span: tuple[int, int],
    *,
    holds: bool,
    known: str = "",
    should: str = "",
    seen: tuple[str, ...] = (),
    path: str = "",
) -> Claim:
    """Return the claim that stands between two tokens of a sentence, both included."""
    first, last = span
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    start -= start > 0 and sentence.paragraph.text[start - 1] in "“‘"
    words = sentence.paragraph.text[start:end]
    number = sentence.tokens[last].start if sentence.letters[last] == "N" else -1
    return Claim(
        kind,
        sentence.paragraph,
        words=words,
        start=start,
        end=end,
        holds=holds,
        known=known,
        should=should,
        seen=seen,
        path=path,
        number=number,
    )
