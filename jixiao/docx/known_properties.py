"""The properties of runs, paragraphs, tables, rows, cells and sections: one closed table, and which values matter.

Most are looks. Some make of letters something else than they say, or hide them; some (``strict``) matter only to
whoever holds two documents against each other. What is not in the table is named as not understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import PARAGRAPH_ORDER, RUN_ORDER, SECTION_ORDER, W_NS, Element, W, is_on, local, value, words
from jixiao.patterns import compile_late

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_Judge = Callable[[Element], Unread | None]
# Word 2010's own properties of letters.
_LOOKS_14 = frozenset(
    words(
        "glow shadow reflection textOutline scene3d props3d ligatures numForm numSpacing stylisticSets cntxtAlts "
        "styleSet"
    )
)
_SYMBOL_FONT = compile_late(
    r"(.* )?symbol|(wing|web)dings.*|.*dingbats.*|marlett|mt extra|opensymbol|starsymbol|bookshelf.*", re.IGNORECASE
)
_NO_SYMBOL_FONT = compile_late("segoe ui symbol|apple symbols", re.IGNORECASE)  # Unicode fonts, for all their names
_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
_THEME_FONTS = {name: f"{name}Theme" for name in ("ascii", "hAnsi", "eastAsia")} | {"cs": "cstheme"}
_LATIN = frozenset(f"{W}{name}" for name in ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme"))
_COLOUR = compile_late("[0-9A-Fa-f]{6}")
_INTEGER = compile_late("[+-]?[0-9]{1,9}")
_LIGHT, _DARK = 200, 60
_DARK_NAMES = frozenset(words("black darkBlue darkCyan darkGreen darkMagenta darkRed darkGray darkYellow"))
# Below what size in half points, line and row height in twips text cannot be read; how far it may be moved.
_LEAST_SIZE, _LEAST_LINE, _LEAST_ROW, _FARTHEST, _TIGHTEST = 10, 100, 100, 1500, -60
_LEAST_SCALE, _WHOLE_SCALE = 33, 100
_UPRIGHT = frozenset(words("lrTb tb lrTbV tbV"))


def _number(element: Element, name: str) -> int:
    """Return an attribute's whole number, 0 where it states none."""
    text = element.get(f"{W}{name}", "")
    return int(text) if _INTEGER.fullmatch(text) else 0


def _luminance(colour: str | None) -> int | None:
    if colour is None or not _COLOUR.fullmatch(colour):
        return None
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    return (299 * red + 587 * green + 114 * blue) // 1000


# what makes letters something else


def _always(kind: Unread) -> _Judge:
    return lambda stated: kind


def _switch(kind: Unread) -> _Judge:
    return lambda stated: kind if is_on(stated) else None


def _unless(plain: str, kind: Unread) -> _Judge:
    """Return a judge for a property that is nothing where it says ``plain``, a regular expression."""
    return lambda stated: None if re.fullmatch(plain, value(stated) or "") else kind


def _raised(stated: Element) -> Unread | None:
    return {"superscript": Unread.SUPERSCRIPT, "subscript": Unread.SUBSCRIPT}.get(value(stated) or "")


def _shifted(stated: Element) -> Unread | None:
    height = value(stated) or "0"
    if not re.search("[1-9]", height):
        return None
    return Unread.SUBSCRIPT if height.startswith("-") else Unread.SUPERSCRIPT


def _fonts(stated: Element) -> Unread | None:
    held = [stated.get(f"{W}{name}", "") for name in _FONTS if f"{W}{_THEME_FONTS[name]}" not in stated.attrib]
    return Unread.SYMBOL if any(map(is_symbol_font, held)) else None


def is_symbol_font(name: str) -> bool:
    """Return whether a font of this name has signs in the places of letters."""
    return _SYMBOL_FONT.fullmatch(name) is not None and _NO_SYMBOL_FONT.fullmatch(name) is None


def _stacked(stated: Element) -> Unread | None:
    on = any(stated.get(f"{W}{name}", "0") not in ("0", "false", "off") for name in ("combine", "vert"))
    return Unread.STACKED if on else None


def _numbered(stated: Element) -> Unread | None:
    return None if value(stated.find(f"{W}numId")) == "0" else Unread.NUMBER


# what makes letters unreadable


def _faint(is_so: Callable[[Element], bool]) -> _Judge:
    return lambda stated: Unread.FAINT if is_so(stated) else None


def _is_light(stated: Element) -> bool:
    luminance = _luminance(value(stated))
    themed = stated.get(f"{W}themeColor", "") in ("background1", "light1")
    return themed or (luminance is not None and luminance >= _LIGHT)


