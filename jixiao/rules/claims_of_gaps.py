"""What lies between two columns of a line: 预算与决算相差0.65万元, 节约率32.5%, 相当于上年的96.43%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.figures import round_half_up
from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, MatchReader, claim, read_matches
from jixiao.rules.claims_apart import WENT_TO
from jixiao.rules.claims_compared import END, HEAD, find_outturn, is_one_of, pair_amounts
from jixiao.rules.claims_divided import format_per_cent
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import BUDGETS, Held
from jixiao.rules.prose_numerals import Numeral

_GAP = Letters("SsN", rf"{HEAD}(?P<name>S)(?P<two>C+[v+]?C+|I)C*s(?P<off>N){END}")
_SPARED = Letters("SVN", rf"{HEAD}(?P<name>S)(?P<own>C*)V(?P<off>N){END}")
_SPARED_RATE = Letters("SRN", rf"{HEAD}(?P<name>S)(?P<own>C*)(?:[VB]N,)?R(?P<rate>N){END}")
_OF_LAST_YEAR = Letters("SLN", rf"{HEAD}(?P<name>S)(?P<own>C*)[xw~=]*(?P<then>L)(?P<rate>N){END}")
_UNSPENT = Letters("SNC", rf"{HEAD}(?P<name>S)(?P<own>)[xe](?P<rate>N)C[ZB]C?{END}")
_TO_ALL = Letters("SsN", rf"(?P<name>S)C(?P<done>N),xC?s(?P<rate>N){END}")
_APART_FROM = Letters("Sx", rf"^x(?P<name>S)(?P<own>)x,x?[CT]*(?P<rest>N),[CT]*(?P<whole>N){END}")
_SHARE_SPENT = Letters("SNx", rf"{HEAD}(?P<whole>S)C*(?:N,)?(?P<rate>N)x(?P<name>S)(?P<own>){END}")
_IS_OF = compile_late("相当于|为|是|占|达|仅|只有")
_UNSPENT_WORDS = compile_late(
    "(?:尚|还|仍)有[0-9.]+%的?(?:全年|年度)?预算(?:资金|指标)?(?:没有|尚?未|还未|仍未)(?:执行|支出|使用|支付)"
)
_TO_ALL_WORDS = compile_late(
    "距离?(?:全额|足额|100%|百分之百)(?:预算)?(?:执行|完成|支付|支出)?(?:还|仍|尚)?(?:相差|差|有)$"
)
_OTHER_WORDS = compile_late("[以之]?外[，,](?:其他|其余|其它|剩余)(?:各?项)?(?:支出|经费)(?:合计|共计|总计|共|为)*$")
_WHOLE_WORDS = compile_late("(?:全年|本年|部门|单位|年度){0,4}(?:支出)?(?:总额|合计|总计|总支出)(?:共计?|为|是){0,2}$")


def read_gaps(sentence: Sentence) -> Iterator[Claim]:
    """Yield what a sentence says of the distance or the ratio between two columns; no plans, no parts of the year."""
    yield from read_matches(sentence, _READERS)


def _columns(sentence: Sentence, match: re.Match[str]) -> tuple[tuple[Held, ...], tuple[Held, ...]] | None:
    """Return the outturn of a name and its budgets; None where another column is meant, or one is open."""
    subject = sentence.subject(match.start("name"))
    found = (
        find_outturn(sentence, match)
        if "own" in match.re.groupindex
        else (subject, subject.columns.get(Column.FINAL, ()))
    )
    if found is None or not found[1] or subject.rows:
        return None
    return found[1], subject.budgets


def _gap(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    named = {one.value for one in sentence.tokens[slice(*match.span("two"))] if isinstance(one.value, Column)}
    is_both = match["two"] == "I" or (Column.FINAL in named and bool(named & set(BUDGETS)))
    found = _columns(sentence, match)
    if is_both and found is not None and (match["two"] != "I" or "预" in sentence.words(*_span(match, "two"))):
        yield from _off(sentence, match, *found)


def _span(match: re.Match[str], group: str) -> tuple[int, int]:
    return match.start(group), match.end(group) - 1


def _spared(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield what was spared: of the budget, or against last year."""
    found = _columns(sentence, match)
    if found is not None:
        then = sentence.subject(match.start("name")).columns.get(Column.PRIOR, ())
        yield from _off(sentence, match, found[0], (*found[1], *then))


def _off(sentence: Sentence, match: re.Match[str], ours: tuple[Held, ...], theirs: tuple[Held, ...]) -> Iterator[Claim]:
    number = sentence.number(match.start("off"))
    pairs = pair_amounts(ours, theirs)
    if not pairs or number.unit not in ("元", "%") or number.approximate:
        return
    is_rate = number.unit == "%"
    offs = [
        abs(one - other) * 100 / other if is_rate else abs(one - other) for one, other in pairs if other or not is_rate
    ]
    slack = number.half_step * number.scale + (Decimal("0.01") if is_rate else number.scale / 100)
    should = format_per_cent(offs[0]) if is_rate and offs else number.reworded(offs[0]) if offs else ""
    if offs:
        known = f"决算 {ours[0].spoken}，预算 {theirs[0].spoken}，相差 {should}"
        holds = any(abs(off - number.amount) <= slack for off in offs)
        yield _told(sentence, match, number, holds=holds, known=known, should=should)


