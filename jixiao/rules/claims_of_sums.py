"""Sums that a sentence states: the total behind its parts or before them, lists that leave nothing over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.claims_divided import are_alike, comes_to, number_at, summand_of
from jixiao.rules.claims_of_parts import list_parts_of_year, make_a_year
from jixiao.rules.clauses import Sentence
from jixiao.rules.interval import add_intervals
from jixiao.rules.prose_numerals import Numeral

_SUM_BEHIND = Letters(
    "TN", r"(?P<parts>[SCxHL]*\(?N\)?(?:,?[,+v&][SCxHL]*\(?N\)?)+)x?[,+]?[SCxaH]*T[SCxT]*(?P<whole>N)x?(?=$|[,()])"
)
_SUM_BEFORE = Letters("N", r"(?P<whole>N)x?(?:[,:(]*q:?|\()(?P<parts>[SCxL]*N(?:[,+v][SCxL]*N)+)(?=$|[)])")
# Of these nothing is left over: 由甲10元和乙20元组成; 基本支出与项目支出的比例分别为60%、40%.
_MADE_OF = Letters("fN", r"(?P<whole>N)x?,f(?P<parts>[SCx]*N(?:[,+v&][SCx]*N)+)x(?=$|[,()])")
_MADE = compile_late("(?:共同)?(?:组成|构成)$")
_TWO_SHARES = compile_late(
    r"基本支出[和与、及]项目支出(?:的|所)?(?:占比|比例|比重|占总支出的?(?:比例|比重))分别[为是](?P<one>[0-9.]+)%[、和,，](?P<other>[0-9.]+)%$"
)
_PARTS_OF_YEAR = Letters("H", r"(?P<whole>N)x?[,:(]q?:?(?P<parts>H[SCx]*N(?:[,+]H[SCx]*N)+)(?=$|[,()])")
_HALVES = Letters("H", r"(?P<parts>H[SCx]*N(?:[,+]H[SCx]*N)+)[,+][SCx]*(?P<whole>N)(?=$|[,()])")


def read_sums(sentence: Sentence) -> Iterator[Claim]:
    """Yield the sums of numbers that a sentence states."""
    yield from _sums_behind(sentence)
    yield from _sums_before(sentence)
    yield from _made_of(sentence)
    yield from _two_shares(sentence)


def _sums_behind(sentence: Sentence) -> Iterator[Claim]:
    for pattern in (_SUM_BEHIND, _HALVES):
        for match in pattern.finditer(sentence.letters):
            parts, whole = sentence.numbers(*match.span("parts")), number_at(sentence, match, "whole")
            while len(parts) > _LEAST_PARTS and parts[0].unit != whole.unit:
                parts = parts[1:]  # 培训班3期，第一期40人，第二期35人，累计75人
            is_priced = are_alike([*parts, whole]) and _are_prices(sentence, match, parts, whole=whole)
            if are_alike([*parts, whole]) and parts[0].unit and _is_whole(sentence, match) and not is_priced:
                holds = comes_to(parts, whole) or _is_with_others(sentence, match, parts, whole=whole)
                yield _sum(sentence, match, parts, whole, holds=holds)


_NO_PART = compile_late("(?:基数|标准|总额|限额)[为是]?$")


def _is_with_others(sentence: Sentence, match: re.Match[str], parts: list[Numeral], *, whole: Numeral) -> bool:
    """Return whether a whole counts numbers before its parts as well, or not the base that stands first."""
    alike = [one for one in sentence.numbers(0, match.start("parts")) if are_alike([one, whole])]
    tries = [[*alike[at:], *parts] for at in range(len(alike))]
    if len(parts) > _LEAST_PARTS and _NO_PART.search(sentence.paragraph.text[sentence.start : parts[0].start]):
        tries.append(parts[1:])
    return any(comes_to(each, whole) for each in tries)


def _are_prices(sentence: Sentence, match: re.Match[str], parts: list[Numeral], *, whole: Numeral) -> bool:
    """Return whether numbers are what each counted before costs: 一等奖1名、二等奖2名，奖金300元、200元，共700元."""
    counts = sentence.numbers(0, match.start("parts"))[-len(parts) :]
    if len(counts) < len(parts) or counts[-1].unit == whole.unit:
        return False
    return (
        sum((one.amount * count.amount for one, count in zip(parts, counts, strict=True)), Decimal(0)) == whole.amount
    )


def _is_whole(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether parts of the year, if any are named, make it up, and what is behind them is the year's."""
    named = list_parts_of_year(sentence, match.span())
    if not named:
        return True
    between = sentence.paragraph.text[sentence.tokens[match.start()].start : sentence.tokens[match.end() - 1].end]
    quarters = {one for one in named if one.endswith("季度")} | _spanned(between)
    behind = sentence.paragraph.text[
        sentence.tokens[match.end("parts") - 1].end : sentence.tokens[match.end() - 1].start
    ]
    return ("全年" in behind or "共" in behind or "合计" in behind) and (make_a_year(named) or len(quarters) == 4)


