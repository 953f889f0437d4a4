"""A data file fitted to what a form set asks for: keys that it lacks are asked for, keys without a place taken out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from jixiao.model.base import Record
from jixiao.model.scalars import OPEN
from jixiao.source.nodes import Entries, parse_yaml
from jixiao.source.rewrite import Edit, Manuscript, apply_edits


class FittedFile(Struct, frozen=True):
    """A file's text; by their paths in the file, the keys that were put in and those that were taken out."""

    text: str
    fresh: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()


def fit_file(text: str, model: type[Record]) -> FittedFile:
    """Return a data file as a model reads it: with every key that must be there and no other; values stay."""
    tree, manuscript = parse_yaml(text, "", "").tree, Manuscript(text)
    fitting = list(_fittings(tree, model, "")) if isinstance(tree, Entries) else []
    edits: list[Edit] = []
    for one in fitting:
        edits += manuscript.taken_out(one.entries, one.unknown) if one.unknown else []
        added = [manuscript.added(one.entries, key) for key in one.missing]
        if added:
            words = "".join(f"{edit.words.rstrip()} {OPEN}" for edit in added)
            edits.append(Edit(added[0].start, added[0].end, words))
    return FittedFile(
        apply_edits(text, edits)[0],
        tuple(f"{one.path}{key}" for one in fitting for key in one.missing),
        tuple(f"{one.path}{key}" for one in fitting for key in one.unknown),
    )


class _Fitting(Struct, frozen=True):
    """A group of a file, its path with a dot, the keys it lacks and those that have no place in it."""

    entries: Entries
    path: str
    missing: list[str]
    unknown: list[str]


def _fittings(entries: Entries, model: type[Record], path: str) -> Iterator[_Fitting]:
    from jixiao.model.further_fields import group_of
    from jixiao.model.unused_fields import is_used

    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    missing = [key for key, field in fields.items() if field.is_required() and key not in entries]
    unknown = [key for key in entries if key not in fields or not is_used(fields[key])]
    unknown = unknown if len(unknown) < len(entries) else []  # a group that is another altogether is the check's affair
    if missing or unknown:
        yield _Fitting(entries, path, missing, unknown)
    for key, field in fields.items():
        group, inside = group_of(field.annotation), entries.get(key)
        if group is not None and isinstance(inside, Entries) and inside:
            yield from _fittings(inside, group, f"{path}{key}.")
