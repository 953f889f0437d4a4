"""Points lost: which indicator lost some and how many, how many indicators did, what the whole form lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claims import Claim, ClaimKind, Reader, claim
from jixiao.rules.claims_of_scores import OF_A_PROJECT
from jixiao.rules.clauses import Sentence
from jixiao.rules.form_tables import FormRow
from jixiao.rules.held_numbers import Subject
from jixiao.rules.prose_numerals import Numeral
from jixiao.rules.reported_year import ReportedYear

_NONE_LOST = compile_late(
    "(?:没有|未|无|不|并未)(?:被)?(?:扣分|失分|丢分|扣减|扣除)|(?<![未没有])(?:得|获|获得|拿|为|自评)了?满分"
    "|(?<![没未无不])(?:得|获|拿)[到得取]?了?(?:该项|本项)?的?(?:全部|所有|全额)(?:分值|分数)"
)
_SOME_LOST = compile_late(
    "(?:未能?|没有?|没能)(?:得|获得?|拿)?到?(?:满|全)分|(?<![没未无不])(?<!没有)(?:被|有|存在|酌情|适当)?(?:扣分|失分|丢分)(?!标准|原因|项|办法|规则|依据|点)"
)
_TAKEN = compile_late(
    "(?:(?P<all>共计?|合计|总共|累计|总计)|被|应|自|酌情|适当){0,4}(?:扣(?:除|减|分|掉|了)*|失(?:分|了)?|丢(?:分|了)?)[为：:]?$"
)
_EARNED = compile_late("(?:自评|实际|实|只|仅)?(?:得分?|得到|评分|打分|计)(?:为|了|是)?$")
_OUT_OF = compile_late("(?:满分|分值|权重|总分|标准分)(?:为|是)?$")
_NAMES_LOSERS = compile_late(
    "(?:(?:扣分|失分|丢分|未得满分|未拿满分)的?(?:三级|绩效)*指标|(?:失分|扣分|丢分)(?:项|点|的地方|的|原因)?)(?:主要)?(?:为|是|有|在|包括)[：:“”]*$"
)
_LOST_BEHIND = compile_late(
    "^(?:三级|绩效)*指标(?:被|均|都|存在|有|出现)*(?:扣了?分|失分|丢分|扣分|未得满分|没有得满分|未拿满分|没有拿满分|未能得满分)"
)
_LOSERS = compile_late(r"(?:扣分|失分|丢分|未得满分|没有得满分|未完成)的?(?:三级|绩效)*指标(?:共计?|有|为|共有)*$")
_RULES = compile_late("每|按|标准|规定|不得分|否则|扣完|满分标准|评分办法|酌情")
_PLANS = frozenset("QYHL")


def read_losses(year: ReportedYear) -> Reader:
    """Return the reader of points lost, by the rows of the year's forms; a project's own where a sentence names it."""
    rows = year.rows
    is_open = any(_is_open(row) for row in rows)
    lost = dict.fromkeys(dict.fromkeys(row.where for row in rows), 0)
    for row in rows:
        lost[row.where] += row.shortfall > 0
    whole = year.total_score

    def read(sentence: Sentence) -> Iterator[Claim]:
        if "分" not in sentence.text or _PLANS & set(sentence.letters) or _RULES.search(sentence.text):
            return
        if OF_A_PROJECT.search(sentence.text):
            return
        yield from _of_an_indicator(sentence)
        if not is_open and rows:
            yield from _number_of_losers(sentence, {*lost.values(), sum(lost.values())})
        if year.total_points is not None and whole is not None and not whole.is_open and "S" not in sentence.letters:
            yield from _taken_in_all(sentence, year.total_points, whole.exact)

    return read


def _is_open(row: FormRow) -> bool:
    return row.level3.unknown or row.points.unknown or row.score.unknown


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the clauses that follow a name, each from its tokens; brackets and pauses end one."""
    first = 0
    for at, letter in enumerate((*sentence.letters, ",")):
        if letter in ",()":
            if at > first:
                yield first, at
            first = at + 1


def _of_an_indicator(sentence: Sentence) -> Iterator[Claim]:
    """Yield what is said of the points of the only indicator that a clause names, or the clause behind it."""
    row: FormRow | None = None
    at = 0
    for first, last in _clauses(sentence):
        named = [at for at in range(first, last) if sentence.letters[at] == "S"]
        if named:
            subject = sentence.tokens[named[-1]].value
            row, at = _single(subject) if len(named) == 1 else None, named[-1]
        if row is not None:
            yield from _of_points(sentence, row, (at, first, last))


def _single(subject: object) -> FormRow | None:
    rows = subject.rows if isinstance(subject, Subject) else ()
    return rows[0] if len(rows) == 1 and not _is_open(rows[0]) else None


