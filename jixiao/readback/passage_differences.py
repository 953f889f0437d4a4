"""What a document says against what it has to say, as findings: values first, then fixed words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from jixiao.docx.blocks import TextSpan
from jixiao.figures import Figure
from jixiao.findings import Finding, Place, quoted, quoted_apart
from jixiao.folding import tell_alike_apart
from jixiao.render.passages import NOWHERE, Passage
from jixiao.render.printing import Print
from jixiao.rules.printed_statement import entered_place

# A document with more passages than this for each one planned is another document.
_MOST_PER_PLANNED = 4
_NOTHING = "空白"
_REMEDY = "改内容请改 data/ 里的数据（固定文字改模板），再运行 make report；不要在成品上改。"


class PassageComparer(Struct, frozen=True):
    """Words differences: ``document`` is how messages name the file, ``prints`` are all values by their marks.

    To a ``strict`` one a lost mark is a difference; whoever saves a file may lose some.
    """

    document: str
    prints: Mapping[str, Print]
    strict: bool = False

    def compare(self, planned: Sequence[Passage], found: Sequence[Passage]) -> Iterator[Finding]:
        """Yield what the document says otherwise; nothing where both say the same."""
        if _said(planned) == _said(found) or (not self.strict and _texts(planned) == _texts(found)):
            return
        if len(found) > _MOST_PER_PLANNED * len(planned) + 100:
            expected = f"{len(planned)} 格（段）的材料"
            yield self._finding("V004", f"有 {len(found)} 格（段）文字，不像这套材料", expected, NOWHERE)
            return
        keys = _keys(planned, found)
        for _, start, end, other_start, other_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            before = planned[max(start - 1, 0)] if planned else None
            for one, other in zip_longest(planned[start:end], found[other_start:other_end]):
                if one is None:
                    yield from self._added(other, before)
                elif other is None:
                    yield from self._lost(one)
                elif one.frame == other.frame:
                    yield from self._values(one, other)
                else:
                    yield from self._unlike(one, other)
                before = one or before

    def compare_running(self, found: Sequence[Passage]) -> Iterator[Finding]:
        """Yield the values in a header or footer that differ."""
        for passage in found:
            for name, held in passage.values.items():
                printed = self.prints.get(name)
                expected = "" if printed is None else "".join(printed.printed.split())
                if printed is not None and held != expected:
                    yield self._value(printed, passage, held, expected)

    def _values(self, passage: Passage, other: Passage) -> Iterator[Finding]:
        """Yield the values that differ in two passages."""
        held = other.values
        for name, expected in passage.values.items():
            if name in held and held[name] != expected:
                yield self._value(self.prints.get(name), passage, held[name], expected)

    def _value(self, printed: Print | None, passage: Passage, found: str, expected: str) -> Finding:
        held, should = _shown_apart(found, expected)
        if printed is None:
            return self._at("V003", passage, f"{passage.spoken}印的是{held}", should)
        filed = "" if printed.override is None else "，按原件列报"
        found, place = f"{printed.spoken}印的是{held}", find_place(printed) or passage.place
        wanted = f"{should}（{printed.path}{filed}）"
        return self._finding("V003", found, wanted, place, printed=(printed.spoken,), subject=printed.path)

    def _added(self, other: Passage | None, before: Passage | None) -> Iterator[Finding]:
        if other is not None and other.text:
            behind = before or Passage("")
            yield self._at("V004", behind, f"{behind.spoken}之后多出{_shown(other.text)}", "模板和数据里没有的不印")

    def _lost(self, passage: Passage) -> Iterator[Finding]:
        if passage.text or self.strict:
            yield self._at("V004", passage, f"{passage.spoken}缺少{_shown(passage.text)}", "与模板和数据一致")

    def _unlike(self, passage: Passage, other: Passage) -> Iterator[Finding]:
        if passage.text == other.text:
            if self.strict and passage.says != other.says:
                yield self._at("V003", self._placed(passage), f"{passage.spoken}的标记不全", "每个值一个标记")
            return
        values = list(self._values(passage, other))
        yield from values
        if not values or passage.fixed != other.fixed:
            held, should = _shown_apart(other.text, passage.text)
            yield self._at("V004", self._placed(passage), f"{passage.spoken}印的是{held}", should)

    def _placed(self, passage: Passage) -> Passage:
        """Return the passage at the line of its only value, if that is all that stands in it."""
        printed = [self.prints[name] for name in passage.values if name in self.prints]
        place = find_place(printed[0]) if len(printed) == 1 and not passage.fixed else None
        return replace(passage, place=place or passage.place)

    def _at(self, code: str, passage: Passage, found: str, expected: str) -> Finding:
        return self._finding(code, found, expected, passage.place, printed=(passage.spoken,))

    def _finding(
        self, code: str, found: str, expected: str, place: Place, *, printed: tuple[str, ...] = (), subject: str = ""
    ) -> Finding:
        return Finding(
            code,
            place=place,
            found=f"{self.document}：{found}",
            expected=expected,
            remedy=_REMEDY,
            subject=subject or self.document,
            seen=(expected,),
            printed=printed,
        )


def _said(passages: Sequence[Passage]) -> list[tuple[str, tuple[TextSpan, ...]]]:
    return [passage.says for passage in passages]


def _texts(passages: Sequence[Passage]) -> list[str]:
    return [passage.text for passage in passages if passage.text]


def _keys(planned: Sequence[Passage], found: Sequence[Passage]) -> tuple[list[str], list[str]]:
    """Return what passages are paired by: frames, or texts where most marks are lost."""
    wanted, held = (sum(len(passage.values) for passage in passages) for passages in (planned, found))
    by_frame = held * 2 > wanted
    left, right = ([one.frame if by_frame else one.text for one in passages] for passages in (planned, found))
    return left, right


def _shown(text: str) -> str:
    """Return a text as messages show it, with the code points of what begins it where that is not seen."""
    points, _ = tell_alike_apart(text, "")
    return f"{quoted(text, characters=60)}{_spoken(points)}" if text else _NOTHING


def _shown_apart(found: str, expected: str) -> tuple[str, str]:
    """Return both texts cut round their first difference, which is told by code points where it cannot be seen."""
    held, should = quoted_apart(found, expected)
    points, right = tell_alike_apart(found, expected)
    return (held if found else _NOTHING) + _spoken(points), (should if expected else _NOTHING) + _spoken(right)


def _spoken(points: str) -> str:
    return f"（看着一样，不同处：{points}）" if points else ""


def find_place(printed: Print) -> Place | None:
    """Return the line that makes a value print so: the override's, the entry's, or the first a figure rests on."""
    if printed.override is not None:
        return printed.override.as_filed.place
    if isinstance(printed.value, Figure):
        return entered_place(printed.value)
    return None if printed.value is None else printed.value.place
