"""The list of all rules: every module of this package registers its own."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from jixiao import rules
from jixiao.rules.registry import REGISTERED, Rule


@cache
def all_rules() -> list[Rule]:
    """Return every rule in the order of the codes."""
    for module in iter_modules(rules.__path__):
        import_module(f"{rules.__name__}.{module.name}")
    return [REGISTERED[code] for code in sorted(REGISTERED)]


def find_rule(code: str) -> Rule:
    """Return the rule of a code, wherever it is registered; KeyError for none."""
    all_rules()
    return REGISTERED[code]
