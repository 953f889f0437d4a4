"""What an element of a Word document is to its reader: plain layout, or something that shows more than its words say.

The lists are closed: an element that is not on them is named as not understood, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum

from msgspec import Struct

from jixiao.docx.wml import (
    MC_NS,
    PARAGRAPH_ORDER,
    RUN_ORDER,
    SECTION_ORDER,
    W_NS,
    Element,
    W,
    is_on,
    local,
    value,
    words,
)


class ContentKind(Enum):
    """What beside plain words and layout a document may hold, as messages say it."""

    PICTURE = "图片或图形"
    OBJECT = "嵌入的对象或控件"
    FORMULA = "公式"
    SYMBOL = "符号"
    NOTE = "脚注或尾注"
    COMMENT = "批注"
    REVISION = "修订"
    HIDDEN = "隐藏文字"
    STRUCK = "删除线"
    RAISED = "上标、下标或移位的字"
    UNREADABLE = "看不清的字（颜色、字号、字距或行距）"
    SYMBOL_FONT = "符号字体"
    FIELD = "域"
    INSERTED_FILE = "插入的文件或子文档"
    CONTROL = "内容控件或表单域"
    LINK = "超链接"
    NUMBERING = "自动编号"
    FRAME = "图文框、浮动或移位的表格"
    ALTERNATIVES = "分版本显示的内容"
    TURNED = "拼音、合并字符或倒排的字"
    SETTING = "会取外部内容或有动作的设置"
    EXTERNAL = "文件以外的引用"
    RELATED = "夹带的部件"
    TYPE = "别种文件的内容类型"
    UNKNOWN = "不认识的内容"


class Content(Struct, frozen=True):
    """One thing of a kind: ``name`` says which (an element, a field's instruction, a part); ``digest`` tells copies."""

    kind: ContentKind
    name: str
    digest: str = ""


_STRUCTURE = words(
    "document body p r t tab br cr noBreakHyphen softHyphen lastRenderedPageBreak proofErr bookmarkStart bookmarkEnd "
    "permStart permEnd smartTag smartTagPr attr tbl tblPr tblGrid gridCol tr trPr tc tcPr sectPr pPr rPr hdr ftr "
    "footnotes footnote endnotes endnote separator continuationSeparator continuationNotice comments "
    "fldChar fldSimple instrText"
)
_TABLE = words(
    "tblStyle tblOverlap tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook tblCaption tblDescription tblPrEx top left bottom right start end insideH insideV "
    "between bar cnfStyle divId gridAfter wBefore wAfter cantSplit trHeight tblHeader tcW gridSpan vMerge tcBorders "
    "noWrap tcMar textDirection vAlign hideMark headers header"
)
_OF_SECTIONS = words("col pos numFmt numStart numRestart")
_KINDS: Mapping[ContentKind, tuple[str, ...]] = {
    ContentKind.PICTURE: words("drawing pict background movie"),
    ContentKind.OBJECT: words("object control"),
    ContentKind.FORMULA: words("oMath"),
    ContentKind.SYMBOL: words("sym"),
    ContentKind.NOTE: words("footnoteReference endnoteReference footnoteRef endnoteRef"),
    ContentKind.COMMENT: words("comment commentRangeStart commentRangeEnd commentReference annotationRef"),
    ContentKind.REVISION: words(
        "ins del moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd delText "
        "delInstrText cellIns cellDel cellMerge rPrChange pPrChange sectPrChange tblPrChange tblPrExChange trPrChange "
        "tcPrChange tblGridChange numberingChange customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart "
        "customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart "
        "customXmlMoveToRangeEnd"
    ),
    ContentKind.HIDDEN: words("vanish specVanish hidden"),
    ContentKind.STRUCK: words("strike dstrike tl2br tr2bl"),
    ContentKind.RAISED: words("vertAlign position"),
    ContentKind.INSERTED_FILE: words("altChunk altChunkPr matchSrc subDoc contentPart"),
    ContentKind.CONTROL: words("sdt sdtPr sdtEndPr sdtContent customXml customXmlPr ffData fldData"),
    ContentKind.LINK: words("hyperlink"),
    ContentKind.NUMBERING: words("numPr"),
    ContentKind.FRAME: words("framePr tblpPr gridBefore hMerge bidiVisual txbxContent"),
    ContentKind.TURNED: words(
        "ruby rubyPr rt rubyBase eastAsianLayout fitText tcFitText bdo dir rtl bidi ptab dayShort dayLong monthShort "
        "monthLong yearShort yearLong pgNum"
    ),
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names}
# Switches and what else states a value that changes nothing.
_SWITCHES = frozenset(words("oMath vanish specVanish hidden strike dstrike bidiVisual rtl bidi tcFitText"))
_NOTHING = {"vertAlign": "baseline", "position": "0", "tl2br": "nil", "tr2bl": "nil"}
_PLAIN = frozenset(
    {*_STRUCTURE, *_TABLE, *_OF_SECTIONS, *PARAGRAPH_ORDER, *RUN_ORDER, *SECTION_ORDER, "tab"} - set(_KIND_OF)
)
_OF_SPACES = {
    "http://schemas.openxmlformats.org/officeDocument/2006/math": ContentKind.FORMULA,
    MC_NS: ContentKind.ALTERNATIVES,
    "urn:schemas-microsoft-com:vml": ContentKind.PICTURE,
    "urn:schemas-microsoft-com:office:office": ContentKind.OBJECT,
    "urn:schemas-microsoft-com:office:word": ContentKind.PICTURE,
}
_DRAWINGS = re.compile(r".*/(?:drawingml|drawing|wordprocessing(?:Drawing|Shape|Group|Canvas|Ink))(?:/.*)?")
# How Word 2010 and later state the shaping of Latin letters.
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W14_PLAIN = frozenset(words("ligatures numForm numSpacing stylisticSets cntxtAlts styleSet"))

_SYMBOLS = re.compile(r"symbol|(wing|web)dings.*|zapf ?dingbats|mt extra|.*dingbats.*", re.IGNORECASE)
_COLOUR = re.compile("[0-9A-Fa-f]{6}")
_LIGHT, _DARK = 200, 60
_DARK_NAMES = frozenset(words("black darkBlue darkCyan darkGreen darkMagenta darkRed darkGray darkYellow"))
_INTEGER = re.compile("[+-]?[0-9]{1,9}")
# Below what size in half points, line and row height in twips text cannot be read; how far it may be moved.
_LEAST_SIZE, _LEAST_LINE, _LEAST_ROW, _FARTHEST, _TIGHTEST = 10, 100, 100, 1500, -60
_LEAST_SCALE, _WHOLE_SCALE = 33, 100


def content_of(element: Element) -> Content | None:
    """Return what an element is beside plain words and layout, None for what is nothing else."""
    name, space = local(element), str(element.tag).partition("}")[0].lstrip("{")
    if space == W_NS:
        kind = _of_word(element, name)
        return None if kind is None else Content(kind, name)
    if space == _W14 and name in _W14_PLAIN:
        return None
    return Content(_OF_SPACES.get(space) or _of_drawing(space), name)


def _of_drawing(space: str) -> ContentKind:
    return ContentKind.PICTURE if _DRAWINGS.fullmatch(space) else ContentKind.UNKNOWN


def _of_word(element: Element, name: str) -> ContentKind | None:
    if name in _PLAIN:
        check = _VALUES.get(name)
        return check(element) if check else None
    if (name in _SWITCHES and not is_on(element)) or (name in _NOTHING and value(element) == _NOTHING[name]):
        return None
    if name == "numPr":
        number = value(element.find(f"{W}numId"))
        return None if number == "0" else ContentKind.NUMBERING
    return _KIND_OF.get(name, ContentKind.UNKNOWN)


def _number(element: Element, name: str) -> int:
    """Return an attribute's whole number, 0 where it states none."""
    text = element.get(f"{W}{name}", "")
    return int(text) if _INTEGER.fullmatch(text) else 0


def _luminance(colour: str | None) -> int | None:
    if colour is None or not _COLOUR.fullmatch(colour):
        return None
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    return (299 * red + 587 * green + 114 * blue) // 1000


def _unreadable(is_so: Callable[[Element], bool]) -> Callable[[Element], ContentKind | None]:
    return lambda element: ContentKind.UNREADABLE if is_so(element) else None


def _is_light(element: Element) -> bool:
    luminance = _luminance(value(element))
    themed = element.get(f"{W}themeColor", "") in ("background1", "light1")
    return themed or (luminance is not None and luminance >= _LIGHT)


def _is_dark(element: Element) -> bool:
    luminance = _luminance(element.get(f"{W}fill"))
    return value(element) == "solid" or (luminance is not None and luminance <= _DARK)


def _is_tight(element: Element) -> bool:
    """Return whether ``w:spacing`` lays letters or lines over one another."""
    line = element.get(f"{W}line") is not None and element.get(f"{W}lineRule") == "exact"
    return _number(element, "val") < _TIGHTEST or (line and _number(element, "line") < _LEAST_LINE)


def _is_moved_away(element: Element) -> bool:
    sides = [_number(element, name) for name in ("left", "start", "right", "end", "firstLine", "w")]
    return min(sides) < -_FARTHEST or max(sides) > 12 * _FARTHEST or _number(element, "hanging") > 12 * _FARTHEST


def _is_flat(element: Element) -> bool:
    return element.get(f"{W}hRule") == "exact" and _number(element, "val") < _LEAST_ROW


def _is_narrow(element: Element) -> bool:
    return (_number(element, "val") or _WHOLE_SCALE) < _LEAST_SCALE


def _symbols(element: Element) -> ContentKind | None:
    fonts = [element.get(f"{W}{name}", "") for name in ("ascii", "hAnsi", "eastAsia", "cs")]
    return ContentKind.SYMBOL_FONT if any(_SYMBOLS.fullmatch(font) for font in fonts) else None


_VALUES: Mapping[str, Callable[[Element], ContentKind | None]] = {
    "rFonts": _symbols,
    "color": _unreadable(_is_light),
    "sz": _unreadable(lambda element: _number(element, "val") < _LEAST_SIZE),
    "w": _unreadable(_is_narrow),
    "spacing": _unreadable(_is_tight),
    "ind": _unreadable(_is_moved_away),
    "tblInd": _unreadable(_is_moved_away),
    "trHeight": _unreadable(_is_flat),
    "highlight": _unreadable(lambda element: value(element) in _DARK_NAMES),
    "shd": _unreadable(_is_dark),
}
