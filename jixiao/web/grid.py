"""Tables as plain HTML that the page's script makes sortable and filterable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from jixiao.web.html import Markup, element, joined, streamed

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


class Column(Struct, frozen=True):
    """A column: its title, whether it sorts by the number its cells begin with, and a class for its width."""

    title: str
    number: bool = False
    class_: str = ""


def grid(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Markup:
    """Return a table whose head repeats on each printed page; ``caption`` names it for those who hear it."""
    return joined(streamed_grid(caption, columns, rows))


def streamed_grid(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[Markup]:
    """Yield what ``grid`` returns in pieces, one row at a time."""
    heads = (
        element("th", one.title, scope="col", data_kind="number" if one.number else "text", class_=_classes(one))
        for one in columns
    )
    lines = (joined([Markup("\n"), _row(columns, row)]) for row in rows)
    top = [element("caption", caption), element("thead", element("tr", *heads))]
    return streamed("table", chain(top, streamed("tbody", lines)), class_="grid")


def _row(columns: Sequence[Column], row: Sequence[str]) -> Markup:
    return element("tr", *(_cell(column, one) for column, one in zip(columns, row, strict=True)))


def _cell(column: Column, words: str) -> Markup:
    number = _NUMBER.match(words.replace("−", "-")) if column.number else None
    sort = {"data_value": number.group()} if number else {}
    return element("td", words, class_=_classes(column), **sort)


def _classes(column: Column) -> str:
    return " ".join(filter(None, ("number" if column.number else "", column.class_)))
