"""The report's paragraphs as plain text, each with its source line and the spans that came from data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.derive.dossier import Dossier
from jixiao.findings import Place
from jixiao.model.scalars import open_mark
from jixiao.render.declared import Declaration, find_declarations, number_lines
from jixiao.render.environment import BETWEEN, CLOSE, LINE, LINE_END, OPEN, context_of, render_marked_text
from jixiao.render.narrative import HEADING, list_sources
from jixiao.render.printing import Print, Printer, within
from jixiao.targets.number_words import in_chinese

_LINE = re.compile(f"{LINE}([0-9]+){LINE_END}")
_BOUND = re.compile(f"{OPEN}([^{BETWEEN}]*){BETWEEN}(.*?){CLOSE}", re.DOTALL)


class Bound(Struct, frozen=True):
    """A span of a paragraph that was printed from data."""

    start: int
    end: int
    print: Print


class ReportParagraph(Struct, frozen=True):
    """One paragraph as printed: the section (报告 二), its number there, its source line, text and bound spans.

    ``position`` is its place under the section's headings: （一）第3段, （一）标题. ``declared`` are the numbers its
    author declared as plain text.
    """

    where: str
    number: int
    place: Place
    text: str
    bound: tuple[Bound, ...]
    declared: tuple[Declaration, ...] = ()
    position: str = ""

    @property
    def spoken(self) -> str:
        """Where it stands: 报告 二（一）第3段, 报告 三 第1段."""
        return within(self.where, self.position or f"第{self.number}段")

    def is_bound(self, start: int, end: int) -> bool:
        """Return whether a span lies within what was printed from data."""
        return any(one.start <= start and end <= one.end for one in self.bound)

    def is_open(self, start: int = 0, end: int | None = None) -> bool:
        """Return whether a span, the whole text by default, holds what nobody knows yet: typed so, or in a value."""
        if open_mark(self.text[start:end]):
            return True
        last = len(self.text) if end is None else end
        return any(one.print.unknown and one.start < last and start < one.end for one in self.bound)


def render_paragraphs(dossier: Dossier, folder: str) -> tuple[ReportParagraph, ...]:
    """Return all paragraphs of the report in order; ``folder`` is where messages say its files lie."""
    return tuple(
        paragraph
        for name, where in list_sources(dossier)
        for paragraph in _section(dossier, name, where, f"{folder}/{name}")
    )


def _section(dossier: Dossier, name: str, where: str, file: str) -> Iterator[ReportParagraph]:
    printer = Printer(where, dossier.overrides, dossier.form_set.amount_places)
    declared = find_declarations(dossier.narrative[name], file)
    rendered = render_marked_text(number_lines(dossier.narrative[name]), context_of(dossier), printer)
    prints = {one.mark: one for one in printer.prints}
    counter = _Counter()
    for chunk in re.split(f"(?={LINE})", rendered):
        line = _LINE.match(chunk)
        body = chunk[line.end() :].strip() if line else ""
        if line and body:
            position = counter.position(body)
            here = Place(file, int(line[1]))
            text, bound = bound_text(body, prints, paragraph=position)
            yield ReportParagraph(
                where,
                number=counter.number,
                place=here,
                text=text,
                bound=bound,
                declared=declared.get(here.line, ()),
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


def bound_text(body: str, prints: Mapping[str, Print], **place: Any) -> tuple[str, tuple[Bound, ...]]:
    """Return a text without marks, and the spans the marks enclosed; ``place`` is told to their prints."""
    text, bound, end = "", [], 0
    for match in _BOUND.finditer(body):
        text += body[end : match.start()]
        one = replace(prints[match[1]], **place)
        bound.append(Bound(len(text), len(text) + len(match[2]), one))
        text += match[2]
        end = match.end()
    return text + body[end:], tuple(bound)


def locate_prints(prints: Iterable[Print], found: Iterable[ReportParagraph]) -> list[Print]:
    """Return the prints, those of the report with their paragraph."""
    places = {_key(one.print): one.print.paragraph for paragraph in found for one in paragraph.bound}
    return [replace(one, paragraph=places[_key(one)]) if _key(one) in places else one for one in prints]


def _key(one: Print) -> tuple[str, str, int]:
    return one.where, one.path, one.occurrence
