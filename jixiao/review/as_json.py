"""The comparison for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from jixiao.findings import Finding
from jixiao.plain import json_text
from jixiao.review.review import FigureChange, Review
from jixiao.review.wording import Piece


def review_json(review: Review) -> str:
    """Return the review as JSON, amounts as strings; ends with a line end."""
    return json_text(review_object(review), indent=2) + "\n"


def review_object(review: Review) -> dict[str, Any]:
    """Return the review as plain objects; the comparison it was made from is left out."""
    shown = {one.name: _plain(getattr(review, one.name)) for one in fields(review) if one.name != "comparison"}
    return {"differs": review.differs, "visible": review.visible, **shown}


def _plain(value: Any) -> Any:
    if isinstance(value, Finding):
        return value.as_json()
    if isinstance(value, Piece):
        return {"kind": value.kind.value, "text": value.text}
    if is_dataclass(value) and not isinstance(value, type):
        said = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        if isinstance(value, FigureChange):
            said |= {"difference_words": value.difference_words, "ratio_words": value.ratio_words}
        return said
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return format(value, "f") if isinstance(value, Decimal) else value
