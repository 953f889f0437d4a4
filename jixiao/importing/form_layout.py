"""Where a described form has its fields: read off its template, whose tags stand among the form's own words.

A field is known by the labels round it, never by its position: the label to its left, the heading above it, or the
words of its own cell. So a filed form is read whatever order its rows and columns are in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.forms.described_set import GIVEN_OF_ROWS
from jixiao.glossary import term
from jixiao.importing.documents import Document, FiledGrid, FiledLine
from jixiao.importing.label_text import label_key
from jixiao.importing.paper_grid import Labels, PaperCell, PaperGrid, place_cells
from jixiao.importing.printed_values import is_mark
from jixiao.importing.text_patterns import TAG, TextPattern, list_paths, make_pattern
from jixiao.importing.word_documents import read_word
from jixiao.model.field_patterns import best_patterns
from jixiao.model.form_description import Description, FieldDescription, FormDescription, ListDescription
from jixiao.model.form_roles import FieldKind
from jixiao.patterns import compile_late
from jixiao.source.regular_file import MAX_DOCUMENT, read_regular

_CONTROL = compile_late(r"\{%.*?%\}")
_ROW_TAG = compile_late(r"\{%\s*tr\s+(\w+)(?:\s+(\S+)\s+in\s+(\S+))?.*?%\}")
_BRACKETS = compile_late(r"(?<=.)(?:\([^()]*\))+$")
_YEAR_WORD, _PRIOR_WORD = "〔年度〕", "〔上年度〕"
_FEWEST_HEADINGS = 2
_UNDESCRIBED = FieldDescription.model_construct(kind=FieldKind.TEXT, role=None, choices=[], synonyms=[], decimals=None)


Rows = tuple[tuple[PaperCell, ...], ...]


class Anchor(Struct, frozen=True):
    """Where one field stands: labels to the left, cells between, headings above; all nearest first.

    ``grouped`` is whether the nearest label to the left begins in a row above.
    """

    path: str
    left: Labels
    between: int
    above: Labels
    grouped: bool = False


class ListLayout(Struct, dict=True):
    """A list on paper: the heading of each of its fields, the label of the row before it, labels that end it.

    ``group`` is the label over or beside the whole of it, which tells two lists under the same headings apart;
    ``patterns`` are of cells, by their field, that hold words or more than one field.
    """

    path: str
    parts: dict[Labels, str] = field(default_factory=dict)
    patterns: dict[str, TextPattern] = field(default_factory=dict)
    after: str = ""
    group: str = ""
    closings: set[str] = field(default_factory=set)

    @cached_property
    def headings(self) -> frozenset[str]:
        """The headings right above its fields."""
        return frozenset(labels[0] for labels in self.parts if labels)


class FormLayout(Struct, dict=True):
    """One described form on paper: its anchors, lists, lines, and all words that are the form's own."""

    set_name: str
    form: FormDescription
    wordings: dict[str, str]
    anchors: list[Anchor] = field(default_factory=list)
    lists: list[ListLayout] = field(default_factory=list)
    patterns: list[TextPattern] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    heading_words: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    own_texts: frozenset[str] = frozenset()

    def describe(self, path: str) -> FieldDescription:
        """Return what the description says of a field; a text where it says nothing."""
        if path not in self._descriptions:
            self._descriptions[path] = self._described(path)
        return self._descriptions[path]

    @cached_property
    def _descriptions(self) -> dict[str, FieldDescription]:
        return {}

    def _described(self, path: str) -> FieldDescription:
        for name, one in self.form.lists.items():
            if path.startswith(f"{name}."):
                return _find(one.fields, path.removeprefix(f"{name}."))
        return _find(self.form.fields, path)

    def list_description(self, path: str) -> ListDescription | None:
        """Return what the description says of a list."""
        return self.form.lists.get(path)

    def is_given_by_rows(self, path: str, name: str) -> bool:
        """Return whether a tag in a row of a list is none of its columns, but what the rows themselves come to."""
        described = self.form.lists.get(path)
        return name in GIVEN_OF_ROWS and (described is None or name not in described.fields)

    def name(self, text: str, year: int | None) -> str:
        """Return a label in the one form they are compared in, whether or not the form has it."""
        for known in _keys_of(text, year):
            canonical = self.wordings.get(known, known)
            if canonical in self.words:
                return canonical
        return ""

    @cached_property
    def by_labels(self) -> dict[tuple[str, str], list[Anchor]]:
        """The anchors by the label to the left and the heading above."""
        found: dict[tuple[str, str], list[Anchor]] = {}
        for anchor in self.anchors:
            found.setdefault((first(anchor.left), first(anchor.above)), []).append(anchor)
        return found

    @cached_property
    def by_left(self) -> dict[str, list[Anchor]]:
        """The anchors by the label to the left alone."""
        found: dict[str, list[Anchor]] = {}
        for anchor in self.anchors:
            found.setdefault(first(anchor.left), []).append(anchor)
        return found


