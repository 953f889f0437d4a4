"""Fields that a model holds and a form set's forms have no place for: the data may leave them out, they are blank."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any

from msgspec import Struct
from pydantic import Field, create_model
from pydantic.fields import FieldInfo

from jixiao.figures import Figure, Formula, Operator, Text
from jixiao.findings import Place
from jixiao.model.base import Record
from jixiao.model.field_patterns import hang_leaf
from jixiao.model.further_fields import group_of

_Tree = dict[str, Any]


class UnusedValue(Struct, frozen=True):
    """Makes what stands for a field that no form has: blank, and of no line of the data."""

    field: FieldInfo
    path: str

    def __call__(self) -> Any:
        """Return the blank value, or group of blank values."""
        return _blank(self.field, self.path)


def is_used(field: FieldInfo) -> bool:
    """Return whether the forms have a place for a field."""
    return not isinstance(field.default_factory, UnusedValue)


def leads_somewhere(model: type[Record], path: str) -> bool:
    """Return whether a path leads to a figure, a text or a group of such that a model holds."""
    first, _, rest = path.partition(".")
    field = next((one for name, one in model.model_fields.items() if (one.alias or name) == first), None)
    if field is None:
        return False
    group = group_of(field.annotation)
    if rest:
        return group is not None and leads_somewhere(group, rest)
    return group is not None or field.annotation in (Figure, Figure | None, Text)


def leave_out(model: type[Record], paths: Iterable[str], root: str) -> type[Record]:
    """Return a model whose fields at some paths may be left out; the paths of their values begin with ``root``."""
    tree: _Tree = {}
    for path in paths:
        hang_leaf(tree, path, None)
    return _without(model, tree, root)


def _without(model: type[Record], tree: _Tree, path: str) -> type[Record]:
    definitions: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key not in tree:
            continue
        here, kind = f"{path}.{key}", field.annotation
        default: Any = Field(alias=key, default_factory=UnusedValue(field, here)) if tree[key] is None else None
        if default is None:
            group = group_of(kind)
            assert group is not None  # noqa: S101 - the paths were found to lead there
            kind, default = _without(group, tree[key], here), Field(alias=key)
        bare: Any = kind
        definitions[name] = (Annotated[bare, *field.metadata] if field.metadata else bare), default
    return create_model(model.__name__, __base__=model, **definitions)


def _blank(field: FieldInfo, path: str) -> Any:
    nothing = Formula(Operator.ABSENT, reason="表上没有这一项")
    group = group_of(field.annotation)
    if group is not None:
        inside = {name: _blank(one, f"{path}.{one.alias or name}") for name, one in group.model_fields.items()}
        return group.model_construct(None, **inside)
    if field.annotation is Text:
        return Text("", Place(""), path, basis=nothing)
    unit = next((one.number.unit for one in field.metadata if getattr(one, "number", None)), "")
    return Figure(Decimal(0), unit, nothing, path, literal="")
