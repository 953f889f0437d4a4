"""Forms whose rows, headings and cells were changed: every text is read, known, a mark or told, none misread."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine
from jixiao.importing.foreign_files import read_foreign
from jixiao.importing.form_layout import FormLayout
from jixiao.importing.form_recognition import read_all_layouts
from jixiao.importing.paper_cells import CellFate, PaperPlace, PaperReading, place_in, place_line
from jixiao.importing.paper_reading import read_paper_form
from jixiao.paths import Workspace
from tests.support.filled_forms import printed_forms
from tests.support.project import ROOT
from tests.support.workbooks import export_to_workbook

SETS = ("national-2020", "sichuan-2023", "goals-2021", "monitoring-2022", "hunan-2018", "chongqing-2021")
STRANGE = "从未见过的词"
JUNK = (STRANGE, "", "3.5", "/", "总分", "产出指标", "√", "合计", "2023年12月", "☑是 □否", "100%", "x" * 300)

Cell = tuple[int, int, int]


@cache
def filed(name: str) -> tuple[FormLayout, Document]:
    layouts, _ = read_all_layouts(Workspace(ROOT), name)
    printed = next(printed_forms(name))
    return next(one for one in layouts if one.form.name == printed.form.form.name), printed.document


def cells_of(document: Document) -> list[Cell]:
    return [
        (block, row, cell)
        for block, grid in enumerate(document.blocks)
        if isinstance(grid, FiledGrid)
        for row, texts in enumerate(grid.rows)
        for cell, text in enumerate(texts)
        if text.strip()
    ]


def retyped(document: Document, spot: Cell, text: str) -> Document:
    """Return the document with another text in one cell."""
    block, row, cell = spot
    grid = document.blocks[block]
    assert isinstance(grid, FiledGrid)
    texts = [[*one] for one in grid.rows]
    texts[row][cell] = text
    return with_block(document, block, replace(grid, rows=tuple(map(tuple, texts))))


def with_block(document: Document, number: int, block: FiledBlock) -> Document:
    blocks = [*document.blocks]
    blocks[number] = block
    return replace(document, blocks=tuple(blocks))


def swapped_rows(document: Document, one: Cell, other: Cell) -> Document:
    """Return the document with two rows of one table in each other's place, merged cells as they are."""
    (block, first, _), (of, second, _) = one, other
    grid = document.blocks[block]
    if block != of or not isinstance(grid, FiledGrid):
        return document
    order = [second if row == first else first if row == second else row for row in range(len(grid.rows))]
    moved = {old: new for new, old in enumerate(order)}
    continued = frozenset((moved[row], cell) for row, cell in grid.continued)
    rows, columns = (tuple(lines[row] for row in order) for lines in (grid.rows, grid.columns))
    return with_block(document, block, replace(grid, rows=rows, columns=columns, continued=continued))


def swapped_cells(document: Document, one: Cell, other: Cell) -> Document:
    """Return the document with the texts of two cells in each other's place."""
    texts = [document.blocks[block].rows[row][cell] for block, row, cell in (one, other)]  # type: ignore[union-attr]
    return retyped(retyped(document, one, texts[1]), other, texts[0])


def merged(document: Document, spot: Cell) -> Document:
    """Return the document with a cell taken into the one before it."""
    block, row, cell = spot
    grid = document.blocks[block]
    assert isinstance(grid, FiledGrid)
    if cell == 0 or (row, cell) in grid.continued:
        return document
    texts, columns = [*grid.rows[row]], [*grid.columns[row]]
    del texts[cell], columns[cell]
    rows = (*grid.rows[:row], tuple(texts), *grid.rows[row + 1 :])
    wide = (*grid.columns[:row], tuple(columns), *grid.columns[row + 1 :])
    continued = frozenset((r, c - (r == row and c > cell)) for r, c in grid.continued)
    return with_block(document, block, replace(grid, rows=rows, columns=wide, continued=continued))


def mutated(document: Document, data: st.DataObject) -> Document:
    for _ in range(data.draw(st.integers(1, 4))):
        spots = cells_of(document)
        one, other = data.draw(st.sampled_from(spots)), data.draw(st.sampled_from(spots))
        what = data.draw(st.sampled_from(("rows", "cells", "merge", "type")))
        if what == "rows":
            document = swapped_rows(document, one, other)
        elif what == "cells":
            document = swapped_cells(document, one, other)
        elif what == "merge":
            document = merged(document, one)
        else:
            document = retyped(document, one, data.draw(st.sampled_from(JUNK)))
    return document


def written_places(document: Document) -> Iterator[PaperPlace]:
    table = 0
    for block in document.blocks:
        if isinstance(block, FiledLine):
            yield from [place_line(block)] * bool(block.full.strip())
            continue
        table += 1
        for row, texts in enumerate(block.rows):
            yield from (place_in(block, table, row, cell) for cell, text in enumerate(texts) if text.strip())


def values_of(reading: PaperReading) -> Counter[tuple[str, str]]:
    """Return the values that were read by their paths without the numbers of rows."""
    return Counter((re.sub(r"\[[0-9]+\]", "", cell.path), str(cell.value)) for cell in reading.read)


@pytest.mark.parametrize("name", SETS)
@settings(max_examples=25)
@given(data=st.data())
def test_every_text_is_read_known_a_mark_or_told(name: str, data: st.DataObject) -> None:
    layout, document = filed(name)
    if data.draw(st.integers(0, 5)) == 0:
        spot = data.draw(st.sampled_from(cells_of(document)))
        typed = retyped(document, spot, data.draw(st.sampled_from(JUNK)))
        changed = read_foreign("表.xlsx", export_to_workbook(typed))
    else:
        changed = mutated(document, data)
    reading = read_paper_form(layout, changed.blocks)
    assert {cell.place for cell in reading.cells} == set(written_places(changed))
    assert all(cell.path for cell in reading.cells if cell.fate is CellFate.READ)


@pytest.mark.parametrize("name", SETS)
@settings(max_examples=25)
@given(data=st.data())
def test_a_label_that_nobody_knows_puts_no_value_elsewhere(name: str, data: st.DataObject) -> None:
    layout, document = filed(name)
    before = read_paper_form(layout, document.blocks)
    labels = {cell.place for cell in before.cells if cell.fate is CellFate.LABEL}
    spots = [
        (block, row, cell) for block, row, cell in cells_of(document) if is_label(document, block, row, cell, labels)
    ]
    changed = retyped(document, data.draw(st.sampled_from(spots)), data.draw(st.sampled_from((STRANGE, ""))))
    after = values_of(read_paper_form(layout, changed.blocks))
    misread = after - values_of(before)
    assert not {one: count for one, count in misread.items() if one[1] != STRANGE}


def is_label(document: Document, block: int, row: int, cell: int, labels: set[PaperPlace]) -> bool:
    grid = document.blocks[block]
    table = sum(isinstance(one, FiledGrid) for one in document.blocks[: block + 1])
    return isinstance(grid, FiledGrid) and place_in(grid, table, row, cell) in labels
