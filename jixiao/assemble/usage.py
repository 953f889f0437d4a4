"""Which styles and lists a part's text uses, and pointing the text to their new ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from jixiao.assemble.defaults import DefaultsDifference, Slot
from jixiao.assemble.lists import Lists
from jixiao.assemble.opened_part import PartSource
from jixiao.assemble.part_styles import PartStyles, point
from jixiao.docx.wml import VAL, Element, W, new, properties, value

# Where a paragraph stands, as far as it matters: what the style of the table round it says.
Place = frozenset[Slot]
RUNNING_TEXT: Place = frozenset()


class Places:
    """Tells where a paragraph stands.

    A table's style overrules document defaults, but not the style of a paragraph. When defaults are folded into
    paragraph styles, paragraphs in a table must therefore keep to those that the table's style does not speak of.
    """

    def __init__(self, sheet: PartStyles, folded: DefaultsDifference) -> None:
        self._sheet = sheet
        self._folded = folded.slots()
        self._known: dict[str, Place] = {}

    @property
    def differ(self) -> bool:
        """Whether there is more than one."""
        return bool(self._folded)

    def of(self, element: Element) -> Place:
        """Return the place of a paragraph or a child of one; a table's style does not reach into a text box."""
        if not self._folded:
            return RUNNING_TEXT
        holder = next(element.iterancestors(f"{W}tbl", f"{W}txbxContent"), None)
        if holder is None or holder.tag != f"{W}tbl":
            return RUNNING_TEXT
        style = value(holder.find(f"{W}tblPr/{W}tblStyle")) or self._sheet.defaults["table"]
        if style not in self._known:
            self._known[style] = self._folded & self._sheet.slots(style)
        return self._known[style]


class Use(Struct, frozen=True):
    """Ids of the styles used, by place, and of the lists."""

    styles: Mapping[Place, set[str]]
    numbers: set[str]


def use_of_all(source: PartSource, sheet: PartStyles, lists: Lists) -> Use:
    """Return all styles and lists there are, used or not: the first part's are the result's stock."""
    return Use({RUNNING_TEXT: source.styles() | set(sheet.styles)}, set(lists.numbers))


def use_of(source: PartSource, sheet: PartStyles, lists: Lists, places: Places) -> Use:
    """Return what a part uses, directly or by way of a style or list."""
    styles = {RUNNING_TEXT: set(sheet.defaults.values())}
    if places.differ:
        styles[RUNNING_TEXT] |= {e.get(VAL, "") for e in source.every_piece("rStyle", "tblStyle")}
        for paragraph in source.every_piece("p"):
            styles.setdefault(places.of(paragraph), {sheet.defaults["paragraph"]})
        for reference in source.every_piece("pStyle"):
            styles.setdefault(places.of(reference), {sheet.defaults["paragraph"]}).add(reference.get(VAL, ""))
    else:
        styles[RUNNING_TEXT] |= source.styles()
    return _reached(Use(styles, {e.get(VAL, "") for e in source.every_piece("numId")}), sheet, lists)


def _reached(use: Use, sheet: PartStyles, lists: Lists) -> Use:
    styles = sheet.closure(id_ for ids in use.styles.values() for id_ in ids)
    numbers = use.numbers | {number for id_ in styles for number in sheet.numbers(id_)}
    text = use.styles[RUNNING_TEXT] | lists.styles(numbers)
    if (text, numbers) == (use.styles[RUNNING_TEXT], use.numbers):
        return use
    return _reached(Use({**use.styles, RUNNING_TEXT: text}, numbers), sheet, lists)


class NewStyles(Struct, frozen=True):
    """New ids by old ones for each place, and what an unstyled element meant and would now mean."""

    by_place: Mapping[Place, Mapping[str, str]]
    places: Places
    own_defaults: Mapping[str, str]
    common_defaults: Mapping[str, str]

    def default(self, kind: str, place: Place = RUNNING_TEXT) -> str | None:
        """Return the id that unstyled elements have to name; None if the result's default is the part's."""
        own = self.by_place[place][self.own_defaults[kind]]
        return None if own == self.common_defaults[kind] else own

    def keep(self, used: Mapping[Place, set[str]]) -> bool:
        """Return whether the ids used, by place, are the new ones already, and no default has to be named.

        Not to point at each of them again saves 6 ms a package.
        """
        named = [self.default("paragraph", place) for place in self.by_place]
        same = all(self.by_place[place].get(id_) == id_ for place, ids in used.items() for id_ in ids)
        return same and not any((*named, self.default("character"), self.default("table")))


def point_to_styles(source: PartSource, styles: NewStyles, used: Mapping[Place, set[str]]) -> None:
    """Give all references the new ids; an unstyled element names its default if the result's is another one.

    Paragraphs come first, as the old ids of table styles tell their places. ``used`` are the ids that the part's
    text uses, by place; nothing is to do where they all stay what they are.
    """
    if styles.keep(used):
        return
    for reference in list(source.every("pStyle")):
        point(reference, styles.by_place[styles.places.of(reference)])
    _name_default_paragraphs(source, styles)
    for reference in list(source.every("rStyle", "tblStyle")):
        point(reference, styles.by_place[RUNNING_TEXT])
    _name_default(source.every("r"), "rPr", "rStyle", styles.default("character"))
    _name_default(source.every("tbl"), "tblPr", "tblStyle", styles.default("table"))


def _name_default_paragraphs(source: PartSource, styles: NewStyles) -> None:
    defaults = {place: styles.default("paragraph", place) for place in styles.by_place}
    if any(defaults.values()):
        for paragraph in source.every("p"):
            _name_default([paragraph], "pPr", "pStyle", defaults[styles.places.of(paragraph)])


def _name_default(owners: Iterable[Element], holder: str, tag: str, default: str | None) -> None:
    if default is None:
        return
    for owner in owners:
        stated = properties(owner, holder)
        if value(stated.find(f"{W}{tag}")) is None:
            stated.insert(0, new(tag, val=default))


def point_to_lists(source: PartSource, numbers: Mapping[str, str]) -> None:
    """Give all list references the new ids; a list that was never defined becomes none (0), as Word has it."""
    for reference in source.every("numId"):
        reference.set(VAL, numbers.get(reference.get(VAL, ""), "0"))
