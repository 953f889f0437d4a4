"""Names every derived figure after the cell it stands in.

Derivation only computes; the names come afterwards from the finished tree, by the glossary. A figure
entered elsewhere that stands again in another cell is linked: the cell gets its own path and the
figure keeps its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from jixiao.derive.dossier import GROUPS, Dossier, ProjectLine, Projects
from jixiao.derive.outlay_lines import WholeOutlay
from jixiao.figures import Figure, Text
from jixiao.glossary import term
from jixiao.model.base import field_names

# Where the types stand that lay out what is printed.
RECORD_MODULES = (Dossier.__module__, WholeOutlay.__module__)


def name_figures(dossier: Dossier) -> Dossier:
    """Return the dossier with every figure under the path of its cell, such as 附件1.三公经费.决算."""
    changes = {name: name_record(getattr(dossier, name), term(name)) for name in GROUPS}
    return replace(dossier, **changes)


def list_cells(value: Any, path: str) -> Iterator[tuple[str, Figure | Text]]:
    """Yield the figures and texts of what is printed by the paths that they have, or will be given."""
    if isinstance(value, Figure | Text):
        yield path, value
    elif isinstance(value, Projects):
        for form in value:
            yield from list_cells(form, f"{path}.{form.identifier}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from list_cells(item, _item_path(item, number, path))
    elif isinstance(value, Struct) and type(value).__module__ in RECORD_MODULES:
        for name in field_names(type(value)):
            if name not in _UNNAMED:
                yield from list_cells(getattr(value, name), f"{path}.{term(name)}")


def name_record(value: Any, path: str) -> Any:
    """Return what is printed at a path with every figure in it under the path of its cell."""
    if isinstance(value, Figure):
        return _named_figure(value, path)
    if isinstance(value, Text):
        return value
    if isinstance(value, Projects):
        return Projects(tuple(name_record(form, f"{path}.{form.identifier}") for form in value))
    if isinstance(value, tuple):
        return tuple(name_record(item, _item_path(item, number, path)) for number, item in enumerate(value, start=1))
    if isinstance(value, Struct) and type(value).__module__ in RECORD_MODULES:
        changes = {
            name: name_record(getattr(value, name), f"{path}.{term(name)}")
            for name in field_names(type(value))
            if name not in _UNNAMED
        }
        return replace(value, **changes)
    return value


# Flags, names and keys are no figures; rows of indicators keep the paths they have in the data; the
# projects inside Annex 1 are named where they stand for themselves.
_UNNAMED = {
    "indicator_rows",
    "level1_starts",
    "level2_starts",
    "identifier",
    "number",
    "key",
    "level1",
    "level2",
    "has_evidence",
    "projects",
}


def _item_path(item: Any, number: int, path: str) -> str:
    if isinstance(item, ProjectLine):
        return f"{path.rpartition('.')[0]}.{item.key}"
    return f"{path}[{number}]"


def _named_figure(figure: Figure, path: str) -> Figure:
    if figure.path == path:
        return figure
    if figure.path:
        return figure.linked(path)
    # The figure is ours, made moments ago and not yet shown to anyone: naming it in place lets the
    # formulas that already refer to it speak its name.
    force_setattr(figure, "path", path)
    return figure
