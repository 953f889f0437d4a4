"""What properties make of letters, whoever states them: the run or paragraph itself, a style, the defaults.

What a run does not say itself its character style says, then the paragraph's style, the table's, the defaults; so it is
with paragraphs. Which properties there are, and which matter, ``known_properties`` knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from jixiao.docx.known_properties import list_stated
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.wml import Element, W, local, value
from jixiao.patterns import compile_late

_LONGEST_CHAIN = 20
_PRIVATE = compile_late("[\ue000-\uf8ff]")
_NOTHING: Mapping[str, UnreadThing | None] = {}


class StatedProperties:
    """The properties of one holder (``rPr`` or ``pPr``) that styles state, those they are based on included."""

    def __init__(self, root: Element | None, holder: str) -> None:
        styles = [] if root is None else root.findall(f"{W}style")
        self._holder = holder
        self._styles = {(element.get(f"{W}type", ""), element.get(f"{W}styleId", "")): element for element in styles}
        defaults = None if root is None else root.find(f"{W}docDefaults/{W}{holder}Default/{W}{holder}")
        self._defaults = _NOTHING if defaults is None else dict(list_stated(defaults))
        self._known: dict[tuple[str, str], Mapping[str, UnreadThing | None]] = {}
        self._together: dict[tuple[str, str], Mapping[str, UnreadThing | None]] = {}

    def around(self, paragraph: str, table: str) -> Mapping[str, UnreadThing | None]:
        """Return what the styles of a paragraph and of the table round it make of letters, by property."""
        if (paragraph, table) not in self._together:
            together = {**self._defaults, **self._of("table", table), **self._of("paragraph", paragraph)}
            self._together[paragraph, table] = together
        return self._together[paragraph, table]

    def judge(self, owner: Element, around: Mapping[str, UnreadThing | None]) -> tuple[UnreadThing, ...]:
        """Return what makes the letters of a run or paragraph something else, each kind once."""
        properties = owner.find(f"{W}{self._holder}")
        if properties is None:
            return _distinct(around)
        own = dict(list_stated(properties))
        style = value(properties.find(f"{W}rStyle"))
        return _distinct({**around, **(self._of("character", style) if style else _NOTHING), **own})

    def _of(self, kind: str, name: str) -> Mapping[str, UnreadThing | None]:
        if (kind, name) not in self._known:
            chain = list(islice(self._based_on(kind, name), _LONGEST_CHAIN))
            found: dict[str, UnreadThing | None] = {}
            for style in reversed(chain):
                for properties in style.iter(f"{W}{self._holder}"):  # those of a table's first row, too
                    if not _is_of_mark(properties):
                        found |= list_stated(properties)
            self._known[kind, name] = found
        return self._known[kind, name]

    def _based_on(self, kind: str, name: str) -> Iterator[Element]:
        style = self._styles.get((kind, name))
        while style is not None:
            yield style
            style = self._styles.get((kind, value(style.find(f"{W}basedOn")) or ""))


def _is_of_mark(properties: Element) -> bool:
    """Return whether properties are those of a paragraph's mark, or what they were before a change."""
    holder = local(next(properties.iterancestors()))
    return holder == "pPr" or holder.endswith("Change")


def things_stated(*properties: Element | None) -> tuple[UnreadThing, ...]:
    """Return what the properties of a table, a row or a cell make of the letters in it, each kind once."""
    return _distinct(
        {f"{local(one)} {name}": thing for one in properties if one is not None for name, thing in list_stated(one)}
    )


def _distinct(held: Mapping[str, UnreadThing | None]) -> tuple[UnreadThing, ...]:
    return tuple(dict.fromkeys(thing for thing in held.values() if thing is not None))


def is_affected(thing: UnreadThing, text: str) -> bool:
    """Return whether a property makes something else of just this text: capitals want small letters."""
    return text.upper() != text if thing.kind is Unread.CAPITALS else bool(text.strip())


def holds_private(text: str) -> bool:
    """Return whether a text holds characters that only their font gives a meaning: those of symbol fonts lie there."""
    return _PRIVATE.search(text) is not None
