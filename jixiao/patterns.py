"""Patterns that are compiled when first asked: a check asks two of three, and compiling them all took it 110 ms."""

from __future__ import annotations

import re
from typing import Any, cast


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what does as the compiled pattern does; re.error where it is first asked, not here."""
    return cast("re.Pattern[str]", LatePattern(pattern, flags))


class LatePattern:
    """A pattern as written; its compiled methods become its own when they are first asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.compiled_with = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copying and pickling ask for
            raise AttributeError(name)
        if name == "compiled":
            value: object = re.compile(self.pattern, self.compiled_with)
        else:
            value = getattr(self.compiled, name)
        setattr(self, name, value)
        return value
