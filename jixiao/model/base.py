"""What all models share: frozen, strict about keys, named in Chinese through the glossary."""

from __future__ import annotations

from functools import cache
from typing import Any, get_origin

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.fields import FieldInfo

from jixiao.glossary import term
from jixiao.source.nodes import Flawed, Scalar, Unfilled


def nothing() -> list[Any]:
    """Return what a list holds that is left out; how to call ``list`` itself takes pydantic long to find out."""
    return []


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """Return what a record of the data or a value of the program holds, in order; nothing for any other kind."""
    if issubclass(kind, Record):
        return tuple(kind.model_fields)
    return kind.__struct_fields__ if issubclass(kind, Struct) else ()


class Record(BaseModel):
    """A mapping of the data with a fixed set of keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=term,
        arbitrary_types_allowed=True,
        protected_namespaces=(),
        defer_build=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _flawed_throughout(cls, value: Any) -> Any:
        """Return a flawed record's fields, each flawed; collections are empty, so that nothing is invented."""
        if not isinstance(value, Flawed):
            return value
        empty: dict[Any, Any] = {dict: {}, list: []}
        wanted = {name: field for name, field in cls.model_fields.items() if field.is_required() or may_follow(field)}
        keys = {field.alias or name: empty.get(get_origin(field.annotation)) for name, field in wanted.items()}
        return {key: _flawed_at(value, key) if one is None else one for key, one in keys.items()}


def _flawed_at(value: Flawed, key: str) -> Flawed:
    """Return what stands for one value of a group that is flawed as a whole."""
    if not isinstance(value, Unfilled):
        return value
    open_group = value.scalar
    return Unfilled(Scalar(str(open_group), open_group.place, f"{open_group.path}.{key}"))


def may_follow(field: FieldInfo) -> bool:
    """Return whether a value, or a group's values, follow from others where they are left out."""
    kind: Any = field.annotation
    is_group = isinstance(kind, type) and issubclass(kind, Record)
    return is_group or any(getattr(one, "may_follow", False) for one in field.metadata)
