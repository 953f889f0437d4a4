"""A form's layout read off its template, whose tags stand among the form's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.documents import Document, FiledGrid, FiledLine
from jixiao.importing.form_layout import BRACKETS, PRIOR_WORD, YEAR_WORD, Anchor, FormLayout, ListLayout
from jixiao.importing.label_text import label_key
from jixiao.importing.paper_grid import PaperCell, PaperGrid, place_cells
from jixiao.importing.printed_values import is_mark
from jixiao.importing.text_patterns import TAG, list_paths, make_pattern
from jixiao.importing.word_documents import read_word
from jixiao.model.form_description import Description, FormDescription
from jixiao.patterns import compile_late
from jixiao.source.regular_file import MAX_DOCUMENT, read_regular

_CONTROL = compile_late(r"\{%.*?%\}")
_ROW_TAG = compile_late(r"\{%\s*tr\s+(\w+)(?:\s+(\S+)\s+in\s+(\S+))?.*?%\}")
_FEWEST_HEADINGS = 2
Rows = tuple[tuple[PaperCell, ...], ...]


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
        bare = BRACKETS.sub("", key)
        canonical = layout.wordings.get(key) or layout.wordings.get(bare) or key
        layout.wordings[key] = canonical
        layout.words.add(canonical)
        layout.heading_words |= {canonical} if keys[key] else set()
    for key in keys:
        layout.wordings.setdefault(BRACKETS.sub("", key), layout.wordings[key])


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
    for name, word in ((term("year"), YEAR_WORD), (term("prior_year"), PRIOR_WORD)):
        text = re.sub(r"\{\{\s*" + name + r"\s*\}\}", word, text)
    return text
