"""What stands in a paragraph and is more than an element of a known name: controls, drawings, alternatives, marks."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.docx.blocks import Paragraph, RevisionKind, stays
from jixiao.docx.known_elements import MATH_NS, Effect, list_names
from jixiao.docx.known_properties import W14
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import MC, Element, W, is_on

M = f"{{{MATH_NS}}}"
_W14 = f"{{{W14}}}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"

# What is looked through, what says nothing, what prints a sign; all else is named.
TRANSPARENT, SILENT = list_names(Effect.TRANSPARENT), list_names(Effect.SILENT)
SIGNS = dict.fromkeys(list_names(Effect.SIGN), "\t") | {"br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Namespaces that every Word of today understands, so that it shows what demands them.
_UNDERSTOOD = (
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.microsoft.com/office/drawing/",
    "urn:schemas-microsoft-com:",
)


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
    said = {"".join(element.text or "" for element in branch.iter(f"{W}t", f"{M}t")) for branch in alternatives}
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
