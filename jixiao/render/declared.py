"""Numbers of the report that no form holds: facts the prose tells, declared below the paragraph.

``{# 事实数字：1200㎥、10多万卷 #}`` on a line of its own says which numbers of the paragraph above it are
meant as plain text. It never prints. A declaration above the first paragraph speaks of that paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from jixiao.findings import Place
from jixiao.patterns import compile_late
from jixiao.render.environment import LINE, LINE_END

ONLY_TAGS = compile_late(r"\s*(\{%(?:(?!%\}).)*%\}\s*)+")
_DECLARATION = compile_late(r"\{#\s*事实数字\s*[：:]?(.*?)#\}", re.DOTALL)
# A comma between two digits belongs to the number: 1,200.
_SEPARATOR = compile_late(r"[、，；;\s]+|,(?!\d)|(?<!\d),")


class Declaration(Struct, frozen=True):
    """A piece of text such as 1200㎥ whose number is plain text, and the line that says so."""

    phrase: str
    place: Place


def format_declaration(phrases: list[str]) -> str:
    """Return the line that declares these pieces of text."""
    return f"{{# 事实数字：{'、'.join(phrases)} #}}"


def is_declaration(line: str) -> bool:
    """Return whether a line holds a declaration and nothing else."""
    return _DECLARATION.fullmatch(line.strip()) is not None


def without_declarations(text: str) -> str:
    """Return the report's Markdown without declarations, with the same number of lines."""
    return _DECLARATION.sub(lambda match: "\n" * match[0].count("\n"), text)


def number_lines(text: str) -> str:
    """Return the report's Markdown without declarations, each line that may print with its number between marks."""
    return "\n".join(
        line if ONLY_TAGS.fullmatch(line) or not line.strip() else f"{LINE}{number}{LINE_END}{line}"
        for number, line in enumerate(without_declarations(text).split("\n"), start=1)
    )


def find_declarations(text: str, file: str) -> Mapping[int, tuple[Declaration, ...]]:
    """Return the declarations of a file by the line of the paragraph they speak of."""
    lines = enumerate(without_declarations(text).split("\n"), start=1)
    prose = [number for number, line in lines if line.strip() and not ONLY_TAGS.fullmatch(line)]
    found: dict[int, list[Declaration]] = {}
    for match in _DECLARATION.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        above = [number for number in prose if number <= line] or prose[:1] or [line]
        phrases = [phrase for phrase in _SEPARATOR.split(match[1]) if phrase]
        found.setdefault(above[-1], []).extend(Declaration(phrase, Place(file, line)) for phrase in phrases)
    return {line: tuple(those) for line, those in found.items()}
