"""How often something is called: what grows with the square of the data shows in the count, without a clock."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest


def counted(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> Callable[[], int]:
    """Return what says how often a module's function was called from now on."""
    work, calls = getattr(module, name), []

    def noted(*values: Any, **named: Any) -> Any:
        calls.append(name)
        return work(*values, **named)

    monkeypatch.setattr(module, name, noted)
    return lambda: len(calls)
