"""The comparison for programs; its keys stay as they are, whatever the program calls things inside."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec import Struct

from jixiao.findings import Finding
from jixiao.model.base import field_names
from jixiao.plain import json_text
from jixiao.review.change import Change, ChangeKind
from jixiao.review.review_types import Review
from jixiao.review.text_pieces import TextPiece

_RECORD = "what key=name old new"
# The keys of each kind of change; after a sign of equality what they hold, where it has another name.
_KEYS = {
    ChangeKind.FIGURE: "name label unit old new difference ratio entered printed file line reason held "
    "difference_words ratio_words",
    ChangeKind.TEXT: "name label old new pieces printed file line",
    ChangeKind.PARAGRAPH: "fate=what where=label old new pieces followed file line",
    ChangeKind.REFERENCE: "words=name facet=what old new file line",
    ChangeKind.MOVE: f"{_RECORD} label details consequences places",
    ChangeKind.RECORD: _RECORD,
    ChangeKind.SETTING: _RECORD,
    ChangeKind.TEMPLATE: "file=name old new details",
    ChangeKind.PART: "label old new",
}
_ENTERED = ("consequences", "places")
_PUBLISHED = {"new_findings": "came", "resolved": "went"}


def review_json(review: Review) -> str:
    """Return the review as JSON, amounts as strings; ends with a line end."""
    return json_text(review_object(review), indent=2) + "\n"


def review_object(review: Review) -> dict[str, Any]:
    """Return the review as plain objects; the comparison it was made from is left out."""
    names = [name for name in field_names(Review) if name != "comparison"]
    whole = {_PUBLISHED.get(name, name): _plain(getattr(review, name)) for name in names}
    whole["entered"] = [
        {"figure": _plain(one)} | {name: _plain(getattr(one, name)) for name in _ENTERED} for one in review.entered
    ]
    return {"differs": review.differs, "visible": review.visible, **whole}


def _plain(value: Any) -> Any:
    match value:
        case Finding():
            return value.as_json()
        case Change():
            keys = (key.partition("=") for key in _KEYS[value.kind].split())
            return {key: _plain(getattr(value, name or key)) for key, _, name in keys}
        case TextPiece():
            return value._asdict()
        case Struct():
            return {name: _plain(getattr(value, name)) for name in field_names(type(value))}
        case list() | tuple():
            return [_plain(item) for item in value]
        case Decimal():
            return format(value, "f")
        case _:
            return value
