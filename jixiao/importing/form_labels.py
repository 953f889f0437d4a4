"""What a form set's templates say of their own tables: which label leads to which value, under which heading.

So a form is read by the same file that prints it, and another authority's form needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph, Table
from jixiao.glossary import identifier, term
from jixiao.importing.label_text import key
from jixiao.model.formset import FormSet, Part, PartKind

_TAG = re.compile(r"\{\{\s*([^{}|]+?)\s*(?:\|[^{}]*)?\}\}")
_LOOP = re.compile(r"\{%\s*tr\s+for\s+(\S+)\s+in\s+(\S+)\s*%\}")
_CONTROL = re.compile(r"\{%\s*tr\s+(\w+).*?%\}")
_ANY = re.compile(r"\{%.*?%\}")
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
    """Rows that repeat over ``source``: the path of each value, such as 行.得分, by heading and by order."""

    source: str
    variable: str
    paths: tuple[str, ...]
    headings: tuple[str, ...]
    after: str
    under: tuple[str, ...] = ()

    def field(self, path: str) -> str:
        """Return a path below the loop's variable: 行.得分 → 得分."""
        return path.removeprefix(f"{self.variable}.")


class FormLabels(Struct):
    """One template: its groups by label, those named by headings alone, its headings, loops and fixed words."""

    part: Part
    groups: dict[str, Group] = field(default_factory=dict)
    inline: dict[str, Group] = field(default_factory=dict)
    below: list[Group] = field(default_factory=list)
    headings: list[tuple[str, ...]] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    lines: list[tuple[re.Pattern[str], str]] = field(default_factory=list)
    fixed: set[str] = field(default_factory=set)

    @property
    def words(self) -> set[str]:
        """Return all labels and headings a table of this form may show."""
        headings = {word for row in self.headings for word in row if word}
        return {*self.groups, *self.inline, *headings}


def forms_of(form_set: FormSet, folder: Path, year: int) -> list[FormLabels]:
    """Return the forms of a form set for a year, in its order; BadPackage for a template that is no DOCX."""
    parts = [part for part in form_set.parts if part.kind is not PartKind.REPORT]
    return [_form(part, (folder / str(part.template)).read_bytes(), year) for part in parts]


def _form(part: Part, template: bytes, year: int) -> FormLabels:
    form = FormLabels(part)
    reader = _Template(form, {term("year"): str(year), term("prior_year"): str(year - 1)})
    for block in read_paper(template).blocks:
        if isinstance(block, Table):
            reader.table(block)
        elif isinstance(block, Paragraph):
            reader.line(block.text)
    return form


class _Template(Struct):
    form: FormLabels
    years: dict[str, str]
    headings: tuple[str, ...] = ()
    loop: tuple[str, str] | None = None
    last: str = ""

    def table(self, table: Table) -> None:
        self.headings, self.last = (), ""
        for row in table.rows:
            self._row([self._with_years(cell.text) for cell in row.cells])

    def _with_years(self, text: str) -> str:
        for name, words in self.years.items():
            text = re.sub(r"\{\{\s*" + name + r"\s*\}\}", words, text)
        return text

    def _row(self, cells: Sequence[str]) -> None:
        joined = "".join(cells)
        if loop := _LOOP.search(joined):
            self.loop = loop[2], loop[1]
        elif control := _CONTROL.search(joined):
            self.loop = None if control[1] == "endfor" else self.loop
        elif self.loop:
            self._repeated([_ANY.sub("", cell) for cell in cells])
        elif not _TAG.search(joined):
            self._heading(cells)
        else:
            for group in _groups(cells, self.headings):
                self._keep(group)

    def _heading(self, cells: Sequence[str]) -> None:
        self.headings = tuple(key(cell) for cell in cells)
        self.form.headings.append(self.headings)
        self.last = ""

    def _keep(self, group: Group) -> None:
        if group.inline:
            self.form.inline[group.label] = group
        elif group.label:
            self.form.groups[group.label] = group
            self.last = group.label
        else:
            self.form.below.append(group)

    def _repeated(self, cells: Sequence[str]) -> None:
        source, variable = self.loop or ("", "")
        if any(one.source == source for one in self.form.loops):
            return
        matches = [_TAG.search(cell) for cell in cells]
        headings = self.headings if len(self.headings) == len(cells) else ("",) * len(cells)
        told = [(spelled(match[1]), heading) for match, heading in zip(matches, headings, strict=True) if match]
        paths, above = zip(*told, strict=True) if told else ((), ())
        self.form.loops.append(
            Loop(source, variable=variable, paths=paths, headings=above, after=self.last, under=self.headings)
        )

    def line(self, text: str) -> None:
        text = self._with_years(text).strip()
        if _TAG.search(text):
            self.form.lines += _line_patterns(text)
        elif text and key(text):
            self.form.fixed.add(key(text))


def _groups(cells: Sequence[str], headings: tuple[str, ...]) -> Iterator[Group]:
    label, paths, above = "", list[str](), list[str]()
    under = headings if len(headings) == len(cells) else ()
    for number, cell in enumerate(cells):
        match = _TAG.search(cell)
        words = (cell[: match.start()] if match else cell).strip()
        if match and words:
            yield Group(key(words), (spelled(match[1]),), inline=True)
        elif match:
            paths.append(spelled(match[1]))
            above.append(under[number] if under else "")
        elif words and words.strip("—-"):
            if paths:
                yield Group(label, tuple(paths), tuple(above), under=under)
            label, paths, above = key(words), [], []
        elif words:  # —— where the form has no such value
            paths.append("")
            above.append(under[number] if under else "")
    if paths and any(paths):
        yield Group(label, tuple(paths), tuple(above), under=under)


def _line_patterns(text: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield a pattern for each labelled value of a line such as 填表人：{{ … }} 填报日期：{{ … }} 单位负责人签字："""
    pieces = re.split(r"(\{\{.*?\}\})", text)
    tails = [_label_of(piece) for piece in pieces[2::2]]
    for number, tag in enumerate(pieces[1::2]):
        before = _label_of(pieces[number * 2])
        match = _TAG.fullmatch(tag)
        if match is None or (not before and number):
            continue
        # A value goes on to the next label of the line, wherever a person put it.
        stop = "|".join(re.escape(one) for one in tails if one)
        end = f"(?=[\\s　]*(?:{stop})|$)" if stop else "$"
        head = f"{_spaced(before)}{_BLANKS}" if before else f"^{_BLANKS}"
        yield re.compile(f"{head}(.*?){_BLANKS}{end}"), spelled(match[1])


def _label_of(piece: str) -> str:
    return piece.strip().rstrip("：:").strip()


def _spaced(label: str) -> str:
    return r"\s*".join(map(re.escape, re.sub(r"\s", "", label))) + r"\s*[:：]"


def spelled(path: str) -> str:
    """Return a template's path as the data spell it: 水费电费差旅费 → 水费、电费、差旅费."""
    steps = ((step, identifier(step)) for step in path.split("."))
    return ".".join(term(english) if english else step for step, english in steps)
