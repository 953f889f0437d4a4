"""Text files of filed packages: what Word's “plain text” and copying from a page leave of tables.

Three ways are read. In one, a line that begins with a tab begins a cell, an empty line followed by such a line begins
a row, and two empty lines end the table. In the others, a row is a line whose cells are parted by tabs, or by upright
strokes as Markdown and chat programs write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.docx.package import BadPackage
from jixiao.folding import describe_folding, fold
from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine
from jixiao.patterns import compile_late

MAX_TEXT = 5_000_000
MAX_CELLS = 120_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_STROKE = compile_late(r"(?<!\\)\|")
_FEWEST_STROKES = 2
_TABS_BEHIND = compile_late(r"(?<=[^\t\n])\t+$", re.MULTILINE)


def read_plain_text(name: str, data: bytes) -> Document:
    """Return a text file as import reads it; BadPackage for what is no text or too large."""
    text = re.sub("\r\n|[\r\f]", "\n", _decoded(data))
    words = describe_folding([text])
    notes = (f"有只是看着一样的字符，按通行的字读取：{words}",) if words else ()
    document = Document(name, tuple(_blocks(fold(text).split("\n"))), notes)
    if sum(map(len, document.rows)) > MAX_CELLS:
        raise BadPackage(f"文件里的单元格超过上限 {MAX_CELLS} 个，不予读取；请检查文件来源，或把文件拆开")
    return document


def _decoded(data: bytes) -> str:
    if len(data) > MAX_TEXT:
        raise BadPackage(f"文本文件超过 {MAX_TEXT // 1_000_000} MB，不予读取；请检查文件来源")
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadPackage("文件里不是文字，或编码认不出来；请用记事本打开，另存为 UTF-8 编码的文本文件")


def _blocks(lines: list[str]) -> Iterator[FiledBlock]:
    position = count = 0
    while position < len(lines):
        line, rest = lines[position], range(position, len(lines))
        if line.startswith("\t"):  # up to two empty lines
            end = next((place for place in rest if not any(lines[place : place + 2])), len(lines))
            yield FiledGrid(tuple(_rows("\n".join(lines[position:end]))))
        elif "\t" in line.strip():
            end = next((place for place in rest if "\t" not in lines[place].strip()), len(lines))
            rows = (row.split("\t") for row in lines[position:end])
            yield FiledGrid(tuple(tuple(cell.strip() for cell in row) for row in rows))
        elif _is_piped(line):
            end = next((place for place in rest if not _is_piped(lines[place])), len(lines))
            piped = map(_split_piped, lines[position:end])
            yield FiledGrid(tuple(row for row in piped if not _is_rule(row)))
        else:
            count, end = count + 1, position + 1
            yield FiledLine(line.strip(), ordinal=count)
        position = end


def _is_piped(line: str) -> bool:
    strokes = line.replace("\\|", "").count("|")
    return strokes >= _FEWEST_STROKES and (line.strip().startswith("|") or " | " in line)


def _split_piped(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(cell.replace("\\|", "|").replace("<br>", "\n").strip() for cell in _STROKE.split(inner))


def _is_rule(row: tuple[str, ...]) -> bool:
    """Return whether a row is the line that Markdown has below headings."""
    return all(re.fullmatch(":?-+:?", cell) for cell in row)


def _rows(table: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows; a cell cut off by an empty line in it goes back to the row it began."""
    written = _TABS_BEHIND.sub("", table)[1:].split("\n\n\t")
    rows = [tuple(cell.strip(" \u3000\n\t") for cell in row.split("\n\t")) for row in written]
    position = 0
    while position < len(rows):
        row, rest = rows[position], rows[position + 1 : position + 3]
        if len(row) == 1 and row[0] and len(rest) == 2 and len(rest[0]) > 2 and len(rest[1]) == len(rest[0]) + 1:
            yield row + rest[0]
            position += 2
        else:
            yield row
            position += 1