def _is_dark(stated: Element) -> bool:
    luminance = _luminance(stated.get(f"{W}fill"))
    solid = value(stated) == "solid" and (_luminance(stated.get(f"{W}color")) or 0) <= _DARK
    return solid or (luminance is not None and luminance <= _DARK)


def _is_tight(stated: Element) -> bool:
    """Return whether ``w:spacing`` lays letters or lines over one another."""
    line = stated.get(f"{W}line") is not None and stated.get(f"{W}lineRule") == "exact"
    return _number(stated, "val") < _TIGHTEST or (line and _number(stated, "line") < _LEAST_LINE)


def _is_moved_away(stated: Element) -> bool:
    sides = [_number(stated, name) for name in ("left", "start", "right", "end", "firstLine", "w")]
    return min(sides) < -_FARTHEST or max(sides) > 12 * _FARTHEST or _number(stated, "hanging") > 12 * _FARTHEST


def _is_small(stated: Element) -> bool:
    return _number(stated, "val") < _LEAST_SIZE


def _is_flat(stated: Element) -> bool:
    return stated.get(f"{W}hRule") == "exact" and _number(stated, "val") < _LEAST_ROW


def _is_slit(stated: Element) -> bool:
    """Return whether a cell is too narrow for a letter."""
    return stated.get(f"{W}type") == "dxa" and 0 < _number(stated, "w") < _LEAST_ROW


def _is_narrow(stated: Element) -> bool:
    return (_number(stated, "val") or _WHOLE_SCALE) < _LEAST_SCALE


def _is_crossed(borders: Element) -> Unread | None:
    """Return what lines from corner to corner make of a cell."""
    lines = [line for name in ("tl2br", "tr2bl") for line in borders.iterchildren(f"{W}{name}")]
    return Unread.STRUCK if any(value(line) not in ("nil", "none") for line in lines) else None


def _filled(stated: Element) -> Unread | None:
    names = {local(element) for element in stated.iter()}
    return Unread.FAINT if names & {"noFill", "alpha"} else None


class _Judged(Struct, frozen=True):
    """A property of which some values are more than looks; ``strict`` to whoever compares only."""

    judge: _Judge
    strict: bool = False


