"""What stands in the stories of a DOCX beside words and layout, each thing with the cell or paragraph it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.document_kinds import find_body
from jixiao.docx.known_elements import content_of, list_contents
from jixiao.docx.known_properties import is_symbol_font
from jixiao.docx.limits import check_parts
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import Element, W, local, value, words
from jixiao.findings import quoted
from jixiao.patterns import compile_late

_STORIES = ("header", "footer", "footnotes", "endnotes", "comments")
_SPOKEN = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
    "settings": "文档设置",
    "styles": "样式",
}
_TABLE, _CELL, _PARAGRAPH, _TEXT = f"{W}tbl", f"{W}tc", f"{W}p", f"{W}t"
_START, _NAME = f"{W}bookmarkStart", f"{W}name"
_BEGIN, _CHANGE, _FINISH = "begin", "separate", "end"
# Switches that say how a field's result looks and not what it is.
_LOOK = compile_late(r"\\\*\s*(?:MERGEFORMAT|CHARFORMAT|Arabic)\b", re.IGNORECASE)
_REFERENCES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_MOST_STYLES = 5000


class ContentPlace(Struct, frozen=True):
    """Where something stands: the kind of story, the cell's or paragraph's words and bookmarks, the words before it.

    ``words`` have no white space; ``before`` is of use where there are none.
    """

    story: str
    words: str = ""
    bookmarks: tuple[str, ...] = ()
    before: str = ""

    @property
    def spoken(self) -> str:
        """Where it is, as messages say it."""
        if self.story != "document":
            within = quoted(self.words) if self.words else ""
            return f"{_SPOKEN.get(self.story, self.story)}{within}"
        if self.words:
            return f"{quoted(self.words)}一处"
        return f"{quoted(self.before)}之后" if self.before else "正文开头"


class Sighting(Struct, frozen=True):
    """Something and its place; ``within`` are the contents round it."""

    content: UnreadThing
    place: ContentPlace
    within: frozenset[UnreadThing] = frozenset()


def list_story_contents(members: Mapping[str, bytes]) -> list[Sighting]:
    """Return what stands in the stories of a DOCX beside words and layout, in order; BadPackage if it is none.

    What the styles in use state counts where they are used.
    """
    main = package.main_part(members)
    related = [one for one in package.relationships(members, main) if not one.external and members.get(one.target)]
    shared = {
        relation.kind: relation.target for relation in related if relation.kind in ("styles", "settings", "theme")
    }
    stories = {main: "document"} | {relation.target: relation.kind for relation in related if relation.kind in _STORIES}
    check_parts(members, [*stories, *shared.values()])
    styles = _StyleContents(package.parse_xml(members[shared["styles"]]) if "styles" in shared else None)
    roots = [(kind, package.parse_xml(members[name])) for name, kind in stories.items()]
    find_body(roots[0][1])
    found = [sighting for kind, root in roots for sighting in _StoryReader(kind, styles).read(root)]
    settings = package.parse_xml(members[shared["settings"]]) if "settings" in shared else ()
    odd = [Sighting(thing, ContentPlace("settings")) for thing in map(_setting, settings) if thing is not None]
    fonts = _symbol_fonts(package.parse_xml(members[shared["theme"]])) if "theme" in shared else ()
    return [*found, *(Sighting(thing, ContentPlace("styles")) for thing in (*styles.everywhere, *fonts)), *odd]


def _symbol_fonts(theme: Element) -> Iterator[UnreadThing]:
    """Yield the fonts of a theme, in which whatever refers to it is set, that have signs in the places of letters."""
    names = dict.fromkeys(element.get("typeface", "") for element in theme.iter("*"))
    yield from (UnreadThing(Unread.SYMBOL, name) for name in names if is_symbol_font(name))


# What settings of Word, WPS and LibreOffice say that neither changes nor fetches anything.
_SETTINGS = frozenset(
    words(
        "view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape "
        "printPostScriptOverText printFractionalCharacterWidth embedTrueTypeFonts embedSystemFonts saveSubsetFonts "
        "mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
        "hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState stylePaneFormatFilter "
        "stylePaneSortMethod documentType autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop "
        "autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength "
        "clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting "
        "bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing "
        "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin "
        "drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning "
        "characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore "
        "savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
        "doNotDemarcateInvalidXml useXSLTWhenSaving hdrShapeDefaults footnotePr endnotePr compat rsids mathPr "
        "themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures shapeDefaults "
        "smartTagType decimalSymbol listSeparator docId chartTrackingRefBased conflictMode discardImageEditingData "
        "defaultImageDpi persistentDocumentId uiCompat97To2003 documentProtection trackRevisions revisionView "
        "doNotTrackMoves doNotTrackFormatting formsDesign forceUpgrade docVars "
        "doNotEmbedSystemFonts embedSmartTags doNotEmbedSmartTags saveFormsData saveXmlDataOnly"
    )
)


def _setting(element: Element) -> UnreadThing | None:
    return None if local(element) in _SETTINGS else UnreadThing(Unread.SETTING, local(element))


class _StyleContents:
    """What styles state beside layout: for all text, and for what refers to a style by its id."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else list(root.iterchildren(f"{W}style"))[:_MOST_STYLES]
        self._own = {element.get(f"{W}styleId", ""): _contents_below(element) for element in styles}
        self._known: dict[str | None, frozenset[UnreadThing]] = {}
        self._based = {element.get(f"{W}styleId", ""): value(element.find(f"{W}basedOn")) for element in styles}
        defaults = [] if root is None else list(root.iterchildren(f"{W}docDefaults"))
        standard = [element.get(f"{W}styleId", "") for element in styles if _is_default(element)]
        self.everywhere = frozenset(thing for holder in defaults for thing in _contents_below(holder)).union(
            *map(self.of, standard)
        )

    def of(self, style: str | None) -> frozenset[UnreadThing]:
        """Return what a style and those it is based on state."""
        if style not in self._known:
            self._known[style] = frozenset().union(*(self._own.get(one, ()) for one in self._line(style)))
        return self._known[style]

    def _line(self, style: str | None) -> list[str]:
        line: list[str] = []
        while style is not None and style not in line:
            line.append(style)
            style = self._based.get(style)
        return line


