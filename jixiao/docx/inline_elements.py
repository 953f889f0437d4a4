"""What may stand in a paragraph, as closed lists: what is looked through, what says nothing, what is named instead."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.docx.blocks import Paragraph, RevisionKind, stays
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import MC, Element, W, is_on, local, words

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

# Their content is read as if they were not there.
TRANSPARENT = frozenset(words("hyperlink smartTag customXml sdt sdtContent ins del moveFrom moveTo fldSimple dir bdo"))
# Nothing that is seen on paper, or what the properties of the paragraph and of the control are asked for.
SILENT = frozenset(
    words(
        "pPr rPr sdtPr sdtEndPr smartTagPr customXmlPr proofErr permStart permEnd bookmarkStart bookmarkEnd "
        "commentRangeStart commentRangeEnd commentReference annotationRef footnoteRef endnoteRef separator "
        "continuationSeparator moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd "
        "customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd "
        "customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd "
        "softHyphen lastRenderedPageBreak fldData sectPr tblPr tblGrid tblPrEx trPr tcPr"
    )
)
SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
# What is named, and under which word; its content is not text.
NAMED = {
    "sym": Unread.SYMBOL,
    "footnoteReference": Unread.NOTE,
    "endnoteReference": Unread.NOTE,
    "object": Unread.OBJECT,
    "contentPart": Unread.OBJECT,
    "control": Unread.OBJECT,
    "altChunk": Unread.CHUNK,
    "subDoc": Unread.SUBDOCUMENT,
} | dict.fromkeys(words("pgNum dayShort dayLong monthShort monthLong yearShort yearLong"), Unread.FIELD)
FORMULAS = (f"{M}oMath", f"{M}oMathPara")
# Namespaces that every Word of today understands, so that it shows what demands them.
_UNDERSTOOD = (
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.microsoft.com/office/drawing/",
    "urn:schemas-microsoft-com:",
)


def name_element(element: Element) -> UnreadThing:
    """Return how an element is named that is not read as text."""
    name = local(element)
    if element.tag in FORMULAS:
        return UnreadThing(Unread.FORMULA)
    if element.tag != f"{W}{name}" or name not in NAMED:
        return UnreadThing(Unread.ELEMENT, name[:40])
    return UnreadThing(NAMED[name], name if NAMED[name] is Unread.FIELD else "")


def name_control(control: Element) -> Iterator[UnreadThing]:
    """Yield what a content control makes of its content: a box to tick, words that wait to be replaced."""
    stated = control.find(f"{W}sdtPr")
    if stated is None:
        return
    if stated.find(f"{_W14}checkbox") is not None:
        yield UnreadThing(Unread.CHECKBOX)
    if is_on(stated.find(f"{W}showingPlcHdr")):
        yield UnreadThing(Unread.PLACEHOLDER)
    if any(stated.find(f"{space}dataBinding") is not None for space in (W, _W15)):
        yield UnreadThing(Unread.BOUND)


def name_picture(picture: Element) -> Iterator[UnreadThing]:
    """Yield what a drawing holds: text boxes, whose text is read, or else something to look at."""
    boxed = next(picture.iter(f"{W}txbxContent"), None) is not None
    yield UnreadThing(Unread.TEXT_BOX if boxed else Unread.PICTURE)


def list_boxes(picture: Element) -> Iterator[Element]:
    """Yield the text boxes of a drawing, of its alternatives those that are shown."""
    for child in picture:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{MC}AlternateContent":
            shown = shown_branch(child)
            yield from () if shown is None else list_boxes(shown)
        else:
            yield from list_boxes(child)


def shown_branch(alternatives: Element) -> Element | None:
    """Return the branch that Word shows: the first whose demands it understands, else what it falls back to."""
    for branch in alternatives.iterchildren(f"{MC}Choice"):
        demanded = [branch.nsmap.get(prefix) or "" for prefix in branch.get("Requires", "").split()]
        if demanded and all(space.startswith(_UNDERSTOOD) for space in demanded):
            return branch
    return alternatives.find(f"{MC}Fallback")


def differ(alternatives: Element) -> bool:
    """Return whether the branches do not all say the same, so that what is read hangs on who reads it."""
    said = {"".join(one.text or "" for one in branch.iter(f"{W}t", f"{M}t")) for branch in alternatives}
    return len(said) > 1 or shown_branch(alternatives) is None


def name_mark(paragraph: Element, read: Paragraph) -> Iterator[UnreadThing]:
    """Yield what the mark of a paragraph that says something does to it: deleted or hidden, it joins the next one."""
    if not read.text.strip():
        return
    stated = paragraph.find(f"{W}pPr/{W}rPr")
    if not stays(read.changes, RevisionKind.DELETED):
        yield UnreadThing(Unread.JOINED)
    if stated is not None and any(is_on(stated.find(f"{W}{name}")) for name in ("vanish", "specVanish")):
        yield UnreadThing(Unread.HIDDEN, "段落标记")
