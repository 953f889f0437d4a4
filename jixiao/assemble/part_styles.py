"""The styles of one part, read: which there are, what they say, what they lean on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from jixiao.assemble.defaults import DefaultsDifference, Slot, fold, slots_of
from jixiao.docx.wml import (
    STYLE_ORDER,
    VAL,
    Element,
    Look,
    W,
    detach,
    local,
    look,
    new,
    put,
    take_attribute,
    value,
    words,
)

REFERENCES = ("basedOn", "next", "link")
# Word has these whether or not the file says so; a table's cells then keep 5.4 pt left and right.
_BUILT_IN = {
    "paragraph": ("Normal", "Normal"),
    "character": ("DefaultParagraphFont", "Default Paragraph Font"),
    "table": ("TableNormal", "Normal Table"),
    "numbering": ("NoList", "No List"),
}
_CELL_MARGINS = {"top": "0", "left": "108", "bottom": "0", "right": "108"}
# What a style pane shows; it does not change a page.
_PANE_ONLY = frozenset(
    words("name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat locked rsid autoRedefine")
)


class PartStyles:
    """Styles by id. Every kind has a default; references to styles that are not there are gone."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.styles: dict[str, Element] = {}
        for style in root.findall(f"{W}style"):
            self.styles.setdefault(style.get(f"{W}styleId", ""), style)
        self.defaults = {kind: self._default(kind) for kind in _BUILT_IN}
        for style in self.styles.values():
            for reference in [style.find(f"{W}{name}") for name in REFERENCES]:
                if reference is not None and reference.get(VAL) not in self.styles:
                    style.remove(reference)
        self.keys = {id_: self._key(id_) for id_ in self.styles}
        self._looks: dict[str, Look] = {}
        self._references = {id_: _references(style) for id_, style in self.styles.items()}
        self._numbers = {id_: _numbers(style) for id_, style in self.styles.items()}

    def _default(self, kind: str) -> str:
        """Return the id of the default style of a kind, which is made if there is none."""
        of_kind = {id_: style for id_, style in self.styles.items() if style.get(f"{W}type") == kind}
        marked = [id_ for id_, style in of_kind.items() if style.get(f"{W}default") in ("1", "true", "on")]
        named = [id_ for id_ in of_kind if self.name(id_) == _BUILT_IN[kind][1]]
        if not marked and not named:
            named = [self._make_default(kind)]
        chosen = (marked or named)[-1]
        for id_ in marked:
            take_attribute(self.styles[id_], f"{W}default")
        self.styles[chosen].set(f"{W}default", "1")
        return chosen

    def _make_default(self, kind: str) -> str:
        id_, name = _BUILT_IN[kind]
        while id_ in self.styles:
            id_ += "0"
        style = new("style", type=kind, styleId=id_)
        style.append(new("name", val=name))
        if kind == "table":
            style.append(_plain_table())
        self.root.append(style)
        self.styles[id_] = style
        return id_

    def name(self, id_: str) -> str:
        """Return the style's name; its id if it has none."""
        return value(self.styles[id_].find(f"{W}name")) or id_

    def _key(self, id_: str) -> str:
        """Return what makes a style the same one in another document: its kind and name, or being the default."""
        kind = self.styles[id_].get(f"{W}type", "paragraph")
        return kind if self.defaults.get(kind) == id_ else f"{kind}:{self.name(id_).casefold()}"

    def references(self, id_: str) -> list[str]:
        """Return the ids of the styles that this one names."""
        return self._references[id_]

    def look(self, id_: str) -> Look:
        """Return what the style does to a page, as a value: equal in two documents if it is the same there."""
        if id_ not in self._looks:
            style = self.styles[id_]
            named = tuple((n, self.keys.get(value(style.find(f"{W}{n}")) or "")) for n in REFERENCES)
            stated = tuple(look(child) for child in style if local(child) not in _PANE_ONLY)
            self._looks[id_] = (named, stated)
        return self._looks[id_]

    def numbers(self, id_: str) -> list[str]:
        """Return the ids of the lists that the style puts its paragraphs in; no other part may share such a style."""
        return self._numbers[id_]

    def closure(self, wanted: Iterable[str]) -> list[str]:
        """Return the wanted styles and all that they lean on, in the sheet's order; unknown ids are left out."""
        reached: set[str] = set()
        waiting = [id_ for id_ in wanted if id_ in self.styles]
        while waiting:
            id_ = waiting.pop()
            if id_ not in reached:
                reached.add(id_)
                waiting += self.references(id_)
        return [id_ for id_ in self.styles if id_ in reached]

    def folded(self, wanted: DefaultsDifference) -> PartStyles:
        """Return a copy whose root paragraph styles say themselves what the part's defaults said for them."""
        copy = PartStyles(deepcopy(self.root))
        for style in copy.styles.values():
            if style.get(f"{W}type") == "paragraph" and style.find(f"{W}basedOn") is None:
                fold(style, wanted)
        return copy

    def slots(self, id_: str) -> frozenset[Slot]:
        """Return what a style or one that it is based on says something about, conditional formats included."""
        found: set[Slot] = set()
        seen: set[str] = set()
        base: str | None = id_
        while base in self.styles and base not in seen:
            seen.add(base)
            style = self.styles[base]
            for holder in style.iter(f"{W}pPr", f"{W}rPr"):
                found |= {slot for child in holder for slot in slots_of(child, local(holder))}
            base = value(style.find(f"{W}basedOn"))
        return frozenset(found)


def _references(style: Element) -> list[str]:
    found = [value(style.find(f"{W}{name}")) for name in REFERENCES]
    return [reference for reference in found if reference is not None]


def _numbers(style: Element) -> list[str]:
    return [number.get(VAL, "") for number in style.findall(f"{W}pPr/{W}numPr/{W}numId")]


def _plain_table() -> Element:
    table = new("tblPr")
    table.append(new("tblInd", w="0", type="dxa"))
    margins = new("tblCellMar")
    table.append(margins)
    for side, width in _CELL_MARGINS.items():
        margins.append(new(side, w=width, type="dxa"))
    return table


def rename(style: Element, id_: str, name: str) -> None:
    """Give a style an id and a name of its own; it is then no built-in style any more."""
    style.set(f"{W}styleId", id_)
    style.set(f"{W}customStyle", "1")
    for tag in ("name", "aliases"):
        for element in style.findall(f"{W}{tag}"):
            style.remove(element)
    put(style, new("name", val=name), STYLE_ORDER)


def point(reference: Element, styles: Mapping[str, str]) -> None:
    """Give a reference to a style its new id, by the old one; one to a style that is not there is taken out."""
    old = reference.get(VAL, "")
    target = styles.get(old)
    if target is None:
        detach(reference)
    elif target != old:
        reference.set(VAL, target)
