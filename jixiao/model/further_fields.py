"""further.yaml: what a form set asks for beside what the models hold, described as description.yaml describes fields.

Paths begin where the year's do: 附件1.公用经费.*.调整数, 各项目.*.资金.*.追加数. The models of the year's files are
extended by them, so that further values are read, found fault with and carried as all others are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, get_args

from msgspec.structs import replace
from pydantic import Field, PrivateAttr, create_model

from jixiao.figures import MONEY, Figure, Text
from jixiao.findings import Place
from jixiao.glossary import identifier
from jixiao.model.base import Record, nothing
from jixiao.model.described_kinds import reads_for
from jixiao.model.field_patterns import ANY, best_patterns, hang_leaf, last_step
from jixiao.model.form_description import Described, FieldDescription, no_entries
from jixiao.model.form_roles import NUMBER_KINDS, FieldKind, Presence, unit_of_kind
from jixiao.model.groups_of_nothing import MayBeNone
from jixiao.model.scalars import Name
from jixiao.model.yearly import DatedText, SpokenText

_DATES = (FieldKind.DATE, FieldKind.MONTH, FieldKind.PERIOD, FieldKind.YEAR)
_TEXTS: Mapping[FieldKind, type[Text]] = {**dict.fromkeys(_DATES, DatedText), FieldKind.TEXT: SpokenText}


class FurtherFields(Record):
    """The further fields of a form set by path or pattern, and the formulas by the path of what each gives.

    A formula may give a figure that the program reckons too, and goes before it. ``unused`` are paths of what the
    models hold and the forms have no place for.
    """

    fields: dict[str, Described] = Field(default_factory=no_entries)
    formulas: dict[str, Name] = Field(default_factory=no_entries)
    unused: list[Name] = Field(default_factory=nothing)

    _places: Mapping[str, Place] = PrivateAttr(default_factory=dict)

    def keep_places(self, places: Mapping[str, Place]) -> None:
        """Keep where each path of a field stands."""
        self._places = places

    def place_of(self, pattern: str) -> Place:
        """Return the place of a path of a field as it is written; one without a line for others."""
        return self._places.get(pattern, Place(""))

    def has_formula(self, path: str) -> bool:
        """Return whether the value at a path is reckoned."""
        return bool(best_patterns(self.formulas, path))


def unit_of_field(field: FieldDescription) -> str:
    """Return what a further field's figures are in; "" for a number without a unit."""
    return unit_of_kind(field.kind, money=MONEY, measure=field.measure)


# A group of a file with what stands below it; None for a value.
_Tree = dict[str, Any]


def list_entered(further: FurtherFields, root: str, model: type[Record]) -> dict[str, FieldDescription]:
    """Return the further fields that a file may hold by their paths below its root: 附件1, 各项目.*.

    ``*`` stands for every group that the file has, those that further fields make included. What a formula gives is
    in no file.
    """
    below = {path: one.removeprefix(f"{root}.") for one in further.fields if (path := one).startswith(f"{root}.")}
    tree = _tree_of(model)
    for pattern, path in below.items():
        if ANY not in path.split(".") and not further.has_formula(pattern):
            _grow(tree, path.split("."))
    found: dict[str, FieldDescription] = {}
    for pattern, path in sorted(below.items(), key=lambda one: ANY in one[1].split(".")):
        for way in (".".join(steps) for steps in _fitting(tree, path.split("."))):
            if not further.has_formula(f"{root}.{way}"):
                found.setdefault(way, further.fields[pattern])
    return found


def _tree_of(model: type[Record]) -> _Tree:
    groups = {field.alias or name: group_of(field.annotation) for name, field in model.model_fields.items()}
    return {key: _tree_of(group) if group else None for key, group in groups.items()}


def group_of(kind: Any) -> type[Record] | None:
    """Return the record that a field's kind is, one that may be left out too; None for any other kind."""
    kinds = [kind, *get_args(kind)]
    return next((one for one in kinds if isinstance(one, type) and issubclass(one, Record)), None)


