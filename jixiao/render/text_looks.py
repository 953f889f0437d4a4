"""How large text is set and how lines are: said by the text itself, its styles, the defaults, in this order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from jixiao.docx.wml import Element, W, is_on, value
from jixiao.patterns import compile_late

_INTEGER = compile_late("[0-9]{1,5}")
_LONGEST_CHAIN = 20
_NO_SIZE, _LIBREOFFICE_SIZE = 20, 24


class TextLooks:
    """The styles of a document, asked for sizes in half points and lines in twips."""

    def __init__(self, styles: Element | None) -> None:
        held = [] if styles is None else list(styles.iterchildren(f"{W}style"))
        self._styles = {one.get(f"{W}styleId", ""): one for one in held}
        self._default = next((one for one in held if _is_default(one)), None)
        self._root = styles

    @property
    def standard(self) -> int:
        """The size that LibreOffice takes for the standard style: its own, whatever the defaults say."""
        return next(_sizes(self._chain(None)), _LIBREOFFICE_SIZE)

    def largest(self, paragraph: Element) -> int:
        """Return the largest size of a paragraph's runs that hold text, for an empty one that of its style."""
        runs = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
        return max(self._size(run, paragraph) for run in runs or [paragraph])

    def fixed_line(self, paragraph: Element) -> int | None:
        """Return how high the lines of a paragraph are if that is fixed, None if it is not."""
        spacing = (one.find(f"{W}pPr/{W}spacing") for one in (paragraph, *self._of(paragraph)))
        stated = next((one for one in spacing if one is not None and one.get(f"{W}line") is not None), None)
        if stated is None or stated.get(f"{W}lineRule") != "exact":
            return None
        line = stated.get(f"{W}line", "")
        return int(line) if _INTEGER.fullmatch(line) else None

    def snaps(self, paragraph: Element) -> bool:
        """Return whether a paragraph's letters stand in the grid of the page."""
        defaults = None if self._root is None else self._root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr/{W}snapToGrid")
        stated = (one.find(f"{W}pPr/{W}snapToGrid") for one in (paragraph, *self._of(paragraph)))
        said = next((one for one in stated if one is not None), defaults)
        return said is None or is_on(said)

    def _size(self, run: Element, paragraph: Element) -> int:
        style = value(run.find(f"{W}rPr/{W}rStyle"))
        defaults = () if self._root is None else self._root.iterfind(f"{W}docDefaults/{W}rPrDefault")
        holders = (run, *(self._chain(style) if style else ()), *self._of(paragraph), *defaults)
        return next(_sizes(iter(holders)), _NO_SIZE)

    def _of(self, paragraph: Element) -> list[Element]:
        return list(self._chain(value(paragraph.find(f"{W}pPr/{W}pStyle"))))

    def _chain(self, id_: str | None) -> Iterator[Element]:
        """Yield a style and those that it is based on; the default one for None."""

        def follow(style: Element | None) -> Iterator[Element]:
            while style is not None:
                yield style
                style = self._styles.get(value(style.find(f"{W}basedOn")) or "")

        return islice(follow(self._default if id_ is None else self._styles.get(id_, self._default)), _LONGEST_CHAIN)


def _sizes(holders: Iterator[Element]) -> Iterator[int]:
    stated = (value(one.find(f"{W}rPr/{W}sz")) or "" for one in holders)
    return (int(text) for text in stated if _INTEGER.fullmatch(text))


def _is_default(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") in ("1", "true", "on")
