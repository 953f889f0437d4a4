"""What a DOCX holds that the one made from the data does not: pictures, fields, references outside, hidden text.

Words are compared as passages; this is everything else that a reader sees or a program runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.custom_xml import custom_xml
from jixiao.docx.data_parts import list_data_parts
from jixiao.docx.file_properties import list_file_properties
from jixiao.docx.hidden_words import list_hidden_words
from jixiao.docx.part_contents import list_part_contents
from jixiao.docx.running_words import list_running_words
from jixiao.docx.story_contents import ContentPlace, Sighting, list_story_contents
from jixiao.docx.stray_bytes import count_stray_bytes
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.findings import Finding, Place, Severity, quoted
from jixiao.publish.source_map import NAMESPACE
from jixiao.readback.cell_places import compare_cell_places
from jixiao.readback.number_differences import compare_numbers
from jixiao.readback.passage_differences import find_place
from jixiao.render.passages import NOWHERE, Passage
from jixiao.render.printing import Print

_MOST_PLACES = 10
_NONE = "按数据和模板生成的成品里没有的，不应有"
_REMEDY = "不要在成品上加东西；要用的重新运行 make report，原样报送。来历不明的，不要打开。"
# Whoever saves a shape again may write it in two versions, with a frame of its own.
_DRAWN = (Unread.PICTURE, Unread.TEXT_BOX, Unread.ALTERNATIVES, Unread.FRAME, Unread.OBJECT)
_OF_LETTERS = (
    Unread.HIDDEN,
    Unread.STRUCK,
    Unread.SUPERSCRIPT,
    Unread.SUBSCRIPT,
    Unread.CAPITALS,
    Unread.FAINT,
    Unread.SYMBOL,
)
_Key = tuple[Unread, str, str, str]


class ContentComparer(Struct, frozen=True):
    """Words what stands where it should not: ``document`` is the file, ``planned`` what it has to say."""

    document: str
    prints: Mapping[str, Print]
    planned: Sequence[Passage]

    def compare(self, held: bytes, made: bytes) -> Iterator[Finding]:
        """Yield what only the DOCX held has, with its place; BadPackage where it is none."""
        members, wanted = package.read_package(held), package.read_package(made)
        stray = count_stray_bytes(held)
        if stray:
            yield self._told(UnreadThing(Unread.RELATED, f"{stray} 字节不属于任何部件"), "文件里", NOWHERE)
        yield from self._parts(members, wanted)
        yield from self._data(members, wanted)
        yield from self._properties(
            list_file_properties(members) | list_hidden_words(members),
            list_file_properties(wanted) | list_hidden_words(wanted),
        )
        yield from compare_cell_places(members, wanted, self.document)
        yield from self._stories(list_story_contents(members), list_story_contents(wanted))
        for one in compare_numbers(held, made):
            yield self._finding("V004", one.found, one.expected, NOWHERE, seen=(one.found,))
        known = list_running_words(wanted)
        for text in sorted(list_running_words(members) - known - {""}):
            words = quoted(text, characters=60)
            expected = "、".join(quoted(one) for one in sorted(known) if one) or "没有文字"
            yield self._finding("V004", f"页眉或页脚印的是{words}", expected, NOWHERE, seen=(text,))

    def _parts(self, held: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[Finding]:
        known = {(content.kind, content.digest or content.name) for content in list_part_contents(made)}
        for content in sorted(list_part_contents(held), key=lambda content: (content.kind.value, content.name)):
            if (content.kind, content.digest or content.name) not in known:
                yield self._told(UnreadThing(content.kind, content.name), "文件里", NOWHERE)

    def _data(self, held: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[Finding]:
        """Yield custom data that is not ours; our map of other data is told as that."""
        known, source = set(list_data_parts(made).values()), custom_xml(made, NAMESPACE)
        mapped = custom_xml(held, NAMESPACE)
        for name, content in list_data_parts(held).items():
            if content in known:
                continue
            if source is not None and mapped == held[name]:
                found = "带的来源表不是由现在的数据生成的：成册之后数据改过，或来源表被改过"
                yield self._beside(found, "现在的数据的来源表", severity=Severity.HINT)
            else:
                yield self._told(UnreadThing(Unread.RELATED, f"customXml {name}"), "文件里", NOWHERE)

    def _properties(self, held: Mapping[str, str], made: Mapping[str, str]) -> Iterator[Finding]:
        """Yield, as one, what a file's properties say that we would not write."""
        odd = [f"{name}{quoted(text, characters=60)}" for name, text in held.items() if made.get(name) != text]
        if odd:
            shown = "、".join(odd[:_MOST_PLACES]) + ("等" if len(odd) > _MOST_PLACES else "")
            yield self._beside(f"文件属性或内部标记里写着{shown}", "只有标题和单位，没有人名、路径和备注")

    def _beside(self, found: str, expected: str, *, severity: Severity = Severity.WARNING) -> Finding:
        return Finding(
            "V009",
            place=Place(self.document),
            found=f"{self.document}：{found}",
            expected=expected,
            remedy="不想让人看到的，重新运行 make report，报送新的成品；或在 Word、WPS 的“文件→信息→检查文档”里删去。",
            severity=severity,
            subject=self.document,
            seen=(found,),
        )

    def _stories(self, held: Sequence[Sighting], made: Sequence[Sighting]) -> Iterator[Finding]:
        known = {_key(sighting) for sighting in made}
        odd = [sighting for sighting in held if _key(sighting) not in known and not _is_idle(sighting)]
        contents = {sighting.content for sighting in odd}
        outermost: dict[tuple[Unread, ContentPlace], Sighting] = {}
        for sighting in odd:
            if not sighting.within & contents:
                outermost.setdefault((sighting.content.kind, sighting.place), sighting)
        ordered = sorted(outermost.values(), key=lambda sighting: sighting.content.kind.value)
        for _, alike in groupby(ordered, key=lambda sighting: sighting.content.kind):
            places = list(alike)
            for sighting in places[:_MOST_PLACES]:
                more = f"（这样的共 {len(places)} 处）" if len(places) > _MOST_PLACES else ""
                spoken, place = self._spoken(sighting.place)
                yield self._told(sighting.content, f"{spoken}{more}", place)

    def _told(self, content: UnreadThing, spoken: str, place: Place) -> Finding:
        found = f"{spoken}有{content.kind.value}（{_shown(content)}）"
        return self._finding("V008", found, _NONE, place, seen=(content.kind.value, content.detail))

    def _spoken(self, place: ContentPlace) -> tuple[str, Place]:
        """Return how people say where something stands, and the line of data behind it."""
        if place.story == "document" and place.words:
            printed = next((self.prints[name] for name in place.bookmarks if name in self.prints), None)
            if printed is not None:
                several = [one for one in self.planned if len(one.values) > 1 and printed.mark in one.values]
                where = several[0].place if several else find_place(printed)
                return (several[0] if several else printed).spoken, where or NOWHERE
            planned = [passage for passage in self.planned if passage.text == place.words and passage.spoken]
            if len(planned) == 1:
                return planned[0].spoken, planned[0].place
        return place.spoken, NOWHERE

    def _finding(self, code: str, found: str, expected: str, place: Place, *, seen: tuple[str, ...] = ()) -> Finding:
        return Finding(
            code,
            place=Place(self.document) if place == NOWHERE else place,
            found=f"{self.document}：{found}",
            expected=expected,
            remedy=_REMEDY,
            subject=self.document,
            seen=seen,
        )


def _is_idle(sighting: Sighting) -> bool:
    """Return whether it says how letters look where there are none."""
    return sighting.content.kind in _OF_LETTERS and not sighting.place.words and sighting.place.story == "document"


def _key(sighting: Sighting) -> _Key:
    """Return what two sightings of the same thing in two copies of a document share.

    Page numbers in headers and footers differ from one who saves it to the next.
    """
    kind, name, place = sighting.content.kind, sighting.content.detail, sighting.place
    if kind in _DRAWN:
        kind, name = Unread.PICTURE, ""
    return kind, name, place.story, (place.words or place.before) if place.story == "document" else ""


def _shown(content: UnreadThing) -> str:
    return quoted(content.detail, characters=60) if content.detail else content.kind.name
