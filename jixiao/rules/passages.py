"""Passages: every stretch of Chinese text that is printed, from a form's cell to a paragraph of the report.

Entries, values printed as filed and paragraphs look alike to the rules about texts: a text, where it
stands in the data, where on paper, and what of it was printed from elsewhere (and is judged there).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from jixiao.figures import Text
from jixiao.findings import Place
from jixiao.render.trace import Paragraph
from jixiao.rules.book import Book, once_per_book

# Stands for a value printed from data where a rule must not read it again.
MASK = "\ufffc"


class Passage(Struct, frozen=True):
    """One text as printed; ``own`` is the same text with ``MASK`` for each character that came from data."""

    subject: str
    printed: tuple[str, ...]
    text: str
    own: str
    place: Callable[[int], Place]
    is_prose: bool = False
    section: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading of the report."""
        return self.is_prose and self.text.startswith("#")

    @property
    def is_table(self) -> bool:
        """Whether it is a line of a table in the report."""
        return self.is_prose and self.text.startswith("|")

    def owns(self, start: int, end: int) -> bool:
        """Return whether a stretch is the passage's own, at least in part, not printed from data."""
        return self.own[start : max(end, start + 1)].strip(MASK) != ""

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield each line of the own text with the offset where it begins."""
        offset = 0
        for line in self.own.split("\n"):
            yield offset, line
            offset += len(line) + 1


@once_per_book
def passages(book: Book) -> list[Passage]:
    """Return all printed texts in the unit's own words: entries, values as filed, the report's paragraphs."""
    return [*own_entries(book), *_as_filed(book), *paragraphs(book)]


def entries(book: Book) -> list[Passage]:
    """Return the printed entries that are texts, in the order of the files."""
    return [entry_passage(book, text) for text in printed_texts(book)]


@once_per_book
def own_entries(book: Book) -> list[Passage]:
    """Return the entries that are the unit's own words, not the official form's."""
    official = {str(name) for name in book.dossier.form_set.checks.writing.official_wording}
    return [one for one in entries(book) if one.place(0).file.rpartition("/")[2] not in official]


def entry_passage(book: Book, text: Text) -> Passage:
    """Return an entry as a passage."""
    places = tuple(dict.fromkeys(one.spoken for one in book.text_prints.get(text.path, ())))
    return Passage(text.path, places, text, text, text.place_of)


def printed_texts(book: Book) -> list[Text]:
    """Return the year's own texts that some place prints as entered, in the order of the files."""
    prints, folder = book.text_prints, f"data/{book.submission.year}/"
    return [
        text
        for text in book.texts
        if text.place.file.startswith(folder) and any(one.override is None for one in prints.get(text.path, ()))
    ]


def _as_filed(book: Book) -> Iterator[Passage]:
    for one in book.prints:
        if isinstance(one.value, Text) and one.override is not None:
            filed = one.override.as_filed
            yield Passage(f"{one.where}：{one.path}", (one.spoken,), filed, filed, filed.place_of)


def paragraphs(book: Book) -> Iterator[Passage]:
    """Yield the report's paragraphs, the list of attachments included."""
    for one in book.paragraphs:
        yield paragraph_passage(one)


def paragraph_passage(one: Paragraph) -> Passage:
    """Return a paragraph of the report as a passage."""
    own = one.text
    for bound in one.bound:
        own = own[: bound.start] + MASK * (bound.end - bound.start) + own[bound.end :]
    return Passage(one.spoken, (one.spoken,), one.text, own, lambda _: one.place, True, one.where)
