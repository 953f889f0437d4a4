"""Eyes for built DOCX files: text and tables as they stand in the XML, and templates to damage."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
from docx.document import Document
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def members(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(package: bytes) -> etree._Element:
    return etree.fromstring(members(package)["word/document.xml"])


def text_of(element: etree._Element) -> str:
    """Return the text below an element; line breaks as such."""
    pieces = []
    for node in element.iter(f"{W}t", f"{W}br", f"{W}tab"):
        pieces.append(node.text or "" if node.tag == f"{W}t" else "\n" if node.tag == f"{W}br" else "\t")
    return "".join(pieces)


def paragraphs(package: bytes) -> list[str]:
    """Return the body's paragraphs in document order, those in tables included."""
    return [text_of(paragraph) for paragraph in body(package).iter(f"{W}p")]


def text(package: bytes) -> str:
    return "\n".join(paragraphs(package))


def grid(package: bytes) -> list[list[str]]:
    """Return the rows of all tables: one entry per cell, "" for a cell that continues a vertical merge."""
    return [[_cell(cell) for cell in row.findall(f"{W}tc")] for row in body(package).iter(f"{W}tr")]


def _cell(cell: etree._Element) -> str:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return "" if merge is not None and merge.get(f"{W}val") != "restart" else text_of(cell)


def outside_tables(package: bytes) -> list[str]:
    """Return the body's paragraphs that stand in no table and are not empty."""
    found = [
        text_of(child) for child in body(package).iter(f"{W}p") if next(child.iterancestors(f"{W}tc"), None) is None
    ]
    return [one for one in found if one.strip()]


def stories(package: bytes, kind: str) -> dict[str, str]:
    """Return the texts of all headers, or all footers, by member name."""
    return {
        name: text_of(etree.fromstring(content))
        for name, content in members(package).items()
        if re.fullmatch(rf"word/[a-z_]*{kind}\d*\.xml", name)
    }


def squeezed(words: str) -> str:
    """Return the text without any white space, the full-width space included."""
    return re.sub(r"\s", "", words)


def squeezed_rows(rows: Iterable[Iterable[str]]) -> list[list[str]]:
    return [[squeezed(cell) for cell in row] for row in rows]


def saved(document: Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def form(*lines: str, cells: Iterable[Iterable[str]] = ()) -> bytes:
    """Return a small template: paragraphs, then a table."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    rows = [list(row) for row in cells]
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
    return saved(document)


def rewritten(package: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return the package with one member changed as text."""
    held = members(package)
    changed = change(held[name].decode())
    assert changed != held[name].decode(), f"{name} was not changed"
    held[name] = changed.encode()
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in held.items():
            archive.writestr(member, content)
    return written.getvalue()


def edit_document(path: Path, change: Callable[[Document], object]) -> None:
    """Open a DOCX as python-docx does, change it, and store it."""
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
