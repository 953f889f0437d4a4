"""The story: open all parts, settle each, put the texts one behind the other, store the package."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from functools import lru_cache

from jixiao.assemble.defaults import DefaultsDifference, difference
from jixiao.assemble.document_settings import font_table, settings
from jixiao.assemble.joined_package import JoinedPackage, Relations
from jixiao.assemble.lists import Lists, PartNumbering
from jixiao.assemble.notes import NOTE_KINDS, Notes
from jixiao.assemble.opened_part import Dress, OpenedPart, PartSource, SettledText, shared_tree, write_around
from jixiao.assemble.part_styles import PartStyles
from jixiao.assemble.sections import Sections
from jixiao.assemble.style_sheet import StyleSheet
from jixiao.assemble.theme import Theme, theme_of, write_out
from jixiao.assemble.unique_ids import Marks
from jixiao.assemble.usage import (
    RUNNING_TEXT,
    NewStyles,
    Place,
    Places,
    point_to_lists,
    point_to_styles,
    use_of,
    use_of_all,
)
from jixiao.docx.package import BadPackage, Relationship, write_package, xml_bytes
from jixiao.docx.traces import CORE_PROPERTIES, CORE_RELATIONSHIP, CORE_TYPE, core_properties
from jixiao.docx.wml import R_NS, Element, common_root, new

_MAIN = "word/document.xml"
_PACKAGE_LINES = [
    Relationship("rId1", f"{R_NS}/officeDocument", _MAIN, False),
    Relationship("rId2", CORE_RELATIONSHIP, CORE_PROPERTIES, False),
]
Finish = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def assemble(parts: Sequence[OpenedPart], *, moment: datetime, title: str, finish: Finish = dict) -> bytes:
    """Return one DOCX with the parts in the order given, each on pages that look as they do alone.

    ``finish`` may add to the members of the result. Raise BadPackage, naming the part, for a part that is no sound
    DOCX; ValueError if there are no parts.
    """
    if not parts:
        raise ValueError("没有可以合并的部分")
    sources = []
    for number, part in enumerate(parts, 1):
        with _naming_faulty(part):
            sources.append(PartSource(number, part))
    with _naming_faulty(parts[0]):
        joint = _Joint(sources)
    for source, part in zip(sources, parts, strict=True):
        with _naming_faulty(part):
            joint.take(source)
    return write_package(finish(joint.members(core_properties(moment=moment, title=title))))


@contextmanager
def _naming_faulty(part: OpenedPart) -> Iterator[None]:
    try:
        yield
    except BadPackage as error:
        raise BadPackage(f"{part.name}：{error}") from error


def _label(source: PartSource, place: Place) -> str:
    return source.name if place == RUNNING_TEXT else f"{source.name}·表格"


@lru_cache(maxsize=32)
def _opened(own: Dress, first: Dress) -> tuple[PartStyles, Theme, DefaultsDifference]:
    """Return a part's styles and theme, and what its defaults say otherwise than the first part's.

    Parts made from one template have them in common, which saves 38 ms a package.
    """
    theme, root = theme_of(own), shared_tree("styles", own[0])
    write_out([root], theme, theme_of(first))
    return PartStyles(root), theme, difference(root, shared_tree("styles", first[0]))


class _Joint:
    """The result in the making: one table for each thing that a document has once."""

    def __init__(self, sources: Sequence[PartSource]) -> None:
        self._sources = sources
        self._package = JoinedPackage()
        self._relations = Relations(_MAIN)
        self._styles = StyleSheet()
        self._numbering = PartNumbering()
        self._marks = Marks()
        self._notes = [Notes(kind) for kind in NOTE_KINDS]
        self._texts: list[SettledText] = []
        self._even_and_odd = any(source.even_and_odd for source in sources)
        self._sections = Sections(self._package, self._relations, even_and_odd=self._even_and_odd)
        self._dress = sources[0].dress()
        self._theme = theme_of(self._dress)

    def take(self, source: PartSource) -> None:
        """Settle everything in the part that must be unique, then bring what its text refers to; BadPackage."""
        source.open()
        (sheet, theme, unlike), lists = _opened(source.dress(), self._dress), Lists(source)
        write_out([lists.root], theme, self._theme)
        first = source is self._sources[0]
        places = Places(sheet, unlike)
        use = use_of_all(source, sheet, lists) if first else use_of(source, sheet, lists, places)
        numbers = self._numbering.allot(lists, use.numbers)
        adopted = {}
        for place, ids in use.styles.items():
            wanted = unlike.without(place)
            folded = sheet.folded(wanted) if wanted else sheet
            adopted[place] = self._styles.adopt(folded, ids, numbers, _label(source, place))
        self._numbering.adopt(lists, numbers, adopted[RUNNING_TEXT], self._package)
        styles = NewStyles(adopted, places, sheet.defaults, self._styles.defaults)
        for piece in source.pieces():
            write_out(piece.stories.values(), theme, self._theme)
            point_to_styles(piece, styles, use.styles)
            point_to_lists(piece, numbers)
            self._marks.settle(piece)
            source.take_back(piece)
        for notes in self._notes:
            notes.adopt(source, self._package)
        self._package.attach(source.document, source, source.main, self._relations)
        self._sections.settle(source, last=source is self._sources[-1])
        self._texts.append(source.settled())

    def members(self, core: bytes) -> dict[str, bytes]:
        """Return the members of the result."""
        self._package.put(_MAIN, self._document(), _TYPE.format("document.main"))
        self._put_shared("styles", self._styles.root())
        self._put_shared("settings", settings(self._sources[0], even_and_odd=self._even_and_odd))
        self._put_shared("numbering", self._numbering.root(), self._numbering.relations)
        for notes in self._notes:
            self._put_shared(notes.kind.plural, notes.root(), notes.relations)
        fonts = Relations("word/fontTable.xml")
        self._put_shared("fontTable", font_table(self._sources, self._package, fonts), fonts)
        theme = self._sources[0].shared_name("theme")
        if theme is not None:
            self._relations.add(f"{R_NS}/theme", self._package.bring(self._sources[0], theme))
        self._package.put(CORE_PROPERTIES, core, CORE_TYPE)
        self._package.put_relationships(_MAIN, self._relations.lines())
        self._package.put_relationships("", _PACKAGE_LINES)
        self._package.put_content_types()
        return self._package.members

    def _document(self) -> bytes:
        root = self._root([text.root for text in self._texts])
        if all(text.root.nsmap.items() <= root.nsmap.items() for text in self._texts):
            # To move the nodes takes 9 ms a package more, and prefixes that mean the same allow to join texts.
            texts = [text.inside for text in self._texts]
            self._texts.clear()
            return write_around(root, texts)
        reopened = [text.reopened() for text in self._texts]
        root = self._root(reopened)
        for document in reopened:
            root[-1].extend(list(document[0]))
        return xml_bytes(root)

    def _root(self, documents: Sequence[Element]) -> Element:
        """Return the root of the whole with an empty body."""
        root = common_root("document", documents)
        if self._texts[0].background is not None:
            root.append(deepcopy(self._texts[0].background))
        root.append(new("body"))
        return root

    def _put_shared(self, kind: str, root: Element | None, relations: Relations | None = None) -> None:
        if root is None:
            return
        name = f"word/{kind}.xml"
        self._package.put(name, xml_bytes(root), _TYPE.format(kind))
        self._relations.add(f"{R_NS}/{kind}", name)
        if relations is not None:
            self._package.put_relationships(name, relations.lines())
