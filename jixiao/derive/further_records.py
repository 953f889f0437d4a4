"""Values put into a dossier that its records do not foresee: records that get some become of a kind with more."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any

from msgspec import Struct, defstruct
from msgspec.structs import replace

from jixiao.derive.dossier import Amounts, BudgetAndFinal, BudgetLine, ProjectOutlayLines, Projects
from jixiao.figures import Figure, Text
from jixiao.glossary import identifier, template_name, term
from jixiao.model.base import field_names
from jixiao.model.field_patterns import hang_leaf

Value = Figure | Text
# What stands at each step of a way: a value, or what stands below.
Tree = Mapping[str, Any]
_COLUMNS = ("prior_final", "budget", "final", "initial_budget", "full_year_budget", "outturn")
_LINES = (BudgetLine, BudgetAndFinal, Amounts)
_MODULE = BudgetLine.__module__


def tree_of(values: Mapping[str, Value], root: str) -> Tree:
    """Return values by the steps of their paths below a root."""
    tree: dict[str, Any] = {}
    for path, value in values.items():
        first, _, below = path.partition(".")
        if first == root:
            hang_leaf(tree, below, value)
    return tree


def grow(record: Any, tree: Tree) -> Any:
    """Return a record with the values of a tree in it, in place of its own or beside them."""
    if not tree:
        return record
    if isinstance(record, Projects):
        return Projects(tuple(grow(one, tree.get(one.identifier, {})) for one in record))
    kind: Any = type(record)
    own = {template_name(term(name)): name for name in field_names(kind)}
    held = {step: own[template_name(step)] for step in tree if template_name(step) in own}
    changes = {name: _put(getattr(record, name), tree[step]) for step, name in held.items()}
    lines = {}
    if isinstance(record, ProjectOutlayLines):
        lines = {line.key: tree[line.key] for line in record.project_lines if line.key in tree}
        changes["project_lines"] = tuple(grow(line, lines.get(line.key, {})) for line in record.project_lines)
    new = {_attribute(step): _put(None, inside) for step, inside in tree.items() if step not in (*held, *lines)}
    if not new:
        return replace(record, **changes)
    kept = {name: getattr(record, name) for name in field_names(kind)}
    return _kind_with(kind, tuple(new))(**{**kept, **changes}, **new)


def _put(record: Any, inside: Any) -> Any:
    if not isinstance(inside, Mapping):
        return inside
    if record is not None:
        return grow(record, inside)
    fields = {_attribute(step): _put(None, one) for step, one in inside.items()}
    base: Any = next((kind for kind in _LINES if set(field_names(kind)) <= set(fields)), Struct)
    more = tuple(name for name in fields if name not in field_names(base))
    return _kind_with(base, more)(**fields)


def _attribute(step: str) -> str:
    """Return what a value is called in a record: a column by its name in the code, all else as the set calls it."""
    name = identifier(step)
    return name if name in _COLUMNS else step


@cache
def _kind_with(base: Hashable, names: tuple[str, ...]) -> Any:
    """Return a kind of record that holds more; one that stands where its base may stand."""
    label = "FurtherLines" if base is Struct else str(getattr(base, "__name__", ""))
    bases: Any = (base,)
    return defstruct(label, [(name, Any) for name in names], bases=bases, module=_MODULE, frozen=True)
