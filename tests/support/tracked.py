"""Tracked changes taken or turned down, in the XML alone: what a word processor is to come to."""

from __future__ import annotations

from lxml import etree

from tests.support.docx import W, members

INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
FORMER = ("rPrChange", "pPrChange", "tcPrChange", "trPrChange", "tblPrChange", "tblPrExChange", "sectPrChange")
MARKS = {*INSERTED, *DELETED, *(f"{W}{name}" for name in FORMER)}
RANGES = tuple(f"{W}{kind}Range{end}" for kind in ("moveFrom", "moveTo") for end in ("Start", "End"))


def marks(package: bytes) -> list[etree._Element]:
    """Return every mark of a change in any part of a package, the names of moves included."""
    parts = [etree.fromstring(content) for name, content in members(package).items() if name.endswith(".xml")]
    return [node for part in parts for node in part.iter(*MARKS, *RANGES)]


def accepted(package: bytes) -> etree._Element:
    """Return the main part with every change taken."""
    return _settled(package, keep=INSERTED, drop=DELETED, former=False)


def rejected(package: bytes) -> etree._Element:
    """Return the main part with every change turned down."""
    return _settled(package, keep=DELETED, drop=INSERTED, former=True)


def _settled(package: bytes, *, keep: tuple[str, ...], drop: tuple[str, ...], former: bool) -> etree._Element:
    root = etree.fromstring(members(package)["word/document.xml"])
    for change in list(root.iter(*(f"{W}{name}" for name in FORMER))):
        _settle_properties(change, former=former)
    for row in [row for row in root.iter(f"{W}tr") if _marked(row, f"{W}trPr", drop)]:
        _remove(row)
    for table in [table for table in root.iter(f"{W}tbl") if table.find(f"{W}tr") is None]:
        _remove(table)
    for paragraph in [one for one in root.iter(f"{W}p") if _marked(one, f"{W}pPr/{W}rPr", drop)]:
        _join_with_next(paragraph, drop)
    for mark in list(root.iter(*drop)):
        _remove(mark)
    for mark in list(root.iter(*keep)):
        _unwrap(mark)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for mark in list(root.iter(*RANGES)):
        _remove(mark)
    return root


def _settle_properties(change: etree._Element, *, former: bool) -> None:
    properties = change.getparent()
    assert properties is not None
    if not former:
        properties.remove(change)
        return
    replaced = {f"{W}rPr", f"{W}ins", f"{W}del", f"{W}sectPr", f"{W}headerReference", f"{W}footerReference"}
    for child in [child for child in properties if child.tag not in replaced]:
        properties.remove(child)
    for child in reversed([child for old in change for child in old]):
        properties.insert(0, child)


def _marked(owner: etree._Element, place: str, tags: tuple[str, ...]) -> bool:
    return any(owner.find(f"{place}/{tag}") is not None for tag in tags)


def _join_with_next(paragraph: etree._Element, drop: tuple[str, ...]) -> None:
    """Take a paragraph's end away: what is left of its content goes to the front of the next one."""
    left = [child for child in paragraph if child.tag not in (f"{W}pPr", *drop)]
    following = paragraph.getnext()
    if not left or following is None or following.tag != f"{W}p":
        if not left:
            _remove(paragraph)
        return
    at = 1 if following.find(f"{W}pPr") is not None else 0
    for child in reversed(left):
        following.insert(at, child)
    _remove(paragraph)


def _unwrap(mark: etree._Element) -> None:
    parent = mark.getparent()
    assert parent is not None
    at = parent.index(mark)
    for child in reversed(mark):
        parent.insert(at + 1, child)
    parent.remove(mark)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