def _of_points(sentence: Sentence, row: FormRow, where: tuple[int, int, int]) -> Iterator[Claim]:
    at, first, last = where
    start = max(sentence.tokens[first].start, sentence.tokens[at].end if at >= first else 0)
    text = sentence.paragraph.text[start : _end(sentence, last)]
    if re.match("除|以外", sentence.text.strip()) or "外" in text[:2] or row.points.amount is None:
        return
    numbers = [one for one in range(max(first, at), last) if sentence.letters[one] == "N"]
    numbers = [one for one in numbers if sentence.number(one).unit == "分" and not sentence.number(one).approximate]
    for one in numbers:
        yield from _points_told(sentence, row, (at, one))
    if not numbers and _NAMES_LOSERS.search(sentence.paragraph.text[sentence.start : sentence.tokens[at].start]):
        yield _told(sentence, row, (at, last - 1), holds=row.shortfall > 0, should="与表上的得分一致")
    elif not numbers:
        for said, holds in ((_SOME_LOST, row.shortfall > 0), (_NONE_LOST, row.full)):
            if said.search(text):
                yield _told(sentence, row, (at, last - 1), holds=holds, should="与表上的得分一致")
                return


def _end(sentence: Sentence, last: int) -> int:
    return sentence.tokens[last].start if last < len(sentence.tokens) else sentence.end


def _points_told(sentence: Sentence, row: FormRow, where: tuple[int, int]) -> Iterator[Claim]:
    at, one = where
    number = sentence.number(one)
    before = sentence.paragraph.text[sentence.tokens[one - 1].end - 6 if one else 0 : number.start]
    before = re.split("[，,。；;（(]", before)[-1]
    for said, amount in ((_TAKEN, row.shortfall), (_OUT_OF, row.points.amount), (_EARNED, row.score.amount)):
        if said.search(before) and amount is not None:
            should = f"{format_plain(amount)}分"
            yield _told(sentence, row, (at, one), holds=_is_near(number, amount), should=should)
            return


def _is_near(number: Numeral, amount: Decimal) -> bool:
    return abs(number.amount - amount) <= number.half_step if number.places else number.amount == amount


def _told(sentence: Sentence, row: FormRow, span: tuple[int, int], *, holds: bool, should: str) -> Claim:
    known = f"{row.spoken}分值 {row.points.words}，得 {row.score.words} 分"
    seen = (row.path, row.score.words)
    return claim(ClaimKind.INDICATOR, sentence, span, holds=holds, known=known, should=should, seen=seen)


def _number_of_losers(sentence: Sentence, counts: set[int]) -> Iterator[Claim]:
    for at, letter in enumerate(sentence.letters):
        if letter == "N" and sentence.number(at).unit in ("个", "项") and not sentence.number(at).approximate:
            number = sentence.number(at)
            text = sentence.paragraph.text
            if _LOSERS.search(text, sentence.start, number.start) or _LOST_BEHIND.match(
                text[number.stop : sentence.end]
            ):
                many = "、".join(map(str, sorted(counts)))
                yield claim(
                    ClaimKind.INDICATOR,
                    sentence,
                    (0, at),
                    holds=int(number.number) in counts,
                    known=f"表上未得满分的指标有 {max(counts)} 个",
                    should=f"与表上一致（{many}）",
                    seen=(number.phrase, many),
                )


def _taken_in_all(sentence: Sentence, points: Decimal, score: Decimal) -> Iterator[Claim]:
    """Yield what the whole form is said to have lost; without 共 or the score beside it, it may be a part."""
    text = sentence.paragraph.text
    for at, letter in enumerate(sentence.letters):
        if letter != "N" or sentence.number(at).unit != "分" or sentence.number(at).approximate:
            continue
        number = sentence.number(at)
        match = _TAKEN.search(re.split("[，,；;（(]", text[sentence.start : number.start])[-1])
        if match is None:
            continue
        is_all = match["all"] is not None or _is_beside_score(sentence, at, score)
        lost = points - score
        if is_all or number.amount > lost:
            yield claim(
                ClaimKind.SCORE,
                sentence,
                (max(0, at - 2), at),
                holds=number.amount == lost,
                known=f"总分 {format_plain(points)} 分，得 {format_plain(score)} 分，扣了 {format_plain(lost)} 分",
                should=f"{format_plain(lost)}分",
                seen=(number.phrase, format_plain(score)),
            )


def _is_beside_score(sentence: Sentence, at: int, score: Decimal) -> bool:
    others = (*sentence.numbers(0, at), *sentence.numbers(at + 1))
    numbers = [one for one in others if one.unit == "分"]
    return len(numbers) == 1 and numbers[0].amount == score
