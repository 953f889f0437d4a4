"""A DOCX's paragraphs and cells as elements to write into, in the order in which ``read_paper`` reads them.

Only text is changed: what it looks like stays with the first of its letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.document_kinds import find_body
from jixiao.docx.inline_elements import SIGNS
from jixiao.docx.opening import open_document
from jixiao.docx.package import BadPackage
from jixiao.docx.wml import Element, W, detach, local, new, value

_CONTAINERS = {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink"}
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Words = Iterator[tuple[Element, str]]


class EditableTable(Struct, frozen=True):
    """A table's rows and the cells of each, those left out that the cell before them covers."""

    rows: tuple[Element, ...]
    cells: tuple[tuple[Element, ...], ...]


class EditablePaper(Struct, frozen=True):
    """A document's members, the name and root of its body, its paragraphs and tables in order."""

    members: dict[str, bytes]
    main: str
    root: Element
    blocks: tuple[Element | EditableTable, ...]

    def packed(self) -> bytes:
        """Return the document as it is by now."""
        return package.write_package({**self.members, self.main: package.xml_bytes(self.root)})


def open_to_edit(data: bytes) -> EditablePaper:
    """Return a DOCX to write into; BadPackage for what is none, is not safe to open or holds tracked changes."""
    open_document(data)
    members = package.read_package(data)
    main = package.main_part(members)
    root = package.parse_xml(members[main])
    if next(root.iter(*(f"{W}{name}" for name in _REVISIONS)), None) is not None:
        raise BadPackage("文件里有修订；请在 Word 或 WPS 里接受全部修订，另存后重试")
    return EditablePaper(members, main, root, tuple(_blocks(find_body(root))))


def _blocks(holder: Element) -> Iterator[Element | EditableTable]:
    for child in _children(holder, "p", "tbl"):
        if child.tag == f"{W}p":
            yield child
        elif _is_frame(table := _table(child)):
            for cells in table.cells:
                yield from _blocks(cells[0])
        else:
            yield table


def _children(holder: Element, *names: str) -> Iterator[Element]:
    for child in holder:
        name = local(child)
        if name in names:
            yield child
        elif name in _CONTAINERS:
            yield from _children(child, *names)


def _table(element: Element) -> EditableTable:
    rows = tuple(_children(element, "tr"))
    return EditableTable(rows, tuple(tuple(_cells(row)) for row in rows))


def _cells(row: Element) -> Iterator[Element]:
    for number, cell in enumerate(_children(row, "tc")):
        merge = cell.find(f"{W}tcPr/{W}hMerge")
        if merge is None or value(merge) == "restart" or not number:
            yield cell


def _is_frame(table: EditableTable) -> bool:
    """Return whether a table only holds others in place: one cell to each row, tables in it."""
    nested = any(cell.find(f".//{W}tbl") is not None for cells in table.cells for cell in cells)
    return nested and all(len(cells) == 1 for cells in table.cells)


# text


def paragraph_text(paragraph: Element) -> str:
    """Return a paragraph's text, without its number."""
    return "".join(words for _, words in _words(paragraph))


def _words(paragraph: Element) -> Words:
    for one in paragraph.iter(f"{W}t", *(f"{W}{sign}" for sign in SIGNS)):
        parent = one.getparent()
        if parent is not None and local(parent) == "r":
            yield one, one.text or "" if local(one) == "t" else SIGNS[local(one)]


def replace_words(paragraph: Element, start: int, end: int, words: str) -> None:
    """Put words in the place of the letters from ``start`` to ``end`` of a paragraph's text; they look like these."""
    at = 0
    first: Element | None = None
    for one, held in list(_words(paragraph)):
        begin, at = at, at + len(held)
        if first is None and at >= start and (at > start or at >= end) and local(one) == "t":
            first = one
            _write(one, held[: start - begin] + words + held[max(end - begin, start - begin) :])
        elif begin < end and at > start:
            _write(one, held[: max(start - begin, 0)] + held[end - begin :]) if local(one) == "t" else detach(one)
    if first is None:
        paragraph.append(_run(words, _look_of(paragraph)))


def set_cell(cell: Element, words: str) -> None:
    """Make one line of words of a cell; it looks like the first letters that stood there, or the paragraph's mark."""
    paragraph = next(cell.iter(f"{W}p"), None)
    paragraph = new("p") if paragraph is None else paragraph
    look = _look_of(paragraph)
    for child in [one for one in cell if local(one) != "tcPr"]:
        cell.remove(child)
    for child in [one for one in paragraph if local(one) != "pPr"]:
        paragraph.remove(child)
    numbering = paragraph.find(f"{W}pPr/{W}numPr")
    if numbering is not None:
        detach(numbering)
    if words:
        paragraph.append(_run(words, look))
    cell.append(paragraph)


def _look_of(paragraph: Element) -> Element | None:
    runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
    look = runs[0].find(f"{W}rPr") if runs else paragraph.find(f"{W}pPr/{W}rPr")
    return None if look is None else deepcopy(look)


def _run(words: str, look: Element | None) -> Element:
    run, text = new("r"), new("t")
    if look is not None:
        run.append(look)
    _write(text, words)
    run.append(text)
    return run


def _write(text: Element, words: str) -> None:
    text.text = words
    text.set(_SPACE, "preserve")


# rows


def copy_row(row: Element, words: str) -> Element:
    """Return a row like another, which says nothing but these words, in its last cell."""
    copied = deepcopy(row)
    cells = list(_cells(copied))
    for cell in cells:
        set_cell(cell, words if cell is cells[-1] else "")
    return copied


def end_merge(cell: Element) -> None:
    """Let a cell stand for itself: merged with none above or below."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    if merge is not None:
        detach(merge)


def paragraphs_in(cell: Element) -> list[Element]:
    """Return the paragraphs of a cell, those of tables in it included, as ``read_paper`` has them."""
    return list(cell.iter(f"{W}p"))
