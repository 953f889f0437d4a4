"""Long tables: their plain rows are taken out of a document's XML and parsed some hundred at a time.

A tree takes twelve times the room of its bytes, so that 10,000 rows in one piece would need 300 MB. Only a row that
has nothing to do with what stands outside it is taken out; in its place a ``w:rows`` says where it stood.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator

from msgspec import Struct

from jixiao.docx.package import parse_xml
from jixiao.docx.wml import VAL, W_NS, Element, W
from jixiao.patterns import compile_late

ROWS = f"{W}rows"
_LONG = 4 * 1024 * 1024
_BATCH = 250
_ROOT = compile_late(
    rb"""<\?xml[^>]*?(?:encoding=["'](?i:utf-8)["'][^>]*?)?\?>\s*(<w:document(?:\s+[\w:]+="[^"<>]*")+\s*>)"""
)
_NAMED = f'xmlns:w="{W_NS}"'.encode()
_ROW, _ROW_END = compile_late(rb"<w:tr[ >]"), b"</w:tr>"
_LONGEST_HEAD = 0x4000
_TABLE = compile_late(rb"<w:tbl[ >]")
_HEAD = compile_late(
    rb"<w:tbl(?: [^>]*)?>(?:<w:tblPr>.*?</w:tblPr>)?(?:<w:tblGrid/>|<w:tblGrid>.*?</w:tblGrid>)?", re.DOTALL
)
# What is numbered, related or tracked through the whole document, and tables in a cell.
_TIED = compile_late(
    rb" r:|Reference|docPr|<w:(?:sdt|fld|instrText|hyperlink|comment|perm|move|ins[ >]|del[ >]|sectPr|numPr|tbl[ >])"
    rb"|<mc:|Change |<w:customXml|<w:smartTag"
)
_START, _END = compile_late(rb"<w:bookmarkStart "), compile_late(rb"<w:bookmarkEnd ")
_OURS = compile_late(rb"<w:bookmarkStart (?=[^>]*w:name=\"_JX[0-9a-fP]+\")")
_PLACE = compile_late(rb'<w:rows w:val="([0-9]+)"/>')
_CLOSED = b"</w:tbl></w:body></w:document>"


class CutDocument(Struct, frozen=True):
    """A document without the plain rows of its long tables, and those in batches, each with its table's head."""

    skeleton: bytes
    root: bytes = b""
    batches: tuple[tuple[bytes, bytes], ...] = ()

    def batch(self, number: int) -> bytes:
        """Return a batch as a document of its own, whose only table has these rows."""
        head, rows = self.batches[number]
        return b"".join([self.root, b"<w:body>", head, rows, _CLOSED])

    def rows_at(self, place: Element) -> Iterator[Element]:
        """Yield the rows that were taken out at a place, or the row that stands there itself; BadPackage."""
        if place.tag != ROWS:
            yield place
            return
        yield from parse_xml(self.batch(int(place.get(VAL, "")))).iter(f"{W}tr")


def cut_rows(document: bytes, *, to_read: bool = False) -> CutDocument:
    """Return a document with its plain rows apart, as it is where it is short or its rows cannot be told by bytes.

    ``to_read`` is whether it is only read, from its beginning to its end: then all rows are plain but those of nested
    tables.
    """
    root = _ROOT.match(document) if len(document) >= _LONG else None
    if root is None or b"<!" in document or b"<w:rows" in document or _NAMED not in root[1]:
        return CutDocument(document)
    if document.count(b"xmlns") != root[1].count(b"xmlns"):
        return CutDocument(document)
    tables = [table.start() for table in _TABLE.finditer(document)]
    pieces: list[bytes] = []
    batches: list[tuple[bytes, bytes]] = []
    end = 0
    for first, last in _runs(document, to_read=to_read):
        table = _head(document, tables, first)
        if table is not None:
            pieces += [document[end:first], b'<w:rows w:val="%d"/>' % len(batches)]
            batches.append((table, document[first:last]))
            end = last
    return CutDocument(b"".join([*pieces, document[end:]]), root[1], tuple(batches))


def put_rows_back(text: bytes, batches: list[bytes]) -> bytes:
    """Return a text in which the batches stand where they were taken out."""
    return _PLACE.sub(lambda place: batches[int(place[1])], text) if batches else text


def rows_of(written: bytes) -> bytes:
    """Return the rows of a batch that was written out again."""
    row = _ROW.search(written)
    return b"" if row is None else written[row.start() : written.rindex(b"</w:tbl>")]


def _runs(document: bytes, *, to_read: bool) -> Iterator[tuple[int, int]]:
    """Yield where plain rows stand one behind the other, no more than a batch."""
    first = last = count = 0
    for start, end in _rows(document):
        plain = _is_plain(document[start:end], to_read=to_read)
        if count and (not plain or start != last or count == _BATCH):
            yield first, last
            count = 0
        if plain:
            first, last, count = first if count else start, end, count + 1
    if count:
        yield first, last


def _rows(document: bytes) -> Iterator[tuple[int, int]]:
    """Yield where rows begin and end; one that holds a table ends with the first row of that."""
    end = 0
    while (row := _ROW.search(document, end)) is not None:
        end = document.find(_ROW_END, row.start()) + len(_ROW_END)
        if end < len(_ROW_END):
            return
        yield row.start(), end


def _is_plain(row: bytes, *, to_read: bool) -> bool:
    if to_read:
        return _TABLE.search(row) is None
    if _TIED.search(row):
        return False
    marks = len(_START.findall(row))
    return marks == len(_END.findall(row)) == len(_OURS.findall(row))


def _head(document: bytes, tables: list[int], row: int) -> bytes | None:
    """Return the beginning of the table that a row stands in, up to its first row; None where that is no plain one."""
    number = bisect(tables, row) - 1
    first = _ROW.search(document, tables[number]) if number >= 0 else None
    if first is None or first.start() - tables[number] > _LONGEST_HEAD:
        return None
    head = _HEAD.fullmatch(document, tables[number], first.start())
    return None if head is None else head[0]
