"""The forms' cells as plain text, each with the values that came from data: what ``trace`` is for the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from msgspec import Struct

from jixiao.render.environment import OPEN, render_marked_text
from jixiao.render.printing import Print, Printer
from jixiao.render.report_paragraphs import Bound, bound_text
from jixiao.render.scan import CELL, OUTSIDE, ROW, RUNNING

_SIGN = re.compile(f"[{ROW}{CELL}{OUTSIDE}{RUNNING}{OPEN}]")
_BLOCK = re.compile(f"([{ROW}{CELL}{OUTSIDE}])([^{ROW}{CELL}{OUTSIDE}]*)")


class Block(Struct, frozen=True):
    """A cell of a form, or a paragraph outside its tables (row and cell 0), as printed.

    Rows and cells are counted as those of a ``Print``; a cell that continues a merged one is empty.
    """

    where: str
    row: int
    cell: int
    text: str
    bound: tuple[Bound, ...]


def render_page(source: str, context: dict[str, Any], printer: Printer) -> str:
    """Return a form as text for ``cells_in``, every value between its marks; the printer knows where each stands.

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


def list_blocks(page: str, where: str, prints: Mapping[str, Print]) -> Iterator[Block]:
    """Yield all blocks of such a page in order; ``prints`` are those of the package by their marks."""
    for row, cell, body in list_cells(page):
        text, bound = bound_text(body.strip(), prints)
        yield Block(where, row=row, cell=cell, text=text, bound=bound)


def list_cells(page: str) -> Iterator[tuple[int, int, str]]:
    """Yield row, cell and what stands there; both are 0 for a paragraph outside the tables."""
    row = cell = 0
    for kind, body in _BLOCK.findall(page):
        if kind == ROW:
            row, cell = row + 1, 0
            continue
        cell += kind == CELL
        yield (0, 0, body) if kind == OUTSIDE else (row, cell, body)
