"""Numbers behind a name: 三公经费决算2.35万元, 上年公务接待费1.36万元, 大楼运行维护费执行率99.24%."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import permutations

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.rules.claim_words import Column
from jixiao.rules.claims import Claim, ClaimKind, Letters, claim
from jixiao.rules.claims_compared import is_one_of, pair_amounts
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import BUDGETS, Held, Subject
from jixiao.rules.prose_numerals import Numeral

# Before the name only columns and years, back to a pause; behind the number a pause or another part of the claim.
_NAMED = Letters(
    "SN",
    r"(?:^|(?<=[,+:()q]))(?P<head>(?:(?<![^,])LC?,)?[CLT]*)(?P<name>S)(?P<mid>[CLTBa,:(]*?)(?P<number>N)(?=$|[,+:()qwTAvyUDf]|a?C+(?:$|[,()]))",
)
# A name that shares its number with the one before it: 甲、乙共5万元.
_JOINT = compile_late("S[CLT]*[+v]$")
# A clause that says another column of the matter named in the one before: 公用经费预算60万元，实际支出58.4万元.
_CARRIED = Letters("CN", r"(?<=N[,Gg])(?P<mid>C+)(?P<number>N)(?=$|[,()])")
_BEFORE = compile_late(r"(?:^|(?<=[,+:()q]))[CLT]*(?P<name>S)[CLTBa:]*N[,Gg](?:C+N,)*$")
_NOT_CARRIED = frozenset({"完成率", "支付", "花费", "开支", "执行率", "预算执行率"})
# Of a task as well as of money.
_OF_A_TASK = "完成率"
_WEAK = frozenset({"支出", "开支", "经费支出", "资金支出"})
THIS_YEAR = (Column.FINAL, Column.BUDGET, Column.INITIAL)
_OF_MONEY = (Column.FINAL, Column.BUDGET, Column.INITIAL, Column.PRIOR)


def read_named_numbers(sentence: Sentence) -> Iterator[Claim]:
    """Yield the numbers that a sentence states of a line, a project, or an indicator by its name."""
    letters = sentence.letters
    if "S" not in letters or "N" not in letters or "Q" in letters or "Y" in letters:
        return
    for match in _NAMED.finditer(letters):
        if "," in match["mid"].rstrip(",") or match["mid"].endswith(",") or _JOINT.search(letters, 0, match.start()):
            continue
        span = (*range(*match.span("head")), *range(*match.span("mid")), *_dated(letters, match.end("number")))
        yield from hold_named(sentence, NamedNumber(match.start("name"), span, match.start("number"), match.start()))
    for match in _CARRIED.finditer(letters):
        before = _BEFORE.search(letters, 0, match.start())
        if before and sentence.words(match.start(), match.end("mid") - 1) not in _NOT_CARRIED:
            span = tuple(range(*match.span("mid")))
            yield from hold_named(
                sentence, NamedNumber(before.start("name"), span, match.start("number"), match.start())
            )


def _dated(letters: str, at: int) -> tuple[int, ...]:
    """Return where last year stands in brackets behind a number: 6.8万元（上年）."""
    return (at + 1,) if letters.startswith("(L)", at) else ()


def _is_planned(letters: str, at: int) -> bool:
    """Return whether the clause that a claim stands in plans."""
    return "P" in letters[letters.rfind(",", 0, at) + 1 : at]


class NamedNumber(Struct, frozen=True):
    """Where a name and its number stand among the tokens, those that tell its column, and where the claim begins.

    ``columns`` are known where no word beside the number tells them; ``is_bound`` is a number that 以内 stands behind.
    """

    name: int
    around: tuple[int, ...]
    number: int
    first: int
    columns: tuple[Column, ...] = ()
    is_bound: bool = False


def hold_named(sentence: Sentence, named: NamedNumber) -> Iterator[Claim]:
    """Yield the claim that a number is that of a name, if its column is known and its unit the same; no plans."""
    letters, number = sentence.letters, sentence.number(named.number)
    subject = sentence.subject(named.name)
    is_of_a_part = {"H", "d"} & set(letters[: named.number])
    if (number.approximate and not named.is_bound) or is_of_a_part or _is_planned(letters, named.first):
        return
    wanted = () if _is_of_another(sentence, named) else named.columns or _columns(sentence, named, subject)
    held = [one for column in wanted for one in subject.columns.get(column, ())]
    same = [one for one in held if one.unit == number.counted_in or (number.amount == 0 and not number.unit)]
    if any(one.is_open for one in held) or _may_count_more(sentence, subject, number):
        return
    if not held or (not same and not _is_odd_unit(number, held)):
        return
    fitting = next((one for one in same if _fits(one, number)), None)
    if fitting is None and number.unit == "%" and _is_ratio(sentence, named, number):
        span = named.first, named.number
        yield claim(ClaimKind.RECKONED, sentence, span, holds=True, seen=(number.phrase,))
        return
    holds = fitting is not None and not (
        _is_rounded(fitting, number) and _really(subject, number, wanted, exactly=True)
    )
    is_outturn = wanted[0] is Column.FINAL and (len(wanted) > 1 or held[0].unit != "元")
    called = "" if is_outturn or subject.name.endswith(wanted[0].value) else wanted[0].value
    name = f"{subject.name}{called}"
    yield claim(
        ClaimKind.NUMBER,
        sentence,
        (named.first, named.number),
        holds=holds,
        known="" if holds else f"{name}为 {held[0].spoken}{_really(subject, number, wanted)}",
        should=f"{{{{ {(fitting or held[0]).path} }}}}",
        seen=(number.phrase, *(one.words for one in held[:1])),
        path=(fitting or held[0]).path,
    )


def _may_count_more(sentence: Sentence, subject: Subject, number: Numeral) -> bool:
    """Return whether 离退休人员 may be more than the retired that forms count: those of 离休 besides."""
    held = [amount for one in subject.columns.get(Column.FINAL, ()) for amount in one.amounts]
    return (
        subject.name.startswith("离") and number.amount > max(held, default=0) and number.amount not in sentence.persons
    )


_OF_THE_YEAR = compile_late("全年(?:总|共)?支出")


def _is_of_another(sentence: Sentence, named: NamedNumber) -> bool:
    """Return whether a rate of the whole unit may be of a matter named before: 公用经费支出5万元，预算调整率20%."""
    subject = sentence.subject(named.name)
    before = sentence.letters[: named.first]
    if "N" in before and "S" not in before and _OF_THE_YEAR.match(sentence.words(named.name, named.name)):
        return True  # 租用场地3处，全年支出36万元
    is_rate = Column.RATE in subject.columns and Column.FINAL not in subject.columns
    return is_rate and "执行率" not in subject.name and "S" in sentence.letters[: named.first]


def _is_ratio(sentence: Sentence, named: NamedNumber, number: Numeral) -> bool:
    """Return whether a rate is that of a matter named before (甲支出80万元，预算执行率98%), or no form's: 支付率."""
    subject = sentence.subject(named.name)
    is_whole = Column.RATE in subject.columns and Column.FINAL not in subject.columns
    spoken = [token.value for token in sentence.tokens[: named.first] if isinstance(token.value, Subject)]
    stated = [one.amount for one in sentence.numbers()]
    if number.places and is_whole and is_one_of(number, _divided(permutations(stated, 2))):
        return True  # the form shows less of it: 执行率100.19%，即预算5万元，支出5.01万元
    is_as_printed = "执行率" in sentence.words(named.name, named.number) and not number.places
    for one in spoken if is_whole else () if is_as_printed else (subject,):
        pairs = pair_amounts(one.columns.get(Column.FINAL, ()), one.budgets)
        if is_one_of(number, _divided(pairs)):
            return True
    return False


