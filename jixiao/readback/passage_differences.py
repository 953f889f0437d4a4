"""What a document says against what it has to say, as findings: values first, then fixed words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from operator import attrgetter

from msgspec import Struct

from jixiao.figures import Figure, Text
from jixiao.findings import Finding, Place, quoted
from jixiao.model.scalars import Day
from jixiao.readback.passage import NOWHERE, Passage
from jixiao.render.printing import Print
from jixiao.rules.printed_package import entered_place

# A document with more passages than this for each one planned is another document.
_MOST_PER_PLANNED = 4
_SAME_WORDS = "改内容请改 data/ 里的数据（固定文字改模板），再运行 make report；不要在成品上改。"


class PassageReader(Struct, frozen=True):
    """Words differences: ``document`` is how messages name the file, ``prints`` are all values by their marks.

    To a ``strict`` one a lost mark is a difference; whoever saves a file may lose some.
    """

    document: str
    prints: Mapping[str, Print]
    strict: bool = False

    def differences(self, planned: Sequence[Passage], found: Sequence[Passage]) -> Iterator[Finding]:
        """Yield what the document says otherwise; nothing where both say the same."""
        if list(planned) == list(found) or (not self.strict and _texts(planned) == _texts(found)):
            return
        if len(found) > _MOST_PER_PLANNED * len(planned) + 100:
            expected = f"{len(planned)} 格（段）的材料"
            yield self._finding("V004", NOWHERE, f"有 {len(found)} 格（段）文字，不像这套材料", expected)
            return
        key = _pairing(planned, found)
        keys = list(map(key, planned)), list(map(key, found))
        for _, start, end, other_start, other_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
            pairs = zip_longest(planned[start:end], found[other_start:other_end])
            before = planned[max(start - 1, 0)] if planned else None
            for one, other in pairs:
                if one is not None and other is not None and one.frame == other.frame:
                    yield from self._values(one, other)
                else:
                    yield from self._unlike(one, other, before)
                before = one or before

    def strays(self, found: Iterable[Passage]) -> Iterator[Finding]:
        """Yield the values in a header or footer that differ."""
        for one in found:
            for name, held in one.values.items():
                printed = self.prints.get(name)
                expected = "" if printed is None else "".join(printed.printed.split())
                if printed is not None and held != expected:
                    yield self._value(printed, one, held, expected)

    def _values(self, one: Passage, other: Passage) -> Iterator[Finding]:
        """Yield the values that differ in two passages."""
        held = other.values
        for name, expected in one.values.items():
            if name in held and held[name] != expected:
                yield self._value(self.prints.get(name), one, held[name], expected)

    def _value(self, printed: Print | None, one: Passage, found: str, expected: str) -> Finding:
        if printed is None:
            return self._finding("V003", one.place, f"{one.spoken}印的是{_shown(found)}", _shown(expected), one.spoken)
        wanted = f"{_shown(expected)}（{printed.path}）"
        if printed.override is not None:
            wanted = f"{_shown(expected)}（{printed.path}，按原件列报）"
        place = place_of(printed) or one.place
        said = f"{printed.spoken}印的是{_shown(found)}"
        return self._finding("V003", place, said, wanted, printed.spoken, subject=printed.path)

    def _unlike(self, one: Passage | None, other: Passage | None, before: Passage | None) -> Iterator[Finding]:
        if one is None and other is not None and other.text:
            spoken, place = (before.spoken, before.place) if before else ("", NOWHERE)
            yield self._finding(
                "V004", place, f"{spoken}之后多出{_shown(other.text)}", "模板和数据里没有的不印", spoken
            )
        elif other is None and one is not None and (one.text or self.strict):
            yield self._finding(
                "V004", one.place, f"{one.spoken}缺少{_shown(one.text)}", "与模板和数据一致", one.spoken
            )
        elif one is not None and other is not None and one.text == other.text:
            if self.strict and one != other:
                yield self._finding("V003", self._place(one), f"{one.spoken}的标记不全", "每个值一个标记", one.spoken)
        elif one is not None and other is not None:
            values = list(self._values(one, other))
            yield from values
            if not values or _fixed(one) != _fixed(other):
                found = f"{one.spoken}印的是{_shown(other.text)}"
                yield self._finding("V004", self._place(one), found, _shown(one.text), one.spoken)

    def _place(self, one: Passage) -> Place:
        """Return the line of the only value in a passage, else the passage's own place."""
        printed = [self.prints[name] for name in one.values if name in self.prints]
        return (len(printed) == 1 and not _fixed(one) and place_of(printed[0])) or one.place

    def _finding(self, code: str, place: Place, found: str, expected: str, *printed: str, subject: str = "") -> Finding:
        return Finding(
            code,
            place=place,
            found=f"{self.document}：{found}",
            expected=expected,
            remedy=_SAME_WORDS,
            subject=subject or self.document,
            seen=(expected,),
            printed=printed,
        )


def _texts(passages: Sequence[Passage]) -> list[str]:
    return [one.text for one in passages if one.text]


def _pairing(planned: Sequence[Passage], found: Sequence[Passage]) -> Callable[[Passage], str]:
    """Return what passages are paired by: frames, or texts where most marks are lost."""
    wanted, held = (sum(len(one.values) for one in passages) for passages in (planned, found))
    return attrgetter("frame") if held * 2 > wanted else attrgetter("text")


def _fixed(one: Passage) -> str:
    return "".join(text for name, text in one.pieces if not name)


def _shown(text: str) -> str:
    return quoted(text, characters=60) if text else "空白"


def place_of(one: Print) -> Place | None:
    """Return the line that makes a value print so: the override's, the entry's, or the first a figure rests on."""
    if one.override is not None:
        return one.override.as_filed.place
    match one.value:
        case Figure():
            return entered_place(one.value)
        case Text() | Day():
            return one.value.place
    return None
