"""How words of a DOCX look, as far as a sheet shows it: alignment, size, bold, stated by run, paragraph or style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jixiao.docx.package import parse_xml
from jixiao.docx.wml import Element, W, is_on, value

_STYLES = "word/styles.xml"
_USUAL_SIZE = 10.5
_MOST_DIGITS, _DEEPEST = 4, 20


class CellLook(Struct, frozen=True):
    """How a cell looks: alignment as Word calls it, the size of its letters in points, whether they are bold."""

    align: str = ""
    size: float = _USUAL_SIZE
    bold: bool = False


class CellLooks:
    """Looks of the paragraphs of one document, by its members."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        root = parse_xml(members[_STYLES]) if _STYLES in members else None
        styles = [] if root is None else [*root.iterchildren(f"{W}style")]
        self._styles = {one.get(f"{W}styleId", ""): one for one in styles}
        self._usual = [one for one in styles if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default")]
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault") if root is not None else None

    def look_of(self, paragraph: Element | None) -> CellLook:
        """Return how a paragraph looks, by its first run with letters."""
        if paragraph is None:
            return CellLook()
        run = next((one for one in paragraph.iter(f"{W}r") if one.find(f"{W}t") is not None), None)
        around = [*self._around(paragraph)]
        sources = [*([] if run is None else [run]), *around, *([] if self._defaults is None else [self._defaults])]
        size = next((stated for one in sources if (stated := value(one.find(f"{W}rPr/{W}sz")))), "")
        bold = next((found for one in sources if (found := one.find(f"{W}rPr/{W}b")) is not None), None)
        places = [paragraph, *around]
        align = next((stated for one in places if (stated := value(one.find(f"{W}pPr/{W}jc")))), "")
        points = int(size) / 2 if size.isdecimal() and len(size) < _MOST_DIGITS else _USUAL_SIZE
        return CellLook(align, points, is_on(bold))

    def _around(self, paragraph: Element) -> Iterator[Element]:
        """Yield the styles of a paragraph, its own first."""
        style = self._styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")) or "")
        found = style if style is not None else next(iter(self._usual), None)
        for _ in range(_DEEPEST):
            if found is None:
                return
            yield found
            found = self._styles.get(value(found.find(f"{W}basedOn")) or "")
