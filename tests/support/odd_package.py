"""A package in which each value's cell, or each paragraph of the report, holds one thing that is no text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from jixiao.docx.unread import Unread
from tests.support.docx import W, text_of
from tests.support.returned import made_documents
from tests.support.word_elements import NAMED, PARAGRAPH_PROPERTIES, PROPERTIES

_SPACES = (
    f'xmlns:w="{W[1:-1]}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
ODD = {f"element {name}": kind for name, (_, kind) in NAMED.items()} | {
    f"property {name}": kind for name, (_, kind) in PROPERTIES.items()
}
# One of each kind: there are no more paragraphs.
_OF_PARAGRAPHS = {kind: name for name, (_, kind) in reversed(PARAGRAPH_PROPERTIES.items()) if kind is not Unread.FAINT}
ODD |= {f"paragraph {name}": kind for kind, name in _OF_PARAGRAPHS.items()}


def _elements(xml: str) -> list[Any]:
    return list(etree.fromstring(f"<x {_SPACES}>{xml}</x>"))


def put_in(paragraph: Any, odd: str) -> None:
    """Put something behind the last run with text of a paragraph, on it or on the paragraph."""
    where, name = odd.split(" ", 1)
    if where == "paragraph":
        _state(paragraph, "pPr", PARAGRAPH_PROPERTIES[name][0])
        return
    run = [one for one in paragraph.iter(f"{W}r") if text_of(one)][-1]
    if where == "element":
        for element in reversed(_elements(NAMED[name][0])):
            run.addnext(element)
        return
    _state(run, "rPr", PROPERTIES[name][0])


def _state(owner: Any, holder: str, stated: str) -> None:
    """Let a run or paragraph state a property, in place of the one of that name."""
    properties = owner.find(f"{W}{holder}")
    if properties is None:
        properties = owner.makeelement(f"{W}{holder}", {})
        owner.insert(0, properties)
    for element in _elements(stated):
        for same in properties.findall(element.tag):
            properties.remove(same)
        properties.append(element)


def _cells(body: Any) -> Iterator[Any]:
    """Yield the only paragraph of each cell that holds one value and nothing else."""
    for cell in body.iter(f"{W}tc"):
        marks = [one for one in cell.iter(f"{W}bookmarkStart") if one.get(f"{W}name").startswith("_JX")]
        paragraphs = list(cell.iter(f"{W}p"))
        if len(marks) == len(paragraphs) == 1 and text_of(cell) and not cell.findall(f".//{W}br"):
            yield paragraphs[0]


def _paragraphs(body: Any) -> Iterator[Any]:
    """Yield the paragraphs of the report that are no headings."""
    for paragraph in body.iterchildren(f"{W}p"):
        marks = [one.get(f"{W}name") for one in paragraph.iter(f"{W}bookmarkStart")]
        if any(name.startswith("_JXP") for name in marks) and len(text_of(paragraph)) > 9:
            yield paragraph


@cache
def odd_package(place: str) -> tuple[bytes, dict[str, str]]:
    """Return the package with each odd thing in a cell (or paragraph) of its own, and the text that stood there."""
    document = docx.Document(io.BytesIO(made_documents().whole))
    body = document.element.body
    holders = list((_cells if place == "cell" else _paragraphs)(body))
    stood = {}
    assert len(holders) >= len(ODD), f"{len(holders)} places for {len(ODD)} things"
    for odd, holder in zip(ODD, holders, strict=False):
        stood[odd] = text_of(holder)
        put_in(holder, odd)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue(), stood


def stored_odd(place: str, folder: Path) -> tuple[Path, dict[str, str]]:
    """Return the file of such a package and what stood where."""
    content, stood = odd_package(place)
    path = folder / "返回.docx"
    path.write_bytes(content)
    return path, stood


def kinds_of(stood: dict[str, str]) -> set[Unread]:
    return {ODD[name] for name in stood}
