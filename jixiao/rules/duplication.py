"""C6…: what stands there twice: goals, paragraphs, indicators, achievements copied from goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import pairwise

from msgspec import Struct

from jixiao.findings import Place, Severity, quoted
from jixiao.model.evaluation import CompleteIndicator
from jixiao.patterns import compile_late
from jixiao.rules.contents import IndicatorForm, is_open, list_forms, read_printed, says_nothing
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.items import strip_number
from jixiao.rules.judged_text import MASK, JudgedText, find_entries_holding, list_judged_paragraphs
from jixiao.rules.registry import Breach, rule
from jixiao.rules.writing import name_text

# Short lines may well stand twice (工作环境改善情况); long ones may differ in one word on purpose.
_LEAST, _LEAST_ALIKE, _ALIKE = 12, 40, 0.95
_LINE_END = compile_late("\n")
_NO_WORDS = compile_late(rf"[\W_{MASK}]+")
_NUMBERS = compile_late(r"[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百千万亿两]+")


@lru_cache(maxsize=4_000)  # a year judged again after an edit has read most of its lines: 1 of 120 ms
def _bare(text: str) -> str:
    return _NO_WORDS.sub("", strip_number(text))


class _Line(Struct, frozen=True, dict=True):
    """One line of text, to be compared with others."""

    subject: str
    spoken: str
    printed: tuple[str, ...]
    text: str
    place: Place

    @cached_property
    def words(self) -> str:
        """The line's words alone, without number, punctuation and spaces."""
        return _bare(self.text)

    @cached_property
    def letters(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        return tuple(_NUMBERS.findall(self.words))

    def is_like(self, other: _Line) -> bool:
        """Return whether two long lines agree in 95 % of their characters."""
        shortest, longest = sorted((len(self.words), len(other.words)))
        if shortest < max(_LEAST_ALIKE, _ALIKE * longest):
            return False
        if (self.letters & other.letters).total() < _ALIKE * longest:
            return False
        return SequenceMatcher(None, self.words, other.words, autojunk=False).ratio() >= _ALIKE


@rule("C605", Severity.WARNING, by_role=True)
def texts_stand_once(package: ScoredPackage) -> Iterator[Breach]:
    """Yield lines of one entry, and paragraphs of the report, that stand twice or nearly so."""
    for judged in find_entries_holding(package, _LINE_END):
        lines = [
            _Line(
                judged.subject,
                spoken=name_text(judged),
                printed=judged.printed,
                text=line,
                place=judged.place(offset),
            )
            for offset, line in judged.lines()
        ]
        yield from _repeated(lines)
    yield from _repeated(
        _Line(one.subject, spoken=name_text(one), printed=one.printed, text=one.own, place=one.place(0))
        for one in list_judged_paragraphs(package)
        if not one.is_heading and not one.is_table
    )
    for judged in list_judged_paragraphs(package):
        yield from _said_twice(judged)


def _said_twice(judged: JudgedText) -> Iterator[Breach]:
    """Yield a clause that stands twice in a row: pasted twice."""
    for one in _clauses_twice(judged.own):
        found = f"{name_text(judged)}连写两遍{quoted(one)}"
        yield judged.spot(judged.own.index(one)).breach(found, "一件事写一次", seen=(one,))


@lru_cache(maxsize=2_000)  # as above
def _clauses_twice(text: str) -> tuple[str, ...]:
    clauses = pairwise(strip_number(one.strip()) for one in _CLAUSE_END.split(text))
    return tuple(one for one, other in clauses if one == other and len(_NO_WORDS.sub("", one)) >= _LEAST_CLAUSE)


# A clause as short may well be said twice.
_LEAST_CLAUSE = 6
_CLAUSE_END = compile_late("[，；。！\n]")


def _repeated(lines: Iterable[_Line]) -> Iterator[Breach]:
    """Yield lines that say what one before says: in the same words, or nearly so and with the same numbers."""
    by_words: dict[str, list[_Line]] = {}
    by_numbers: dict[tuple[str, ...], list[_Line]] = {}
    for line in lines:
        if len(line.words) < _LEAST:
            continue
        # A loop of the template prints one line of the data many times: that is no repetition.
        worded, numbered = by_words.setdefault(line.words, []), by_numbers.setdefault(line.numbers, [])
        same = next((one for one in worded if one.place != line.place), None)
        like = same or next((one for one in numbered if one.place != line.place and one.is_like(line)), None)
        if like is not None:
            yield _repetition(line, like, exact=same is not None)
        worded.append(line)
        numbered.append(line)


def _repetition(line: _Line, first: _Line, *, exact: bool) -> Breach:
    there = f"第 {first.place.line} 行" if first.place.file == line.place.file else first.spoken
    return Breach(
        line.subject,
        line.place,
        f"{line.spoken}的{quoted(line.text.strip())}与{there}{'相同' if exact else '几乎相同'}",
        "一件事写一次",
        printed=(*line.printed, *first.printed),
        seen=(line.text.strip(), *(() if exact else (first.text.strip(),))),
        severity=None if exact else Severity.HINT,
    )


@rule("C606", Severity.WARNING, by_role=True)
def indicators_stand_once(package: ScoredPackage) -> Iterator[Breach]:
    """Yield indicators of one form with the same name; a hint where their targets differ."""
    for form in list_forms(package):
        seen: dict[str, tuple[str, CompleteIndicator]] = {}
        for _, level2, path, indicator in form.indicators():
            name = _name(read_printed(package, indicator.level3, form.label))
            unknown = any(is_open(package, text, form.label) for text in (indicator.level3, indicator.target))
            if unknown or not name or says_nothing(name):
                continue
            if name in seen:
                yield _same_indicator(package, form=form, path=path, this=(level2, indicator), first=seen[name])
            seen.setdefault(name, (level2, indicator))


def _name(words: str) -> str:
    return _bare(words)


def _same_indicator(
    package: ScoredPackage,
    form: IndicatorForm,
    path: str,
    this: tuple[str, CompleteIndicator],
    first: tuple[str, CompleteIndicator],
) -> Breach:
    targets = [read_printed(package, indicator.target, form.label) for _, indicator in (first, this)]
    name, line = strip_number(this[1].level3), first[1].level3.place.line
    same = _name(targets[0]) == _name(targets[1])
    levels = f"“{this[0]}”里" if this[0] == first[0] else f"“{first[0]}”和“{this[0]}”里"
    told = "指标值也相同" if same else f"指标值分别是{quoted(targets[0])}、{quoted(targets[1])}"
    found = f"{form.label}{levels}都有三级指标{quoted(name)}，{told}（另一处在第 {line} 行）"
    seen, severity = (name, *dict.fromkeys((first[0], this[0])), *targets), None if same else Severity.HINT
    return Breach(
        path, this[1].level3.place, found, "一个指标只评一次", printed=(form.label,), seen=seen, severity=severity
    )


@rule("C607", Severity.HINT, by_role=True)
def achievements_are_told(package: ScoredPackage) -> Iterator[Breach]:
    """Yield forms whose achievements repeat the goals word for word.

    Where most forms do, that is how this unit writes; where the others tell what was done, it is a slip.
    """
    copied = [form for form in list_forms(package) if _copied(package, form)]
    severity = None if 2 * len(copied) > len(list_forms(package)) else Severity.WARNING
    for form in copied:
        achieved = form.goals.achieved
        place, found = achieved.place_of(0), f"{form.label}的实际完成情况各条都与预期目标逐字相同"
        yield Breach(achieved.path, place, found, "目标的完成结果", printed=(form.label,), seen=(), severity=severity)


def _copied(package: ScoredPackage, form: IndicatorForm) -> bool:
    texts = (form.goals.expected, form.goals.achieved)
    if any(is_open(package, text, form.label) for text in texts):
        return False
    printed = (read_printed(package, text, form.label).split("\n") for text in texts)
    expected, achieved = ({_name(line) for line in lines} - {"", "无"} for lines in printed)
    return bool(achieved) and achieved <= expected
