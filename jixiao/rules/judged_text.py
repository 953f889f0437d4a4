"""Judged texts: every stretch of Chinese text that is printed, as the rules about texts read it.

Entries, values printed as filed and paragraphs of the report look alike to them: a text, where it stands in the data,
where on paper, and what of it was printed from elsewhere (and is judged there). No passage: an entry that three cells
print is three passages and one text, judged once.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, takewhile

from msgspec import Struct

from jixiao.docx.blocks import TextSpan
from jixiao.figures import TO_FILL_IN, Text
from jixiao.findings import Place
from jixiao.patterns import compile_late
from jixiao.render.passages import PrintedPassage, reword
from jixiao.render.printing import Print
from jixiao.rules.breach import Spot
from jixiao.rules.described_package import DescribedPackage, ScoredPackage
from jixiao.rules.printed_package import PrintedPackage, listed_once

# Stands for a value printed from data where a rule must not read it again.
MASK = "\ufffc"
_MASKED = compile_late(f"{MASK}+")
# Stands between texts that are searched as one: no data can hold it, and to a pattern it is as good as their end.
_BETWEEN = "\x1e"


class JudgedText(Struct, frozen=True):
    """One text as printed; ``own`` is the same text with ``MASK`` for each character that came from data.

    ``subject`` is the path of an entry; of a paragraph of the report the section alone, for paragraphs move.
    What is printed from data that nobody knows yet is masked in both; the text is then ``is_open``.
    """

    subject: str
    prints: tuple[Print | PrintedPassage, ...]
    text: str
    own: str
    place: Callable[[int], Place]
    is_prose: bool = False
    section: str = ""
    is_open: bool = False

    @property
    def printed(self) -> tuple[str, ...]:
        """The places that print it."""
        return tuple(dict.fromkeys(one.spoken for one in self.prints))

    def spot(self, offset: int = 0) -> Spot:
        """Return the line that the character at ``offset`` stands in, as what a breach is about."""
        return Spot(self.subject, self.place(offset), self.printed)

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of the report."""
        return self.is_prose and self.text.startswith("#")

    @property
    def is_table(self) -> bool:
        """Whether it is a line of a table in the report."""
        return self.is_prose and self.text.startswith("|")

    def owns(self, start: int, end: int) -> bool:
        """Return whether a stretch is the text's own, at least in part, not printed from data."""
        return self.own[start : max(end, start + 1)].strip(MASK) != ""

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line of the own text with the offset where it begins."""
        return list_lines(self.own)


def list_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line of a text with the offset where it begins."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1


@listed_once
def list_judged_texts(package: ScoredPackage) -> list[JudgedText]:
    """Return all printed texts in the unit's own words: entries, values as filed, the report's paragraphs."""
    if isinstance(package, DescribedPackage):
        return [*list_own_entries(package), *_as_filed(package)]
    return [*list_own_entries(package), *_as_filed(package), *list_judged_paragraphs(package)]


def find_holding(package: ScoredPackage, mark: re.Pattern[str]) -> Iterator[JudgedText]:
    """Yield the passages in whose text ``mark`` is found.

    Most rules ask for a mark that few texts have, and one search through all of them tells which. A mark does not
    look for where a text begins or ends.
    """
    found = list_judged_texts(package)
    return (found[number] for number in _held_by(package, mark))


def find_entries_holding(package: ScoredPackage, mark: re.Pattern[str]) -> Iterator[JudgedText]:
    """Yield those of ``list_own_entries`` in whose text ``mark`` is found."""
    found = list_own_entries(package)
    return (found[number] for number in takewhile(lambda number: number < len(found), _held_by(package, mark)))


def _held_by(package: ScoredPackage, mark: re.Pattern[str]) -> Iterator[int]:
    for stretch in _stretches(package):
        yield from (stretch.first + number for number in _find_in(mark, stretch))


class _Stretch(Struct, frozen=True):
    """Texts beside each other as one: its own number, that of its first text, where each starts, and where it ends."""

    number: int
    first: int
    text: str
    starts: tuple[int, ...]


# What each mark was found in when it was last looked for: the texts that an edit leaves alone are not searched again,
# 4 of 120 ms. There is never more than of one year, and of more marks than rules have.
_FOUND: dict[tuple[re.Pattern[str], int], tuple[str, tuple[int, ...]]] = {}
_MOST_MARKS = 1_000


def _find_in(mark: re.Pattern[str], stretch: _Stretch) -> tuple[int, ...]:
    """Return the numbers of the texts of a stretch that hold a mark, counted from 0."""
    known = _FOUND.get((mark, stretch.number))
    if known is None or known[0] != stretch.text:
        if len(_FOUND) >= _MOST_MARKS:
            _FOUND.clear()
        known = _FOUND[mark, stretch.number] = stretch.text, tuple(_search(mark, stretch))
    return known[1]


def _search(mark: re.Pattern[str], stretch: _Stretch) -> Iterator[int]:
    match = mark.search(stretch.text)
    while match is not None:
        number = bisect(stretch.starts, match.start()) - 1
        yield number
        match = mark.search(stretch.text, stretch.starts[number + 1])


def find_occurring(package: ScoredPackage, words: Iterable[str]) -> list[str]:
    """Return those of some words that stand in any of them: to look for a long list of words in each takes long."""
    texts = [stretch.text for stretch in _stretches(package)]
    return [word for word in words if any(word in text for text in texts)]


@listed_once
def _stretches(package: ScoredPackage) -> Iterator[_Stretch]:
    """Yield all texts as two stretches: what was typed, and the report, in which numbers are printed."""
    texts = [judged.text for judged in list_judged_texts(package)]
    entries = len(list_own_entries(package))
    for number, (first, last) in enumerate(((0, entries), (entries, len(texts)))):
        here = texts[first:last]
        starts = accumulate((len(text) + len(_BETWEEN) for text in here), initial=0)
        yield _Stretch(number, first, _BETWEEN.join([*here, ""]), tuple(starts))


def list_judged_entries(package: PrintedPackage) -> list[JudgedText]:
    """Return the printed entries that are texts, in the order of the files."""
    return [judged_entry(package, text) for text in list_printed_entries(package)]


@listed_once
def list_own_entries(package: ScoredPackage) -> list[JudgedText]:
    """Return the entries that are the unit's own words, not the official form's."""
    if isinstance(package, DescribedPackage):
        return list(_described_entries(package))
    official = {str(name) for name in package.dossier.form_set.checks.writing.official_wording}
    return [one for one in list_judged_entries(package) if one.place(0).file.rpartition("/")[2] not in official]


def judged_entry(package: PrintedPackage, text: Text) -> JudgedText:
    """Return an entry as rules about texts read it."""
    return JudgedText(
        text.path, prints=tuple(package.text_prints.get(text.path, ())), text=text, own=text, place=text.place_of
    )


def _described_entries(package: DescribedPackage) -> Iterator[JudgedText]:
    """Yield the texts typed into described forms, as far as they are known; what they refer to is not their own."""
    for form in package.dossier.forms:
        for _, field, text in form.all_cells():
            if not isinstance(text, Text) or not (text.strip() and field.is_entered) or text.unknown:
                continue
            if not text.path or text.place.file != form.file:
                continue  # drawn from elsewhere
            bound = form.bound.get(text.path)
            spans = (TextSpan("", one.start, one.end) for one in bound.spans) if bound is not None else ()
            own = reword(text, spans, _mask)
            prints = tuple(package.text_prints.get(text.path, ()))
            yield JudgedText(text.path, prints=prints, text=text, own=own, place=text.place_of)


def list_printed_entries(package: PrintedPackage) -> list[Text]:
    """Return the year's own texts that some place prints as entered, in the order of the files; none still open."""
    known = (one for one in package.prints if not one.unknown)
    printed = {one.path for one in known if one.override is None and isinstance(one.value, Text)}
    folder = f"data/{package.submission.year}/"
    return [text for text in package.texts if text.path in printed and text.place.file.startswith(folder)]