def _divided(pairs: Iterable[tuple[Decimal, Decimal]]) -> Iterator[Decimal]:
    """Yield how many per cent the first of each pair is of the other, where that is something."""
    return (part * 100 / whole for part, whole in pairs if whole)


def _fits(held: Held, number: Numeral) -> bool:
    half = number.half_step * number.scale
    return held.is_open or any(abs(number.amount - amount) <= half for amount in held.amounts)


def _is_odd_unit(number: Numeral, held: Iterable[Held]) -> bool:
    """Return whether money is told of persons, or persons of money."""
    units = {number.counted_in, *(one.unit for one in held)}
    return units == {"元", "人"}


def _columns(sentence: Sentence, place: NamedNumber, subject: Subject) -> tuple[Column, ...]:
    """Return the columns that the words around a name speak of; all of this year's where they say nothing clear."""
    span = place.around
    named = _named_around(sentence, place)
    if Column.GIVEN in named and Column.BUDGET in named:
        named -= {Column.GIVEN}
    weak = all(sentence.paragraph.text[_place(sentence, at)] in _WEAK for at in span if sentence.letters[at] == "C")
    if subject.rows and (Column.TARGET not in subject.columns or Column.RATE in named):
        return ()
    if subject.rows and not named & set(_OF_MONEY):
        return (Column.TARGET,) if Column.TARGET in named else (Column.ACTUAL,)
    if Column.GIVEN in named:
        return _given(sentence, place) if not named - {Column.GIVEN, Column.FINAL} else ()
    if Column.LEFT in named:
        return (Column.LEFT,) if named <= {Column.LEFT, Column.FINAL, Column.BUDGET} else ()
    if {Column.RATE, Column.SCORE} & named:
        return _special(sentence, place, named)
    if Column.RATE in subject.columns and Column.FINAL not in subject.columns:
        return (Column.RATE,)
    plain = _of_one(named, weak=weak)
    if plain is not None:
        return plain
    before = {_column_of(sentence, at) for at in range(place.first)}
    if named and not (weak and before - {Column.FINAL, Column.ACTUAL, None}):
        return (Column.FINAL,)
    return _unclear(subject, before)


