"""HTML pages, filled in from the Jinja2 templates of this room: every text is escaped here, and only here.

In a template a line end and the indentation behind it are layout, not text; ``{{ newline }}`` prints a line end.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from jixiao.patterns import compile_late
from jixiao.plain import json_text, printable
from jixiao.render import disk_cache

_NUMBER = compile_late(r"[+-]?\d+(?:\.\d+)?")
NUMBER = "number"


class PageColumn(NamedTuple):
    """A column of a grid: its title and its class; one of the class ``NUMBER`` sorts by the number in its cells."""

    title: str
    class_: str = ""


def render_page(template: str, **values: object) -> str:
    """Return a whole page; see ``stream_page``."""
    return "".join(stream_page(template, **values))


def stream_page(template: str, **values: object) -> Iterator[str]:
    """Yield a page in pieces as its values are asked for, so that nobody holds a long one whole.

    The page needs no other file and may load none: its policy names the digests of its style and of its scripts.
    jinja2.UndefinedError where the template names a value that is not given.
    """
    return _environment().get_template(template).generate(**values)


class _CompiledTemplates(BytecodeCache):
    """Keeps the compiled templates on disk: compiling them takes 60 ms of a build, reading them some 15."""

    def load_bytecode(self, bucket: Bucket) -> None:
        kept = disk_cache.fetch(_cache_key(bucket))
        if kept is not None:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        disk_cache.keep(_cache_key(bucket), bucket.bytecode_to_string())


def _cache_key(bucket: Bucket) -> str:
    own_code = Path(__file__).read_bytes()  # it settles what the environment is
    return disk_cache.key_of(
        "page", disk_cache.versions("jinja2"), own_code, bucket.key.encode(), bucket.checksum.encode()
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        # The line numbers of a template stay in its comments.
        loader=FunctionLoader(lambda name: re.sub(r"\n *", "{#\n#}", _text_of("templates", name))),
        bytecode_cache=_CompiledTemplates(),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_content,
    )
    environment.filters |= {
        "attribute": _attribute, "digest": _digest, "script_data": _script_data, "sort_value": _sort_value,
    }  # fmt: skip
    environment.globals |= {"newline": Markup("\n"), "asset": _asset, "zip": zip}
    return environment


def _text_of(folder: str, name: str) -> str:
    return (resources.files("jixiao.web") / folder / name).read_text("utf-8")


def _asset(name: str) -> Markup:
    """Return a style or script of ours, without the line that points to the source map of a library."""
    text, _, _ = _text_of("assets", name).partition("//# sourceMappingURL=")
    return _markup(text)


def _markup(text: str) -> Markup:
    """Return text that is HTML already: ours, or escaped just before."""
    return Markup(text)  # noqa: S704 - the one place


def _content(value: object) -> Markup:
    """Return what stands for a value between tags: line ends as breaks; TypeError for what is no text and no number."""
    if isinstance(value, Markup):
        return value
    if not isinstance(value, str | int):
        str(value)  # an undefined name says which
        raise TypeError(f"not a text: {value!r}")
    return _markup(html.escape(printable(str(value), lines=True)).replace("\n", "<br>"))


def _attribute(text: str) -> Markup:
    """Return what stands for a text as the value of an attribute."""
    return _markup(html.escape(printable(text, lines=True)))


def _digest(text: str) -> Markup:
    return _markup(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'")


def _script_data(value: object) -> Markup:
    """Return data for a script as JSON that cannot end the element it stands in."""
    return _markup(json_text(value).replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e"))


def _sort_value(cell: str | int) -> str:
    """Return the number that a cell begins with; "" for none."""
    number = _NUMBER.match(str(cell).replace("−", "-"))
    return number.group() if number else ""
