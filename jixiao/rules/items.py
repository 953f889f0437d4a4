"""Numbered items in texts: 1. 2. 3., （1）, ①, 一、, （一）, 第一，, which class, which style, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.targets.number_words import ORDINAL, ORDINAL_DIGITS, chinese, in_chinese

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# An item begins a line or follows a mark that ends the one before.
_BEGIN = r"(?:^[ \u3000]*|(?<=[。；;：:]))"
_ITEM = compile_late(
    rf"{_BEGIN}(?:(?P<arabic>[0-9]{{1,2}})(?P<style>[.．、])|[（(](?:(?P<bracketed>[0-9]{{1,2}})|(?P<han_bracketed>{ORDINAL}))[）)])"
    rf"|(?:^[ \u3000]*|(?<=[。；;：:，,、]))(?P<circled>[{_CIRCLED}])"
    rf"|^[ \u3000]*(?P<han>{ORDINAL})、"
)
# What every item has; most texts have none.
NUMBER = compile_late(rf"[0-9{ORDINAL_DIGITS}十{_CIRCLED}](?:(?=[)）、])|(?<=[0-9])(?=[.．])|(?<=[{_CIRCLED}]))")
# 3.5万卷, 3、4号库房 and 三、四层 look like items; they are only where the number before asks for them.
_UNSURE = compile_late(f"[0-9{ORDINAL_DIGITS}]")
_SHOWN = {"arabic": "{0}{1}", "bracketed": "（{0}）", "circled": "{0}", "han": "{0}、", "han_bracketed": "（{0}）"}


class Item(Struct, frozen=True):
    """A number that begins an item: its class (arabic, bracketed …), its value, its mark, where it stands.

    ``sure`` is False where it may be part of a figure.
    """

    kind: str
    number: int
    style: str
    start: int
    end: int
    sure: bool = True

    def format(self, number: int | None = None) -> str:
        """Return the number as it is written, or another number in the same manner."""
        value = self.number if number is None else number
        words = in_chinese(value) if self.kind.startswith("han") else _CIRCLED[value - 1 : value] or str(value)
        return _SHOWN[self.kind].format(
            words if self.kind != "arabic" and self.kind != "bracketed" else value, self.style
        )


def find_items(line: str) -> Iterator[Item]:
    """Yield the numbered items that begin in a line."""
    return (_item(line, match) for match in _ITEM.finditer(line))


def read_first_item(line: str) -> Item | None:
    """Return the item that a line begins with, spaces apart; None if it begins with none."""
    match = _ITEM.match(line)
    return _item(line, match) if match else None


def _item(line: str, match: re.Match[str]) -> Item:
    kind = next(name for name in _SHOWN if match[name])
    sure = kind not in ("arabic", "han") or not _UNSURE.match(line, match.end())
    return Item(kind, _value(kind, match[kind]), match["style"] or "", start=match.start(), end=match.end(), sure=sure)


def strip_number(line: str) -> str:
    """Return a line without the number it begins with."""
    first = read_first_item(line)
    return line[first.end :] if first and first.sure else line


def _value(kind: str, words: str) -> int:
    if kind == "circled":
        return _CIRCLED.index(words) + 1
    return int(chinese(words) or 0) if kind.startswith("han") else int(words)


class Gap(Struct, frozen=True):
    """Two items that do not follow each other; ``before`` is None where a list does not begin at 1."""

    before: Item | None
    item: Item


def find_gaps(items: Iterable[Item]) -> Iterator[Gap]:
    """Yield where numbers are left out, stand twice or go back; 1 always begins a new list."""
    last: dict[str, Item] = {}
    for item in items:
        before = last.get(item.kind)
        expected = before.number + 1 if before else 1
        if not item.sure and item.number != expected:
            continue
        replaces = before is not None and not before.sure and item.number == before.number
        if item.number not in (1, expected) and not replaces:
            yield Gap(before, item)
        last[item.kind] = item
