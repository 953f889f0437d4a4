"""Plain values written as YAML, the way staff write it: block style, texts of several lines behind ``|-``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

_MUST_QUOTE = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|\s$|^$")


def as_yaml(tree: dict[str, Any]) -> str:
    """Return a mapping as YAML; numbers are Decimals or whole, None is left empty."""
    return "\n".join(_mapping(tree, "")) + "\n"


def _mapping(tree: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in tree.items():
        yield from _entry(f"{indent}{key}:", value, indent + "  ")


def _entry(head: str, value: Any, inner: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield head
        yield from _mapping(value, inner)
    elif isinstance(value, list):
        yield head if value else f"{head} []"
        for one in value:
            first, *rest = _mapping(one, inner + "  ")
            yield f"{inner}- {first.lstrip()}"
            yield from rest
    elif isinstance(value, str) and "\n" in value:
        yield f"{head} |-"
        yield from (f"{inner}{line}" for line in value.split("\n"))
    else:
        yield head if value is None else f"{head} {_scalar(value)}"


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        return plain(value)
    return json.dumps(value, ensure_ascii=False) if _MUST_QUOTE.search(value) else value


def plain(amount: Decimal | int) -> str:
    """Return an amount in digits, without trailing zeros."""
    words = format(Decimal(amount), "f")
    return words.rstrip("0").rstrip(".") if "." in words else words
