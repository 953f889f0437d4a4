"""The elements that may stand in a Word document's stories: one closed table for whoever reads or compares them.

Each is something to a reader of text (looked through, silent, a sign, named instead of read), and may be a thing beside
plain words and layout. What is not in the table is named as not understood, never passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from jixiao.docx.known_properties import DETAILS, HOLDERS, W14, judge_strictly
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import MC_NS, W_NS, Element, local, words
from jixiao.patterns import compile_late

MATH_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


class Effect(Enum):
    """What an element is to a reader of text."""

    STRUCTURE = "read by the code that knows it"
    TRANSPARENT = "its content is read as if it were not there"
    SILENT = "nothing that is seen on paper, or what others are asked for its meaning"
    SIGN = "a sign"
    NAMED = "no text, and named"


class _Known(Struct, frozen=True):
    effect: Effect
    kind: Unread | None


_ROWS: tuple[tuple[Effect, Unread | None, str], ...] = (
    (Effect.STRUCTURE, None, "document body p r t tbl tr tc hdr ftr footnotes footnote endnotes endnote comments"),
    (Effect.STRUCTURE, None, "fldChar instrText continuationNotice"),
    (Effect.STRUCTURE, Unread.REVISION, "delText delInstrText"),
    (Effect.STRUCTURE, Unread.COMMENT, "comment"),
    (Effect.STRUCTURE, Unread.PICTURE, "drawing pict"),
    (Effect.STRUCTURE, Unread.TEXT_BOX, "txbxContent"),
    (Effect.STRUCTURE, Unread.RUBY, "ruby rubyPr rt rubyBase"),
    (Effect.TRANSPARENT, None, "smartTag fldSimple"),
    (Effect.TRANSPARENT, Unread.LINK, "hyperlink"),
    (Effect.TRANSPARENT, Unread.CONTROL, "sdt sdtContent customXml"),
    (Effect.TRANSPARENT, Unread.REVISION, "ins del moveFrom moveTo"),
    (Effect.TRANSPARENT, Unread.DIRECTION, "dir bdo"),
    (Effect.SILENT, None, "pPr rPr tblPr tblGrid tblPrEx trPr tcPr sectPr smartTagPr proofErr permStart permEnd"),
    (Effect.SILENT, None, "bookmarkStart bookmarkEnd separator continuationSeparator softHyphen lastRenderedPageBreak"),
    (Effect.SILENT, Unread.CONTROL, "sdtPr sdtEndPr customXmlPr fldData ffData"),
    (Effect.SILENT, Unread.COMMENT, "commentRangeStart commentRangeEnd commentReference annotationRef"),
    (Effect.SILENT, Unread.NOTE, "footnoteRef endnoteRef"),
    (Effect.SILENT, Unread.REVISION, "moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"),
    (Effect.SILENT, Unread.REVISION, "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart"),
    (Effect.SILENT, Unread.REVISION, "customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd"),
    (Effect.SILENT, Unread.REVISION, "customXmlMoveToRangeStart customXmlMoveToRangeEnd"),
    (Effect.SIGN, None, "br cr tab ptab noBreakHyphen"),
    (Effect.NAMED, Unread.SYMBOL, "sym"),
    (Effect.NAMED, Unread.NOTE, "footnoteReference endnoteReference"),
    (Effect.NAMED, Unread.OBJECT, "object contentPart control"),
    (Effect.NAMED, Unread.CHUNK, "altChunk altChunkPr matchSrc"),
    (Effect.NAMED, Unread.SUBDOCUMENT, "subDoc"),
    (Effect.NAMED, Unread.FIELD, "pgNum dayShort dayLong monthShort monthLong yearShort yearLong"),
    (Effect.NAMED, Unread.PICTURE, "background movie"),
)
_KNOWN = {name: _Known(effect, kind) for effect, kind, names in _ROWS for name in words(names)}
_OF_SPACES = {
    MATH_NS: Unread.FORMULA,
    MC_NS: Unread.ALTERNATIVES,
    "urn:schemas-microsoft-com:vml": Unread.PICTURE,
    "urn:schemas-microsoft-com:office:office": Unread.OBJECT,
    "urn:schemas-microsoft-com:office:word": Unread.PICTURE,
}
_DRAWINGS = compile_late(r".*/(?:drawingml|drawing|wordprocessing(?:Drawing|Shape|Group|Canvas|Ink))(?:/.*)?")
_DETAILED = (Unread.FIELD, Unread.ELEMENT)
_LONGEST_NAME = 40


def list_names(effect: Effect) -> frozenset[str]:
    """Return the names of the elements of WordprocessingML that are this to a reader of text."""
    return frozenset(name for name, known in _KNOWN.items() if known.effect is effect)


def name_element(element: Element) -> UnreadThing:
    """Return how an element is named that is not read as text; its name is told where its kind does not tell it."""
    name, space = local(element), _space(element)
    kind = _KNOWN[name].kind if space == W_NS and name in _KNOWN else _OF_SPACES.get(space) or _of_drawing(space)
    return UnreadThing(kind or Unread.ELEMENT, name[:_LONGEST_NAME] if kind in (None, *_DETAILED) else "")


def content_of(element: Element) -> UnreadThing | None:
    """Return what an element is beside plain words and layout, under its own name, None for what is nothing else.

    This is for whoever holds two documents against each other: what a reader of text looks through is named too.
    """
    name, space = local(element), _space(element)
    parent = element.getparent()
    holder = "" if parent is None or _space(parent) != W_NS else local(parent)
    if parent is not None and _space(parent) == W14 and space == W14:
        return None  # judged with what holds it
    if holder in HOLDERS:
        kind = judge_strictly(element, holder)
    elif holder in DETAILS:
        kind = DETAILS[holder].get(name, Unread.FORMAT) if space == W_NS else Unread.FORMAT
    elif space == W_NS:
        kind = _KNOWN[name].kind if name in _KNOWN else Unread.ELEMENT
    else:
        kind = _OF_SPACES.get(space) or _of_drawing(space)
    return None if kind is None else UnreadThing(kind, name)


def _space(element: Element) -> str:
    return str(element.tag).partition("}")[0].lstrip("{")


def _of_drawing(space: str) -> Unread:
    return Unread.PICTURE if _DRAWINGS.fullmatch(space) else Unread.ELEMENT


def list_contents(holder: Element, skipped: frozenset[str] = frozenset()) -> Iterator[UnreadThing]:
    """Yield what the elements below a holder are beside plain words and layout, but for those of the names skipped."""
    found = (content_of(element) for element in holder.iter("*") if local(element) not in skipped)
    yield from (thing for thing in found if thing is not None)
