"""The forms' cells as plain text, each with the spans that came from data: what ``trace`` is for the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from jixiao.model.overrides import Override
from jixiao.render.environment import PRINTER, traced_environment
from jixiao.render.printing import Printer
from jixiao.render.scan import CELL, OUTSIDE, ROW, page_source
from jixiao.render.trace import Bound, bound_text

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


def page(template: Path, where: str, context: dict[str, Any], overrides: Iterable[Override]) -> tuple[Block, ...]:
    """Return all blocks of a form in order; its template must have passed all checks."""
    printer = Printer(where, tuple(overrides))
    source = page_source(template.read_bytes())
    rendered = traced_environment().from_string(source).render(context | {PRINTER: printer})
    return tuple(_blocks(rendered, printer))


def _blocks(rendered: str, printer: Printer) -> Iterator[Block]:
    row = cell = 0
    for kind, body in _BLOCK.findall(rendered):
        if kind == ROW:
            row, cell = row + 1, 0
            continue
        cell += kind == CELL
        at_row, at_cell = (0, 0) if kind == OUTSIDE else (row, cell)
        text, bound = bound_text(body.strip(), printer.prints, row=at_row, cell=at_cell)
        yield Block(printer.where, at_row, at_cell, text, bound)