_QUARTERS = "一二三四"
_SPAN = compile_late("第?([一二三四])季度?[至到—-]第?([一二三四])季度")


def _spanned(text: str) -> set[str]:
    """Return the quarters from one to another: 一季度至三季度."""
    spans = (_QUARTERS[_QUARTERS.index(first) : _QUARTERS.index(last) + 1] for first, last in _SPAN.findall(text))
    return {f"{one}季度" for span in spans for one in span}


def _sums_before(sentence: Sentence) -> Iterator[Claim]:
    """Yield lists of parts behind their whole: they may be some of the parts only, but never more than it."""
    for match in _PARTS_OF_YEAR.finditer(sentence.letters):
        named = set(list_parts_of_year(sentence, match.span("parts")))
        parts, whole = sentence.numbers(*match.span("parts")), number_at(sentence, match, "whole")
        if (make_a_year(named) or len(named) == 4) and are_alike([*parts, whole]) and parts[0].unit:
            yield _sum(sentence, match, parts, whole, holds=comes_to(parts, whole))
    for match in _SUM_BEFORE.finditer(sentence.letters):
        parts, whole = sentence.numbers(*match.span("parts")), number_at(sentence, match, "whole")
        if are_alike([*parts, whole]) and parts[0].unit and not _is_told_by_more(sentence, match, whole):
            is_told = comes_to(parts, whole) if _is_all(sentence, match) else not _is_exceeded(parts, whole)
            holds = is_told or _is_list_ended(parts, whole)
            yield _sum(sentence, match, parts, whole, holds=holds)


_LEFT_OVER = compile_late("余|结转|剩|收支相抵|差额|净|增加|减少")
_IS_ADDED, _IS_GONE = (
    compile_late("招|调入|新[增购进建]|购置|增加|转入"),
    compile_late("退休|调出|报废|减少|处置|转出|辞职"),
)
_COMES_IN, _GOES_OUT = compile_late("预算|收入|安排|到位|下达|拨款|年初|上年"), compile_late("支出|使用|执行|支付|减少")
_POINTS_OF = compile_late("分[，,、（(](?:实|自评)?得")


def _is_told_by_more(sentence: Sentence, match: re.Match[str], whole: Numeral) -> bool:
    """Return whether the numbers behind a whole are no parts: what a balance is left of, points with the score."""
    text, end = sentence.paragraph.text, sentence.tokens[match.end() - 1].end
    before, listed = text[sentence.start : whole.start], text[whole.stop : end]
    is_balance = _LEFT_OVER.search(re.split("[；;：:]", before)[-1]) is not None
    is_account = _COMES_IN.search(listed) is not None and _GOES_OUT.search(listed) is not None
    is_account = is_account or (_IS_ADDED.search(listed) is not None and _IS_GONE.search(listed) is not None)
    return (is_balance and is_account) or (whole.unit == "分" and _POINTS_OF.search(listed) is not None)


def _is_exceeded(parts: list[Numeral], whole: Numeral) -> bool:
    """Return whether parts are more than their whole, however they were rounded."""
    return add_intervals(summand_of(one, [*parts, whole]) for one in parts).low > summand_of(whole, parts).high


def _is_list_ended(parts: list[Numeral], whole: Numeral) -> bool:
    """Return whether the first of some numbers come to the whole: those behind them are of another matter."""
    sums = (add_intervals(summand_of(one, parts) for one in parts[:count]) for count in range(_LEAST_PARTS, len(parts)))
    return any(one.meets(summand_of(whole, parts)) for one in sums)


def _made_of(sentence: Sentence) -> Iterator[Claim]:
    """Yield a whole that is said to be made of its parts: 总额2.38万元，由水电1.38万元和门窗1万元组成."""
    for match in _MADE_OF.finditer(sentence.letters):
        parts, whole = sentence.numbers(*match.span("parts")), number_at(sentence, match, "whole")
        words = sentence.words(match.end() - 1, match.end() - 1)
        listed = sentence.words(match.start("parts"), match.end() - 1)
        if _MADE.match(words) and are_alike([*parts, whole]) and parts[0].unit and not _SOME.search(listed):
            yield _sum(sentence, match, parts, whole, holds=comes_to(parts, whole))


