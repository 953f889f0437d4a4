"""What the report says twice with two numbers, what of scores and grades, and names of projects misspelt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec.structs import replace

from jixiao.patterns import compile_late
from jixiao.rules.claim_subjects import Held, Subject
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Reader, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.printed_package import plain
from jixiao.rules.prose_numerals import Numeral
from jixiao.rules.reported_year import ReportedYear
from jixiao.rules.scores import grade_of
from jixiao.targets.measures import CHARACTER

_BEFORE = compile_late(rf"{CHARACTER}{{2,24}}$")
_LEADING = compile_late(
    r"^(?:全年|本年度?|当年|今年|一年来|年内|共|累计|先后|已|我[馆局委院校]|本[馆局委院校]){1,8}|(?:共|达到?|约|了|为){1,8}$"
)
# Words for what is held, whichever stands there: 开展演练, 组织演练, 举行演练.
_HELD = compile_late("^(?:组织开展|开展|组织|举办|举行|召开|承办|进行|实施)了?")
_APART = compile_late(r"其中|另|每|平均|上年|去年|上半年|下半年|季度|较|比|新增|增加|减少|累计|计划[^，。]*[0-9]|目标")
_LEAST_SAME = 5
# A shorter name will do where both sentences count all of it.
_IN_ALL = compile_late("全年|共|一年来|年内")
_SCORE = compile_late(r"^(?P<lead>[xC]+,)?C*(?P<score>C):?(?P<number>N)(?=$|[,()])")
_GRADE = compile_late(
    r"(?:自评|绩效|评价|考核)?(?:等级|等次|档次|结果|结论)(?:评定|认定|核定)?(?:为|是|：|:|属于)?[“\"「]?({})(?:秀|好|等次|等级|等|级)?[”\"」]?(?:等次|等级)?(?=$|[，,。；;）)])"
)
_LEAST_NAME = 6


def read_places(sentences: tuple[Sentence, ...]) -> Iterator[Claim]:
    """Yield counts of one thing that stand in two paragraphs with two numbers; the second is told."""
    found: defaultdict[tuple[str, str], list[tuple[Sentence, int]]] = defaultdict(list)
    for sentence in sentences:
        for at, letter in enumerate(sentence.letters):
            if letter == "N" and not _is_apart(sentence, at) and (matter := _matter(sentence, at)):
                found[_HELD.sub("", matter), sentence.number(at).unit].append((sentence, at))
    for places in found.values():
        amounts = {sentence.number(at).amount for sentence, at in places}
        paragraphs = {sentence.paragraph.place for sentence, _ in places}
        if len(places) > 1 and len(paragraphs) == len(places):
            first, last = places[0], places[-1]
            yield _twice(_matter(*last), first, last, holds=len(amounts) == 1)


def _matter(sentence: Sentence, at: int) -> str:
    """Return what a number counts by the words before it; "" where they are too few, or it is money."""
    number = sentence.number(at)
    if number.approximate or number.unit in ("", "元", "%", "百分点"):
        return ""
    match = _BEFORE.search(sentence.paragraph.text, sentence.start, number.start)
    words = _LEADING.sub("", _LEADING.sub("", match[0])) if match else ""
    least = _LEAST_SAME - 1 if _IN_ALL.search(sentence.text) else _LEAST_SAME
    return words if len(words) >= least else ""


def _is_apart(sentence: Sentence, at: int) -> bool:
    """Return whether the sentence, up to the end of a number's clause, speaks of a part, a plan or another year."""
    pause = next((place for place in range(at, len(sentence.letters)) if sentence.letters[place] in ",:()"), None)
    end = sentence.end if pause is None else sentence.tokens[pause].start
    letters = sentence.letters if "Q" in sentence.letters else sentence.letters[:pause]
    return bool(set("PQHYv") & set(letters) or _APART.search(sentence.paragraph.text, sentence.start, end))


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


