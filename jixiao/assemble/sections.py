"""Section properties: each part keeps its pages, and nothing is inherited across a part's edge.

A section without a header of some kind takes over the one of the section before; so the first section of a part is
given an empty one wherever an earlier part has one. The switch for even pages holds for the whole document.
"""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.assemble.joined_package import JoinedPackage, Relations
from jixiao.assemble.opened_part import PartSource
from jixiao.docx.package import xml_bytes
from jixiao.docx.wml import (
    PARAGRAPH_ORDER,
    R_NS,
    SECTION_ORDER,
    Element,
    R,
    W,
    common_root,
    detach,
    is_on,
    new,
    properties,
    put,
    sure,
)

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_ROOTS = {"header": "hdr", "footer": "ftr"}
_MARGINS = {"header": "top", "footer": "bottom"}
_POINT = 20  # twentieths of a point
_BLOCKS = frozenset(f"{W}{name}" for name in ("p", "tbl", "sdt", "customXml", "altChunk"))

Slot = tuple[str, str]  # ("header", "even")


class Sections:
    """Walks through the sections in order of pages, with what a section would inherit in mind."""

    def __init__(self, package: JoinedPackage, relations: Relations, *, even_and_odd: bool) -> None:
        self._package = package
        self._relations = relations
        self._even_and_odd = even_and_odd
        self._inherited: set[Slot] = set()
        self._brought: set[Slot] = set()

    def settle(self, source: PartSource, *, last: bool) -> None:
        """Make the part's sections independent of what stands before; ``last`` leaves the final one at the end."""
        final = _final_section(source.body)
        sections = list(source.sections())
        real: set[Slot] = set()
        for place, section in enumerate(sections):
            if self._even_and_odd and not source.even_and_odd:
                _same_on_even_pages(section)
            own = set(_slots(section))
            real |= own
            self._fill(section, own, real, first=place == 0)
            _count_notes_on(section)
        _start_afresh(sections[0])
        self._inherited |= self._brought
        if not last:
            _close(source.body, final)

    def _fill(self, section: Element, own: set[Slot], real: set[Slot], *, first: bool) -> None:
        """Give the section an empty header or footer for each that it would inherit from another part."""
        self._inherited -= own
        self._brought |= own
        title_page = is_on(section.find(f"{W}titlePg"))
        for side, kind in sorted(self._inherited):
            if (first and kind != "first") or (title_page and kind == "first"):
                _refer(section, side, kind, self._empty(side))
                self._inherited.discard((side, kind))
        for side in _ROOTS:
            if not any(slot[0] == side for slot in real):
                _keep_clear(section, side)

    def _empty(self, side: str) -> str:
        name = f"word/empty_{side}.xml"
        if name not in self._package.members:
            root = common_root(_ROOTS[side], [])
            root.append(_thin_paragraph())
            self._package.put(name, xml_bytes(root), f"{_TYPES}{side}+xml")
        return self._relations.add(f"{R_NS}/{side}", name)


def _final_section(body: Element) -> Element:
    final = body.find(f"{W}sectPr")
    if final is None:
        final = new("sectPr")
        body.append(final)
    return final


def _references(section: Element) -> Iterable[tuple[Slot, Element]]:
    for side in _ROOTS:
        for reference in section.findall(f"{W}{side}Reference"):
            yield (side, reference.get(f"{W}type", "default")), reference


def _slots(section: Element) -> Iterable[Slot]:
    return (slot for slot, _ in _references(section))


def _refer(section: Element, side: str, kind: str, id_: str) -> None:
    reference = new(f"{side}Reference", type=kind)
    reference.set(f"{R}id", id_)
    put(section, reference, SECTION_ORDER)


def _same_on_even_pages(section: Element) -> None:
    """Let even pages show what all pages show in a part that does not tell them apart."""
    for (side, kind), reference in list(_references(section)):
        if kind == "even":
            section.remove(reference)
        elif kind == "default":
            _refer(section, side, "even", reference.get(f"{R}id", ""))


def _keep_clear(section: Element, side: str) -> None:
    """Keep an empty header from pushing the text: it must fit into the margin, which it had not to before."""
    margins = section.find(f"{W}pgMar")
    if margins is None:
        return
    margin = abs(_twips(margins, _MARGINS[side]))
    if _twips(margins, side) > margin - _POINT:
        margins.set(f"{W}{side}", str(max(margin - _POINT, 0)))


def _twips(margins: Element, side: str) -> int:
    try:
        return int(margins.get(f"{W}{side}", "0"))
    except ValueError:  # the schema also allows "2.54cm", which no program writes
        return 0


def _start_afresh(section: Element) -> None:
    """Let a part begin on a new page, which is page 1."""
    sure(section, "type", SECTION_ORDER).set(f"{W}val", "nextPage")
    numbering = sure(section, "pgNumType", SECTION_ORDER)
    if numbering.get(f"{W}start") is None:
        numbering.set(f"{W}start", "1")


def _count_notes_on(section: Element) -> None:
    """Do not restart notes in a section, as pandoc asks for: LibreOffice 7.4 then counts from 0, or goes on."""
    for kind in ("footnotePr", "endnotePr"):
        for restart in section.findall(f"{W}{kind}/{W}numRestart[@{W}val='eachSect']"):
            detach(restart)


def _close(body: Element, final: Element) -> None:
    """End the part's last section within its text, so that another part can follow."""
    blocks = [child for child in body if child.tag in _BLOCKS]
    ending = blocks[-1] if blocks else None
    if ending is None or ending.tag != f"{W}p" or ending.find(f"{W}pPr/{W}sectPr") is not None:
        ending = _thin_paragraph()
        final.addprevious(ending)
    final.tail = None
    stated = properties(ending, "pPr")
    put(stated, final, PARAGRAPH_ORDER)
    _leave_no_space_after(stated)


def _leave_no_space_after(stated: Element) -> None:
    """End a part without space below it, which LibreOffice 25.2 takes off the space above the next part's title."""
    spacing = sure(stated, "spacing", PARAGRAPH_ORDER)
    for name in {f"{W}afterLines", f"{W}afterAutospacing"} & set(spacing.attrib):
        del spacing.attrib[name]
    spacing.set(f"{W}after", "0")


def _thin_paragraph() -> Element:
    """Return an empty paragraph one point high, whatever the default style says."""
    paragraph, mark = new("p"), new("rPr")
    stated = properties(paragraph, "pPr")
    stated.extend(new(name, val="0") for name in ("keepNext", "pageBreakBefore", "widowControl", "snapToGrid"))
    stated.append(new("spacing", before="0", after="0", line=str(_POINT), lineRule="exact"))
    stated.append(new("ind", left="0", right="0", firstLine="0"))
    mark.extend([new("sz", val="2"), new("szCs", val="2")])
    stated.append(mark)
    return paragraph
