"""One value of the data from one cell as filed, as its field asks for it, and what was done to the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from jixiao.figures import Figure
from jixiao.importing.amounts import amount, day
from jixiao.importing.table_reader import SeenValue
from jixiao.model.base import Record
from jixiao.model.scalars import OPEN, Day
from jixiao.source.decoding import without_invisible

_ITEM = re.compile(
    r"[0-9]{1,2}[.．、)）](?![0-9])|[（(][0-9一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]"
)
_ENDED = tuple("。；;！!？?：:")
_UNIT = re.compile("单位：(.+?)。")
_MOST_DIGITS = 12
_MOST_PLACES = 8


class Leaf(Struct, frozen=True):
    """A scalar of a data file (None: left blank) and where it comes from; ``trouble`` says what was not understood."""

    text: str | None
    seen: SeenValue | None = None
    done: str = ""
    trouble: str = ""


Tree = dict[str, Any]
NOT_FILED = Leaf(OPEN)


def tree_of(model: type[Record], find: Callable[[str], SeenValue | None], prefix: str = "") -> Tree:
    """Return the data of a model from what was filed under each path; fields of lists and mappings are left out."""
    tree: Tree = {}
    for name, about in model.model_fields.items():
        term = about.alias or name
        path = f"{prefix}.{term}" if prefix else term
        kind = about.annotation
        if isinstance(kind, type) and issubclass(kind, Record):
            tree[term] = tree_of(kind, find, path)
        elif about.metadata and about.is_required():
            tree[term] = leaf(about, find(path))
    return tree


def leaf(about: Any, seen: SeenValue | None) -> Leaf:
    """Return the scalar of a field as filed; 待填 where nothing was, or nothing that could be read."""
    if seen is None:
        return NOT_FILED
    if about.annotation is Figure:
        return _number(_schema(about), seen)
    if about.annotation is Day:
        found = day(seen.text)
        return Leaf(found, seen, _done(seen, found)) if found else _unread(seen, "认不出日期")
    return _words(_schema(about), seen)


def _schema(about: Any) -> Mapping[str, Any]:
    return next((one.schema for one in about.metadata if hasattr(one, "schema")), {})


def _number(schema: Mapping[str, Any], seen: SeenValue) -> Leaf:
    text, kinds = seen.text.strip(" \u3000\n\t"), schema["type"]
    if not text and "null" in kinds:
        return Leaf(None, seen)
    unit = _UNIT.search(schema["description"])
    found = amount(text, unit[1] if unit else "", seen.unit)
    if found is None:
        return _unread(seen, "认不出数")
    number, (whole, _, places) = Decimal(found.digits), found.digits.lstrip("-").partition(".")
    if "minimum" in schema and number < 0:
        return _unread(seen, "此处不应为负数")
    if ("integer" in kinds and places) or len(whole) > _MOST_DIGITS or len(places) > _MOST_PLACES:
        return _unread(seen, "位数不对")
    return Leaf(found.digits, seen, found.done)


def _words(schema: Mapping[str, Any], seen: SeenValue) -> Leaf:
    one_line = "[^\\n]" in schema.get("pattern", "")
    text = line(seen.text) if one_line else prose(seen.text)
    if text:
        return Leaf(text, seen)
    return Leaf(None, seen) if "null" in schema["type"] else _unread(seen, "是空白")


def _unread(seen: SeenValue, why: str) -> Leaf:
    return Leaf(OPEN, seen, trouble=why)


def _done(seen: SeenValue, text: str) -> str:
    return "" if seen.text.strip() == text else f"“{seen.text.strip()}”写作 {text}"


def line(text: str) -> str:
    """Return a text on one line: breaks within a cell are layout."""
    return "".join(_lines(text))


def prose(text: str) -> str:
    """Return a text with a line to each item or sentence; other breaks within a cell are layout."""
    done = ""
    for one in _lines(text):
        apart = done and (done.endswith(_ENDED) or _ITEM.match(one))
        done += f"\n{one}" if apart else one
    return done


def _lines(text: str) -> list[str]:
    lines = (without_invisible(one).replace("\t", " ").strip(" \u3000\xa0") for one in text.split("\n"))
    return [one for one in lines if one]
