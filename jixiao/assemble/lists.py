"""PartNumbering: every part's lists count for themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy

from jixiao.assemble.joined_package import JoinedPackage, Relations
from jixiao.assemble.opened_part import PartSource
from jixiao.assemble.part_styles import point
from jixiao.docx.wml import VAL, Element, W, common_root, every, new, value

# Word merges lists with the same nsid when text is pasted, so each gets one of its own.
_FIRST_NSID = 0x10000000
_FIRST_TMPL = 0x20000000
_STYLE_TAGS = ("pStyle", "rStyle", "styleLink", "numStyleLink")


class Lists:
    """The lists of one part as read: ``w:num`` by id, and what each is an instance of."""

    def __init__(self, source: PartSource) -> None:
        self.source = source
        self.member = source.shared_name("numbering")
        self.root = source.shared("numbering")
        self.numbers = {n.get(f"{W}numId", ""): n for n in self.root.findall(f"{W}num")}
        self.abstracts = {a.get(f"{W}abstractNumId", ""): a for a in self.root.findall(f"{W}abstractNum")}
        self.bullets = {b.get(f"{W}numPicBulletId", ""): b for b in self.root.findall(f"{W}numPicBullet")}

    def abstract_id(self, number: str) -> str:
        """Return the id of the abstract list of a ``w:num``."""
        return value(self.numbers[number].find(f"{W}abstractNumId")) or ""

    def pieces(self, numbers: Iterable[str]) -> list[Element]:
        """Return the elements that make up these lists: the abstract ones in the file's order, then the instances."""
        known = [number for number in self.numbers if number in set(numbers)]
        wanted = {self.abstract_id(number) for number in known}
        return [a for id_, a in self.abstracts.items() if id_ in wanted] + [self.numbers[n] for n in known]

    def styles(self, numbers: Iterable[str]) -> set[str]:
        """Return the ids of the styles that these lists name."""
        return {element.get(VAL, "") for element in every(self.pieces(numbers), *_STYLE_TAGS)}


class PartNumbering:
    """All lists of the result. Numbers are given out first, since styles name them; the lists follow."""

    def __init__(self) -> None:
        self.relations = Relations("word/numbering.xml")
        self._roots: list[Element] = []
        self._bullets: list[Element] = []
        self._abstracts: list[Element] = []
        self._numbers: list[Element] = []
        self._given = 0

    def allot(self, lists: Lists, wanted: set[str]) -> dict[str, str]:
        """Return the new id of each list wanted; lists without an abstract one are no lists."""
        sound = [n for n in lists.numbers if n in wanted and lists.abstract_id(n) in lists.abstracts]
        allotted = {old: str(self._given + n) for n, old in enumerate(sound, 1)}
        self._given += len(sound)
        return allotted

    def adopt(
        self, lists: Lists, numbers: Mapping[str, str], styles: Mapping[str, str], package: JoinedPackage
    ) -> None:
        """Take over the lists that were allotted ``numbers``, with the new ids of the ``styles`` they name."""
        pieces = [deepcopy(piece) for piece in lists.pieces(numbers)]
        abstracts: dict[str, str] = {}
        for reference in list(every(pieces, *_STYLE_TAGS)):
            point(reference, styles)
        self._take_bullets(lists, pieces, package)
        for piece in pieces:
            if piece.tag == f"{W}abstractNum":
                old = piece.get(f"{W}abstractNumId", "")
                abstracts[old] = self._take_abstract(piece)
            else:
                self._take_number(piece, numbers, abstracts)
        if pieces:
            self._roots.append(lists.root)

    def _take_bullets(self, lists: Lists, pieces: list[Element], package: JoinedPackage) -> None:
        moved: dict[str, str] = {}
        for reference in every(pieces, "lvlPicBulletId"):
            old = reference.get(VAL, "")
            if old in lists.bullets and old not in moved and lists.member:
                moved[old] = str(len(self._bullets))
                bullet = deepcopy(lists.bullets[old])
                bullet.set(f"{W}numPicBulletId", moved[old])
                package.attach(bullet, lists.source, lists.member, self.relations)
                self._bullets.append(bullet)
            reference.set(VAL, moved.get(old, old))

    def _take_abstract(self, piece: Element) -> str:
        place = len(self._abstracts)
        piece.set(f"{W}abstractNumId", str(place))
        kind = piece.find(f"{W}multiLevelType")
        for element in piece.findall(f"{W}nsid") + piece.findall(f"{W}tmpl"):
            piece.remove(element)
        piece.insert(0, new("nsid", val=f"{_FIRST_NSID + place:08X}"))
        piece.insert(1 if kind is None else 2, new("tmpl", val=f"{_FIRST_TMPL + place:08X}"))
        self._abstracts.append(piece)
        return str(place)

    def _take_number(self, piece: Element, numbers: Mapping[str, str], abstracts: Mapping[str, str]) -> None:
        for attribute in [a for a in piece.attrib if str(a).endswith("}durableId")]:
            del piece.attrib[attribute]
        piece.set(f"{W}numId", numbers[piece.get(f"{W}numId", "")])
        abstract = piece.find(f"{W}abstractNumId")
        if abstract is not None:
            abstract.set(VAL, abstracts[abstract.get(VAL, "")])
        self._numbers.append(piece)

    def root(self) -> Element | None:
        """Return ``w:numbering``, None if no part has lists."""
        if not self._numbers:
            return None
        root = common_root("numbering", self._roots)
        root.extend([*self._bullets, *self._abstracts, *self._numbers])
        return root