_REVISED = _Judged(_always(Unread.REVISION), strict=True)
_SHADED = _Judged(_faint(_is_dark))
_MOVED = _Judged(_faint(_is_moved_away))
_RUN: Mapping[str, _Judged] = {
    **dict.fromkeys(words("ins del moveFrom moveTo rPrChange"), _REVISED),
    **{name: _Judged(_switch(Unread.STRUCK)) for name in ("strike", "dstrike")},
    **{name: _Judged(_switch(Unread.HIDDEN)) for name in ("vanish", "specVanish")},
    **{name: _Judged(_switch(Unread.CAPITALS)) for name in ("caps", "smallCaps")},
    "rtl": _Judged(_switch(Unread.DIRECTION)),
    "oMath": _Judged(_switch(Unread.FORMULA)),
    "vertAlign": _Judged(_raised),
    "position": _Judged(_shifted),
    "rFonts": _Judged(_fonts),
    "eastAsianLayout": _Judged(_stacked),
    "fitText": _Judged(_always(Unread.STACKED), strict=True),
    "color": _Judged(_faint(_is_light)),
    "sz": _Judged(_faint(_is_small)),
    "w": _Judged(_faint(_is_narrow)),
    "spacing": _Judged(_faint(_is_tight)),
    "highlight": _Judged(_faint(lambda stated: value(stated) in _DARK_NAMES)),
    "shd": _SHADED,
}
_PARAGRAPH: Mapping[str, _Judged] = {
    "framePr": _Judged(_always(Unread.FRAME)),
    "bidi": _Judged(_switch(Unread.DIRECTION)),
    "textDirection": _Judged(lambda stated: None if value(stated) in _UPRIGHT else Unread.STACKED),
    "outlineLvl": _Judged(_unless("[0-9]", Unread.FORMAT)),
    "numPr": _Judged(_numbered, strict=True),  # what it prints is named where lists are counted
    "spacing": _Judged(_faint(_is_tight)),
    "ind": _MOVED,
    "shd": _SHADED,
    "pPrChange": _REVISED,
}
_TABLE: Mapping[str, _Judged] = {
    "tblpPr": _Judged(_always(Unread.FRAME), strict=True),
    "bidiVisual": _Judged(_switch(Unread.DIRECTION)),
    "tblInd": _MOVED,
    "shd": _SHADED,
    **{name: _Judged(_unless("", Unread.ALT_TEXT), strict=True) for name in ("tblCaption", "tblDescription")},
    **dict.fromkeys(words("tblPrChange tblPrExChange"), _REVISED),
}
_ROW: Mapping[str, _Judged] = {
    "gridBefore": _Judged(_always(Unread.FRAME), strict=True),
    "trHeight": _Judged(_faint(_is_flat)),
    "hidden": _Judged(_switch(Unread.HIDDEN)),
    **dict.fromkeys(words("ins del trPrChange"), _REVISED),
}
_CELL: Mapping[str, _Judged] = {
    "hMerge": _Judged(_always(Unread.FRAME), strict=True),
    "tcBorders": _Judged(_is_crossed),
    "tcW": _Judged(_faint(_is_slit)),
    "tcFitText": _Judged(_switch(Unread.STACKED), strict=True),
    "shd": _SHADED,
    **dict.fromkeys(words("cellIns cellDel cellMerge tcPrChange"), _REVISED),
}
_SECTION: Mapping[str, _Judged] = {
    "bidi": _Judged(_switch(Unread.DIRECTION), strict=True),
    "textDirection": _Judged(lambda stated: None if value(stated) in _UPRIGHT else Unread.STACKED, strict=True),
    "lnNumType": _Judged(_always(Unread.NUMBER), strict=True),
    "sectPrChange": _REVISED,
}
_TABLE_LOOKS = words(
    "tblStyle tblOverlap tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblBorders tblLayout "
    "tblCellMar tblLook"
)
_ROW_LOOKS = words("cnfStyle divId gridAfter wBefore wAfter cantSplit tblHeader tblCellSpacing jc")
_CELL_LOOKS = words("cnfStyle tcW gridSpan vMerge noWrap tcMar textDirection vAlign hideMark headers")
# By what holds them, each property; None for looks.
HOLDERS: Mapping[str, Mapping[str, _Judged | None]] = {
    "rPr": {**dict.fromkeys(RUN_ORDER), **_RUN},
    "pPr": {**dict.fromkeys(PARAGRAPH_ORDER), **_PARAGRAPH},
    "tblPr": {**dict.fromkeys(_TABLE_LOOKS), **_TABLE},
    "tblPrEx": {**dict.fromkeys(_TABLE_LOOKS), **_TABLE},
    "trPr": {**dict.fromkeys(_ROW_LOOKS), **_ROW},
    "tcPr": {**dict.fromkeys(_CELL_LOOKS), **_CELL},
    "sectPr": {**dict.fromkeys(SECTION_ORDER), **_SECTION},
}
_SIDES = dict.fromkeys(words("top left start bottom right end insideH insideV between bar tl2br tr2bl"))
_NOTES = dict.fromkeys(words("pos numFmt numStart numRestart"))
# What stands in some properties, and what it is beside looks.
DETAILS: Mapping[str, Mapping[str, Unread | None]] = {
    "tabs": {"tab": None},
    "numPr": {"ilvl": None, "numId": None, "ins": Unread.REVISION, "numberingChange": Unread.REVISION},
    "tblGrid": {"gridCol": None, "tblGridChange": Unread.REVISION},
    "cols": {"col": None},
    "headers": {"header": None},
    "smartTagPr": {"attr": None},
    **dict.fromkeys(words("pBdr tblBorders tcBorders tblCellMar tcMar pgBorders"), _SIDES),
    **dict.fromkeys(("footnotePr", "endnotePr"), _NOTES),
}


def judge_strictly(stated: Element, holder: str) -> Unread | None:
    """Return what a property is to whoever holds two documents against each other, None for looks."""
    return _judge(stated, holder, strict=True)


def list_stated(properties: Element) -> Iterator[tuple[str, UnreadThing | None]]:
    """Yield each property that is no mere look with what it makes of letters, None where it says that it does not."""
    holder = local(properties)
    for stated in properties:
        name = local(stated)
        known = HOLDERS[holder].get(name)
        if name == "rFonts" and _LATIN.isdisjoint(stated.keys()) and not _fonts(stated):
            continue  # says nothing of the fonts that may hold symbols
        kind = _judge(stated, holder, strict=False)
        if kind is not None:
            yield name, UnreadThing(kind, name[:40] if kind is Unread.FORMAT else "")
        elif name == "textFill" or (known is not None and not known.strict):
            yield name, None


def _judge(stated: Element, holder: str, *, strict: bool) -> Unread | None:
    name, space = local(stated), str(stated.tag).partition("}")[0].lstrip("{")
    if space == W14 and holder == "rPr":
        return _filled(stated) if name == "textFill" else None if name in _LOOKS_14 else Unread.FORMAT
    if space != W_NS or name not in HOLDERS[holder]:
        return Unread.FORMAT
    known = HOLDERS[holder][name]
    return None if known is None or (known.strict and not strict) else known.judge(stated)
