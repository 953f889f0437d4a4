"""Passages: what stands in a cell of a form or in a paragraph of the report, and which spans came from data.

There is one type for all who look at paper. What is printed knows its values besides (``PrintedPassage``), what came
back from Word who changed it (``reconcile.word_passages``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.derive.dossier import Dossier
from jixiao.docx.blocks import TextSpan
from jixiao.findings import Place
from jixiao.model.scalars import open_mark
from jixiao.patterns import compile_late
from jixiao.render.declared import Declaration, find_declarations
from jixiao.render.environment import BETWEEN, CLOSE, LINE, LINE_END, MARKED_VALUE, OPEN, render_marked_text
from jixiao.render.narrative import HEADING, FilledSection
from jixiao.render.printing import Print, Printer, within
from jixiao.render.scan import CELL, OUTSIDE, ROW, RUNNING
from jixiao.targets.number_words import in_chinese

NOWHERE = Place("")
_PIECE = compile_late(f"{OPEN}([^{BETWEEN}]*){BETWEEN}|({CLOSE})|([^{OPEN}{CLOSE}]+)")
_SIGN = compile_late(f"[{ROW}{CELL}{OUTSIDE}{RUNNING}{OPEN}]")
_BLOCK = compile_late(f"([{ROW}{CELL}{OUTSIDE}])([^{ROW}{CELL}{OUTSIDE}]*)")
_LINE = compile_late(f"{LINE}([0-9]+){LINE_END}([^{LINE}]*)")


class Passage(Struct, frozen=True):
    """What stands in one cell of a form or in one paragraph: the text, its marked spans, and where it stands.

    ``where`` is the part or section (附件2, 报告 二), ``position`` the place in it (第2行第4格, （一）第3段), ``place``
    the line that says so; each is empty where nobody knows it. ``marks`` come in the order of the text.
    """

    text: str
    marks: tuple[TextSpan, ...] = ()
    where: str = ""
    position: str = ""
    place: Place = NOWHERE

    @property
    def spoken(self) -> str:
        """Where it stands, as messages say it: 附件2 第2行第4格, 报告 二（一）第3段, 报告 三 第1段."""
        return within(self.where, self.position).strip()

    @property
    def says(self) -> tuple[str, tuple[TextSpan, ...]]:
        """What it says, wherever it stands."""
        return self.text, self.marks

    @property
    def frame(self) -> str:
        """Its fixed words and the names of its marks, by which passages are paired."""
        return reword(self.text, self.marks, lambda mark: f"〔{mark.name}〕")

    @property
    def fixed(self) -> str:
        """Its words that stand in no mark."""
        return reword(self.text, self.marks, lambda _: "")

    @property
    def values(self) -> dict[str, str]:
        """What stands between marks, by their names."""
        return {mark.name: self.text[mark.start : mark.end] for mark in self.marks}


S = TypeVar("S", bound=TextSpan)


def reword(text: str, marks: Iterable[S], say: Callable[[S], str]) -> str:
    """Return a text with what ``say`` gives in place of each marked span; they come in order, none in another."""
    reworded, end = "", 0
    for mark in marks:
        reworded += text[end : mark.start] + say(mark)
        end = mark.end
    return reworded + text[end:]


class PrintedSpan(TextSpan, frozen=True, kw_only=True):
    """A span of a passage that was printed from data; its name is the mark of the print."""

    print: Print


class PrintedPassage(Passage, frozen=True):
    """A passage as the program prints it, every value with its print.

    In a form ``row`` and ``cell`` are counted as those of a ``Print``, 0 outside its tables; a cell that continues a
    merged one is empty. In the report ``number`` counts through the section, ``position`` below its headings;
    ``declared`` are numbers that count as plain text.
    """

    marks: tuple[PrintedSpan, ...] = ()
    row: int = 0
    cell: int = 0
    number: int = 0
    declared: tuple[Declaration, ...] = ()

    def is_bound(self, start: int, end: int) -> bool:
        """Return whether a span lies within what was printed from data."""
        return any(span.start <= start and end <= span.end for span in self.marks)

    def is_open(self, start: int = 0, end: int | None = None) -> bool:
        """Return whether a span, the whole text by default, holds what nobody knows yet: typed so, or in a value."""
        if open_mark(self.text[start:end]):
            return True
        last = len(self.text) if end is None else end
        return any(span.print.unknown and span.start < last and start < span.end for span in self.marks)


def parse_marks(marked: str) -> tuple[str, tuple[TextSpan, ...]]:
    """Return a text without its marks, and the spans they enclosed; neighbours with the same mark are one."""
    text, spans, name = "", list[TextSpan](), ""
    for opened, closed, words in _PIECE.findall(marked):
        name = "" if closed else opened or name
        start = len(text)
        text += words
        if name and spans and (spans[-1].name, spans[-1].end) == (name, start):
            spans[-1] = TextSpan(name, spans[-1].start, len(text))
        elif name:
            spans.append(TextSpan(name, start, len(text)))
    return text, tuple(spans)


def _parse_prints(marked: str, prints: Mapping[str, Print]) -> tuple[str, tuple[PrintedSpan, ...]]:
    text, spans = parse_marks(marked)
    return text, tuple(PrintedSpan(span.name, span.start, span.end, print=prints[span.name]) for span in spans)


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
        text, marks = _parse_prints(body.strip(), prints)
        yield PrintedPassage(text, marks, where, position_of(row, cell), row=row, cell=cell)


def position_of(row: int, cell: int) -> str:
    """Return how messages call a cell; "" outside the tables."""
    return f"第{row}行第{cell}格" if row else ""


def list_paragraphs(dossier: Dossier, folder: str, section: FilledSection) -> Iterator[PrintedPassage]:
    """Yield the paragraphs of a section, their prints with the paragraph; ``folder`` is where messages say it lies."""
    file = f"{folder}/{section.file}"
    declared = find_declarations(dossier.narrative[section.file], file)
    prints = {printed.mark: printed for printed in section.prints}
    counter = _Counter()
    for line, chunk in _LINE.findall(section.text):
        if body := chunk.strip():
            position, place = counter.position(body), Place(file, int(line))
            here = {mark: replace(prints[mark], paragraph=position) for mark, _ in MARKED_VALUE.findall(body) if mark}
            yield PrintedPassage(
                *_parse_prints(body, here),
                section.where,
                position,
                place,
                number=counter.number,
                declared=declared.get(place.line, ()),
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
