"""Words of a sentence as what stands beside them makes them: short names, 应 of what was due, 及 between two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from jixiao.patterns import compile_late
from jixiao.rules.claim_words import Column, WordPart, find_column
from jixiao.rules.held_numbers import Subject, merge_subjects
from jixiao.rules.other_names import counts_persons, is_filler, is_short
from jixiao.rules.prose_numerals import Numeral


class Token(Struct, frozen=True):
    """A word of a sentence, its letter and where it stands in the paragraph; ``value`` is what it is, if it is more."""

    letter: str
    start: int
    end: int
    value: Numeral | Subject | Column | str | None = None


def settle_words(tokens: Iterable[Token], text: str, span: tuple[int, int]) -> tuple[Token, ...]:
    """Return the tokens of the sentence that is a span of a text, each the part that it is beside the others."""
    found = _of_a_part(_bracketless(_due(_settled(_persons(_joined(tokens), text[slice(*span)]), text)), text))
    return tuple(_about(_unspent(_beside(found, text))))


def settle_names(tokens: tuple[Token, ...], text: str, before: Subject | None = None) -> tuple[Token, ...]:
    """Return the tokens as the year's own names make them.

    项目 before a project's name changes nothing, 累计 beside an indicator speaks of the year; ``before`` is the only
    name of the sentence before: 全年支出 may then be what that matter cost.
    """
    found = _or_of_the_one_before(tokens, before) if before is not None else tokens
    names = [one.value for one in found if isinstance(one.value, Subject)]
    if not any(one.is_project or one.rows for one in names):
        return found
    of_a_row = any(one.rows for one in names)
    kept = tuple(one for at, one in enumerate(found) if not _says_nothing(found, at, text, of_a_row=of_a_row))
    return found if len(kept) == len(found) else kept


_KINDS = frozenset({"项目", "专项"})


def _says_nothing(tokens: tuple[Token, ...], at: int, text: str, *, of_a_row: bool) -> bool:
    one, behind = tokens[at], tokens[at + 1].value if at + 1 < len(tokens) else None
    is_kind = isinstance(behind, Subject) and behind.is_project and text[one.start : one.end] in _KINDS
    return is_kind or (of_a_row and one.letter == WordPart.SEVERAL_YEARS and one.value == "累计")


def _joined(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens; unknown words beside each other are one."""
    before: Token | None = None
    for token in tokens:
        if before is not None and before.letter == token.letter == WordPart.UNKNOWN and before.end == token.start:
            before = Token(token.letter, before.start, token.end)
            continue
        if before is not None:
            yield before
        before = token
    if before is not None:
        yield before


