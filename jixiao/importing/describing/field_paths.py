"""How a field is called in the data: steps of a path, each a name that templates and formulas can say."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.importing.describing.vocabulary import spellings
from jixiao.importing.label_text import narrow
from jixiao.patterns import compile_late

_YEARS = compile_late(r"〔年度〕年?度?")
_PRIOR = compile_late(r"〔上年度〕年?度?")
_SPAN = compile_late(r"(?<=[0-9])[-—~～－](?=[0-9])")
_LEADING_DIGITS = compile_late(r"^[0-9]+")
_DIGITS = "〇一二三四五六七八九"
_LONGEST = 24
_NAMELESS = "未命名"


def step_of(label: str, year: int | None) -> str:
    """Return a label as a step of a path: 2022年决算数 → 决算数, 1-7月执行数 → 一至7月执行数."""
    text = spellings(label, year)[-1]
    text = narrow(_PRIOR.sub("上年", _YEARS.sub("", text)) or text)
    text = "".join(one for one in _SPAN.sub("至", text) if f"a{one}".isidentifier()).strip("_")[:_LONGEST]
    text = _LEADING_DIGITS.sub(lambda found: "".join(_DIGITS[int(one)] for one in found[0]), text, count=1)
    return text if text.isidentifier() else _NAMELESS


def join_steps(*steps: str) -> str:
    """Return a path of the steps that say something, none twice in a row."""
    kept: list[str] = []
    for step in steps:
        if step and step not in kept[-1:]:
            kept.append(step)
    return ".".join(kept) or _NAMELESS


def number_repeated(paths: Iterable[str]) -> list[tuple[str, bool]]:
    """Return each path as one that no other has and that leads through none, and whether it had to be changed."""
    taken: set[str] = set()
    groups: set[str] = set()
    named = []
    for path in paths:
        base = path.replace(".", "") if taken.intersection(ways_to(path)) else path
        free, number = base, 1
        while free in taken or free in groups:
            number += 1
            free = f"{base}{number}"
        taken.add(free)
        groups |= set(ways_to(free))
        named.append((free, free != path))
    return named


def ways_to(path: str) -> list[str]:
    """Return the paths of what holds a path."""
    steps = path.split(".")
    return [".".join(steps[:number]) for number in range(1, len(steps))]
