"""Characters that only look like others, or that nobody sees: one table for every door, and what to write instead.

Copied from a PDF, ⻓ and ⻅ are radicals that look like 长 and 见; U+F92E looks like 冷; an é may be two characters.
Searched, compared or read aloud they are something else, and a font may have no sign for them. What is right in
Chinese text is never touched: characters of all planes, variants of names (IVS), ㎡, ①, full-width signs.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct

from jixiao.patterns import compile_late

_NORMAL: Final = "NFC"
_MOST_DESCRIBED = 8
_WINDOW, _ABSENT = 200, "没有字符"
# The general shape of what may stand before a variation selector: ideographs, punctuation, digits, symbols, emoji.
_BASE = (
    "[#*0-9\xa9\xae\u2030-\u2bff\u3000-\u303f\u3200-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff65"
    "\U0001f000-\U0001faff\U00020000-\U0003fffd]"
)
_EMOJI = "[\xa9\xae\u2030-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]\ufe0f?[\U0001f3fb-\U0001f3ff]?"
_SELECTOR = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
# Sequences in which an invisible character has its meaning: Mongolian, joined emoji, flags of regions, variants.
_MEANT = f"{_BASE}{_SELECTOR}(?!{_SELECTOR})|[\u1820-\u18aa][\u180b-\u180f]"
_SEQUENCE = f"{_EMOJI}(?:\u200d{_EMOJI})+|\U0001f3f4[\U000e0020-\U000e007e]{{2,8}}\U000e007f|{_MEANT}"
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Control characters (tabs and line ends apart), what Unicode wants ignored where it is not known
# (Default_Ignorable_Code_Point), blanks that are no spaces, noncharacters and halves of pairs.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029"
    "\u2060-\u2065\u206a-\u206f\u2800\u3164\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
)
_RADICALS = "\u2e80-\u2fdf\u31c0-\u31ef"
# Twelve in this block are ideographs of their own (U+FA0E and others) and fold to themselves.
_COMPATIBLE = "\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff\U0002f800-\U0002fa1f"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_ODD = compile_late(f"[{_HIDDEN}{_DIRECTION}{_RADICALS}{_COMPATIBLE}{_PRIVATE}\ufffd]")
# A class that reaches beyond the first plane takes 90 ns a character, one within it 9: most texts are searched so.
_ODD_IN_FIRST_PLANE = compile_late(re.sub("[\U00010000-\U0010ffff](?:-[\U00010000-\U0010ffff])?", "", _ODD.pattern))
_BEYOND = compile_late("[\U00010000-\U0010ffff]")
_SELECTORS = compile_late(_SELECTOR)
_SEQUENCE_OR_ODD = compile_late(f"(?:{_SEQUENCE})|({_ODD.pattern})")


class LookalikeKind(StrEnum):
    """What is wrong with a character, as messages say it."""

    DIRECTION = "改变文字方向的字符"
    HIDDEN = "看不见的字符"
    RADICAL = "部首、笔画的字符"
    COMPATIBLE = "兼容汉字"
    PRIVATE = "私用区字符"
    BROKEN = "编码出错留下的字符"
    DECOMPOSED = "拆开的字母"

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees such a character."""
        return self in (LookalikeKind.HIDDEN, LookalikeKind.DIRECTION)


_PATTERNS = {
    LookalikeKind.DIRECTION: compile_late(f"[{_DIRECTION}]"),
    LookalikeKind.RADICAL: compile_late(f"[{_RADICALS}]"),
    LookalikeKind.COMPATIBLE: compile_late(f"[{_COMPATIBLE}]"),
    LookalikeKind.PRIVATE: compile_late(f"[{_PRIVATE}]"),
    LookalikeKind.BROKEN: compile_late("\ufffd"),
    LookalikeKind.HIDDEN: compile_late(f"[{_HIDDEN}]"),
}