def first(labels: Labels) -> str:
    """Return the nearest label, "" where there is none."""
    return labels[0] if labels else ""


@lru_cache(maxsize=65536)
def _keys_of(text: str, year: int | None) -> tuple[str, str]:
    """Return a text as labels are compared, with and without brackets behind it: each anew, 600 rows took 1 s more."""
    key = label_key(with_year_words(text, year))
    return key, _BRACKETS.sub("", key)


def _find(fields: dict[str, FieldDescription], path: str) -> FieldDescription:
    """Return what is said of a path: of itself, or of the pattern that goes before others; a text if nothing is."""
    best = best_patterns(fields, path)
    return fields[best[0]] if best else _UNDESCRIBED


def with_year_words(text: str, year: int | None) -> str:
    """Return a label with the form's year and the year before as words, so that forms of two years have the same."""
    if year is None:
        return text
    return re.sub(rf"(?<![0-9]){year}(?![0-9])", _YEAR_WORD, text.replace(str(year - 1), _PRIOR_WORD))


def read_layouts(name: str, folder: Path, description: Description) -> list[FormLayout]:
    """Return the layouts of a set's forms; BadPackage, UnreadableFile for a template that is none."""
    return [
        lay_out(
            name, form, description, read_word(str(form.template), read_regular(folder / form.template, MAX_DOCUMENT))
        )
        for form in description.forms
    ]


def lay_out(name: str, form: FormDescription, description: Description, template: Document) -> FormLayout:
    """Return the layout of one form by its template as read."""
    wordings: dict[str, str] = {}
    for group in description.wordings:
        keys = [label_key(str(text)) for text in group]
        wordings |= dict.fromkeys(keys, keys[0])
    layout = FormLayout(name, form, wordings, own_texts=template.texts)
    tables = [(block, place_cells(block)) for block in template.blocks if isinstance(block, FiledGrid)]
    _collect_words(layout, [rows for _, rows in tables])
    _read_lines(layout, [block for block in template.blocks if isinstance(block, FiledLine)])
    for _, rows in tables:
        _TemplateTableReader(layout, rows).read()
    return layout


def _collect_words(layout: FormLayout, tables: Sequence[Rows]) -> None:
    """Take the form's own words; a label is also known without the brackets behind it, where that is no other label."""
    keys: dict[str, bool] = {}
    for rows in tables:
        for row in rows:
            texts = [cell.text for cell in row if _is_label(cell.text) and not is_mark(cell.text)]
            labels = [label_key(_template_words(text)) for text in texts]
            heading = _is_heading(row)
            keys |= {key: heading or keys.get(key, False) for key in labels if key}
    for key in keys:
        bare = _BRACKETS.sub("", key)
        canonical = layout.wordings.get(key) or layout.wordings.get(bare) or key
        layout.wordings[key] = canonical
        layout.words.add(canonical)
        layout.heading_words |= {canonical} if keys[key] else set()
    for key in keys:
        layout.wordings.setdefault(_BRACKETS.sub("", key), layout.wordings[key])


# lines


