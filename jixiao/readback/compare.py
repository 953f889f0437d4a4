"""What a document says against what it has to say, as findings: values first, then fixed words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from jixiao.figures import Figure, Text
from jixiao.findings import Finding, Place, quoted
from jixiao.model.scalars import Day
from jixiao.readback.passages import NOWHERE, Passage
from jixiao.render.printing import Print
from jixiao.rules.book import entered_place

# A document with more passages than this for each one planned is another document.
_MOST_PER_PLANNED = 4
_SAME_WORDS = "改内容请改 data/ 里的数据（固定文字改模板），再运行 make report；不要在成品上改。"


@dataclass(frozen=True, slots=True)
class Reader:
    """Words differences: ``document`` is how messages name the file, ``prints`` are all values by their marks."""

    document: str
    prints: Mapping[str, Print]

    def differences(self, planned: Sequence[Passage], found: Sequence[Passage]) -> Iterator[Finding]:
        """Yield what the document says otherwise; nothing where both say the same."""
        if list(planned) == list(found):
            return
        if len(found) > _MOST_PER_PLANNED * len(planned) + 100:
            expected = f"{len(planned)} 格（段）的材料"
            yield self._finding("V004", NOWHERE, f"有 {len(found)} 格（段）文字，不像这套材料", expected)
            return
        frames = [one.frame for one in planned], [one.frame for one in found]
        for kind, start, end, other_start, other_end in SequenceMatcher(None, *frames, autojunk=False).get_opcodes():
            pairs = zip_longest(planned[start:end], found[other_start:other_end])
            before = planned[max(start - 1, 0)] if planned else None
            for one, other in pairs:
                yield from self._values(one, other) if kind == "equal" else self._unlike(one, other, before)
                before = one or before

    def strays(self, found: Sequence[Passage]) -> Iterator[Finding]:
        """Yield the values in a header or footer that differ."""
        for one in found:
            for name, held in one.values.items():
                printed = self.prints.get(name)
                expected = "" if printed is None else "".join(printed.printed.split())
                if printed is not None and held != expected:
                    yield self._value(printed, one, held, expected)

    def _values(self, one: Passage | None, other: Passage | None) -> Iterator[Finding]:
        """Yield the values that differ in two passages of the same marks."""
        if one is None or other is None or one == other:
            return
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
        return self._finding("V003", place, f"{printed.spoken}印的是{_shown(found)}", wanted, printed.spoken)

    def _unlike(self, one: Passage | None, other: Passage | None, before: Passage | None) -> Iterator[Finding]:
        if one is None and other is not None:
            spoken, place = (before.spoken, before.place) if before else ("", NOWHERE)
            yield self._finding(
                "V004", place, f"{spoken}之后多出{_shown(other.text)}", "模板和数据里没有的不印", spoken
            )
        elif other is None and one is not None:
            yield self._finding(
                "V004", one.place, f"{one.spoken}缺少{_shown(one.text)}", "与模板和数据一致", one.spoken
            )
        elif one is not None and other is not None and one.text != other.text:
            values = list(self._values(one, other))
            yield from values
            if not values or _fixed(one) != _fixed(other):
                found = f"{one.spoken}印的是{_shown(other.text)}"
                yield self._finding("V004", one.place, found, _shown(one.text), one.spoken)

    def _finding(self, code: str, place: Place, found: str, expected: str, *printed: str) -> Finding:
        return Finding(code, place, f"{self.document}：{found}", expected, _SAME_WORDS, printed=printed)


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
