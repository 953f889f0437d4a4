"""What the report says twice with two numbers, what of scores and grades, and names of projects misspelt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from jixiao.patterns import compile_late
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Reader, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import Held, Subject
from jixiao.rules.reported_year import ReportedYear
from jixiao.targets.measures import CHARACTER

_MOST_BEFORE = 24
_BEFORE = compile_late(rf"{CHARACTER}{{2,{_MOST_BEFORE}}}$")
_LEADING = compile_late(
    r"^(?:全年|本年度?|当年|今年|一年来|年内|共|累计|先后|已|我[馆局委院校]|本[馆局委院校]){1,8}|(?:共|达到?|约|了|为){1,8}$"
)
# Words for what was done, whichever of a line stands there: 开展演练, 组织演练, 举行演练.
_SAME_VERBS = (
    "组织开展|组织举办|开展|组织|举办|举行|召开|承办(?!建议|提案|案件)|进行|实施|主办|开办|办(?!理)|完成|推进|落实|做好|提供",
    "采购|购置|购买|新购|购入|购进|添置|添购|配备|配置|新增购置",
    "新建|建成|建设|修建|建立|兴建|新增|打造|设立|建",
    "维修|修缮|修复|检修|整修|维护",
    "发放|派发|印发|分发|发出|散发",
    "收到|接到|接收|受理|收|接",
    "培训|轮训",
    "印制|印刷|编印",
    "走访|上门走访|看望|入户走访",
    "查阅|借阅|调阅",
    "办理|承办",
)
_VERBS = tuple((compile_late(f"(?:{verbs})了?"), str(at)) for at, verbs in enumerate(_SAME_VERBS))
# That something was held or received says nothing of what it was.
_LIGHT = compile_late("全年|为|给|向|对|面向|的|了|共计?|等|各类|各种|名(?=$)|累计|先后|[05]")
# A thing that was bought, built, mended or given is told by fewer letters.
_THING = compile_late("[1-4].{3,}|.{3,}[1-4]")
_APART = compile_late(r"其中|另|每|平均|上年|去年|上半年|下半年|季度|较|比|新增|增加|减少|累计|目标")
_PLANNED = compile_late(r"计划[^，。]*?[0-9]")
_LEAST_SAME, _LEAST_IN_ALL = 4, 3
# Where both sentences count all of it.
_IN_ALL = compile_late("全年|共|一年来|年内")


def read_places(sentences: tuple[Sentence, ...]) -> Iterator[Claim]:
    """Yield counts of one thing that stand in two paragraphs with two numbers; the second is told."""
    found: defaultdict[tuple[str, str], list[tuple[Sentence, int]]] = defaultdict(list)
    for sentence in sentences:
        in_all = bool(_IN_ALL.search(sentence.text))
        for at in _not_apart(sentence):
            if sentence.letters[at - 1 : at] == "S" or not (words := _matter(sentence, at)):
                continue
            if matter := _same(words, in_all=in_all):
                found[matter, sentence.number(at).unit].append((sentence, at))
    for (_, unit), places in found.items():
        if unit == "元" and not _is_slip(places):
            continue
        amounts = {sentence.number(at).amount for sentence, at in places}
        paragraphs = {sentence.paragraph.place for sentence, _ in places}
        if len(places) > 1 and len(paragraphs) == len(places):
            first, last = places[0], places[-1]
            yield _twice(_matter(*last), first, last, holds=len(amounts) == 1)


def _is_slip(places: list[tuple[Sentence, int]]) -> bool:
    """Return whether two amounts of one matter are written with the same digits in another order: 85万元, 58万元."""
    written = {sentence.number(at).digits for sentence, at in places}
    return len(places) == len(written) == 2 and len({"".join(sorted(one)) for one in written}) == 1


def _same(matter: str, *, in_all: bool) -> str:
    """Return what a matter is, in whichever words for what was done and whichever order; "" where they are too few.

    Fewer do in a sentence that counts all of it.
    """
    for pattern, mark in _VERBS:
        matter = pattern.sub(mark, matter)
    bare = _LIGHT.sub("", matter)
    least = _LEAST_IN_ALL if in_all else _LEAST_SAME
    return "".join(sorted(bare)) if len(bare) >= least or _THING.fullmatch(bare) else ""


def _matter(sentence: Sentence, at: int) -> str:
    """Return what a number counts by the words before it; "" where they are too few, or it is money."""
    number = sentence.number(at)
    if number.approximate or number.unit in ("", "%", "百分点"):
        return ""
    if number.unit == "元" and "S" in sentence.letters:
        return ""
    start = max(sentence.start, number.start - _MOST_BEFORE)
    match = _BEFORE.search(sentence.paragraph.text, start, number.start)
    words = _LEADING.sub("", _LEADING.sub("", match[0])) if match else ""
    return words if len(words) >= _LEAST_SAME else ""


def _not_apart(sentence: Sentence) -> Iterator[int]:
    """Yield the numbers up to whose clause's end the sentence speaks of no part, no plan and no other year."""
    letters, last = sentence.letters, len(sentence.letters)
    apart = next((at for at, letter in enumerate(letters) if letter in "PQHYv"), last)
    # Looked for once a sentence, up to the end: from the start for each of ten thousand numbers is a second.
    said = min(_end_of(pattern, sentence) for pattern in (_APART, _PLANNED))
    pause = last
    held = []
    for at in range(last - 1, -1, -1):
        pause = at if letters[at] in ",:()" else pause
        end = sentence.end if pause == last else sentence.tokens[pause].start
        if letters[at] == "N" and apart >= (last if "Q" in letters else pause) and said > end:
            held.append(at)
    return reversed(held)