def _grow(tree: _Tree, steps: list[str]) -> None:
    for step in steps[:-1]:
        inner = tree.setdefault(step, {})
        if inner is None:
            return
        tree = inner


def _fitting(tree: _Tree, steps: list[str]) -> Iterator[list[str]]:
    """Yield the ways to a value that a pattern stands for, of those whose group is in the tree."""
    step, *rest = steps
    if not rest:
        yield [step]
        return
    for key in tree if step == ANY else [step]:
        inner = tree.get(key)
        if inner is not None:
            yield from ([key, *way] for way in _fitting(inner, rest))


def list_repeated(further: FurtherFields, root: str, model: type[Record]) -> Iterator[str]:
    """Yield the paths of further fields that the file holds anyway, or that lead through one of its values."""
    below = (one.removeprefix(f"{root}.") for one in further.fields if one.startswith(f"{root}."))
    for path in dict.fromkeys((*(one for one in below if ANY not in one), *list_entered(further, root, model))):
        steps, tree = path.split("."), _tree_of(model)
        for step in steps[:-1]:
            tree = tree.get(step, {})
            if tree is None:
                break
        if tree is None or steps[-1] in tree:
            yield f"{root}.{path}"


def extend_model(
    model: type[Record], fields: Mapping[str, FieldDescription], *, may_be_left_out: bool = False
) -> type[Record]:
    """Return a model with further values by their paths.

    Where they ``may_be_left_out``, as figures of a year that did not have them yet, paper is asked for them all the
    same.
    """
    tree: _Tree = {}
    for path, field in fields.items():
        hang_leaf(tree, path, _definition(last_step(path), field, may_be_left_out=may_be_left_out))
    return _extended(model, model.__name__, tree)


def _definition(key: str, field: FieldDescription, *, may_be_left_out: bool) -> tuple[Any, Any]:
    optional = may_be_left_out or field.presence is not Presence.REQUIRED
    kind: Any = Figure if field.kind in NUMBER_KINDS else _TEXTS.get(field.kind, Text)
    reads = reads_for(field, unit_of_field(field), given=may_be_left_out)
    reads = replace(reads, may_follow=may_be_left_out)
    if not optional:
        return Annotated[kind, reads], Field(alias=key)
    return Annotated[kind | None, reads], Field(default=None, alias=key)


def _extended(base: type[Record], name: str, tree: _Tree) -> type[Record]:
    keys = {field.alias or inner: inner for inner, field in base.model_fields.items()}
    definitions: dict[str, Any] = {}
    for key, inside in tree.items():
        if not isinstance(inside, dict):
            definitions[identifier(key) or key] = inside
        elif key in keys:
            definitions[keys[key]] = _inside(base, keys[key], inside)
        else:
            definitions[key] = _new_group(f"{name}_{key}", key, inside)
    return create_model(name, __base__=base, **definitions)


def _inside(base: type[Record], name: str, tree: _Tree) -> tuple[Any, Any]:
    """Return a group of the model, extended, with what else the model says of it."""
    field = base.model_fields[name]
    group = group_of(field.annotation)
    assert group is not None  # noqa: S101 - the tree was grown along the model
    made = _extended(group, group.__name__, tree)
    kind: Any = Annotated[made, *field.metadata] if field.metadata else made
    if field.is_required():
        return kind, Field(alias=field.alias)
    return (
        (kind, Field(default_factory=made, alias=field.alias))
        if field.default_factory
        else (
            kind | None,
            Field(default=None, alias=field.alias),
        )
    )


def _new_group(name: str, key: str, tree: _Tree) -> tuple[Any, Any]:
    """Return a group that the model has not; 无 stands for one that holds figures alone."""
    made = _extended(Record, name, tree)
    fields = made.model_fields.values()
    figures = all(field.annotation in (Figure, Figure | None) for field in fields)
    kind: Any = Annotated[made, MayBeNone()] if figures else made
    if any(field.is_required() for field in fields):
        return kind, Field(alias=key)
    return kind, Field(default_factory=made, alias=key)
