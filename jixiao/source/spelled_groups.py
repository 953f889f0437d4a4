"""Groups of amounts that a word stands for (无, 待填), spelled out: a line to each of their keys."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.source.nodes import Scalar
from jixiao.source.rewrite import Edit, Manuscript

# What a group of amounts may be written short as: none of it has happened.
NONE_AT_ALL = ("无", "没有")


def filler_of(group: Scalar) -> str:
    """Return what the word of a group says of each of its values: 0, or that nobody knows it yet."""
    return "0" if group.strip() in NONE_AT_ALL else group.strip()


def spell_out(text: str, group: Scalar, keys: Iterable[str]) -> Edit:
    """Return the edit that puts a line for each of the keys in place of a group's word."""
    manuscript = Manuscript(text)
    start = manuscript.offset(group.place)
    line = text[text.rfind("\n", 0, start) + 1 : start]
    indent = " " * (len(line) - len(line.lstrip(" -")) + 2)
    end = "\r\n" if "\r\n" in text else "\n"
    spelled = "".join(f"{end}{indent}{key}: {filler_of(group)}" for key in keys)
    edit = manuscript.replaced(group, "")
    return Edit(len(text[: edit.start].rstrip(" ")), edit.end, spelled)
