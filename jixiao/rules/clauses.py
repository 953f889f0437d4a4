"""The report's sentences as strings of letters: every word that claims are made of is one letter, by its part.

Names, numbers and dates are found first, then the words of ``claim_words.toml``; fillers vanish, and whatever nobody
knows is one ``x``. Positions are those of the paragraph. Typed, declared and bound numbers are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.render.passages import PrintedPassage
from jixiao.rules.claim_words import Column, WordPart
from jixiao.rules.held_numbers import Subject
from jixiao.rules.lexicon import Lexicon, Words, make_lexicon
from jixiao.rules.other_names import name_otherwise
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, listed_once
from jixiao.rules.prose_numerals import Numeral, find_figures
from jixiao.rules.reported_year import ReportedYear, read_reported_year
from jixiao.rules.settled_words import Token, settle_names, settle_words
from jixiao.targets.dates import find_dates, mask_titles

_SENTENCE = compile_late(r"[^。；;！!？?\n]+")
_QUOTES = "“”\"'‘’"
_LIST_MARK = compile_late(
    r"\s*(?:[0-9]{1,3}\s*\\?[.．、](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,2}(?:[是、]|则)|[①-⑳]"
    r"|第[一二三四五六七八九十][，,、])\s*"
)
_PAUSES = {"，": ",", ",": ",", "、": "+", "：": ":", ":": ":", "（": "(", "(": "(", "）": ")", ")": ")"}


class Sentence(Struct, frozen=True):
    """A sentence of a paragraph, read: one letter a token; ``persons`` are the year's numbers of persons."""

    paragraph: PrintedPassage
    start: int
    end: int
    tokens: tuple[Token, ...]
    letters: str
    persons: tuple[Decimal, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.paragraph.text[self.start : self.end]

    def number(self, at: int) -> Numeral:
        """Return the number that a token is."""
        value = self.tokens[at].value
        assert isinstance(value, Numeral)  # noqa: S101 - the letter says so
        return value

    def numbers(self, start: int = 0, stop: int | None = None) -> list[Numeral]:
        """Return the numbers among the tokens from one up to another, that one left out, in their order."""
        return [one.value for one in self.tokens[start:stop] if isinstance(one.value, Numeral)]

    def subject(self, at: int) -> Subject:
        """Return the subject that a token is."""
        value = self.tokens[at].value
        assert isinstance(value, Subject)  # noqa: S101 - the letter says so
        return value

    def cut(self, tokens: tuple[Token, ...], *, start: int | None = None, end: int | None = None) -> Sentence:
        """Return the sentence as if it were some tokens alone, from and to another place where one is given."""
        start, end = self.start if start is None else start, self.end if end is None else end
        letters = "".join(one.letter for one in tokens)
        return Sentence(self.paragraph, start, end, tokens, letters=letters, persons=self.persons)

    def words(self, first: int, last: int) -> str:
        """Return the words from one token to another, both included."""
        return self.paragraph.text[self.tokens[first].start : self.tokens[last].end]


def cut_plans(sentence: Sentence) -> Sentence:
    """Return a sentence up to the clause that plans: 公用经费增加2.3万元，需加强管理."""
    letters = sentence.letters
    if WordPart.PLAN not in letters:
        return sentence
    plan = letters.index(WordPart.PLAN)
    last = max(letters.rfind(",", 0, plan), letters.rfind(":", 0, plan), 0)
    return sentence.cut(sentence.tokens[:last], end=sentence.tokens[last].start)


def list_sentences(package: PrintedPackage) -> tuple[Sentence, ...]:
    """Return the sentences of a package's report."""
    return read_sentences(read_reported_year(package))


@listed_once
def read_sentences(year: ReportedYear) -> Iterator[Sentence]:
    """Yield the sentences of the report that say how things are: no headings, plans, tables, nothing still open."""
    for paragraph in year.paragraphs:
        if paragraph.where not in year.plans and not paragraph.text.startswith(("#", "|")):
            yield from _read(year, paragraph)


@listed_once
def read_achieved(year: ReportedYear) -> Iterator[Sentence]:
    """Yield the sentences of 实际完成情况."""
    for paragraph in year.achieved:
        yield from _read(year, paragraph)


def _read(year: ReportedYear, paragraph: PrintedPassage) -> Iterator[Sentence]:
    lexicon, persons = _words_of(year)
    implied = year.implied.get(paragraph.place)
    yield from read_paragraph(paragraph, lexicon, year.year, persons, implied=implied)


@cached_by_package
def _words_of(year: ReportedYear) -> tuple[Lexicon, tuple[Decimal, ...]]:
    return make_lexicon((*year.subjects, *name_otherwise(year.subjects)), year.unit_name), _list_persons(year)


def _list_persons(year: ReportedYear) -> tuple[Decimal, ...]:
    """Return every number of persons of the forms; none while one of them is open."""
    columns = (each for one in year.subjects for each in one.columns.values())
    heads = [held for each in columns for held in each if held.unit == "人"]
    if any(held.is_open for held in heads):
        return ()
    return tuple(sorted({amount for held in heads for amount in held.amounts}))


def read_paragraph(
    paragraph: PrintedPassage,
    lexicon: Lexicon,
    year: int,
    persons: tuple[Decimal, ...] = (),
    *,
    implied: Subject | None = None,
) -> Iterator[Sentence]:
    """Yield a paragraph's sentences; one that names nothing and begins with a column speaks of what is ``implied``."""
    is_known = not paragraph.is_open()
    before: Subject | None = None
    for start, end, settled, read in _read_text(paragraph.text, lexicon.words, year):
        if is_known or not paragraph.is_open(start, end):
            bound = _bind(settled, lexicon.subjects)
            tokens = settle_names(bound, paragraph.text, before)
            letters = read if tokens is bound else "".join(one.letter for one in tokens)
            named = [one.value for one in tokens if isinstance(one.value, Subject)]
            before = named[0] if len(named) == 1 else None
            if implied is not None and "S" not in letters and _begins_with_column(tokens):
                tokens = (Token(WordPart.SUBJECT.value, tokens[0].start, tokens[0].start, implied), *tokens)
                letters = WordPart.SUBJECT.value + letters
            yield Sentence(paragraph, start, end, tokens, letters=letters, persons=persons)


@lru_cache(maxsize=2_000)  # a year judged again after an edit has read most of its sentences: 12 of 120 ms
def _read_text(text: str, words: Words, year: int) -> tuple[tuple[int, int, tuple[Token, ...], str], ...]:
    """Return a text's sentences: from where to where, their tokens and these as letters; names stand for no numbers."""
    marks, found = _marks(text, year), []
    for match in _SENTENCE.finditer(text):
        tokens = settle_words(_tokens(text, *match.span(), marks=marks, words=words), text, match.span())
        found.append((*match.span(), tokens, "".join(one.letter for one in tokens)))
    return tuple(found)


def _bind(tokens: tuple[Token, ...], subjects: Mapping[str, Subject]) -> tuple[Token, ...]:
    """Return the tokens with the year's subjects for those of the same name."""
    return tuple(
        Token(one.letter, one.start, one.end, subjects[one.value.name]) if isinstance(one.value, Subject) else one
        for one in tokens
    )


# 支出 alone may be that of a part.
_TELLING = (Column.INITIAL, Column.BUDGET, Column.RATE, Column.SCORE)


def _begins_with_column(tokens: tuple[Token, ...]) -> bool:
    return bool(tokens) and tokens[0].value in _TELLING


# A month without its day is a part of the year, but for the last: 截至6月底, 1至9月, 10月份.
_MONTHS = compile_late(
    r"(?<![0-9年])(?:[0-9]{1,2}月?[-—~至到])?(?!12月(?:[底末]|31日))[0-9]{1,2}月(?:份|底|末|[0-9]{1,2}日)?(?![0-9])"
)


# Up to a day within the year: 截至9月30日.
_UP_TO = compile_late("(?:截[至止]|到|至)(?:本年|当年)?$")


def _marks(text: str, year: int) -> dict[int, Token]:
    """Return numbers, dates and years by where they begin."""
    marks = {one.start: Token(WordPart.NUMBER.value, one.start, one.stop, one) for one in find_figures(text)}
    for match in _MONTHS.finditer(text):
        marks[match.start()] = Token(WordPart.PART_OF_YEAR.value, match.start(), match.end(), match[0])
    for one in find_dates(mask_titles(text)):
        letter = WordPart.DATE.value
        if one.month is not None and _UP_TO.search(text, 0, one.start):
            is_last = (one.month, one.day) == (12, 31) and (one.year or year) == year
            letter = (WordPart.FILLER if is_last else WordPart.PART_OF_YEAR).value
        if one.month is None:
            this = {year: WordPart.FILLER, year - 1: WordPart.LAST_YEAR, year + 1: WordPart.PLAN_OF_THE_SENTENCE}
            letter = this.get(one.year or year, WordPart.SEVERAL_YEARS).value
        marks[one.start] = Token(letter, one.start, one.end, one.words)
    return marks | dict(_two_years(text, year))


# Two years whose numbers follow in turn: 2022、2023两年, 2022年和2023年.
_TWO_YEARS = compile_late(r"(?<![0-9])(20[0-9]{2})年?度?[、和与及](20[0-9]{2})年?度?(?:两年|两个年度)?")


def _two_years(text: str, year: int) -> Iterator[tuple[int, Token]]:
    for match in _TWO_YEARS.finditer(text):
        if {int(match[1]), int(match[2])} == {year - 1, year}:
            order = "上年、本年" if int(match[2]) == year else "本年、上年"
            yield match.start(), Token(WordPart.TWO_YEARS.value, match.start(), match.end(), order)


def _tokens(text: str, start: int, end: int, *, marks: Mapping[int, Token], words: Words) -> Iterator[Token]:
    mark = _LIST_MARK.match(text, start, end)
    at = mark.end() if mark is not None else start
    unknown = -1
    while at < end:
        token = _next(text, at, end, marks=marks, words=words)
        if token is None:
            unknown = at if unknown < 0 else unknown
            at += 1
            continue
        if unknown >= 0:
            yield Token(WordPart.UNKNOWN.value, unknown, at)
            unknown = -1
        if token.letter:
            yield token
        at = token.end
    if unknown >= 0:
        yield Token(WordPart.UNKNOWN.value, unknown, end)


def _next(text: str, at: int, end: int, marks: Mapping[int, Token], words: Words) -> Token | None:
    """Return the token that begins here; None where nothing known does."""
    if at in marks:
        return marks[at]
    char = text[at]
    if char in _PAUSES:
        return Token(_PAUSES[char], at, at + 1)
    if char.isspace() or char in _QUOTES:
        return Token("", at, at + 1)
    for word, letter, value in _beginning(text, at, words):
        stop = _end_of(text, at, end, word)
        if stop and not (
            len(word) > 1 and letter != WordPart.SUBJECT and _begins_name(text, at, stop, end, words=words)
        ):
            return Token(letter, at, stop, value)  # type: ignore[arg-type]
    return None


def _beginning(text: str, at: int, words: Words) -> tuple[tuple[str, str, object], ...]:
    """Return the words that may begin here; a quotation mark behind the first character is passed over."""
    second = text[at + 1 : at + 2]
    second = text[at + 2 : at + 3] if second in _QUOTES else second
    return (*words.by_first.get(text[at] + second, ()), *words.by_first.get(text[at], ()))


def _begins_name(text: str, at: int, stop: int, end: int, *, words: Words) -> bool:
    """Return whether a name begins within a word and goes on behind it: 年初批复数据核对专项, 全年预算执行率."""
    return any(
        letter == WordPart.SUBJECT and _end_of(text, inner, end, word) > stop
        for inner in range(at + 1, stop)
        for word, letter, _ in _beginning(text, inner, words)
    )


def _end_of(text: str, at: int, end: int, word: str) -> int:
    """Return where a word that begins here ends, quotation marks within not counted; 0 where it does not stand."""
    if text.startswith(word, at) and at + len(word) <= end:
        return at + len(word)
    if not _QUOTED.search(text, at + 1, at + len(word) + 4):
        return 0
    stop = at
    for char in word:
        while stop < end and text[stop] in _QUOTES:
            stop += 1
        if stop >= end or text[stop] != char:
            return 0
        stop += 1
    return stop


_QUOTED = compile_late(f"[{_QUOTES}]")
