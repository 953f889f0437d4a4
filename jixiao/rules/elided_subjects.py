"""Clauses that do not name what they speak of: 公务接待费支出1.35万元，比上年减少0.05万元，完成预算的67.5%.

Such a clause is read as if the name of the clause before stood in it. Where there are several, it holds if it holds of
one of them. A clause with unknown words between the name and it ends what a name is carried to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.patterns import compile_late
from jixiao.rules.claim_words import Column, WordPart
from jixiao.rules.claims import Claim, Reader
from jixiao.rules.clauses import Sentence
from jixiao.rules.held_numbers import BUDGETS, Subject
from jixiao.rules.settled_words import Token

_PAUSE = compile_late("[,:()]+")
_FRONTED = compile_late("v?[LC][cv]|vL|y|vC[cv]?")
# What a clause without a name may begin with to be read: another column, a comparison, a share, a change.
_READABLE = compile_late(r"[CT]*(?:[vc]LN?[cv]?|LN?c|yL?|vCN?[cv]?|L|C|w|A|B|V|R|[UDs]N|[UD]$|~|[GglmK]C|O|L?NX)")
_CHANGE = compile_late("C?[UDs]N")
# 略有增加 as a whole clause goes on with the comparison of the one before.
_SLIGHTLY = compile_late("(?:但|且|并)?(?:略|稍|小|大)?(?:有|微|幅)?(?:所)?(?:增加|增长|上升|减少|下降|降低|提高)")
_COUNTED_SUM = compile_late("[两二三四以上合总相加]")
_SINCE = compile_late("vL|y")
_BUDGET = compile_late("v(?P<limit>C)")
_THIS_YEAR = compile_late("本年|今年|当年|[0-9]{4}年")
_IS_OF_THIS_YEAR = compile_late("(?:本年|今年|当年)度?(?:数|支出|决算)?(?:为|是|达到?)?[0-9]")
_IS_ALL = compile_late("(?:全年|年度)(?:共计?|合计)?(?:为|是)?[0-9]")
_PAST = compile_late("(?<!v)L")
# Words of spending that may as well speak of a part of what was spent.
_OF_A_PART = frozenset({"支付", "花费", "开支", "使用", "投入", "列支", "实际支付", "使用资金", "投入资金", "完成率"})
_NOT_READ = set("QYJdZ")
_WHOLE_YEAR = compile_late("全年|全年度|本年度")


def read_elided(sentence: Sentence, before: Sentence | None, readers: tuple[Reader, ...]) -> Iterator[Claim]:
    """Yield what clauses without a name say of the names before them; ``before`` is the sentence before, if any."""
    if _NOT_READ & set(sentence.letters):
        return
    for clause, subjects in _clauses(sentence, before):
        read: dict[tuple[str, int], Claim] = {}
        for subject in subjects:
            named = sentence.cut((subject, *clause))
            for reader in readers:
                for one in reader(named):
                    known = read.get((one.kind, one.end))
                    if known is None or (one.holds and not known.holds):
                        read[one.kind, one.end] = one
        yield from read.values()


def _clauses(sentence: Sentence, before: Sentence | None) -> Iterator[tuple[tuple[Token, ...], tuple[Token, ...]]]:
    """Yield the tokens of each clause without a name, with the names it may speak of, the nearest first."""
    is_past = is_of_a_part = is_alone = False
    compared: tuple[Token, ...] = ()
    for first, last, names in _named_spans(sentence, before):
        letters, tokens = sentence.letters[first:last], sentence.tokens[first:last]
        begin = sentence.tokens[first - 1].end if first else sentence.start
        text = sentence.paragraph.text[begin : tokens[-1].end]
        is_of_a_part = "H" in letters or (is_of_a_part and not _WHOLE_YEAR.search(text))
        is_this = _IS_OF_THIS_YEAR.match(text.strip()) or (is_alone and _IS_ALL.match(text.strip()))
        if letters == "N" and is_this and names and not is_of_a_part:
            # 公用经费，上年56.1万元，本年58.4万元
            tokens = (Token(WordPart.COLUMN.value, tokens[0].start, tokens[0].start, Column.FINAL), *tokens)
            yield tokens, names
        is_read = names and not is_of_a_part and _is_readable(letters, is_past=is_past)
        if is_read and (is_alone or not _is_of_a_part(sentence, first, last)):
            is_change = _CHANGE.fullmatch(letters) or _SLIGHTLY.fullmatch(text.strip())
            if is_change or letters not in ("U", "D"):
                yield (*(compared if is_change else ()), *tokens), names
        is_alone = letters == "S"
        is_past = (is_past or _PAST.search(letters) is not None) and not _THIS_YEAR.search(text)
        compared = _compared(sentence, first, last) or compared


def _named_spans(sentence: Sentence, before: Sentence | None) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    """Yield the clauses with the names before them, none where one has its own; a bracket's names stay in it."""
    names, outside, end = _names_before(sentence, before), [], 0
    for first, last in _spans(sentence.letters):
        for mark in sentence.letters[end:first]:
            if mark == "(":
                outside.append(names)
            elif mark == ")" and outside:
                names = outside.pop()
        end, letters = last, sentence.letters[first:last]
        if "S" in letters:
            own = [sentence.tokens[at] for at in range(first, last) if sentence.letters[at] == "S"]
            rest = letters[letters.rindex("S") :]
            is_lost = _is_end_of_a_name(sentence, first, last) or (
                "x" in rest and not _is_purpose(sentence, first, last)
            )
            names = [] if is_lost else [*reversed(own), *names]
            yield first, last, ()
        else:
            names = [] if "x" in letters else names
            yield first, last, tuple(names)


