"""Data files from trees: canonical YAML under a short head, and the line that each value came to stand on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from jixiao.importing.field_values import Leaf, Tree
from jixiao.importing.indicator_tables import leaves_of
from jixiao.source.canonical import canonical
from jixiao.source.nodes import Entries, Items, Scalar, parse_yaml

_SCHEMAS = "# yaml-language-server: $schema={up}schemas/{name}.schema.json\n"
_PLAIN_KEY = re.compile(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff、（）]*")


def yaml_text(tree: Tree, *, schema: str, up: str, title: str) -> str:
    """Return a data file: its schema for editors, a line that says what it is, the data in canonical form."""
    head = _SCHEMAS.format(up=up, name=schema) + f"# {title}\n"
    return head + canonical(_json(tree) + "\n", lambda _: None, lambda _, text: text)


_TOP = "\n  "


def _json(value: object, indent: str = "\n") -> str:
    """Return YAML that looks like JSON: every key and text quoted, whatever is in them."""
    inner = indent + "  "
    if isinstance(value, Leaf):
        return "" if value.text is None else _quoted(value.text)
    if isinstance(value, Mapping):
        return "".join(_entry(key, one, inner) for key, one in value.items()) or "{}"
    if isinstance(value, list):
        return "".join(f"{inner}- {_json(one, inner).lstrip()}" for one in value) or "[]"
    raise TypeError(type(value))


def _entry(key: str, value: object, indent: str) -> str:
    # A blank line before each group of the file, as people lay it out.
    apart = "\n" if indent == _TOP and not isinstance(value, Leaf) else ""
    return f"{apart}{indent}{_key(key)}: {_json(value, indent)}"


def _key(name: str) -> str:
    return name if _PLAIN_KEY.fullmatch(name) else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def placed(text: str, shown: str, tree: Tree) -> Iterator[tuple[Leaf, Scalar]]:
    """Yield each leaf of a file's tree with the scalar it became, which knows its line."""
    source = parse_yaml(text, shown, "")
    yield from zip(leaves_of(tree), _scalars(source.tree), strict=True)


def _scalars(node: object) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Entries):
        for one in node.values():
            yield from _scalars(one)
    elif isinstance(node, Items):
        for one in node:
            yield from _scalars(one)
