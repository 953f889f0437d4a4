"""No pattern takes the square of a long run of one character: judged by how it is built, not by the clock.

A pattern that is looked for anywhere must not begin with something that repeats without end: it would be tried from
every place of the run, each time to the run's end. A guard before it (``(?<!\\s)\\s+``) lets only the first place try.
Nor may a repetition without end hold another that it can be split into.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import jixiao
from jixiao.patterns import LatePattern, compile_late

parser: Any = importlib.import_module("re._parser")
ENDLESS = parser.MAXREPEAT
REPEATS = (parser.MAX_REPEAT, parser.MIN_REPEAT, parser.POSSESSIVE_REPEAT)
ANYWHERE = ("search", "finditer", "findall", "sub", "subn", "split")


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(jixiao.__path__, "jixiao."):
        yield importlib.import_module(found.name)


def patterns(*uses: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the module-level patterns that their module uses in one of these ways, by name."""
    for module in modules():
        source = Path(str(module.__file__)).read_text("utf-8")
        for name, value in vars(module).items():
            is_text = isinstance(value, re.Pattern | LatePattern) and isinstance(value.pattern, str)
            if is_text and f"{name} = " in source and any(f"{name}.{use}(" in source for use in uses):
                yield f"{module.__name__}.{name}", value


def tries_in_vain(items: Any, *, more: bool = False) -> bool:
    """Return whether a repetition without end may stand first, and something that may fail behind it."""
    for number, (op, value) in enumerate(items):
        more_here = more or any(map(is_needed, items[number + 1 :]))
        if op in REPEATS:
            least, most, inner = value
            if tries_in_vain(inner, more=more_here) or (most == ENDLESS and more_here):
                return True
            if least == 0:
                continue
        elif op is parser.SUBPATTERN:
            return tries_in_vain(value[-1], more=more_here)
        elif op is parser.BRANCH:
            return any(tries_in_vain(branch, more=more_here) for branch in value[1])
        return False  # a character, or a guard
    return False


def is_needed(item: Any) -> bool:
    return not (item[0] in REPEATS and item[1][0] == 0)


def splits_itself(items: Any) -> bool:
    """Return whether a repetition without end holds nothing but one without end: (a+)*, (a+b?)*."""
    for op, value in items:
        if op in REPEATS:
            inner = list(value[2])
            if len(inner) == 1 and inner[0][0] is parser.SUBPATTERN:
                inner = list(inner[0][1][-1])
            needed = [item for item in inner if is_needed(item)]
            endless = [item for item in needed if item[0] in REPEATS[:2] and item[1][1] == ENDLESS]
            if value[1] == ENDLESS and len(needed) == len(endless) == 1:
                return True
            if splits_itself(inner):
                return True
        branches = value[1] if op is parser.BRANCH else [value[-1]] if op is parser.SUBPATTERN else []
        if any(map(splits_itself, branches)):
            return True
    return False


def test_a_late_pattern_answers_as_the_compiled_one() -> None:
    late, compiled = compile_late(r"(?P<year>[0-9]{4})年", re.ASCII), re.compile(r"(?P<year>[0-9]{4})年", re.ASCII)
    text = "2022年、2023年"
    assert late.findall(text) == compiled.findall(text)
    assert late.sub(r"\g<year>", text) == compiled.sub(r"\g<year>", text)
    assert [found.span() for found in late.finditer(text)] == [found.span() for found in compiled.finditer(text)]
    assert (late.pattern, late.flags, late.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


@pytest.mark.parametrize(
    "pattern",
    [
        "[，。；、]+",
        "[^，。；、]+",
        "[一-鿿]{2}",
        "严重|不足|未完成",
        "[年月日0-9A-Fa-f]",
        "(?i)[ａb一]",
        "[一二三四五六七八九十百千万亿]",
    ],
)
def test_small_classes_left_as_written_match_the_same(pattern: str) -> None:
    text = "2022年、未完成，严重；ａＡB不足。三十万，一b"
    assert compile_late(pattern).findall(text) == re.findall(pattern, text)


def test_a_late_pattern_of_bytes_is_asked_of_bytes() -> None:
    assert compile_late(rb"<w:tr[ >]").findall(b"<w:tr><w:tr w:x=''>") == [b"<w:tr>", b"<w:tr "]


def test_a_late_pattern_is_not_compiled_before_it_is_asked() -> None:
    wrong = compile_late("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_every_pattern_compiles() -> None:
    late = [value for module in modules() for value in vars(module).values() if isinstance(value, LatePattern)]
    assert len(late) > 300
    assert all(re.compile(one.pattern, one.compiled_with) for one in late)


# What they are asked of is cut to a length before.
BOUNDED = {"jixiao.importing.indicator_tables._POINTS", "jixiao.importing.label_text._BEHIND"}


def test_what_is_looked_for_anywhere_begins_with_something_that_ends() -> None:
    slow = {name for name, one in patterns(*ANYWHERE) if tries_in_vain(parser.parse(one.pattern, one.flags))}
    assert slow - BOUNDED == set()


def test_no_repetition_can_be_split_into_itself() -> None:
    found = {
        name
        for name, one in patterns(*ANYWHERE, "match", "fullmatch")
        if splits_itself(parser.parse(one.pattern, one.flags))
    }
    assert found == set()
