"""What a form set's templates say of their own tables: which label leads to which value, under which heading.

So a form is read by the same file that prints it, and another authority's form needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph, Table
from jixiao.glossary import identifier, term
from jixiao.importing.label_text import label_key, squeeze
from jixiao.model.formset import FormSet, Part, PartKind
from jixiao.patterns import compile_late
from jixiao.source.regular_file import MAX_DOCUMENT, read_regular

_TAG = compile_late(r"\{\{\s*([^{}|]+?)\s*(?:\|[^{}]*)?\}\}")
_LOOP = compile_late(r"\{%\s*tr\s+for\s+(\S+)\s+in\s+(\S+)\s*%\}")
_CONTROL = compile_late(r"\{%\s*tr\s+(\w+).*?%\}")
_ANY = compile_late(r"\{%.*?%\}")
_BLANKS = r"[\s_＿]*"


class Group(Struct, frozen=True):
    """Values that follow a label in its row, in order: their paths, and the headings above them ("" for none).

    ``label`` is "" for a row that only its headings name; ``inline`` where label and value share a cell.
    """

    label: str
    paths: tuple[str, ...]
    headings: tuple[str, ...] = ()
    inline: bool = False
    under: tuple[str, ...] = ()


class Loop(Struct, frozen=True):
    """Rows that repeat over ``source``: the term of each value, such as 得分, by heading and by order."""

    source: str
    terms: tuple[str, ...]
    headings: tuple[str, ...]
    after: str
    under: tuple[str, ...] = ()


class FormLabels(Struct, dict=True):
    """One template: its groups by label, those named by headings alone, its headings, loops and fixed words."""

    part: Part
    groups: dict[str, Group] = field(default_factory=dict)
    inline: dict[str, Group] = field(default_factory=dict)
    below: list[Group] = field(default_factory=list)
    headings: list[tuple[str, ...]] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    lines: list[tuple[re.Pattern[str], str]] = field(default_factory=list)
    fixed: set[str] = field(default_factory=set)

    def label(self, number: int) -> str:
        """Return the label of the form, of the project of that number: 附件3（2）."""
        return str(self.part.label).replace("{序号}", str(number))

    @cached_property
    def heading_words(self) -> frozenset[str]:
        """All headings of the form."""
        return frozenset(word for row in self.headings for word in row if word)

    @cached_property
    def words(self) -> frozenset[str]:
        """All labels and headings that a table of this form may show."""
        return self.heading_words.union(self.groups, self.inline)


def read_forms(form_set: FormSet, folder: Path, year: int) -> list[FormLabels]:
    """Return the forms of a form set for a year, in its order; BadPackage for a template that is no DOCX."""
    parts = [part for part in form_set.parts if part.kind is not PartKind.REPORT]
    return [_read_form(part, read_regular(folder / str(part.template), MAX_DOCUMENT), year) for part in parts]


def _read_form(part: Part, template: bytes, year: int) -> FormLabels:
    reader = _TemplateReader(FormLabels(part), {term("year"): str(year), term("prior_year"): str(year - 1)})
    for block in read_paper(template).blocks:
        if isinstance(block, Table):
            reader.table(block)
        elif isinstance(block, Paragraph):
            reader.line(block.text)
    return reader.form


class _TemplateReader(Struct):
    form: FormLabels
    years: dict[str, str]
    headings: tuple[str, ...] = ()
    loop: tuple[str, str] | None = None
    last: str = ""

    def table(self, table: Table) -> None:
        self.headings, self.last = (), ""
        for row in table.rows:
            self._row([self._with_years(cell.text) for cell in row.cells])

    def line(self, text: str) -> None:
        text = self._with_years(text).strip()
        if _TAG.search(text):
            self.form.lines += _line_patterns(text)
        elif text and label_key(text):
            self.form.fixed.add(label_key(text))

    def _with_years(self, text: str) -> str:
        for name, year in self.years.items():
            text = re.sub(r"\{\{\s*" + name + r"\s*\}\}", year, text)
        return text

    def _row(self, cells: Sequence[str]) -> None:
        joined = "".join(cells)
        if loop := _LOOP.search(joined):
            self.loop = loop[2], loop[1]
        elif control := _CONTROL.search(joined):
            self.loop = None if control[1] == "endfor" else self.loop
        elif self.loop:
            self._repeated([_ANY.sub("", cell) for cell in cells], *self.loop)
        elif not _TAG.search(joined):
            self.headings, self.last = tuple(map(label_key, cells)), ""
            self.form.headings.append(self.headings)
        else:
            for group in _groups(cells, self._headings_above(cells)):
                self._keep(group)

    def _headings_above(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return the heading of each cell; none where the headings do not fit the row."""
        return self.headings if len(self.headings) == len(cells) else ()

    def _keep(self, group: Group) -> None:
        if group.inline:
            self.form.inline[group.label] = group
        elif group.label:
            self.form.groups[group.label] = group
            self.last = group.label
        else:
            self.form.below.append(group)

    def _repeated(self, cells: Sequence[str], source: str, variable: str) -> None:
        if any(loop.source == source for loop in self.form.loops):
            return
        headings = self._headings_above(cells) or ("",) * len(cells)
        tagged = [(match, head) for cell, head in zip(cells, headings, strict=True) if (match := _TAG.search(cell))]
        terms = tuple(_data_path(match[1]).removeprefix(f"{variable}.") for match, _ in tagged)
        above = tuple(head for _, head in tagged)
        self.form.loops.append(Loop(source, terms, above, after=self.last, under=self.headings))


def _groups(cells: Sequence[str], headings: tuple[str, ...]) -> Iterator[Group]:
    label, paths, above = "", list[str](), list[str]()
    for cell, heading in zip(cells, headings or ("",) * len(cells), strict=True):
        match = _TAG.search(cell)
        words = (cell[: match.start()] if match else cell).strip()
        if match and words:
            yield Group(label_key(words), (_data_path(match[1]),), inline=True)
        elif match or (words and not words.strip("—-")):  # —— where the form has no such value
            paths.append(_data_path(match[1]) if match else "")
            above.append(heading)
        elif words:
            if paths:
                yield Group(label, tuple(paths), tuple(above), under=headings)
            label, paths, above = label_key(words), [], []
    if any(paths):
        yield Group(label, tuple(paths), tuple(above), under=headings)


def _line_patterns(text: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield a pattern for each labelled value of a line such as 填表人：{{ … }} 填报日期：{{ … }} 单位负责人签字："""
    pieces = re.split(r"(\{\{(?:(?!\{\{).)*?\}\})", text)
    labels = [piece.strip().rstrip("：:").strip() for piece in pieces[::2]]
    # A value goes on to the next label of the line, wherever a person put it.
    stop = "|".join(re.escape(label) for label in labels[1:] if label)
    end = f"(?=[\\s　]*(?:{stop})|$)" if stop else "$"
    for number, (label, tag) in enumerate(zip(labels, pieces[1::2], strict=False)):
        match = _TAG.fullmatch(tag)
        if match and (label or not number):
            spaced = r"\s*".join(map(re.escape, squeeze(label))) + r"\s*[:：]" if label else "^"
            yield re.compile(f"{spaced}{_BLANKS}(.*?){_BLANKS}{end}"), _data_path(match[1])


def _data_path(path: str) -> str:
    """Return a template's path as the data spell it: 水费电费差旅费 → 水费、电费、差旅费."""
    steps = ((step, identifier(step)) for step in path.split("."))
    return ".".join(term(english) if english else step for step, english in steps)
