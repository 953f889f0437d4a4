"""A file that holds one form several times, each filled in for another project: the first of them is the form."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jixiao.docx.editable_paper import EditableTable, open_to_edit
from jixiao.docx.wml import Element, detach
from jixiao.importing.describing.tagged_template import match_blocks
from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine
from jixiao.importing.label_text import label_key

_ALIKE, _FEWEST = 0.6, 3


def find_repeated(blocks: Sequence[FiledBlock]) -> list[int]:
    """Return where the form that a document begins with begins again: at its title, or at the table itself."""
    tables = [number for number, block in enumerate(blocks) if isinstance(block, FiledGrid)]
    if not tables:
        return []
    known = _row_labels(blocks[tables[0]])
    titles = {label_key(_line_of(block)) for block in blocks[: tables[0]]} - {""}
    found = []
    for before, number in pairwise(tables):
        if len(known) < _FEWEST or not _is_alike(known, _row_labels(blocks[number])):
            continue
        headed = (at for at in range(before + 1, number) if label_key(_line_of(blocks[at])) in titles)
        found.append(next(headed, number))
    return found


def _line_of(block: FiledBlock) -> str:
    return block.full if isinstance(block, FiledLine) else ""


def keep_first_form(data: bytes, document: Document, end: int) -> bytes:
    """Return a DOCX without its blocks from one on, which is not the first; BadPackage as for a template."""
    paper = open_to_edit(data)
    for block in match_blocks(document, paper)[end:]:
        element = _element_of(block)
        if element is not None:
            detach(element)
    return paper.packed()


def _element_of(block: Element | EditableTable | None) -> Element | None:
    if isinstance(block, EditableTable):
        return block.rows[0].getparent() if block.rows else None
    return block


def _row_labels(block: FiledBlock) -> set[str]:
    rows = block.rows if isinstance(block, FiledGrid) else ()
    return {label_key(next((cell for cell in row if cell.strip()), "")) for row in rows} - {""}


def _is_alike(known: set[str], other: set[str]) -> bool:
    return len(known & other) >= _ALIKE * max(len(known), len(other))