_OF_OURS = compile_late("[局馆院校部委办所站队会级门位心年度我本其和及]$")


def _is_end_of_a_name(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether 项目支出 is the end of a name that no form has: 甲项目支出30万元，完成预算的100%."""
    for at in range(first + 1, last):
        before, name = sentence.tokens[at - 1 : at + 1]
        is_beside = before.letter == WordPart.UNKNOWN and name.letter == "S" and before.end == name.start
        if (
            is_beside
            and sentence.words(at, at).startswith("项目")
            and not _OF_OURS.search(sentence.words(at - 1, at - 1))
        ):
            return True
    return False


_PURPOSE = compile_late("(?:为了?|为了?(?:保障|确保|推进|做好|实施|加强|支持|落实)|围绕|针对|保障|确保|推进|实施|支持)")
_FURTHERED = compile_late("(?:顺利|有序|正常|扎实|全面)?(?:实施|建设|开展|推进|运行|进行|完成|工作)+(?:需要)?")


_CARRIED_OUT = compile_late(
    "(?:于|在|年内|[0-9]+月[份底]?|顺利|按期|如期|有序|正常|全面|现)*(?:(?:启动|开工|实施|建设|推进|开展|运行|完工|完成|竣工|通过|验收|投入使用|交付)+)"
)


def _is_purpose(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a clause says for what the next one's money was: 为保障某某项目实施，安排资金5万元."""
    letters = sentence.letters[first:last]
    match = re.fullmatch("(?P<why>x?)S[xC]*", letters)
    unknown = [sentence.words(first + at, first + at) for at in range(1, len(letters)) if letters[at] == "x"]
    why = sentence.words(first, first) if match and match["why"] else ""
    named = sentence.tokens[first].value
    is_done = not why and isinstance(named, Subject) and named.is_project
    return match is not None and (
        (_PURPOSE.fullmatch(why) is not None and all(map(_FURTHERED.fullmatch, unknown)))
        or (is_done and _CARRIED_OUT.fullmatch("".join(unknown)) is not None)
    )


def _is_readable(letters: str, *, is_past: bool) -> bool:
    """Return whether a clause can be read with a name put before it; behind last year's numbers only a change can."""
    return bool(_READABLE.match(letters)) and (
        not is_past or bool({"L", "y"} & set(letters)) or bool(_CHANGE.match(letters))
    )


def _names_before(sentence: Sentence, before: Sentence | None) -> list[Token]:
    """Return the only name of the sentence before, where this one begins with a comparison."""
    if (
        before is None
        or before.letters.count("S") != 1
        or set("xL") & set(before.letters)
        or {"H", *_NOT_READ} & set(before.letters)
    ):
        return []
    is_comparison = re.match("vL|y|L|vC", sentence.letters) is not None or before.letters == "S"
    return [one for one in before.tokens if one.letter == "S"] if is_comparison else []


def _spans(letters: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses, each from its first token to behind its last; a fronted comparison belongs to what follows."""
    at, kept = 0, -1
    for match in (*_PAUSE.finditer(letters), None):
        end = match.start() if match else len(letters)
        if match and match[0] == "," and _FRONTED.fullmatch(letters, at, end):
            kept, at = at, match.end()
            continue
        if end > at:
            first = at if kept < 0 or "S" in letters[at:end] else kept
            yield first, end
        kept, at = -1, match.end() if match else end


def _is_of_a_part(sentence: Sentence, first: int, last: int) -> bool:
    words = {sentence.words(at, at) for at in range(first, last) if sentence.letters[at] == "C"}
    sums = {sentence.words(at, at)[:1] for at in range(first, last) if sentence.letters[at] == "T"}
    is_sum = any(_COUNTED_SUM.match(one) for one in sums) and "N" in sentence.letters[:first]
    return bool(words & _OF_A_PART) or is_sum or set(sentence.letters[first:last]) <= set("N+")


def _compared(sentence: Sentence, first: int, last: int) -> tuple[Token, ...]:
    """Return the words of comparison that a clause with a bare change behind this one goes on with."""
    letters = sentence.letters[first:last]
    here = sentence.tokens[first:last]
    budget = _BUDGET.search(letters)
    if budget and here[budget.start("limit")].value in BUDGETS:
        return here[budget.start() : budget.end()]
    if _SINCE.search(letters) or "L" in letters:
        at = next(at for at, one in enumerate(here) if one.letter in ("L", "y"))
        mark = Token(WordPart.YEAR_ON_YEAR.value, here[at].start, here[at].end)
        return (mark,)
    return ()
