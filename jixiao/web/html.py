"""A small vocabulary of HTML: every text is escaped here, and only here."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jixiao.plain import json_text, printable


class Markup(str):
    """HTML that is ready; any other text is escaped before it joins."""


def element(name: str, *content: str, **attributes: str) -> Markup:
    """Return ``<name …>content</name>``; ``class_`` stands for the attribute class, ``data_value`` for data-value."""
    return Markup(f"<{name}{_settings(attributes)}>{joined(content)}</{name}>")


def streamed(name: str, content: Iterable[str], **attributes: str) -> Iterator[Markup]:
    """Yield what ``element`` returns in pieces as the content comes, so that nobody holds a long one whole."""
    yield Markup(f"<{name}{_settings(attributes)}>")
    for piece in content:
        yield Markup(_told(piece))
    yield Markup(f"</{name}>")


def joined(pieces: Iterable[str]) -> Markup:
    """Return the pieces one after another, texts escaped, their line ends kept as breaks."""
    return Markup("".join(map(_told, pieces)))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, class_: str = "") -> Markup:
    """Return a table with a head that repeats on each printed page."""
    top = element("thead", element("tr", *(element("th", cell) for cell in head)))
    lines = "".join("\n<tr>" + "".join([f"<td>{_told(cell)}</td>" for cell in row]) + "</tr>" for row in rows)
    return element("table", top, Markup(f"<tbody>{lines}</tbody>"), class_=class_)


def data_block(identifier: str, value: object) -> Markup:
    """Return data for a script as a block of JSON, which no text in it can end."""
    text = json_text(value).replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")
    return Markup(f'<script type="application/json" id="{_escaped(identifier)}">{text}</script>')


def page(title: str, style: str, *content: str, scripts: Sequence[str] = ()) -> str:
    """Return a whole document that needs no other file and may load none; ``scripts`` run after the content.

    The policy names the digests of the style and the scripts given here: nothing else can run or be fetched.
    """
    body = Markup("\n".join(map(_told, content)))
    return "".join(streamed_page(title, style, [body], scripts=scripts))


def streamed_page(title: str, style: str, content: Iterable[str], *, scripts: Sequence[str] = ()) -> Iterator[str]:
    """Yield what ``page`` returns in pieces as the content comes, with no line ends between that are not in it."""
    head = joined([Markup(f'<meta charset="utf-8">{_policy(style, scripts)}{_VIEWPORT}'), element("title", title)])
    yield f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>{head}<style>{style}</style></head>\n<body>\n'
    yield from map(_told, content)
    yield "\n"
    yield from (f"<script>{script}</script>\n" for script in scripts)
    yield "</body>\n</html>\n"


def _settings(attributes: Mapping[str, str]) -> str:
    return "".join(f' {key.rstrip("_").replace("_", "-")}="{_escaped(value)}"' for key, value in attributes.items())


_SPECIAL = re.compile("""[&<>"']""")
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'


def _policy(style: str, scripts: Sequence[str]) -> str:
    allowed = " ".join(map(_digest, scripts)) or "'none'"
    rules = [
        "default-src 'none'",
        f"style-src {_digest(style)}",
        f"script-src {allowed}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}">'


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _told(text: str) -> str:
    """Return what stands for a text between tags."""
    if isinstance(text, Markup) or (text.isprintable() and not _SPECIAL.search(text)):
        return text
    return _escaped(text).replace("\n", "<br>")


def _escaped(text: str) -> str:
    return html.escape(printable(text, lines=True))
