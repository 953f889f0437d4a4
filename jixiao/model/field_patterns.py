"""Paths of fields and the patterns they fit: ``*`` stands for one step of any name.

An exact path goes before a pattern, and of patterns the one with the longer literal beginning, then the one with more
literal steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

ANY = "*"


def match_pattern(pattern: str, path: str) -> tuple[str, ...] | None:
    """Return the steps of a path that a pattern's ``*`` stand for, () for the path itself; None where it does not fit.

    >>> match_pattern("资金.*.年初预算数", "资金.其他资金.年初预算数")
    ('其他资金',)
    """
    wanted, steps = pattern.split("."), path.split(".")
    if len(wanted) != len(steps) or any(want not in (ANY, step) for want, step in zip(wanted, steps, strict=True)):
        return None
    return tuple(step for want, step in zip(wanted, steps, strict=True) if want == ANY)


def best_patterns(patterns: Iterable[str], path: str) -> list[str]:
    """Return the pattern that goes before all others that a path fits; several where none of them does; [] for none."""
    fitting = [pattern for pattern in patterns if match_pattern(pattern, path) is not None]
    if not fitting:
        return []
    best = max(map(_rank, fitting))
    return [pattern for pattern in fitting if _rank(pattern) == best]


def _rank(pattern: str) -> tuple[int, int]:
    steps = pattern.split(".")
    literal = steps.index(ANY) if ANY in steps else len(steps)
    return literal, sum(step != ANY for step in steps)


def last_step(path: str) -> str:
    """Return what a field is called itself."""
    return path.rpartition(".")[2]


def parent(path: str) -> str:
    """Return the way to what holds a field, "" for one that stands by itself."""
    return path.rpartition(".")[0]


def list_above(path: str) -> Iterator[str]:
    """Yield the ways to what holds a path, the nearest first."""
    while path := parent(path):
        yield path


def hang_leaf(tree: dict[str, Any], path: str, leaf: object) -> None:
    """Put a value into a tree under the steps of its path."""
    *above, last = path.split(".")
    for step in above:
        tree = tree.setdefault(step, {})
    tree[last] = leaf
