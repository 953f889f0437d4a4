"""The comparison for programs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from jixiao.findings import Finding
from jixiao.model.base import field_names
from jixiao.plain import json_text
from jixiao.review.review_types import FigureChange, Review
from jixiao.review.text_pieces import TextPiece


def review_json(review: Review) -> str:
    """Return the review as JSON, amounts as strings; ends with a line end."""
    return json_text(review_object(review), indent=2) + "\n"


def review_object(review: Review) -> dict[str, Any]:
    """Return the review as plain objects; the comparison it was made from is left out."""
    shown = {name: _plain(getattr(review, name)) for name in field_names(Review) if name != "comparison"}
    return {"differs": review.differs, "visible": review.visible, **shown}


def _plain(value: Any) -> Any:
    if isinstance(value, Finding):
        return value.as_json()
    if isinstance(value, TextPiece):
        return {"kind": value.kind.value, "text": value.text}
    if isinstance(value, Struct):
        said = {name: _plain(getattr(value, name)) for name in field_names(type(value))}
        if isinstance(value, FigureChange):
            said |= {"difference_words": value.difference_words, "ratio_words": value.ratio_words}
        return said
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return format(value, "f") if isinstance(value, Decimal) else value