def _persons(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """Yield the tokens; a short name is unknown but before its number, where another number of persons stands by."""
    found = tuple(tokens)
    heads = [at for at, one in enumerate(found[:-1]) if one.letter == "S" and _counts_heads(found[at + 1], text)]
    for at, one in enumerate(found):
        if not is_short(one.value) or (at in heads and len(heads) > 1):
            yield one
        elif not is_filler(one.value):
            yield Token(WordPart.UNKNOWN.value, one.start, one.end)


def _counts_heads(token: Token, text: str) -> bool:
    return isinstance(token.value, Numeral) and counts_persons(text, token.value.unit)


def _due(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Return the tokens; 应 with a verb and its number is no plan: 应到50人."""
    found = list(tokens)
    for at in range(len(found) - 2, 0, -1):
        word, verb, number = found[at - 1 : at + 2]
        if word.value == "应" and verb.letter == WordPart.UNKNOWN and number.letter == WordPart.NUMBER:
            found[at - 1 : at + 1] = [Token(verb.letter, word.start, verb.end)]
    return tuple(found)


# What is left out, or only some of it, makes a number another's.
_LESS_OR_SOME = compile_late("不含|除|扣|减|其中|只|仅")
_UP_TO = frozenset({"到", "至", "截"})
_ADDED_UP = frozenset({"合计", "相加", "相加后", "合并", "合并计算", "加总", "加起来", "相加合计", "合并后", "加总后"})


def _bracketless(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """Yield the tokens without brackets that hold nothing known: 公用经费（含追加）58.4万元; 到 goes with its month."""
    found = list(tokens)
    added = any(one.value in _ADDED_UP for one in found if isinstance(one.value, str))
    at = 0
    while at < len(found):
        one, behind = found[at], "".join(each.letter or "-" for each in found[at + 1 : at + 5])
        held = re.match("[xq-]{1,3}[)]", behind) if one.letter == "(" else None
        if held:
            end = found[at + held.end()].end
            if _LESS_OR_SOME.search(text, one.end, end):
                yield Token(WordPart.UNKNOWN.value, one.start, end)
            at += held.end() + 1
            continue
        is_up_to = text[one.start : one.end] in _UP_TO and behind[:1] == WordPart.PART_OF_YEAR
        if not (is_up_to or (added and one.value == "将")):
            yield one
        at += 1


def _of_a_part(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Return the tokens; 累计 beside a part of the year is no word for several years: 1至9月累计支出."""
    found = tuple(tokens)
    if not any(one.letter == WordPart.PART_OF_YEAR for one in found):
        return found
    return tuple(one for one in found if not (one.letter == WordPart.SEVERAL_YEARS and one.value == "累计"))


def _or_of_the_one_before(tokens: tuple[Token, ...], before: Subject) -> tuple[Token, ...]:
    """Return the tokens; a first name that is a column's word too is also that of the one named before."""
    at = next((at for at, one in enumerate(tokens) if isinstance(one.value, Subject)), None)
    if at is None or before.rows or any(one.letter != WordPart.COLUMN for one in tokens[:at]):
        return tokens
    named = tokens[at].value
    assert isinstance(named, Subject)  # noqa: S101 - it was looked for
    if find_column(_WHOLE.sub("", named.name)) is None or named.name == before.name:
        return tokens
    (either,) = merge_subjects((named, replace(before, name=named.name, is_project=named.is_project)))
    return (*tokens[:at], Token(tokens[at].letter, tokens[at].start, tokens[at].end, either), *tokens[at + 1 :])


_WHOLE_YEAR = compile_late("(?:全年|本年|当年|实际|本年度)+")
_WHOLE = compile_late("(?:全年|本年|当年|实际|本年度|总额|总)+")


def _settled(tokens: Iterable[Token], text: str) -> Iterator[Token]:
    """Yield the tokens; a name that is a column's word too is that behind another name: 某某项目预算执行率."""
    before: Token | None = None
    named = False
    for token in tokens:
        if isinstance(token.value, Subject):
            column = find_column(_WHOLE.sub("", token.value.name))
            is_column = column is not None and (
                _WHOLE_YEAR.match(token.value.name) is not None
                if before is None or before.letter not in (WordPart.SUBJECT, WordPart.ALL_PROJECTS)
                else before.end == token.start or not token.value.name.endswith("总额")
            )
            is_column = is_column or (column is not None and before is not None and before.letter == WordPart.IN_ALL)
            is_column = is_column and text[token.start - 1 : token.start] != "在"
            if named and is_column and not (before is not None and before.letter == WordPart.SHARE):
                token = Token(WordPart.COLUMN.value, token.start, token.end, column)
            named = True
        named = named or token.letter == WordPart.ALL_PROJECTS
        before = token
        yield token


_CONJUNCTIONS = frozenset({"及", "暨", "跟"})
_JOINED = frozenset("SCNL")
# What is not spent is left where its number stands behind it.
_NOT_SPENT = compile_late("(?:未|没有|没)(?:支出|使用|列支|开支|执行|支付)")
# What may be said of money behind its number without making it another's.
_GOES_ON = compile_late("(?:中?已[^在到]|均|由财政|按[^人户月季每]|并|严格|符合|达到?了?预|属于?正常|系)")
_DEGREES = frozenset({"较多", "较大", "较快", "较少", "不少", "很多"})
# Before a name these say that money went there, be it as granted or as spent.
_GRANTED = frozenset({"安排", "共安排", "下达", "安排资金"})
_LIST_OF_NUMBERS = compile_late("N[^:]*[,+]$")


def _beside(found: tuple[Token, ...], text: str) -> Iterator[Token]:
    """Yield the tokens, each as what stands beside it makes it; what is told of money behind its number is apart."""
    letters = "".join(one.letter or "-" for one in found)
    for at, one in enumerate(found):
        if _is_idle(found, at, letters, text):
            continue
        yield _between(found, at, letters, text)
        if one.letter == WordPart.NUMBER and letters[at + 1 : at + 2] not in _STOPS and _GOES_ON.match(text, one.end):
            yield Token(",", one.end, one.end)


def _is_idle(found: tuple[Token, ...], at: int, letters: str, text: str) -> bool:
    """Return whether a word changes nothing where it stands: 上年决算 before 相比, 项目 before its name, 增加较多."""
    one, before, behind = found[at], letters[at - 1 : at], letters[at + 1 : at + 2]
    words = text[one.start : one.end]
    if one.value is Column.FINAL and before == WordPart.LAST_YEAR and behind in _COMPARED:
        return True
    if words == "以" and behind == WordPart.SUBJECT and {"M", "W"} & set(letters):
        return True
    return words in _DEGREES and before in (WordPart.UP, WordPart.DOWN)


def _between(found: tuple[Token, ...], at: int, letters: str, text: str) -> Token:
    """Return a word as its neighbours make it: 及 joins two names, 得 before points is a score."""
    one, around = found[at], (letters[at - 1 : at], letters[at + 1 : at + 2])
    words = text[one.start : one.end]
    if words in _AGAINST and around[1] == WordPart.LAST_YEAR:
        return Token(WordPart.AGAINST.value, one.start, one.end, words)
    if words == "加" and around[1] == WordPart.SUBJECT:
        return Token(WordPart.PLUS.value, one.start, one.end, words)
    if words in _CONJUNCTIONS and set(around) <= _JOINED and all(around):
        return Token("+", one.start, one.end)
    if one.letter == WordPart.UNKNOWN and words.endswith("得") and _is_in_points(found[at + 1 : at + 2]):
        return Token(WordPart.COLUMN.value, one.start, one.end, Column.SCORE)
    if words == "用于" and letters[at + 1 : at + 3] == "SN" and text[max(0, one.start - 1) : one.start] in "，；、":
        return Token(WordPart.COLUMN.value, one.start, one.end, Column.GIVEN)
    if words in _GRANTED and around[1] == WordPart.SUBJECT:
        return Token(one.letter, one.start, one.end, Column.GIVEN)
    if words == "累计" and re.match("C*N", letters[at + 1 :]) and _LIST_OF_NUMBERS.search(letters, 0, at):
        return Token(WordPart.IN_ALL.value, one.start, one.end, words)
    return one


_COMPARED = frozenset("cvUDEGgs~")
_AGAINST = frozenset({"跟"})
_STOPS = ("", ",", ":", "(", ")", "+")


def _is_in_points(tokens: tuple[Token, ...]) -> bool:
    return any(isinstance(one.value, Numeral) and one.value.unit == "分" for one in tokens)


def _unspent(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens; money with 未使用 before it, or 尚有 before it and 未使用 behind, is what is left."""
    found = list(tokens)
    for at, one in enumerate(found):
        behind = found[at + 1] if at + 1 < len(found) else None
        if one.letter == WordPart.STILL_HAS:
            last = found[at + 2] if at + 2 < len(found) else None
            if _is_money(behind) and last is not None and last.letter in (WordPart.NONE, WordPart.LEFT):
                yield Token(WordPart.LEFT.value, one.start, one.end, Column.LEFT)
                found[at + 2] = Token(WordPart.FILLER.value, last.start, last.end)
            else:
                yield Token(WordPart.UNKNOWN.value, one.start, one.end)
        elif one.letter == WordPart.NONE and _is_money(behind) and _NOT_SPENT.fullmatch(str(one.value)):
            yield Token(WordPart.LEFT.value, one.start, one.end, Column.LEFT)
        elif one.letter:
            yield one


def _is_money(token: Token | None) -> bool:
    return token is not None and isinstance(token.value, Numeral) and token.value.unit == "元"


def _about(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens; the same is about the same behind 基本: 基本与上年持平."""
    is_about = False
    for one in tokens:
        if one.letter == WordPart.ABOUT:
            is_about = True
            continue
        is_about = is_about and one.letter not in _PAUSES
        if is_about and one.letter == WordPart.EVEN:
            one = Token(WordPart.NEAR.value, one.start, one.end, one.value)
        yield one


_PAUSES = frozenset(",:()")
