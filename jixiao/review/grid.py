"""Tables of the comparison page: plain HTML that the page's script makes sortable and filterable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.web.html import Markup, element, joined

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Column:
    """A column: its title, whether it holds numbers, and a class for its width."""

    title: str
    number: bool = False
    class_: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell: what it shows, and the number it sorts by; None sorts last."""

    content: str
    value: Decimal | None = None


def grid(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str | Cell]]) -> Markup:
    """Return a table whose head repeats on each printed page; ``caption`` names it for those who hear it."""
    heads = (
        element("th", one.title, scope="col", data_kind="number" if one.number else "text", class_=_classes(one))
        for one in columns
    )
    lines = (joined([Markup("\n"), _row(columns, row)]) for row in rows)
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *heads)),
        element("tbody", *lines),
        class_="grid",
    )


def _row(columns: Sequence[Column], row: Sequence[str | Cell]) -> Markup:
    return element("tr", *(_cell(column, one) for column, one in zip(columns, row, strict=True)))


def _cell(column: Column, content: str | Cell) -> Markup:
    cell = content if isinstance(content, Cell) else Cell(content, _amount(content) if column.number else None)
    sort = {} if cell.value is None else {"data_value": format(cell.value, "f")}
    return element("td", cell.content, class_=_classes(column), **sort)


def _classes(column: Column) -> str:
    return " ".join(filter(None, ("number" if column.number else "", column.class_)))


def _amount(words: str) -> Decimal | None:
    """Return the number that words such as 1.36, +12.50% or −3 个百分点 begin with."""
    found = _NUMBER.match(words.replace("−", "-").replace(",", ""))
    return Decimal(found.group()) if found else None
