"""Printed passages: what stands in a cell of a form or in a paragraph of the report, and which spans came from data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.derive.dossier import Dossier
from jixiao.findings import Place
from jixiao.model.scalars import open_mark
from jixiao.render.declared import Declaration, find_declarations
from jixiao.render.environment import LINE, LINE_END, MARKED_VALUE, OPEN, render_marked_text
from jixiao.render.narrative import HEADING, FilledSection
from jixiao.render.printing import Print, Printer, within
from jixiao.render.scan import CELL, OUTSIDE, ROW, RUNNING
from jixiao.targets.number_words import in_chinese

_SIGN = re.compile(f"[{ROW}{CELL}{OUTSIDE}{RUNNING}{OPEN}]")
_BLOCK = re.compile(f"([{ROW}{CELL}{OUTSIDE}])([^{ROW}{CELL}{OUTSIDE}]*)")
_LINE = re.compile(f"{LINE}([0-9]+){LINE_END}([^{LINE}]*)")


class Bound(Struct, frozen=True):
    """A span of a passage that was printed from data."""

    start: int
    end: int
    print: Print


class PrintedPassage(Struct, frozen=True):
    """A cell of a form or a paragraph, as printed: the part or section (附件2, 报告 二), the text and the bound spans.

    In a form ``row`` and ``cell`` are counted as those of a ``Print``, 0 outside its tables; a cell that continues a
    merged one is empty. In the report ``number`` counts through the section, ``position`` is the place under its
    headings (（一）第3段), ``place`` the line of Markdown; ``declared`` are numbers that count as plain text.
    """

    where: str
    text: str
    bound: tuple[Bound, ...] = ()
    row: int = 0
    cell: int = 0
    number: int = 0
    place: Place = Place("")
    declared: tuple[Declaration, ...] = ()
    position: str = ""

    @property
    def spoken(self) -> str:
        """Where a paragraph of the report stands: 报告 二（一）第3段, 报告 三 第1段."""
        return within(self.where, self.position or f"第{self.number}段")

    def is_bound(self, start: int, end: int) -> bool:
        """Return whether a span lies within what was printed from data."""
        return any(span.start <= start and end <= span.end for span in self.bound)

    def is_open(self, start: int = 0, end: int | None = None) -> bool:
        """Return whether a span, the whole text by default, holds what nobody knows yet: typed so, or in a value."""
        if open_mark(self.text[start:end]):
            return True
        last = len(self.text) if end is None else end
        return any(span.print.unknown and span.start < last and start < span.end for span in self.bound)


def bound_text(marked: str, prints: Mapping[str, Print]) -> tuple[str, tuple[Bound, ...]]:
    """Return a text without marks, and the spans the marks enclosed; ``prints`` are given by their marks."""
    text, bound, end = "", [], 0
    for value in MARKED_VALUE.finditer(marked):
        text += marked[end : value.start()]
        if value[1]:
            bound.append(Bound(len(text), len(text) + len(value[2]), prints[value[1]]))
        text += value[2]
        end = value.end()
    return text + marked[end:], tuple(bound)


def render_page(source: str, context: dict[str, Any], printer: Printer) -> str:
    """Return a form as text for ``list_cells``, every value between its marks; the printer knows where each stands.

    ``source`` is the text of a checked template, as ``scan`` gives it. Headers and footers print, but are no cells.
    Raises jinja2.TemplateError for what only shows while rendering.
    """
    filled_in = render_marked_text(source, context, printer)
    row = cell = 0
    outside = True
    numbers = count()  # a template prints each value it shows once, in order
    for sign in _SIGN.findall(filled_in):
        if sign == OPEN:
            number = next(numbers)
            if not outside:
                printer.put(number, row, cell)
        elif sign == ROW:
            row, cell = row + 1, 0
        else:
            cell += sign == CELL
            outside = sign in (OUTSIDE, RUNNING)
    return filled_in[: filled_in.index(RUNNING)]


def list_cells(page: str) -> Iterator[tuple[int, int, str]]:
    """Yield row, cell and what stands there; both are 0 for a paragraph outside the tables."""
    row = cell = 0
    for kind, body in _BLOCK.findall(page):
        if kind == ROW:
            row, cell = row + 1, 0
            continue
        cell += kind == CELL
        yield (0, 0, body) if kind == OUTSIDE else (row, cell, body)


def list_form_passages(page: str, where: str, prints: Mapping[str, Print]) -> Iterator[PrintedPassage]:
    """Yield all passages of such a page in order; ``prints`` are those of the package by their marks."""
    for row, cell, body in list_cells(page):
        yield PrintedPassage(where, *bound_text(body.strip(), prints), row=row, cell=cell)


def list_paragraphs(dossier: Dossier, folder: str, section: FilledSection) -> Iterator[PrintedPassage]:
    """Yield the paragraphs of a section, their prints with the paragraph; ``folder`` is where messages say it lies."""
    file = f"{folder}/{section.file}"
    declared = find_declarations(dossier.narrative[section.file], file)
    prints = {one.mark: one for one in section.prints}
    counter = _Counter()
    for line, chunk in _LINE.findall(section.text):
        if body := chunk.strip():
            position, place = counter.position(body), Place(file, int(line))
            here = {mark: replace(prints[mark], paragraph=position) for mark, _ in MARKED_VALUE.findall(body) if mark}
            yield PrintedPassage(
                section.where,
                *bound_text(body, here),
                number=counter.number,
                place=place,
                declared=declared.get(place.line, ()),
                position=position,
            )


class _Counter(Struct):
    """Counts a section's paragraphs, and anew under each of its headings."""

    number: int = 0
    below: int = 0
    levels: list[int] = field(default_factory=lambda: [0, 0])

    def position(self, body: str) -> str:
        self.number += 1
        heading = HEADING.fullmatch(body)
        if heading is None:
            self.below += 1
            return f"{self._heading()}第{self.below}段"
        self.below = 0
        self.levels = [self.levels[0] + 1, 0] if len(heading[1]) == 2 else [self.levels[0], self.levels[1] + 1]
        return f"{self._heading()}标题"

    def _heading(self) -> str:
        first, second = self.levels
        return (f"（{in_chinese(first)}）" if first else "") + (f"{second}." if second else "")
