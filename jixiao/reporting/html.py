"""A small vocabulary of HTML: every text is escaped here, and only here."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from jixiao.reporting.shared import printable


class Markup(str):
    """HTML that is ready; any other text is escaped before it joins."""


def element(name: str, *content: str, **attributes: str) -> Markup:
    """Return ``<name …>content</name>``; ``class_`` stands for the attribute class."""
    settings = "".join(f' {key.rstrip("_")}="{_escaped(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{settings}>{joined(content)}</{name}>")


def joined(pieces: Iterable[str]) -> Markup:
    """Return the pieces one after another, texts escaped, their line ends kept as breaks."""
    return Markup("".join(one if isinstance(one, Markup) else _escaped(one).replace("\n", "<br>") for one in pieces))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, class_: str = "") -> Markup:
    """Return a table with a head that repeats on each printed page."""
    top = element("thead", element("tr", *(element("th", cell) for cell in head)))
    lines = (joined([Markup("\n"), element("tr", *(element("td", cell) for cell in row))]) for row in rows)
    return element("table", top, element("tbody", *lines), class_=class_)


def page(title: str, style: str, *content: str) -> str:
    """Return a whole document that needs no other file."""
    head = joined([Markup('<meta charset="utf-8">'), element("title", title), element("style", Markup(style))])
    body = "\n".join(joined([one]) for one in content)
    return f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def _escaped(text: str) -> str:
    return html.escape(printable(text, lines=True))