class Lookalike(Struct, frozen=True):
    """A stretch of a text that looks like something else; ``right`` is what to write, None where nobody can say."""

    start: int
    text: str
    kind: LookalikeKind
    right: str | None

    @property
    def code_points(self) -> str:
        """The code points as people look them up: U+0065 U+0301."""
        return _code_points(self.text)

    @property
    def explanation(self) -> tuple[str, str, str]:
        """What was found, what is expected and how to mend it, without the mending command."""
        return _explain(self)


def is_suspect(text: str) -> bool:
    """Return whether a text may hold look-alikes; most hold none, and this is quick."""
    return _holds_odd(text) or not unicodedata.is_normalized(_NORMAL, text)


def find_lookalikes(text: str) -> Iterator[Lookalike]:
    """Yield the look-alikes of a text in order.

    Single letters with a canonical twin (Ω for U+2126) are folded but not named: they are no fault of whoever typed.
    """
    if is_suspect(text):
        yield from sorted([*_odd(text), *_decomposed(text)], key=lambda alike: alike.start)


def fold(text: str) -> str:
    """Return the text with each look-alike as what it looks like, in NFC; what nobody can read stays."""
    before = None if is_suspect(text) else text
    while before != text:  # what was taken out may have parted a letter and its accent
        before, done, end = text, [], 0
        for alike in _odd(text):
            done += [text[end : alike.start], alike.text if alike.right is None else alike.right]
            end = alike.start + len(alike.text)
        text = unicodedata.normalize(_NORMAL, "".join([*done, text[end:]]))
    return text


def describe_folding(texts: Iterable[str]) -> str:
    """Return what folding does to some texts, such as “⻅”（U+2EC5）→“见”（2 处）; "" for nothing."""
    times = Counter(
        str(alike.kind) if alike.kind.is_hidden else f"“{alike.text}”（{alike.code_points}）→“{alike.right}”"
        for text in texts
        for alike in find_lookalikes(text)
        if alike.right is not None
    )
    shown = [f"{words}（{count} 处）" for words, count in times.most_common(_MOST_DESCRIBED)]
    return "、".join(shown) + ("等" if len(times) > len(shown) else "")


def tell_alike_apart(text: str, other: str) -> tuple[str, str]:
    """Return what stands in each text where they first differ, as code points; "" for both where that can be seen."""
    start = next((at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), None)
    start = min(len(text), len(other)) if start is None else start
    window, other_window = text[start : start + _WINDOW], other[start : start + _WINDOW]
    changes = SequenceMatcher(None, window, other_window, autojunk=False).get_opcodes()
    _, a, b, c, d = next((one for one in changes if one[0] != "equal"), ("", 0, 0, 0, 0))
    one, two = window[a:b], other_window[c:d]
    if one == two or _skeleton(one) != _skeleton(two):
        return "", ""
    return _code_points(one[:_MOST_DESCRIBED]) or _ABSENT, _code_points(two[:_MOST_DESCRIBED]) or _ABSENT


def _skeleton(text: str) -> str:
    """Return what is seen of a text: look-alikes and the signs of a group are one, what nobody sees is gone."""
    return unicodedata.normalize("NFKC", _SELECTORS.sub("", fold(text))).translate(_ALIKE)


def _holds_odd(text: str) -> bool:
    return _ODD_IN_FIRST_PLANE.search(text) is not None or (
        _BEYOND.search(text) is not None and _ODD.search(text) is not None
    )


def _odd(text: str) -> Iterator[Lookalike]:
    for match in _SEQUENCE_OR_ODD.finditer(text):
        if character := match[1]:
            kind = _kind(character)
            yield Lookalike(match.start(), character, kind, "" if kind.is_hidden else _right(character))


def _kind(character: str) -> LookalikeKind:
    return next(kind for kind, pattern in _PATTERNS.items() if pattern.match(character))


def _right(character: str) -> str | None:
    known = _TABLE.get(character) or unicodedata.normalize("NFKC", character)
    return None if known == character else known