def _named_around(sentence: Sentence, place: NamedNumber) -> set[Column | None]:
    """Return the columns that the words around a name speak of; of 安排资金已支付 what was spent alone."""
    named, last = {_column_of(sentence, at) for at in place.around} - {None}, place.number - 1
    is_spent = sentence.tokens[last].value is Column.FINAL and sentence.words(last, last).startswith("已")
    return named - {Column.BUDGET} if is_spent and named == {Column.BUDGET, Column.FINAL} else named


def _of_one(named: set[Column | None], *, weak: bool) -> tuple[Column, ...] | None:
    """Return what words for last year, or for a budget, speak of; None where there are none of them."""
    if Column.PRIOR in named:
        return (Column.PRIOR,) if not named & {Column.BUDGET, Column.INITIAL} else ()
    if Column.INITIAL in named:
        return (
            (Column.INITIAL,) if not named - {Column.INITIAL, Column.BUDGET} or weak else (Column.INITIAL, Column.FINAL)
        )
    if Column.BUDGET in named:
        return BUDGETS if Column.FINAL not in named else ()
    return None


def _special(sentence: Sentence, place: NamedNumber, named: set[Column | None]) -> tuple[Column, ...]:
    """Return the rate or the score that words speak of, if of nothing else; 完成率 may be of a task."""
    special = tuple(column for column in (Column.RATE, Column.SCORE) if column in named)
    is_of_a_task = any(sentence.words(at, at) == _OF_A_TASK for at in place.around)
    return special if len(named - {Column.BUDGET, Column.ACTUAL}) == 1 and not is_of_a_task else ()


def _given(sentence: Sentence, place: NamedNumber) -> tuple[Column, ...]:
    """Return what 拨付 may speak of: the budget, where what was spent of it stands behind; else that as well."""
    is_spent_behind = any(one.value is Column.FINAL for one in sentence.tokens[place.number :])
    return (*(() if is_spent_behind else (Column.FINAL,)), Column.BUDGET, Column.INITIAL)


def _unclear(subject: Subject, before: set[Column | None]) -> tuple[Column, ...]:
    """Return what may be meant where no column is named: the year's own ones, and those named before."""
    if not subject.is_project and not before - {Column.FINAL, None}:
        return (Column.FINAL,)
    return (*THIS_YEAR, Column.PRIOR) if Column.PRIOR in before else THIS_YEAR


def _column_of(sentence: Sentence, at: int) -> Column | None:
    if sentence.letters[at] == "L":
        return Column.PRIOR
    value = sentence.tokens[at].value
    return value if isinstance(value, Column) else None


def _place(sentence: Sentence, at: int) -> slice:
    return slice(sentence.tokens[at].start, sentence.tokens[at].end)


def _is_rounded(held: Held, number: Numeral) -> bool:
    """Return whether a number fits only as rounded to whole 万元 or so."""
    return not held.is_open and number.amount not in held.amounts


def _really(subject: Subject, number: Numeral, wanted: tuple[Column, ...], *, exactly: bool = False) -> str:
    """Return what a number really is, if it is another column's of the same matter."""
    for column, held in subject.columns.items():
        same = (one for one in held if one.unit == number.counted_in and column not in wanted)
        if any(number.amount in one.amounts if exactly else _fits(one, number) for one in same):
            return f"，{number.phrase} 是{column.value}"
    return ""
