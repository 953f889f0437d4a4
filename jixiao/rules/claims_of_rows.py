"""What the report says of indicators besides their numbers: done or not, above or below the target, on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.patterns import compile_late
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, Reader, claim
from jixiao.rules.clauses import Sentence
from jixiao.rules.form_tables import FormRow
from jixiao.rules.settled_words import Token
from jixiao.targets import Deadline, Met, Quantity, compare, parse
from jixiao.targets.dates import find_dates

_NOT_DONE = Letters("S", r"(?P<name>S)[C,]*(?:n|g(?P<target>C))(?=$|[,()])")
_DONE = Letters("S", r"(?P<name>S)[,a]*(?:p|(?P<reached>C)(?P<target>C))(?=$|[,()])")
_TARGET = Letters("C", r"(?P<name>S)(?P<way>[Gg])(?P<target>C)(?=$|[,()])")
_DAY = Letters("d", r"(?P<name>S)[tC]*(?P<day>d)(?P<rest>.?)")
_DAY_BEFORE = Letters("dS", r"(?P<day>d)[Cp](?P<name>S)x?(?=$|[,()])")


def read_indicators(sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence says of a single indicator's result."""
    letters = sentence.letters
    if "S" not in letters or set("QPHY") & set(letters):
        return
    for match in _NOT_DONE.finditer(letters):
        yield from _done(sentence, match, said=False)
    for match in _DONE.finditer(letters):
        yield from _done(sentence, match, said=True)
    for match in _TARGET.finditer(letters):
        yield from _beyond(sentence, match)
    for match in (*_DAY.finditer(letters), *_DAY_BEFORE.finditer(letters)):
        yield from _on_a_day(sentence, match)


# That all is done is told of this year.
_BY_LAST_YEAR = compile_late(
    "^(?:截[至止]|到)(?P<when>上年度?|去年|上一年度?|[0-9]{4}年)(?:年?[底末]|12月(?:[底末]|31日)|度末)[，,]?"
    "(?:[我本][一-鿿]{1,4})?(?:全部|所有|各项?|年度|绩效)*(?:目标|工作|指标|项目|任务)+(?:均|都|已经?|全部|如期|按期)+(?:完成|实现|达成)$"
)


# What the report says of itself: which year it reports on. That another year was judged this year is no slip.
_OF_ITSELF = compile_late(
    "(?:^|[，,])现?(?:就|将|把)(?P<when>[0-9]{4}年)度?[^，,。]{0,20}(?:自评|绩效|整体支出)[^，,。]{0,12}(?:报告|汇报|说明|总结)如下[：:]?$"
    "|^(?:按照|根据|依据|依照|为)[^，,。]{0,30}(?:要求|通知|规定|精神|安排|部署|文件|绩效|支出)[^，,。]{0,8}[，,][我本][一-鿿]{1,4}?(?:认真|及时|按时|积极)?"
    "(?:组织|开展|进行|完成|对)+了?(?P<judged>[0-9]{4}年)度?(?:部门|单位|本单位|整体|支出|预算|绩效|资金|进行了?|开展了?)*自评(?:工作)?(?:$|[，,](?:现|形成))"
)


def read_years_end(year: int) -> Reader:
    """Return the reader of what is said to be done by the end of another year than the reported one, or to be it."""

    def read(sentence: Sentence) -> Iterator[Claim]:
        text = sentence.text.strip()
        by_the_end = _BY_LAST_YEAR.match(text)
        match = by_the_end or _OF_ITSELF.search(text)
        when = next((one for one in match.groups() if one), "") if match else ""
        if match and sentence.tokens and when != f"{year}年":
            span, known = (0, len(sentence.tokens) - 1), f"报告的是{year}年度"
            should = f"截至{year}年年底" if by_the_end else f"{year}年度"
            yield claim(ClaimKind.INDICATOR, sentence, span, holds=False, known=known, should=should, seen=(when,))

    return read


def _row(sentence: Sentence, match: re.Match[str]) -> FormRow | None:
    rows = sentence.subject(match.start("name")).rows
    known = len(rows) == 1 and not (rows[0].target.unknown or rows[0].actual.unknown or rows[0].score.unknown)
    return rows[0] if known and not (rows[0].points.unknown or rows[0].deviation.unknown) else None


def _is_target(sentence: Sentence, match: re.Match[str]) -> bool:
    return match["target"] is None or sentence.tokens[match.start("target")].value is Column.TARGET


_LATE = frozenset({"延期完成", "推迟完成", "延后完成", "延迟完成", "逾期完成"})


def _done(sentence: Sentence, match: re.Match[str], *, said: bool) -> Iterator[Claim]:
    row = _row(sentence, match)
    if row is None or not _is_target(sentence, match):
        return
    if match["target"] and isinstance(parse(row.target.words), Quantity):
        return  # compared as numbers
    is_late = not said and sentence.words(match.end() - 1, match.end() - 1) in _LATE
    if is_late and not isinstance(parse(row.target.words), Deadline):
        return  # late, and yet as many as were planned
    is_met = isinstance(compare(parse(row.target.words), parse(row.actual.words)), Met)
    is_missed = row.shortfall > 0
    if said and not is_missed:
        return
    if not said and not (row.full and (is_met or row.target.words == row.actual.words)):
        return
    cells = f"指标值“{row.target.words}”，完成值“{row.actual.words}”"
    known = f"{row.spoken}{cells}，得 {row.score.words} 分（分值 {row.points.words}）"
    yield claim(
        ClaimKind.INDICATOR,
        sentence,
        (match.start(), match.end() - 1),
        holds=False,
        known=known,
        should="与表上的完成情况一致",
        seen=(row.path, row.actual.words),
    )


def _beyond(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    row = _row(sentence, match)
    target, actual = (parse(row.target.words), parse(row.actual.words)) if row else (None, None)
    if row is None or not _is_target(sentence, match):
        return
    if (
        not (isinstance(target, Quantity) and isinstance(actual, Quantity))
        or target.unit != actual.unit
        or target.upper
    ):
        return
    said = match["way"] == "G"
    holds = actual.amount > target.amount if said else actual.amount < target.amount
    known = f"{row.spoken}指标值“{row.target.words}”，完成值“{row.actual.words}”"
    yield claim(
        ClaimKind.INDICATOR,
        sentence,
        (match.start(), match.end() - 1),
        holds=holds,
        known=known,
        should="与两格的数相符",
        seen=(row.path, row.target.words, row.actual.words),
    )


def _on_a_day(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    row, token = _row(sentence, match), sentence.tokens[match.start("day")]
    actual, day = parse(row.actual.words) if row else None, _day_of(sentence, token)
    if row is None or day is None or not isinstance(actual, Deadline) or actual.first != actual.last or actual.bound:
        return
    if re.match("前|之前|以前|底前", sentence.paragraph.text[token.end :]):
        return
    yield claim(
        ClaimKind.INDICATOR,
        sentence,
        (match.start(), match.start("day")),
        holds=actual.first == day,
        known=f"{row.spoken}完成值“{row.actual.words}”",
        should=row.actual.words,
        seen=(row.path, row.actual.words),
    )


def _day_of(sentence: Sentence, token: Token) -> tuple[int, int] | None:
    written = find_dates(sentence.paragraph.text[token.start : token.end])
    if len(written) != 1 or written[0].month is None or written[0].day is None:
        return None
    return written[0].month, written[0].day