def _is_default(style: Element) -> bool:
    return style.get(f"{W}default", "0") in ("1", "true", "on")


# What a style's own children say of the style, not of the text.
_ABOUT_STYLES = frozenset(
    words(
        "style docDefaults rPrDefault pPrDefault tblStylePr name aliases basedOn next link autoRedefine hidden "
        "uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid"
    )
)


def _contents_below(holder: Element) -> frozenset[UnreadThing]:
    return frozenset(list_contents(holder, _ABOUT_STYLES))


class _StoryReader:
    """Walks through one story: where it is, what is round it, which fields are open."""

    def __init__(self, kind: str, styles: _StyleContents) -> None:
        self._kind = kind
        self._styles = styles
        self._place = ContentPlace(kind)
        self._fields: list[list[str]] = []

    def read(self, root: Element) -> list[Sighting]:
        found: list[Sighting] = []
        self._walk(root, frozenset(), found, tables=0)
        unended = ["".join(pieces) for pieces in self._fields if pieces != [_FINISH]]
        return [*found, *(Sighting(_field(one), self._place) for one in unended)]

    def _walk(self, element: Element, within: frozenset[UnreadThing], found: list[Sighting], *, tables: int) -> None:
        """Take note of an element and all below it; the parser bounds how deep that is."""
        if (element.tag == _PARAGRAPH and not tables) or (element.tag == _CELL and tables == 1):
            self._place = _place_of(element, self._kind, self._place)
        here = [*self._contents(element)]
        found += (Sighting(thing, self._place, within) for thing in here)
        within = within.union(here) if here else within
        for child in element:
            self._walk(child, within, found, tables=tables + (element.tag == _TABLE))

    def _contents(self, element: Element) -> Iterator[UnreadThing]:
        content = content_of(element)
        if content is not None:
            yield content
        name = local(element)
        if name in _REFERENCES:
            yield from self._styles.of(value(element))
        elif name == "fldSimple":
            yield _field(element.get(f"{W}instr", ""))
        elif name == "instrText":
            if not self._fields:
                yield _field(element.text or "")
            else:
                self._fields[-1].append(element.text or "")
        elif name == "fldChar":
            yield from self._field_char(element.get(f"{W}fldCharType", ""))

    def _field_char(self, type_: str) -> Iterator[UnreadThing]:
        """Yield a field's instruction where it ends: at its result, or at its end where it has none."""
        if type_ == _BEGIN:
            self._fields.append([])
        elif type_ in (_CHANGE, _FINISH) and self._fields:
            pieces = self._fields.pop()
            if pieces != [_FINISH]:
                yield _field("".join(pieces))
            if type_ == _CHANGE:
                self._fields.append([_FINISH])


def _field(instruction: str) -> UnreadThing:
    return UnreadThing(Unread.FIELD, " ".join(_LOOK.sub("", instruction).split())[:200])


def _place_of(holder: Element, story: str, before: ContentPlace) -> ContentPlace:
    text = "".join("".join(element.text or "" for element in holder.iter(_TEXT)).split())
    marks = tuple(element.get(_NAME, "") for element in holder.iter(_START))
    return ContentPlace(story, text, marks, before.words or before.before)