def _decomposed(text: str) -> Iterator[Lookalike]:
    """Yield letters typed as several characters that are one, and the few that are one and should be several."""
    offset = 0
    for line in text.split("\n"):
        if not unicodedata.is_normalized(_NORMAL, line):
            for start, cluster in _clusters(line):
                right = unicodedata.normalize(_NORMAL, cluster)
                if right != cluster and max(len(cluster), len(right)) > 1 and not _ODD.search(cluster):
                    yield Lookalike(offset + start, cluster, LookalikeKind.DECOMPOSED, right)
        offset += len(line) + 1


def _clusters(line: str) -> Iterator[tuple[int, str]]:
    """Yield what is one letter to a reader: a character with what combines with it."""
    start = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or not (unicodedata.combining(line[at]) or _composes(line[at - 1], line[at])):
            yield start, line[start:at]
            start = at


def _composes(one: str, other: str) -> bool:
    return other > "\u02ff" and len(unicodedata.normalize(_NORMAL, one + other)) == 1


# what messages say


def _code_points(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)


def _explain(alike: Lookalike) -> tuple[str, str, str]:
    if alike.kind.is_hidden:
        name = _NAMES.get(f"{ord(alike.text):04X}", "")
        called = f"{name}，" if name else ""
        remedy = f"删去该处的字符（{called}常由从网页或其他软件粘贴带来），必要时把这一行重新输入。"
        return f"有{alike.kind} {alike.code_points}", "只有可见文字和换行", remedy
    if alike.right is None:
        return _explain_unreadable(alike)
    # a private character has no picture that could be printed everywhere, so its number stands for it
    shown = alike.code_points if alike.kind is LookalikeKind.PRIVATE else f"“{alike.text}”（{alike.code_points}）"
    right = f"“{alike.right}”（{_code_points(alike.right)}）"
    found = {
        LookalikeKind.RADICAL: f"{shown}是{alike.kind}，看着像“{alike.right}”，不是同一个字",
        LookalikeKind.COMPATIBLE: f"{shown}是{alike.kind}，看着与{right}一样，不是同一个字",
        LookalikeKind.PRIVATE: f"{shown}是旧字库的私用字符，别的电脑上可能显示成另一个字",
    }.get(alike.kind, f"“{alike.right}”由几个字符拼成（{alike.code_points}），看着一样，查找、比对时不一样")
    return found, right, f"改成{right}，重新输入这个字；多由从 PDF、网页复制带来。"


def _explain_unreadable(alike: Lookalike) -> tuple[str, str, str]:
    expected = "通行的文字和符号"
    if alike.kind is LookalikeKind.BROKEN:
        return f"有编码出错留下的“�”（{alike.code_points}）", expected, "原来的字已经丢失，照原件重新输入这一处。"
    if alike.kind is LookalikeKind.PRIVATE:
        found = f"有{alike.kind} {alike.code_points}，换一台电脑、换一种字体就显示成别的或显示不出"
        remedy = "照原件看是什么字、什么符号（多由 Word 的符号字体带来，如 ≥、√、□），用输入法重新输入。"
        return found, expected, remedy
    # nor has one that Unicode gives to no character
    shown = f"“{alike.text}”（{alike.code_points}）" if alike.text.isprintable() else alike.code_points
    return f"{shown}是{alike.kind}，不是汉字", expected, "照原件看是什么字，重新输入。"


def _read_pairs(rows: str) -> dict[str, str]:
    pairs = (pair.split() for pair in rows.replace("\n", ";").split(";") if pair.strip())
    return {chr(int(odd, 16)): chr(int(right, 16)) for odd, right in pairs}


_DATA = tomllib.loads(Path(__file__).with_name("folding.toml").read_text("utf-8"))
_TABLE = _read_pairs(_DATA["radicals"]) | _read_pairs(_DATA["private"])
_NAMES: dict[str, str] = _DATA["names"]
_ALIKE = {ord(sign): group[0] for group in _DATA["alike"].split() for sign in group[1:]}
