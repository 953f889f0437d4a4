"""Which properties of a run make its letters mean something else: a closed list; all others are known to be looks.

What a run does not say itself its character style says, then the paragraph's style, the table's, the defaults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import Element, W, is_on, local, value, words

_LONGEST_CHAIN = 20
# Looks: what they do to letters leaves the words what they are.
_LOOKS = frozenset(
    words(
        "rStyle b bCs i iCs outline shadow emboss imprint noProof snapToGrid webHidden spacing w kern szCs highlight u "
        "effect bdr fitText cs em lang rPrChange ins del moveFrom moveTo glow textOutline scene3d props3d ligatures "
        "numForm numSpacing stylisticSets cntxtAlts reflection"
    )
)
_SYMBOL_FONT = re.compile(
    r"(.* )?symbol|wingdings.*|webdings|marlett|mt extra|opensymbol|starsymbol|(itc )?zapf ?dingbats|bookshelf.*",
    re.IGNORECASE,
)
_NO_SYMBOL_FONT = re.compile("segoe ui symbol|apple symbols", re.IGNORECASE)  # Unicode fonts, for all their names
_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
_THEME_FONTS = {name: f"{name}Theme" for name in ("ascii", "hAnsi", "eastAsia")} | {"cs": "cstheme"}
_LATIN = frozenset(f"{W}{name}" for name in ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme"))
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_WHITE, _BLACK = "FFFFFF", "000000"
_SMALLEST = 8  # half points


def _switch(kind: Unread) -> Callable[[Element], Unread | None]:
    return lambda stated: kind if is_on(stated) else None


def _raised(stated: Element) -> Unread | None:
    return {"superscript": Unread.SUPERSCRIPT, "subscript": Unread.SUBSCRIPT}.get(value(stated) or "")


def _shifted(stated: Element) -> Unread | None:
    height = value(stated) or "0"
    if not re.search("[1-9]", height):
        return None
    return Unread.SUBSCRIPT if height.startswith("-") else Unread.SUPERSCRIPT


def _fonts(stated: Element) -> Unread | None:
    held = [stated.get(f"{W}{name}", "") for name in _FONTS if f"{W}{_THEME_FONTS[name]}" not in stated.attrib]
    odd = any(_SYMBOL_FONT.fullmatch(font) and not _NO_SYMBOL_FONT.fullmatch(font) for font in held)
    return Unread.SYMBOL if odd else None


def _colour(stated: Element) -> Unread | None:
    return Unread.FAINT if (value(stated) or "").upper() == _WHITE else None


def _shading(stated: Element) -> Unread | None:
    solid = value(stated) == "solid" and stated.get(f"{W}color", "auto") in ("auto", _BLACK)
    return Unread.FAINT if solid or stated.get(f"{W}fill") == _BLACK else None


def _size(stated: Element) -> Unread | None:
    size = value(stated) or ""
    return Unread.FAINT if size.isdecimal() and len(size) < 4 and int(size) < _SMALLEST else None


def _fill(stated: Element) -> Unread | None:
    names = {local(one) for one in stated.iter()}
    return Unread.FAINT if names & {"noFill", "alpha"} else None


def _layout(stated: Element) -> Unread | None:
    on = any(stated.get(f"{W}{name}", "0") not in ("0", "false", "off") for name in ("combine", "vert"))
    return Unread.STACKED if on else None


# Each property that can make letters something else, and what it makes them.
_READINGS: Mapping[str, Callable[[Element], Unread | None]] = {
    "strike": _switch(Unread.STRUCK),
    "dstrike": _switch(Unread.STRUCK),
    "vanish": _switch(Unread.HIDDEN),
    "specVanish": _switch(Unread.HIDDEN),
    "caps": _switch(Unread.CAPITALS),
    "smallCaps": _switch(Unread.CAPITALS),
    "rtl": _switch(Unread.DIRECTION),
    "oMath": _switch(Unread.FORMULA),
    "vertAlign": _raised,
    "position": _shifted,
    "rFonts": _fonts,
    "color": _colour,
    "shd": _shading,
    "sz": _size,
    "textFill": _fill,
    "eastAsianLayout": _layout,
}
_NOTHING: Mapping[str, UnreadThing | None] = {}


class RunStyles:
    """The properties that styles give to runs, those of the styles they are based on included."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(f"{W}style")
        self._styles = {(one.get(f"{W}type", ""), one.get(f"{W}styleId", "")): one for one in styles}
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults = _NOTHING if defaults is None else dict(_stated(defaults))
        self._known: dict[tuple[str, str], Mapping[str, UnreadThing | None]] = {}
        self._together: dict[tuple[str, str], Mapping[str, UnreadThing | None]] = {}

    def around(self, paragraph: str, table: str) -> Mapping[str, UnreadThing | None]:
        """Return what the styles of a paragraph and of the table round it make of runs, by property."""
        if (paragraph, table) not in self._together:
            together = {**self._defaults, **self._of("table", table), **self._of("paragraph", paragraph)}
            self._together[paragraph, table] = together
        return self._together[paragraph, table]

    def judge(self, run: Element, around: Mapping[str, UnreadThing | None]) -> tuple[UnreadThing, ...]:
        """Return what makes a run's letters something else, each kind once."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return _distinct(around)
        own = dict(_stated(properties))
        style = value(properties.find(f"{W}rStyle"))
        return _distinct({**around, **(self._of("character", style) if style else _NOTHING), **own})

    def _of(self, kind: str, name: str) -> Mapping[str, UnreadThing | None]:
        if (kind, name) not in self._known:
            chain = list(islice(self._based_on(kind, name), _LONGEST_CHAIN))
            found: dict[str, UnreadThing | None] = {}
            for style in reversed(chain):
                for properties in style.iter(f"{W}rPr"):  # those of a table's first row, too
                    if next(properties.iterancestors()).tag != f"{W}pPr":
                        found |= _stated(properties)
            self._known[kind, name] = found
        return self._known[kind, name]

    def _based_on(self, kind: str, name: str) -> Iterator[Element]:
        style = self._styles.get((kind, name))
        while style is not None:
            yield style
            style = self._styles.get((kind, value(style.find(f"{W}basedOn")) or ""))


def _stated(properties: Element) -> Iterator[tuple[str, UnreadThing | None]]:
    """Yield each property that is no mere look with what it makes of letters, None where it says that it does not."""
    for stated in properties:
        name = local(stated)
        if name in _LOOKS or (name == "rFonts" and _LATIN.isdisjoint(stated.keys()) and not _fonts(stated)):
            continue
        if name in _READINGS:
            kind = _READINGS[name](stated)
            yield name, None if kind is None else UnreadThing(kind)
        else:
            yield name, UnreadThing(Unread.FORMAT, name)


def _distinct(held: Mapping[str, UnreadThing | None]) -> tuple[UnreadThing, ...]:
    return tuple(dict.fromkeys(thing for thing in held.values() if thing is not None))


def is_affected(thing: UnreadThing, text: str) -> bool:
    """Return whether a property makes something else of just this text: capitals want small letters."""
    return text.upper() != text if thing.kind is Unread.CAPITALS else bool(text.strip())


def holds_private(text: str) -> bool:
    """Return whether a text holds characters that only their font gives a meaning: those of symbol fonts lie there."""
    return _PRIVATE.search(text) is not None
