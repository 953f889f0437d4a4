"""The forms' cells as plain text, each with the values that came from data: what ``trace`` is for the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from jixiao.model.overrides import Override
from jixiao.render.environment import PRINTER, FormEnvironment, marking_page_environment, traced_environment
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
    rendered = _filled_in(template, context, printer, traced_environment())
    blocks = []
    for row, cell, body in cells_in(rendered):
        text, bound = bound_text(body.strip(), printer.prints, row=row, cell=cell)
        blocks.append(Block(where, row, cell, text, bound))
    return tuple(blocks)


def marked_page(template: Path, where: str, context: dict[str, Any], overrides: Iterable[Override]) -> str:
    """Return all text of a form, for ``cells_in``, with every value between its marks; templates as for ``page``."""
    return _filled_in(template, context, Printer(where, tuple(overrides)), marking_page_environment())


def _filled_in(template: Path, context: dict[str, Any], printer: Printer, environment: FormEnvironment) -> str:
    source = page_source(template.read_bytes())
    return environment.from_string(source).render(context | {PRINTER: printer})


def cells_in(rendered: str) -> Iterator[tuple[int, int, str]]:
    """Yield row, cell and what stands there; both are 0 for a paragraph outside the tables."""
    row = cell = 0
    for kind, body in _BLOCK.findall(rendered):
        if kind == ROW:
            row, cell = row + 1, 0
            continue
        cell += kind == CELL
        yield (0, 0, body) if kind == OUTSIDE else (row, cell, body)
