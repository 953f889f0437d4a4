"""Records read from YAML as a year's files are, or what is found wrong with it."""

from __future__ import annotations

from typing import TypeVar

from jixiao.model.base import Record
from jixiao.source.nodes import parse_yaml
from jixiao.submission.validate import validate

R = TypeVar("R", bound=Record)


def entered(model: type[R], text: str) -> R:
    """Return the record that a flawless text holds."""
    source = parse_yaml(text, "a.yaml", "样")
    record = validate(source, model)
    assert record is not None
    assert source.findings == []
    return record


def found(model: type[Record], text: str) -> list[str]:
    """Return codes and lines of what is found wrong with a text."""
    source = parse_yaml(text, "a.yaml", "样")
    validate(source, model)
    return [f"{one.code}:{one.place.line}" for one in source.findings]
