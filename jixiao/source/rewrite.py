"""Edits of a YAML text that leave every other byte where it was.

A value is found by the places the loader gave it, replaced as it is written, and what stands around
it (keys, comments, blank lines, line ends) is never parsed again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator

from msgspec import Struct

from jixiao.findings import Place
from jixiao.patterns import compile_late
from jixiao.source.nodes import Entries, Items, Scalar, Unfilled

_LINE_END = compile_late(r"\r\n|\r|\n")
_BLOCK_HEAD = compile_late(r"[|>][-+0-9]*(?P<comment>[^\r\n]*)")
_KEY_ALONE = compile_late(r"[ ]*[^\s#'\"-][^:\r\n]*:[ ]*")


class Edit(Struct, frozen=True, order=True):
    """From ``start`` up to ``end`` (characters) stands ``words`` instead; ``note`` says why, "" if usual."""

    start: int
    end: int
    words: str
    note: str = ""


class Manuscript:
    """A text with the places of its lines. It must have been read without findings, so that places are true."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def offset(self, place: Place) -> int:
        """Return where in the text a place is."""
        if place.line > len(self._starts):
            return len(self.text)
        return min(self._starts[place.line - 1] + place.column - 1, len(self.text))

    def written(self, scalar: Scalar) -> str:
        """Return a scalar as it is written, with its quotation marks or as a block."""
        return self.text[self.offset(scalar.place) : self._end(scalar)]

    def replaced(self, scalar: Scalar, words: str, note: str = "") -> Edit:
        """Return the edit that puts ``words`` where a scalar stands, behind its key where there is nothing yet."""
        start, end = self.offset(scalar.place), self._end(scalar)
        if start == end and self.text[start - 1 : start] in (":", "-"):
            return Edit(start, end, f" {words}", note)
        head = _BLOCK_HEAD.match(self.text, start, end)
        return Edit(start, end, words + head["comment"] if head else words, note)

    def whole(self, node: object, words: str, note: str = "") -> Edit:
        """Return the edit that puts ``words`` where a scalar, a list or a mapping stands."""
        if isinstance(node, Scalar):
            return self.replaced(node, words, note)
        start = self.offset(node.place) if isinstance(node, Entries | Items) else 0
        return Edit(start, self.end_of(node), words, note)

    def removed(self, item: Entries) -> Edit:
        """Return the edit that takes out the lines of a list's item, from its dash to its last value."""
        last = max((self._end(value) for value in item.values() if isinstance(value, Scalar)), default=0)
        return Edit(self._starts[item.place.line - 1], self._next_line(last), "")

    def without_remarks(self, item: Entries) -> Edit | None:
        """Return the edit that takes out the comment lines right above a list's item; None where there are none."""
        first = last = item.place.line
        while first > 1 and self._line(first - 1).lstrip().startswith("#"):
            first -= 1
        return Edit(self._starts[first - 1], self._starts[last - 1], "") if first < last else None

    def without(self, entries: Entries, key: str) -> Edit:
        """Return the edit that takes out a key of a file's top level with its value, up to what stands above the next.

        Comments and blank lines above the next key stay.
        """
        first = entries.key_places[key].line
        after = min((one.line for one in entries.key_places.values() if one.line > first), default=len(self._starts))
        while after - 1 > first and re.match(r"\s*(?:#|$)", self._line(after - 1)):
            after -= 1
        return Edit(self._starts[first - 1], self._starts[after - 1], "")

    def without_line(self, scalar: Scalar) -> Edit | None:
        """Return the edit that takes out a value with its key; None where more, or a comment, stands on their lines."""
        start, end = self._starts[scalar.place.line - 1], self._end(scalar)
        behind = _LINE_END.search(self.text, end)
        if not _KEY_ALONE.fullmatch(self.text, start, self.offset(scalar.place)):
            return None
        if self.text[end : behind.start() if behind else len(self.text)].strip():
            return None
        return Edit(start, behind.end() if behind else len(self.text), "")

    def collapsed(self, entries: Entries, key: str, words: str) -> Iterator[Edit]:
        """Yield the edit that puts ``words`` behind a key in place of the group below it; none if it has comments."""
        group = entries[key]
        ends = (
            [self._end(one) for one in group.values() if isinstance(one, Scalar)] if isinstance(group, Entries) else []
        )
        start = self.text.find(":", self.offset(entries.key_places[key])) + 1
        if ends and "#" not in self.text[start : max(ends)]:
            yield Edit(start, max(ends), f" {words}")

    def added(self, entries: Entries, key: str) -> Edit:
        """Return the edit that puts a key without a value behind the last one of a mapping, in lines or in braces."""
        start, end = self.offset(entries.place), self.end_of(entries)
        if self.text[start : start + 1] == "{":
            last = len(self.text[: end - 1].rstrip())
            return Edit(last, last, f", {key}: ")
        indent = min(place.column for place in entries.key_places.values()) - 1
        behind = _LINE_END.search(self.text, end)
        at = behind.start() if behind else len(self.text)
        return Edit(at, at, f"{behind[0] if behind else chr(10)}{' ' * indent}{key}:")

    def taken_out(self, entries: Entries, keys: Container[str]) -> list[Edit]:
        """Return the edits that take some keys, never all, out of a mapping of lines or in braces, with their values.

        A key that shares its line with the dash of a list's item leaves the dash to the key that follows.
        """
        names, edits = list(entries), []
        in_braces = self.text[self.offset(entries.place) :][:1] == "{"
        kept = [name for name in names if name not in keys]
        for number, name in enumerate(names):
            if name in keys:
                start = self.offset(entries.key_places[name])
                after = next((self.offset(entries.key_places[one]) for one in names[number:] if one in kept), None)
                if not in_braces and not self._before(start).strip():
                    edits.append(self._lines_out(start, self.end_of(entries[name])))
                elif after is not None:
                    edits.append(Edit(start, after, ""))
                elif name == names[-1]:
                    edits.append(Edit(self.end_of(entries[kept[-1]]), self.end_of(entries[name]), ""))
        return edits

    def _before(self, offset: int) -> str:
        """Return what stands before a place in its line."""
        return self.text[self._starts[bisect_right(self._starts, offset) - 1] : offset]

    def _lines_out(self, start: int, end: int) -> Edit:
        """Return the edit that takes out the lines from the one ``start`` is in to the one ``end`` is in."""
        first = start - len(self._before(start))
        return Edit(first, self._next_line(end), "")

    def _next_line(self, offset: int) -> int:
        """Return where the line behind a place begins, the end of the text where there is none."""
        line = bisect_right(self._starts, offset)
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def end_of(self, node: object) -> int:
        """Return where a value ends, with the bracket that closes it."""
        if isinstance(node, Unfilled):
            node = node.scalar
        if isinstance(node, Scalar):
            return self._end(node)
        if not isinstance(node, Entries | Items):
            return 0
        start = self.offset(node.place)
        inside = max(map(self.end_of, node.values() if isinstance(node, Entries) else node), default=start)
        closing = {"{": "}", "[": "]"}.get(self.text[start : start + 1])
        return self.text.index(closing, inside) + 1 if closing else inside

    def _line(self, number: int) -> str:
        return self.text[self._starts[number - 1] : self._next_line(self._starts[number - 1])].partition("\n")[0]

    def _end(self, scalar: Scalar) -> int:
        # The parser ends a block where the next thing begins; the blank lines between belong to neither.
        start = self.offset(scalar.place)
        return start + len(self.text[start : self.offset(scalar.end)].rstrip())


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, list[tuple[int, str]]]:
    """Return the text with all edits made, and the notes of the edits with the lines where they stand now.

    An edit within one that comes before it is void.
    """
    done, position, line, notes = [], 0, 1, []
    for edit in sorted(edits):
        if edit.start < position:
            continue
        line += len(_LINE_END.findall(text, position, edit.start))
        if edit.note:
            notes.append((line, edit.note))
        line += len(_LINE_END.findall(edit.words))
        done += [text[position : edit.start], edit.words]
        position = edit.end
    return "".join([*done, text[position:]]), notes
