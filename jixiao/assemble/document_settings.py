"""What a document has once and the first part decides: settings and the table of fonts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jixiao.assemble.joined_package import JoinedPackage, Relations
from jixiao.assemble.opened_part import PartSource
from jixiao.docx.wml import R_NS, SETTINGS_ORDER, Element, W, attributes, common_root, detach, every, new, put

# They point outside the document (a template, a data source) or at notes that are renumbered.
_UNWANTED = ("attachedTemplate", "mailMerge", "saveThroughXslt")
_NOTE_LISTS = {"footnotePr": "footnote", "endnotePr": "endnote"}


def settings(first: PartSource, *, even_and_odd: bool) -> Element:
    """Return the first part's settings, with the switch for even pages as the whole needs it."""
    root = first.settings
    for element in [*every([root], *_UNWANTED), *(owner for owner, _, _ in attributes(root, "//@r:*", r=R_NS))]:
        detach(element)
    for holder, item in _NOTE_LISTS.items():
        for element in root.findall(f"{W}{holder}/{W}{item}"):
            detach(element)
    for element in root.findall(f"{W}evenAndOddHeaders"):
        detach(element)
    if even_and_odd:
        put(root, new("evenAndOddHeaders"), SETTINGS_ORDER)
    return root


def font_table(sources: Sequence[PartSource], package: JoinedPackage, relations: Relations) -> Element | None:
    """Return the fonts of all parts, each name once and from the first part that has it; None if there are none."""
    with_fonts = [(source, source.shared("fontTable")) for source in sources if source.shared_name("fontTable")]
    fonts: dict[str, Element] = {}
    for source, font in _fonts(with_fonts):
        name = font.get(f"{W}name", "")
        if name not in fonts:
            fonts[name] = font
            package.attach(font, source, source.shared_name("fontTable") or "", relations)
    if not fonts:
        return None
    root = common_root("fonts", [table for _, table in with_fonts])
    root.extend(fonts.values())
    return root


def _fonts(tables: Iterable[tuple[PartSource, Element]]) -> Iterable[tuple[PartSource, Element]]:
    return ((source, font) for source, table in tables for font in table.findall(f"{W}font"))
