"""Patterns that are compiled when first asked, as quickly as may be: that saves a check 60 of 450 ms.

A check asks two patterns of three. What compiling one takes goes for the most part to classes of Chinese characters:
each is laid out as a bitmap of all characters below 65,536, which takes longer than a check ever looks into it.
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache, lru_cache
from typing import Any, cast, overload

_FEW = 12  # so many characters and ranges are looked through one after the other


@overload
def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def compile_late(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
@lru_cache(maxsize=4096)  # those made of a year's names come again with every check
def compile_late(pattern: str | bytes, flags: int = 0) -> re.Pattern[Any]:
    """Return what does as the compiled pattern does; re.error where it is first asked, not here."""
    return cast("re.Pattern[Any]", LatePattern(pattern, flags))


class LatePattern:
    """A pattern as written; its compiled methods become its own when they are first asked for."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self.compiled_with = int(flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what copying and pickling ask for
            raise AttributeError(name)
        if name == "compiled":
            value: object = _read_compiler().compile(self.pattern, self.compiled_with)
        else:
            value = getattr(self.compiled, name)
        setattr(self, name, value)
        return value


@cache
def _read_compiler() -> Any:
    """Return the library's compiler, a copy of our own that lays no bitmap out for few characters; re if there is none.

    The library's own module stays as it is for everybody else.
    """
    spec = importlib.util.find_spec("re._compiler")
    if spec is None or spec.loader is None:
        return re
    own: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(own)
    thorough = getattr(own, "_optimize_charset", None)
    if thorough is None:
        return re

    def optimize(charset: Any, iscased: Any = None, fixup: Any = None, fixes: Any = None) -> Any:
        if fixup is None and len(charset) <= _FEW:
            return charset, False
        return thorough(charset, iscased, fixup, fixes)

    own._optimize_charset = optimize
    return own
