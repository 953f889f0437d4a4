"""The package as it was printed: what the data give today, with the values of the day it was made."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.docx.blocks import TextSpan, WordDocument
from jixiao.reconcile.report_text import WrittenText
from jixiao.reconcile.word_passages import BodyItem, WordPassage
from jixiao.render.printing import Print

PARAGRAPH_MARK = "_JXP"


class ExpectedForm(Struct, frozen=True):
    """One part: its label, the file of its template, its body, and the whole as it was read."""

    label: str
    template: str
    body: tuple[BodyItem, ...]
    paper: WordDocument = field(default_factory=lambda: WordDocument(()))

    def printed_again(self, printed: Mapping[str, str]) -> ExpectedForm:
        """Return the part with other values under its marks, where ``printed`` names them."""
        return replace(self, body=tuple(print_again(item, printed) for item in self.body))


class Expected(Struct, frozen=True):
    """All parts in order, what each mark prints, where the report's paragraphs are written and how they are called."""

    sheets: tuple[ExpectedForm, ...]
    prints: Mapping[str, Print]
    written: Mapping[str, WrittenText] = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict)


def is_value(extent: TextSpan) -> bool:
    """Return whether a mark stands round a value, not round a paragraph."""
    return not extent.name.startswith(PARAGRAPH_MARK)


def paragraph_of(passage: WordPassage) -> str:
    """Return the mark round a paragraph of the report; "" for any other text."""
    return next((mark.name for mark in passage.marks if not is_value(mark)), "")


def values_of(passage: WordPassage) -> list[TextSpan]:
    """Return the marks round values, in order."""
    return [mark for mark in passage.marks if is_value(mark)]


def print_again(item: BodyItem, printed: Mapping[str, str]) -> BodyItem:
    """Return a paragraph or table with other values under its marks, where ``printed`` names them."""
    if isinstance(item, WordPassage):
        return _passage_again(item, printed)
    lines = (replace(line, cells=tuple(_passage_again(cell, printed) for cell in line.cells)) for line in item.lines)
    return replace(item, lines=tuple(lines))


def _passage_again(passage: WordPassage, printed: Mapping[str, str]) -> WordPassage:
    text, end, marks = "", 0, []
    for span in values_of(passage):
        text += passage.text[end : span.start]
        words = printed.get(span.name, passage.text[span.start : span.end])
        marks.append(TextSpan(span.name, len(text), len(text) + len(words)))
        text += words
        end = span.end
    text += passage.text[end:]
    if text == passage.text:
        return passage
    whole = [TextSpan(span.name, 0, len(text)) for span in passage.marks if not is_value(span)]
    return replace(passage, text=text, marks=tuple(whole + marks))