def _rate(
    sentence: Sentence, match: re.Match[str], rates: list[Decimal], known: str, *, kind: ClaimKind = ClaimKind.RECKONED
) -> Iterator[Claim]:
    number = sentence.number(match.start("rate"))
    if rates and number.unit == "%" and not number.approximate:
        should, holds = format_per_cent(rates[0]), is_one_of(number, rates)
        yield _told(
            sentence, match, number, holds=holds, known=f"{known}，按此计算为 {should}", should=should, kind=kind
        )


def _told(
    sentence: Sentence,
    match: re.Match[str],
    number: Numeral,
    *,
    holds: bool,
    known: str,
    should: str,
    kind: ClaimKind = ClaimKind.RECKONED,
) -> Claim:
    span, seen = (match.start(), match.end() - 1), (number.phrase, should)
    return claim(kind, sentence, span, holds=holds, known=known, should=should, seen=seen)


def _spared_rate(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    found = _columns(sentence, match)
    if found is not None:
        pairs = pair_amounts(*found)
        rates = [(limit - one) * 100 / limit for one, limit in pairs if limit]
        yield from _rate(
            sentence, match, rates, f"预算 {found[1][0].spoken}，决算 {found[0][0].spoken}" if pairs else ""
        )


def _of_last_year(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield which share of last year's number this year's is: 支出相当于上年的96.43%."""
    found = find_outturn(sentence, match)
    between = sentence.paragraph.text[
        sentence.tokens[match.start("name")].end : sentence.tokens[match.start("then")].start
    ]
    if found is None or not _IS_OF.search(between):
        return
    then = found[0].columns.get(Column.PRIOR, ())
    rates = [one * 100 / other for one, other in pair_amounts(found[1], then) if other]
    yield from _rate(sentence, match, rates, f"上年 {then[0].spoken}，本年 {found[1][0].spoken}" if then else "")


def _share_spent(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield which share of a whole went to a line: 总支出的0.2%用于公务接待费."""
    found = find_outturn(sentence, match)
    whole = sentence.subject(match.start("whole")).columns.get(Column.FINAL, ())
    at = match.start("rate") + 1
    if found is not None and whole and WENT_TO.fullmatch(sentence.words(at, at)):
        rates = [one * 100 / other for one, other in pair_amounts(found[1], whole) if other]
        known = f"{found[0].name} {found[1][0].spoken}，全部 {whole[0].spoken}"
        yield from _rate(sentence, match, rates, known, kind=ClaimKind.SHARE)


def _unspent(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield which share of the budget is said to be left: 尚有7.3%的预算没有执行."""
    if _UNSPENT_WORDS.search(sentence.words(match.start(), match.end() - 1)):
        yield from _spared_rate(sentence, match)


def _to_all(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield how many points a stated rate is from all of it: 执行率92.7%，距全额执行相差7.3个百分点."""
    done, number = sentence.number(match.start("done")), sentence.number(match.start("rate"))
    before = sentence.paragraph.text[sentence.start : number.start]
    if done.unit != "%" or number.unit not in ("%", "百分点", "个百分点") or not _TO_ALL_WORDS.search(before):
        return
    off = abs(100 - done.number)
    holds = abs(off - number.number) <= done.half_step + number.half_step
    should = f"{format_plain(round_half_up(off, 2))}个百分点"
    known = f"100% − {done.phrase} = {should}"
    yield _told(sentence, match, number, holds=holds, known=known, should=should)


def _apart_from(sentence: Sentence, match: re.Match[str]) -> Iterator[Claim]:
    """Yield what is left of a stated whole without a line: 除公用经费外，其他支出共650万元，支出总额716万元."""
    rest, whole, text = (
        sentence.number(match.start("rest")),
        sentence.number(match.start("whole")),
        sentence.paragraph.text,
    )
    between = text[rest.stop : whole.start].split("，")[-1].split("元")[-1]
    found = find_outturn(sentence, match) if text.startswith("除", sentence.start) else None
    is_said = _OTHER_WORDS.search(text[sentence.start : rest.start]) and _WHOLE_WORDS.search(between)
    if found is None or not is_said or rest.unit != "元" or whole.unit != "元" or rest.approximate or whole.approximate:
        return
    ours = [amount for held in found[1] if held.unit == "元" and not held.is_open for amount in held.amounts]
    if ours:
        slack = rest.half_step * rest.scale + whole.half_step * whole.scale
        holds = any(abs(whole.amount - one - rest.amount) <= slack for one in ours)
        should = rest.reworded(whole.amount - ours[0])
        known = f"{whole.phrase}减去{found[0].name} {found[1][0].spoken}为 {should}"
        yield _told(sentence, match, rest, holds=holds, known=known, should=should)


_READERS: tuple[tuple[Letters, MatchReader], ...] = (
    (_GAP, _gap),
    (_SPARED, _spared),
    (_SPARED_RATE, _spared_rate),
    (_OF_LAST_YEAR, _of_last_year),
    (_SHARE_SPENT, _share_spent),
    (_UNSPENT, _unspent),
    (_TO_ALL, _to_all),
    (_APART_FROM, _apart_from),
)