def _end_of(pattern: re.Pattern[str], sentence: Sentence) -> int:
    """Return where the first match in a sentence ends, beyond its end where there is none."""
    match = pattern.search(sentence.paragraph.text, sentence.start, sentence.end)
    return match.end() if match else sentence.end + 1


def _twice(matter: str, first: tuple[Sentence, int], last: tuple[Sentence, int], *, holds: bool) -> Claim:
    (one, at), (other, there) = first, last
    before, number = one.number(at), other.number(there)
    known = f"{one.paragraph.spoken}写 {before.phrase}"
    told = claim(
        ClaimKind.PLACES,
        other,
        (there, there),
        holds=holds,
        known=known,
        should="两处同一个数",
        seen=(before.phrase, number.phrase),
    )
    words = f"{matter}{number.phrase}"
    return replace(told, words=words, number=-1)


# A project's name with a number whose column no word tells; before it no list, and no other relation in the sentence.
_ANYHOW = compile_late(
    r"(?<![+vwGglmSMW])(?:(?P<name>S)[CTx:(]{0,3}(?P<number>N)|(?P<before>N)x(?P<behind>S))(?=$|[,()+x])"
)
_RELATED = frozenset("PQYHdLGgUDvwMWAX")
_SPENT_ON = compile_late("(?:用于|实施|开展|推进|建设|支持|保障|完成)了?")
_LEAST_DIGITS = 3


def read_misplaced_numbers(year: ReportedYear) -> Reader:
    """Return the reader of a project's number beside another project's name, whatever the words between them."""
    projects = tuple(one for one in year.subjects if one.is_project) if year.all_named else ()
    owners: defaultdict[Decimal, set[str]] = defaultdict(set)
    for one in projects:
        for held in _money_of(one):
            for amount in held.amounts:
                owners[amount].add(held.path)

    def read(sentence: Sentence) -> Iterator[Claim]:
        letters = sentence.letters
        if not owners or "S" not in letters or "N" not in letters or _RELATED & set(letters):
            return
        for match in _ANYHOW.finditer(letters):
            yield from _misplaced(sentence, match, projects, owners)

    return read


def _money_of(project: Subject) -> Iterator[Held]:
    for column in (Column.FINAL, Column.BUDGET):
        yield from (one for one in project.columns.get(column, ()) if one.unit == "元")


def _misplaced(
    sentence: Sentence, match: re.Match[str], projects: tuple[Subject, ...], owners: Mapping[Decimal, set[str]]
) -> Iterator[Claim]:
    first, last = ("name", "number") if match["name"] else ("before", "behind")
    subject = sentence.subject(match.start("name" if match["name"] else "behind"))
    number = sentence.number(match.start("number" if match["name"] else "before"))
    between = sentence.words(match.start(first), match.start(last))
    if not subject.is_project or number.unit != "元" or number.approximate or "其中" in between:
        return
    if match["before"] and not _SPENT_ON.search(between):
        return
    own = [held for each in subject.columns.values() for held in each]
    is_telling = len(number.digits.replace(".", "").strip("0")) >= _LEAST_DIGITS
    if not is_telling or any(held.is_open or held.fits(number) for held in own):
        return
    theirs = owners.get(number.amount, set()) - {held.path for held in own}
    named = [one for one in projects if any(held.path in theirs for held in _money_of(one))]
    if named and not any(one.name in sentence.paragraph.text for one in named):
        held = next(held for held in _money_of(named[0]) if held.path in theirs)
        yield claim(
            ClaimKind.NUMBER,
            sentence,
            (match.start(first), match.start(last)),
            holds=False,
            known=f"{number.phrase} 是{named[0].name}的数{held.where}，{subject.name}为 {own[0].spoken}",
            should=f"{{{{ {next(_money_of(subject)).path} }}}}",
            seen=(number.phrase, own[0].words),
        )