def read_scores(year: ReportedYear) -> Reader:
    """Return the reader of scores and grades: the whole unit's where a sentence names no project."""
    whole, grades = year.total_score, year.grades
    whole = None if whole is not None and whole.is_open else whole
    pattern = re.compile(_GRADE.pattern.format("|".join(re.escape(str(one.name)) for one in grades) or "(?!)"))

    def read(sentence: Sentence) -> Iterator[Claim]:
        match = _SCORE.match(sentence.letters) if whole else None
        if match and whole and sentence.tokens[match.start("score")].value is Column.SCORE:
            number: Numeral = sentence.number(match.start("number"))
            is_own = not match["lead"] or "自评" in sentence.words(match.start("score"), match.start("score"))
            if number.unit == "分" and not number.approximate and is_own:
                yield claim(
                    ClaimKind.SCORE,
                    sentence,
                    (0, match.end() - 1),
                    holds=whole.fits(number),
                    known=f"{whole.path.replace('.', '')} {whole.spoken}",
                    should=f"{{{{ {whole.path} }}}}",
                    seen=(number.phrase, whole.words),
                    path=whole.path,
                )
        found = pattern.search(sentence.text) if grades and not set("QPHYL") & set(sentence.letters) else None
        score = _score_of(sentence, whole.amounts[-1] if whole else None)
        right = grade_of(score, grades) if found and score is not None else None
        if found and right is not None and score is not None and "N" not in sentence.letters:
            yield claim(
                ClaimKind.SCORE,
                sentence,
                (0, len(sentence.tokens) - 1),
                holds=right == found[1],
                known=f"得分 {plain(score)}",
                should=f"“{right}”",
                seen=(found[1], right),
            )

    return read


def _score_of(sentence: Sentence, whole: Decimal | None) -> Decimal | None:
    """Return the score a sentence speaks of: that of the only project it names, else the unit's; None if unclear."""
    named = [one.value for one in sentence.tokens if isinstance(one.value, Subject)]
    projects = [one for one in named if one.is_project]
    if len(projects) == 1:
        held = projects[0].columns.get(Column.SCORE, ())
        return held[0].amounts[-1] if held and not held[0].is_open else None
    return whole if not projects and not any(one.rows for one in named) and "自评" in sentence.text else None


def read_names(year: ReportedYear) -> Reader:
    """Return the reader of near misses of projects' names: two characters exchanged, or one of them another."""
    subjects = year.subjects
    if not year.all_named:
        return lambda _: iter(())
    names = sorted(
        {one.name for one in subjects if one.is_project and len(one.name) >= _LEAST_NAME}, key=len, reverse=True
    )
    known = " ".join([*(one.name for one in subjects), *year.former_names])

    def read(sentence: Sentence) -> Iterator[Claim]:
        text = sentence.text
        for name in names:
            if name in text or not (name[:3] in text or name[-3:] in text):
                continue
            near = _near_miss(text, name)
            if near and near not in known:
                yield claim(
                    ClaimKind.NAME,
                    sentence,
                    (0, len(sentence.tokens) - 1),
                    holds=False,
                    known=f"写作“{near}”，项目名称是“{name}”",
                    should=name,
                    seen=(near, name),
                )
                return

    return read


def _near_miss(text: str, name: str) -> str:
    size = len(name)
    for at in range(len(text) - size + 1):
        if text[at : at + 2] != name[:2] and text[at + size - 2 : at + size] != name[-2:]:
            continue
        piece = text[at : at + size]
        wrong = [place for place in range(size) if piece[place] != name[place]]
        is_swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        if is_swapped and piece[wrong[0]] == name[wrong[1]] and piece[wrong[1]] == name[wrong[0]]:
            return piece
        if len(wrong) == 1 and size > _LEAST_NAME and re.fullmatch(CHARACTER, piece[wrong[0]]):
            return piece
    return ""


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
