"""The report's paragraphs as plain text, each with its source line and the spans that came from data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.derive.dossier import Dossier
from jixiao.findings import Place
from jixiao.render.declared import ONLY_TAGS, Declaration, declarations, without_declarations
from jixiao.render.environment import PRINTER, context_of, traced_environment
from jixiao.render.narrative import ATTACHMENTS
from jixiao.render.printing import Print, Printer

# Noncharacters of Unicode: reading forbids them in data, so they cannot be counterfeited.
OPEN, BETWEEN, CLOSE, LINE, LINE_END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_LINE = re.compile(f"{LINE}([0-9]+){LINE_END}")
_BOUND = re.compile(f"{OPEN}([0-9]+){BETWEEN}(.*?){CLOSE}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bound:
    """A span of a paragraph that was printed from data."""

    start: int
    end: int
    print: Print


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as printed: the section (报告 二), its number there, its source line, text and bound spans.

    ``declared`` are the numbers its author declared as plain text.
    """

    where: str
    number: int
    place: Place
    text: str
    bound: tuple[Bound, ...]
    declared: tuple[Declaration, ...] = ()

    @property
    def spoken(self) -> str:
        """Where it stands: 报告 二 第3段."""
        return f"{self.where} 第{self.number}段"

    def is_bound(self, start: int, end: int) -> bool:
        """Return whether a span lies within what was printed from data."""
        return any(one.start <= start and end <= one.end for one in self.bound)


def paragraphs(dossier: Dossier, folder: str) -> tuple[Paragraph, ...]:
    """Return all paragraphs of the report in order; ``folder`` is where messages say its files lie."""
    files = [(section.source_file, f"报告 {section.number}") for section in dossier.sections]
    files.append((str(dossier.form_set.attachments_file), f"报告 {ATTACHMENTS}"))
    return tuple(paragraph for name, where in files for paragraph in _section(dossier, name, where, f"{folder}/{name}"))


def _section(dossier: Dossier, name: str, where: str, file: str) -> Iterator[Paragraph]:
    printer = Printer(where, dossier.overrides)
    declared = declarations(dossier.narrative[name], file)
    source = "\n".join(
        line if ONLY_TAGS.fullmatch(line) or not line.strip() else f"{LINE}{number}{LINE_END}{line}"
        for number, line in enumerate(without_declarations(dossier.narrative[name]).split("\n"), start=1)
    )
    rendered = traced_environment().from_string(source).render(context_of(dossier) | {PRINTER: printer})
    count = 0
    for chunk in re.split(f"(?={LINE})", rendered):
        line = _LINE.match(chunk)
        body = chunk[line.end() :].strip() if line else ""
        if line and body:
            count += 1
            here = Place(file, int(line[1]))
            yield _paragraph(where, count, here, body, printer.prints, declared.get(here.line, ()))


def _paragraph(
    where: str, number: int, place: Place, body: str, prints: list[Print], declared: tuple[Declaration, ...]
) -> Paragraph:
    text, bound, position = "", [], 0
    for match in _BOUND.finditer(body):
        text += body[position : match.start()]
        bound.append(Bound(len(text), len(text) + len(match[2]), prints[int(match[1])]))
        text += match[2]
        position = match.end()
    return Paragraph(where, number, place, text + body[position:], tuple(bound), declared)
