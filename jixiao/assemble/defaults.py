"""Document defaults exist once. What a later part's say differently is folded into the roots of its own styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from msgspec import Struct

from jixiao.docx.wml import (
    PARAGRAPH_ORDER,
    RUN_ORDER,
    STYLE_ORDER,
    Element,
    W,
    local,
    look,
    new,
    put,
    sure,
    take_attribute,
    words,
)

# These elements are inherited attribute by attribute; the attributes of one group overrule each other.
_GROUPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "rFonts": (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"), ("eastAsia", "eastAsiaTheme"), ("cs", "cstheme")),
    "lang": (("val",), ("eastAsia",), ("bidi",)),
    "pPr/spacing": (
        ("before", "beforeLines", "beforeAutospacing"),
        ("after", "afterLines", "afterAutospacing"),
        ("line", "lineRule"),
    ),
    "ind": (
        ("left", "leftChars", "start", "startChars"),
        ("right", "rightChars", "end", "endChars"),
        ("firstLine", "firstLineChars", "hanging", "hangingChars"),
    ),
}
# What holds where nothing is stated (ECMA-376, and Word where that is silent); needed to undo the first part's word.
_NEUTRAL_GROUPS: dict[str, dict[str, str]] = {
    "rFonts": dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"),
    "pPr/spacing": {"before": "0", "after": "0", "line": "240", "lineRule": "auto"},
    "ind": {"left": "0", "right": "0", "firstLine": "0"},
    "lang": {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"},
}
# These overrule their neighbours, so where the first part states them they have to be undone.
_UNDONE = dict.fromkeys(
    words("beforeLines beforeAutospacing afterLines afterAutospacing leftChars rightChars firstLineChars hanging"), "0"
)
_NEUTRAL = {
    **dict.fromkeys(words("widowControl kinsoku wordWrap overflowPunct autoSpaceDE autoSpaceDN adjustRightInd"), "1"),
    **dict.fromkeys(words("keepNext keepLines pageBreakBefore suppressLineNumbers suppressAutoHyphens bidi"), "0"),
    **dict.fromkeys(words("topLinePunct contextualSpacing mirrorIndents kern position spacing"), "0"),
    **dict.fromkeys(words("b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"), "0"),
    **dict.fromkeys(words("noProof vanish rtl cs"), "0"),
    "snapToGrid": "1",
    "jc": "left",
    "textAlignment": "auto",
    "sz": "20",
    "szCs": "20",
    "w": "100",
    "color": "auto",
    "u": "none",
    "highlight": "none",
    "vertAlign": "baseline",
}
_ORDERS = {"pPr": PARAGRAPH_ORDER, "rPr": RUN_ORDER}


# One thing that formatting can say: ("pPr", "spacing", "line") or, for what is inherited whole, ("pPr", "jc", "").
Slot = tuple[str, str, str]


class DefaultsDifference(Struct, frozen=True):
    """What to say in a style so that it looks under common defaults as it did under its own."""

    pPr: Sequence[Element] = ()  # noqa: N815 - the schema's names
    rPr: Sequence[Element] = ()  # noqa: N815

    def __bool__(self) -> bool:
        return bool(self.pPr or self.rPr)

    def slots(self) -> frozenset[Slot]:
        """Return what the difference speaks of."""
        return frozenset(slot for kind in ("pPr", "rPr") for e in getattr(self, kind) for slot in slots_of(e, kind))

    def without(self, slots: frozenset[Slot]) -> DefaultsDifference:
        """Return the difference except in ``slots``."""
        return DefaultsDifference(*(_without(getattr(self, kind), slots, kind) for kind in ("pPr", "rPr")))


def slots_of(element: Element, kind: str) -> Iterator[Slot]:
    """Yield what a child of ``pPr`` or ``rPr`` (the ``kind``) says something about."""
    name = local(element)
    groups = _groups(name, kind)
    if not groups:
        yield kind, name, ""
    for group in groups:
        if _attributes(element, group):
            yield kind, name, group[0]


def _without(elements: Sequence[Element], slots: frozenset[Slot], kind: str) -> list[Element]:
    kept = []
    for element in elements:
        rest = deepcopy(element)
        dropped = [slot for slot in slots_of(element, kind) if slot in slots]
        for group in _groups(local(element), kind):
            for name in group if (kind, local(element), group[0]) in slots else ():
                take_attribute(rest, f"{W}{name}")
        if len(dropped) < len(list(slots_of(element, kind))):
            kept.append(rest)
    return kept


def difference(own: Element, common: Element) -> DefaultsDifference:
    """Return what the document defaults of the styles root ``own`` say differently from those of ``common``."""
    return DefaultsDifference(*(_differing(_stated(own, kind), _stated(common, kind), kind) for kind in ("pPr", "rPr")))


def _stated(styles: Element, kind: str) -> dict[str, Element]:
    default = styles.find(f"{W}docDefaults/{W}{kind}Default")
    if default is None:
        return {}
    # Widow control is on unless turned off; LibreOffice holds that only where there are paragraph defaults at all.
    implied = {"widowControl": new("widowControl", val="1")} if kind == "pPr" else {}
    return implied | {local(child): child for child in default.iterfind(f"{W}{kind}/*")}


def _differing(own: dict[str, Element], common: dict[str, Element], kind: str) -> list[Element]:
    found = []
    for name in _ORDERS[kind]:
        groups = _groups(name, kind)
        if groups:
            neutral = _NEUTRAL_GROUPS.get(f"{kind}/{name}") or _NEUTRAL_GROUPS.get(name, {})
            attributes = _differing_attributes(own.get(name), common.get(name), groups, neutral)
            found += [new(name, **attributes)] if attributes else []
        elif name in own and (name not in common or look(own[name]) != look(common[name])):
            found.append(deepcopy(own[name]))
        elif name in common and name not in own and name in _NEUTRAL:
            found.append(new(name, val=_NEUTRAL[name]))
    return found


def _groups(name: str, kind: str) -> tuple[tuple[str, ...], ...]:
    return _GROUPS.get(f"{kind}/{name}") or _GROUPS.get(name, ())


def _differing_attributes(
    own: Element | None, common: Element | None, groups: tuple[tuple[str, ...], ...], neutral: dict[str, str]
) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for group in groups:
        mine, theirs = _attributes(own, group), _attributes(common, group)
        if mine != theirs:
            undone = {name: _UNDONE[name] for name in group if name in theirs and name in _UNDONE}
            attributes |= undone | (mine or {name: neutral[name] for name in group if name in neutral})
    return attributes


def _attributes(element: Element | None, group: tuple[str, ...]) -> dict[str, str]:
    if element is None:
        return {}
    return {name: str(element.attrib[f"{W}{name}"]) for name in group if f"{W}{name}" in element.attrib}


def fold(style: Element, wanted: DefaultsDifference) -> None:
    """Add to a root style what it does not say itself."""
    for kind, elements in (("pPr", wanted.pPr), ("rPr", wanted.rPr)):
        for element in elements:
            _fold(sure(style, kind, STYLE_ORDER), element, kind)


def _fold(holder: Element, element: Element, kind: str) -> None:
    stated = holder.find(str(element.tag))
    if stated is None:
        put(holder, deepcopy(element), _ORDERS[kind])
        return
    for group in _groups(local(element), kind):
        if not _attributes(stated, group):
            for name, text in _attributes(element, group).items():
                stated.set(f"{W}{name}", text)
