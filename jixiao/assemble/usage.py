"""Which styles and lists a part's text uses, and pointing the text to their new ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jixiao.assemble.lists import Lists
from jixiao.assemble.sheet import Sheet
from jixiao.assemble.wml import VAL, Element, W, every, in_table, new, properties, value
from jixiao.opc import detach


@dataclass(frozen=True)
class Use:
    """Ids of the styles of running text, of those within tables (table styles included), and of lists."""

    text: set[str]
    tables: set[str]
    numbers: set[str]


def use_of(stories: Sequence[Element], sheet: Sheet, lists: Lists) -> Use:
    """Return what a part uses, directly or by way of a style or list."""
    text = {sheet.defaults[kind] for kind in ("paragraph", "character", "numbering")}
    text |= {e.get(VAL, "") for e in every(stories, "rStyle")}
    tables = {sheet.defaults["paragraph"], sheet.defaults["table"]}
    tables |= {e.get(VAL, "") for e in every(stories, "tblStyle")}
    for style in every(stories, "pStyle"):
        (tables if in_table(style) else text).add(style.get(VAL, ""))
    return _reached(Use(text, tables, {e.get(VAL, "") for e in every(stories, "numId")}), sheet, lists)


def use_of_all(stories: Sequence[Element], sheet: Sheet, lists: Lists) -> Use:
    """Return all styles and lists there are, used or not: the first part's are the result's stock."""
    return Use(set(sheet.styles), set(sheet.styles), set(lists.numbers))


def _reached(use: Use, sheet: Sheet, lists: Lists) -> Use:
    styles = sheet.closure(use.text | use.tables)
    numbers = use.numbers | {number for id_ in styles for number in sheet.numbers(id_)}
    text = use.text | lists.styles(numbers)
    if (text, numbers) == (use.text, use.numbers):
        return use
    return _reached(Use(text, use.tables, numbers), sheet, lists)


@dataclass(frozen=True)
class NewStyles:
    """New ids by old ones, in running text and in tables, and what an unstyled element meant and would now mean."""

    text: Mapping[str, str]
    tables: Mapping[str, str]
    own_defaults: Mapping[str, str]
    common_defaults: Mapping[str, str]

    def for_paragraph(self, paragraph: Element) -> Mapping[str, str]:
        """Return the new ids that hold where the paragraph, or a child of one, stands."""
        return self.tables if self.text is not self.tables and in_table(paragraph) else self.text


def point_to_styles(stories: Sequence[Element], styles: NewStyles) -> None:
    """Give all references the new ids; an unstyled element names its default if the result's is another one."""
    for reference in list(every(stories, "pStyle", "rStyle", "tblStyle")):
        by_old = styles.text
        if reference.tag == f"{W}tblStyle":
            by_old = styles.tables
        elif reference.tag == f"{W}pStyle":
            by_old = styles.for_paragraph(reference)
        target = by_old.get(reference.get(VAL, ""))
        if target is None:
            detach(reference)
        else:
            reference.set(VAL, target)
    _name_default_paragraphs(stories, styles)
    _name_defaults(every(stories, "r"), "rPr", "rStyle", *_change("character", styles.text, styles))
    _name_defaults(every(stories, "tbl"), "tblPr", "tblStyle", *_change("table", styles.tables, styles))


def _change(kind: str, by_old: Mapping[str, str], styles: NewStyles) -> tuple[str, bool]:
    """Return the new id of the part's default style, and whether an unstyled element would get another one."""
    own = by_old[styles.own_defaults[kind]]
    return own, own != styles.common_defaults[kind]


def _name_default_paragraphs(stories: Sequence[Element], styles: NewStyles) -> None:
    in_text, text_changes = _change("paragraph", styles.text, styles)
    in_tables, tables_change = _change("paragraph", styles.tables, styles)
    if in_text == in_tables:
        _name_defaults(every(stories, "p"), "pPr", "pStyle", in_text, text_changes)
        return
    inside: dict[bool, list[Element]] = {True: [], False: []}
    for paragraph in every(stories, "p"):
        inside[in_table(paragraph)].append(paragraph)
    _name_defaults(inside[False], "pPr", "pStyle", in_text, text_changes)
    _name_defaults(inside[True], "pPr", "pStyle", in_tables, tables_change)


def _name_defaults(owners: Iterable[Element], holder: str, tag: str, default: str, changes: bool) -> None:
    if not changes:
        return
    for owner in owners:
        stated = properties(owner, holder)
        if value(stated.find(f"{W}{tag}")) is None:
            stated.insert(0, new(tag, val=default))


def point_to_lists(stories: Sequence[Element], numbers: Mapping[str, str]) -> None:
    """Give all list references the new ids; a list that was never defined becomes none (0), as Word has it."""
    for reference in every(stories, "numId"):
        reference.set(VAL, numbers.get(reference.get(VAL, ""), "0"))
