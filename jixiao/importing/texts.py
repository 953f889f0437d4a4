"""Text files of filed packages: what Word's “plain text” and copying from a page leave of tables.

Two ways are read. In one, a line that begins with a tab begins a cell, an empty line followed by such a line begins
a row, and two empty lines end the table. In the other, a row is a line whose cells are parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.docx.package import BadPackage
from jixiao.importing.documents import Document, FiledGrid, FiledLine
from jixiao.source.decoding import without_invisible

MAX_TEXT = 5_000_000
MAX_CELLS = 120_000
_ENCODINGS = ("utf-8-sig", "gb18030")


def of_text(name: str, data: bytes) -> Document:
    """Return a text file as import reads it; BadPackage for what is no text or too large."""
    lines = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    blocks = tuple(_blocks(lines))
    if sum(len(row) for block in blocks if isinstance(block, FiledGrid) for row in block.rows) > MAX_CELLS:
        raise BadPackage(f"文件里的单元格超过上限 {MAX_CELLS} 个，不予读取；请检查文件来源，或把文件拆开")
    return Document(name, blocks)


def _decoded(data: bytes) -> str:
    if len(data) > MAX_TEXT:
        raise BadPackage(f"文本文件超过 {MAX_TEXT // 1_000_000} MB，不予读取；请检查文件来源")
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return without_invisible(text)
    raise BadPackage("文件里不是文字，或编码认不出来；请用记事本打开，另存为 UTF-8 编码的文本文件")


def _blocks(lines: list[str]) -> Iterator[FiledLine | FiledGrid]:
    position, count = 0, 0
    while position < len(lines):
        line = lines[position]
        if line.startswith("\t"):
            end = _end_of_cells(lines, position)
            yield FiledGrid(tuple(_rows(lines[position:end])))
            position = end
        elif "\t" in line.strip():
            end = position
            while end < len(lines) and "\t" in lines[end].strip():
                end += 1
            yield FiledGrid(tuple(tuple(cell.strip() for cell in one.split("\t")) for one in lines[position:end]))
            position = end
        else:
            count += 1
            yield FiledLine(line.strip(), at=count)
            position += 1


def _end_of_cells(lines: list[str], start: int) -> int:
    """Return where a table that begins at ``start`` ends: at two empty lines that no further cell follows."""
    position = start
    while position < len(lines):
        if not lines[position] and not (lines[position + 1 : position + 2] or [""])[0]:
            return position
        position += 1
    return position


def _rows(lines: list[str]) -> Iterator[tuple[str, ...]]:
    rows: list[list[list[str]]] = [[]]
    for number, line in enumerate(lines):
        if line.startswith("\t"):
            rows[-1].append([line[1:].rstrip("\t")])
        elif not line and (lines[number + 1 : number + 2] or [""])[0].startswith("\t"):
            rows.append([])
        elif rows[-1]:
            rows[-1][-1].append(line)
    cells = [["\n".join(cell).strip(" \u3000\n\t") for cell in row] for row in rows if row]
    yield from (tuple(row) for row in _rejoined(cells))


def _rejoined(rows: list[list[str]]) -> Iterator[list[str]]:
    """Yield the rows; a cell cut off by an empty line in it goes back to the row it began."""
    position = 0
    while position < len(rows):
        row, rest = rows[position], rows[position + 1 : position + 3]
        if len(row) == 1 and row[0] and len(rest) == 2 and len(rest[0]) > 2 and len(rest[1]) == len(rest[0]) + 1:
            yield row + rest[0]
            position += 2
        else:
            yield row
            position += 1


def squeezed(text: str) -> str:
    """Return a text without any white space."""
    return re.sub(r"\s", "", text)