def _two_shares(sentence: Sentence) -> Iterator[Claim]:
    """Yield the shares of basic and project spending: together they are all."""
    match = None if set("QYPHL") & set(sentence.letters) else _TWO_SHARES.search(sentence.text)
    numbers = [at for at, letter in enumerate(sentence.letters) if letter == "N"][-2:] if match else []
    if len(numbers) != _LEAST_PARTS or not all(sentence.number(at).unit == "%" for at in numbers):
        return
    one, other = (sentence.number(at) for at in numbers)
    total = one.number + other.number
    yield claim(
        ClaimKind.SUM,
        sentence,
        (numbers[0], numbers[1]),
        holds=abs(total - 100) <= one.half_step + other.half_step,
        known=f"两项合计 {format_plain(total)}%",
        should="合计 100%",
        seen=(one.phrase, other.phrase),
    )


# Words that together leave nothing over, wherever they stand before the parts of a whole.
_COMPLEMENTS = tuple(
    tuple(map(compile_late, words))
    for words in (
        ("基本支出", "项目支出"),
        ("男", "女"),
        ("(?<!不)(?:合格|及格|达标)", "不(?:合格|及格|达标)"),
        ("已", "未|尚未|没有"),
        ("上半年", "下半年"),
    )
)
# The same, but that there may be a few of a third kind.
_PAIRED = tuple(
    tuple(map(compile_late, words))
    for words in (
        ("财政", "自筹"),
        ("上级|中央|省级?", "本级|市级|县级|地方|自筹"),
        ("新建", "改建|扩建|续建"),
        ("简易", "普通|复杂|一般"),
        ("城[镇区市]", "农村|乡[镇村]"),
        ("干部|管理", "工[人勤]|技术"),
        ("一[期批标段]|第一", "二[期批标段]|第二"),
        ("甲", "乙"),
        ("初级", "高级"),
        ("成人|成年", "少儿|儿童|未成年"),
    )
)
_LEAST_PARTS = 2
_IN_TOTAL, _SOME = compile_late("(?:合计|总计|共计)[一-鿿]{0,4}$"), compile_late("主要|等|部分|约|重点|新增")
_OF_THOSE = compile_late("^(?:以上|上述|前述)(?:各?项)?(?:支出|费用|资金|经费)?(?:累计|合计|共计|总计|共)(?:支出|为)?$")
_NEARLY_ALL = Decimal("0.9")


def _is_all(sentence: Sentence, match: re.Match[str]) -> bool:
    """Return whether the parts behind a whole are all of it: behind a colon alone, or words that leave nothing over."""
    text, first = sentence.paragraph.text, sentence.tokens[match.start("parts")].start
    listed = text[first : sentence.tokens[match.end() - 1].end]
    whole = number_at(sentence, match, "whole")
    between = text[whole.stop : first].strip(" ，,")
    behind = sentence.tokens[match.end() - 1].end
    if _SOME.search(f"{between}{listed}{text[behind : behind + 3]}") or text[behind : behind + 2] in ("，另", "，其"):
        return False
    if any(all(word.search(listed) for word in words) for words in _COMPLEMENTS):
        return True
    if between.strip("，,：: ") == "包括" and _OF_THOSE.search(text[sentence.start : whole.start].strip()):
        return True
    parts = sum((one.amount for one in sentence.numbers(*match.span("parts"))), Decimal(0))
    before = text[sentence.start : whole.start]
    is_list = between in ("：", ":") or _IN_TOTAL.search(before) is not None
    is_list = is_list or any(all(word.search(listed) for word in words) for words in _PAIRED)
    return is_list and parts >= whole.amount * _NEARLY_ALL


def _sum(sentence: Sentence, match: re.Match[str], parts: list[Numeral], whole: Numeral, *, holds: bool) -> Claim:
    total = sum((one.amount for one in parts), Decimal(0))
    words = f"{' + '.join(one.phrase for one in parts)} = {whole.reworded(total)}"
    span = (match.start(), match.end() - 1)
    seen = (whole.phrase, *(one.phrase for one in parts))
    return claim(ClaimKind.SUM, sentence, span, holds=holds, known=f"按所写各数 {words}", should=words, seen=seen)
