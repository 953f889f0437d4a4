"""A filed cell's text as the value of its model field, with what was normalised on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from jixiao.figures import Figure
from jixiao.folding import fold
from jixiao.importing.amounts import read_amount, read_day
from jixiao.importing.printed_values import read_choice
from jixiao.importing.table_reader import FiledValue
from jixiao.model.base import Record, may_follow
from jixiao.model.pasted import MOST_DECIMALS, MOST_DIGITS
from jixiao.model.scalars import OPEN, Day
from jixiao.model.unused_fields import is_used
from jixiao.patterns import compile_late

_ITEM = compile_late(
    r"[0-9]{1,2}[.．、)）](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_SENTENCE_END = tuple("。；;！!？?：:")
_UNIT = compile_late("单位：(.+?)。")


class FieldValue(Struct, frozen=True):
    """A scalar of a data file (None: left blank), the filed value it was read from, and how its writing was changed.

    ``problem`` is why the filed value could not be read.
    """

    text: str | None
    filed: FiledValue | None = None
    change: str = ""
    problem: str = ""


Tree = dict[str, Any]


NOT_FILED = FieldValue(OPEN)


def convert_fields(
    model: type[Record], find: Callable[[str], FiledValue | None], prefix: str = "", given: Tree | None = None
) -> Tree:
    """Return the data of a model from what was filed under each path, ``given`` in place of what that would be.

    Fields of lists and mappings, and those that may be missing, are there only if given. What would follow where it is
    left out is asked for all the same: only the paper knows what it says.
    """
    tree: Tree = {}
    for name, about in model.model_fields.items():
        term = about.alias or name
        path = f"{prefix}.{term}" if prefix else term
        if given and term in given:
            tree[term] = given[term]
        elif not is_used(about):
            continue
        elif isinstance(about.annotation, type) and issubclass(about.annotation, Record):
            tree[term] = convert_fields(about.annotation, find, path)
        elif about.metadata and (about.is_required() or may_follow(about)):
            filed, choices = find(path), _choices_of(about)
            tree[term] = _chosen(filed, choices, about) if filed and choices else convert_field(about, filed)
    return tree


def _choices_of(about: Any) -> list[str | None]:
    """Return the words that a field may be one of, or several; none for any other field."""
    schema: Mapping[str, Any] = next((one.schema for one in about.metadata if hasattr(one, "schema")), {})
    return list(schema.get("items", schema).get("enum", ()))


def _chosen(filed: FiledValue, choices: list[str | None], about: Any) -> FieldValue | list[FieldValue]:
    several = any("items" in one.schema for one in about.metadata if hasattr(one, "schema"))
    if None in choices and not filed.text.strip():
        return FieldValue(None, filed)
    words = read_choice(filed.text.strip(), [one for one in choices if one is not None], several=several)
    if words is None:
        return _unread(filed, "不是所列的词")
    chosen = [FieldValue(one, filed) for one in words.split("、")]
    return chosen if several else chosen[0]


def walk_values(tree: object) -> Iterator[FieldValue]:
    """Yield the values of a tree in the order they are written."""
    if isinstance(tree, FieldValue):
        yield tree
    elif isinstance(tree, Mapping | list):
        for branch in tree.values() if isinstance(tree, Mapping) else tree:
            yield from walk_values(branch)


def convert_field(about: Any, filed: FiledValue | None) -> FieldValue:
    """Return the scalar of a field as filed; 待填 where nothing was, or nothing that could be read."""
    if filed is None:
        return NOT_FILED
    if filed.problem:
        return _unread(filed, filed.problem)
    if about.annotation is Day:
        day = read_day(filed.text)
        text = filed.text.strip()
        change = "" if day == text else f"“{text}”写作 {day}"
        return FieldValue(day, filed, change) if day else _unread(filed, "认不出日期")
    schema: Mapping[str, Any] = next((one.schema for one in about.metadata if hasattr(one, "schema")), {})
    return _number(schema, filed) if about.annotation in (Figure, Figure | None) else _words(schema, filed)


def _number(schema: Mapping[str, Any], filed: FiledValue) -> FieldValue:
    text, kinds = filed.text.strip(" \u3000\n\t"), schema["type"]
    if not text and "null" in kinds:
        return FieldValue(None, filed)
    unit = _UNIT.search(schema["description"])
    amount = read_amount(text, unit[1] if unit else "", filed.unit)
    if amount is None:
        return _unread(filed, "认不出数")
    whole, _, places = amount.digits.lstrip("-").partition(".")
    if "minimum" in schema and Decimal(amount.digits) < 0:
        return _unread(filed, "此处不应为负数")
    if ("integer" in kinds and places) or len(whole) > MOST_DIGITS or len(places) > MOST_DECIMALS:
        return _unread(filed, "位数不对")
    return FieldValue(amount.digits, filed, amount.change)


def _words(schema: Mapping[str, Any], filed: FiledValue) -> FieldValue:
    is_line = "[^\\n]" in schema.get("pattern", "")
    if text := join_lines(filed.text) if is_line else join_items(filed.text):
        return FieldValue(text, filed)
    return FieldValue(None, filed) if "null" in schema["type"] else _unread(filed, "是空白")


def _unread(filed: FiledValue, why: str) -> FieldValue:
    return FieldValue(OPEN, filed, problem=why)


def join_lines(text: str) -> str:
    """Return a text on one line: breaks within a cell are layout."""
    return "".join(_lines(text))


def join_items(text: str) -> str:
    """Return a text with a line to each item or sentence; other breaks within a cell are layout."""
    joined = ""
    for line in _lines(text):
        begins = joined and (joined.endswith(_SENTENCE_END) or _ITEM.match(line))
        joined += f"\n{line}" if begins else line
    return joined


def _lines(text: str) -> list[str]:
    lines = (fold(line).replace("\t", " ").strip(" \u3000\xa0") for line in text.split("\n"))
    return [line for line in lines if line]