def _as_filed(package: ScoredPackage) -> Iterator[JudgedText]:
    for printed in package.prints:
        if isinstance(printed.value, Text) and printed.override is not None and not printed.unknown:
            filed = printed.override.as_filed
            yield JudgedText(
                f"{printed.where}：{printed.path}", prints=(printed,), text=filed, own=filed, place=filed.place_of
            )


@listed_once
def list_judged_paragraphs(package: ScoredPackage) -> Iterator[JudgedText]:
    """Yield the report's paragraphs, the list of attachments included; described forms have entries alone."""
    for paragraph in package.paragraphs if isinstance(package, PrintedPackage) else ():
        yield judged_paragraph(paragraph)


def judged_paragraph(paragraph: PrintedPassage) -> JudgedText:
    """Return a paragraph of the report as rules about texts read it."""
    return JudgedText(
        paragraph.where,
        prints=(paragraph,),
        text=reword(paragraph.text, (span for span in paragraph.marks if span.print.unknown), _mask),
        own=reword(paragraph.text, paragraph.marks, _mask),
        place=lambda _: paragraph.place,
        is_prose=True,
        section=paragraph.where,
        is_open=paragraph.is_open(),
    )


def format_piece(words: str) -> str:
    """Return a piece of one as messages quote it: 〔待填〕 for what is not known yet."""
    return _MASKED.sub(TO_FILL_IN, words)


def _mask(span: TextSpan) -> str:
    return MASK * (span.end - span.start)