def _read_lines(layout: FormLayout, lines: Sequence[FiledLine]) -> None:
    """Take the lines of words and those with values; one that is only a value is known by the words before it."""
    before = ""
    for line in lines:
        text = _CONTROL.sub("", line.full).strip()
        if TAG.search(text):
            layout.patterns.append(make_pattern(text, after=before))
        elif text:
            layout.lines.add(label_key(text))
        before = label_key(text) if text and not TAG.search(text) else ""


# tables


def _is_heading(row: tuple[PaperCell, ...]) -> bool:
    written = [cell for cell in row if cell.text.strip()]
    return len(written) >= _FEWEST_HEADINGS and all(_is_label(cell.text) for cell in written)


class _TemplateTableReader(Struct):
    """Reads one table of a template into a layout."""

    layout: FormLayout
    rows: Rows

    def read(self) -> None:
        plain = tuple(tuple(map(_words_of, row)) for row in self.rows)
        headings = frozenset(number for number, row in enumerate(self.rows) if _is_heading(row))
        self._fields(PaperGrid(plain, lambda text: self.layout.name(text, None), headings))

    def _fields(self, paper: PaperGrid) -> None:
        current: ListLayout | None = None
        closed: list[ListLayout] = []
        variable, before = "", ""
        for number, row in enumerate(self.rows):
            control = next((match for cell in row if (match := _ROW_TAG.search(cell.text))), None)
            if control and control[1] == "for":
                variable = control[2]
                current = ListLayout(control[3])
                current.after = before if number - 1 not in paper.headings else ""
                current.group = self._group(paper, number)
                self.layout.lists.append(current)
            elif control:
                closed += [current] if control[1] == "endfor" and current else []
                current = current if control[1] != "endfor" else None
            elif current:
                self._list_row(current, row, paper, variable)
            else:
                leading = next(
                    (label for cell in row if (label := paper.name_label(paper.rows[cell.row][cell.number].text))), ""
                )
                before = leading
                for layout in closed:
                    layout.closings |= {leading} - {""}
                self._row(row, paper)

    def _group(self, paper: PaperGrid, row: int) -> str:
        above = next((number for number in range(row - 1, -1, -1) if number in paper.headings), None)
        if above is None:
            return ""
        return next((label for cell in paper.rows[above] if (label := paper.name_label(paper.owner(cell).text))), "")

    def _list_row(self, current: ListLayout, row: tuple[PaperCell, ...], paper: PaperGrid, variable: str) -> None:
        for cell in row:
            text = _CONTROL.sub("", cell.text).replace(f"{variable}.", "")
            tags = list_paths(text)
            if not tags:
                continue
            current.parts[paper.above(cell)] = tags[0]
            if TAG.sub("", text).strip() or len(tags) > 1:
                current.patterns[tags[0]] = make_pattern(text.strip())

    def _row(self, row: tuple[PaperCell, ...], paper: PaperGrid) -> None:
        for cell in row:
            text = _CONTROL.sub("", cell.text)
            tags = list_paths(text)
            if not tags or _is_label(text):
                continue
            if TAG.sub("", text).strip():
                self.layout.patterns.append(make_pattern(text.strip()))
            else:
                left = paper.left_of(cell)
                if not left.labels and cell.row - 1 not in paper.headings:
                    continue  # nothing on paper would tell it from another
                anchor = Anchor(tags[0], left.labels, left.between, paper.above(cell), grouped=left.goes_on)
                self.layout.anchors.append(anchor)


def _words_of(cell: PaperCell) -> PaperCell:
    """Return a cell with the form's words only; one that holds a field has none."""
    text = _template_words(cell.text) if _is_label(cell.text) else ""
    return replace(cell, text=text)


def _is_label(text: str) -> bool:
    """Return whether a cell holds words of the form only; the year in them is one."""
    return "{" not in _template_words(text)


def _template_words(text: str) -> str:
    """Return a template's text with the year and the one before as words; other tags stay."""
    for name, word in ((term("year"), _YEAR_WORD), (term("prior_year"), _PRIOR_WORD)):
        text = re.sub(r"\{\{\s*" + name + r"\s*\}\}", word, text)
    return text
