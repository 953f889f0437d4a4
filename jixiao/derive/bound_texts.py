"""Texts of described forms that refer to values of the year: {{ 附件1.三公经费.决算 }} is what is printed there.

A line ``{# 事实数字：… #}`` says which numbers of the line above are plain facts, as in a report; it never prints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from jixiao.figures import Figure, Formula, Operator, Text
from jixiao.model.described_record import Value
from jixiao.patterns import compile_late

_REFERENCE = compile_late(r"\{\{\s*([^{}\n]{1,200}?)\s*\}\}")
_DECLARED = compile_late(r"\s*\{#[^\n]*#\}\s*")


class BoundSpan(Struct, frozen=True):
    """A span of a text that is a value of the year."""

    start: int
    end: int
    value: Value


class BoundText(Struct, frozen=True):
    """A text as it was typed, what of it as printed are values, and which of its lines each printed line was."""

    source: Text
    spans: tuple[BoundSpan, ...]
    lines: tuple[int, ...]


def holds_references(text: str) -> bool:
    """Return whether a text refers to values, or declares facts."""
    return "{{" in text or "{#" in text


def list_references(text: str) -> list[str]:
    """Return the paths that a text still refers to."""
    return [match[1] for match in _REFERENCE.finditer(text)]


def bind_text(text: Text, find: Callable[[str], Value | None], say: Callable[[Value], str]) -> tuple[Text, BoundText]:
    """Return a text with what its references lead to, as ``say`` words it; what leads nowhere stays as typed."""
    words, spans, lines = "", list[BoundSpan](), list[int]()
    for number, line in enumerate(text.split("\n"), start=1):
        if _DECLARED.fullmatch(line):
            continue
        words += "\n" if lines else ""
        lines.append(number)
        end = 0
        for match in _REFERENCE.finditer(line):
            value = find(match[1])
            if value is None:
                continue
            words += line[end : match.start()]
            said = say(value)
            spans.append(BoundSpan(len(words), len(words) + len(said), value))
            words += said
            end = match.end()
        words += line[end:]
    unknown = text.unknown or any(span.value.unknown for span in spans)
    figures = tuple(span.value for span in spans if isinstance(span.value, Figure))
    basis = Formula(Operator.WORDED, figures, reason="照文字里的引用") if spans else text.basis
    bound = Text(words, text.place, text.path, text.first_line, unknown=unknown, basis=basis)
    return bound, BoundText(text, tuple(spans), tuple(lines))


def find_by_path(values: Mapping[str, Value], prefix: str) -> Callable[[str], Value | None]:
    """Return what finds a value by its path in the year, or by that in the form whose paths begin with ``prefix``."""
    return lambda path: values.get(f"{prefix}.{path}", values.get(path))
