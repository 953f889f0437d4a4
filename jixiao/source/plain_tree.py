"""A new data file from mappings, lists and texts, in canonical form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jixiao.patterns import compile_late
from jixiao.source.canonical import write_canonical

# A text, None for a value left blank, or a list or a mapping of such.
PlainTree = dict[str, Any]
_PLAIN_KEY = compile_late(r"[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff、（）]*")


def write_plain_tree(tree: PlainTree, head: str) -> str:
    """Return a data file in canonical form below its head; a tree of nothing is written as {}."""
    return head + (write_canonical(_yaml(tree) + "\n", lambda _: None, lambda _, words: words) if tree else "{}\n")


def _yaml(tree: object, indent: str = "\n") -> str:
    """Return YAML that looks like JSON: every text quoted, whatever is in it; blank lines before groups of the file."""
    inner = indent + "  "
    if tree is None or isinstance(tree, str):
        return "" if tree is None else _quoted(tree)
    if isinstance(tree, list):
        return "".join(f"{inner}- {_yaml(item, inner).lstrip()}" for item in tree) or "[]"
    if not isinstance(tree, Mapping):
        raise TypeError(type(tree))
    lines = []
    for key, branch in tree.items():
        apart = "\n" if indent == "\n" and isinstance(branch, list | Mapping) else ""
        spelled = key if _PLAIN_KEY.fullmatch(key) else _quoted(key)
        lines.append(f"{apart}{inner}{spelled}: {_yaml(branch, inner)}")
    return "".join(lines) or "{}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
