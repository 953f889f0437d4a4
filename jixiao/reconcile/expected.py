"""The package as it was printed: what the data give today, with the values of the day it was made."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.docx.blocks import TextSpan, WordDocument
from jixiao.reconcile.report_text import WrittenText
from jixiao.reconcile.text_blocks import BlockGrid, TextBlock
from jixiao.render.printing import Print

PARAGRAPH_MARK = "_JXP"


class ExpectedForm(Struct, frozen=True):
    """One part: its label, the file of its template, its body, and the whole as it was read."""

    label: str
    template: str
    body: tuple[TextBlock | BlockGrid, ...]
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


def paragraph_of(unit: TextBlock) -> str:
    """Return the mark round a paragraph of the report; "" for any other text."""
    return next((mark.name for mark in unit.marks if not is_value(mark)), "")


def values_of(unit: TextBlock) -> list[TextSpan]:
    """Return the marks round values, in order."""
    return [mark for mark in unit.marks if is_value(mark)]


def print_again(item: TextBlock | BlockGrid, printed: Mapping[str, str]) -> TextBlock | BlockGrid:
    """Return a paragraph or table with other values under its marks, where ``printed`` names them."""
    if isinstance(item, TextBlock):
        return _unit_again(item, printed)
    lines = (replace(line, cells=tuple(_unit_again(cell, printed) for cell in line.cells)) for line in item.lines)
    return replace(item, lines=tuple(lines))


def _unit_again(unit: TextBlock, printed: Mapping[str, str]) -> TextBlock:
    text, position, marks = "", 0, []
    for one in values_of(unit):
        text += unit.text[position : one.start]
        words = printed.get(one.name, unit.text[one.start : one.end])
        marks.append(TextSpan(one.name, len(text), len(text) + len(words)))
        text += words
        position = one.end
    text += unit.text[position:]
    if text == unit.text:
        return unit
    whole = [TextSpan(one.name, 0, len(text)) for one in unit.marks if not is_value(one)]
    return replace(unit, text=text, marks=tuple(whole + marks))
