"""Which form sets a year names, looked at before anything else: it decides what the year's files are."""

from __future__ import annotations

from jixiao.glossary import term
from jixiao.model.data_files import FORM_SET, UNIT
from jixiao.paths import Workspace
from jixiao.plain import read_count
from jixiao.source.nodes import Entries, Items, Scalar, load_yaml

DESCRIPTION = "description.yaml"
_LONGEST_NAME = 255  # bytes that a file system has for one


def list_form_set_names(workspace: Workspace, year: int) -> list[str]:
    """Return the form sets that a year's unit.yaml names, [] where it cannot be read or names none."""
    folder = workspace.year(year)
    path = folder / UNIT.name
    if folder.is_symlink() or not path.is_file():
        return []
    tree = load_yaml(path, workspace.shown(path), "").tree
    named = tree.get(term("form_set")) if isinstance(tree, Entries) else None
    names = named if isinstance(named, Items) else [named]
    return [name.strip() for name in names if isinstance(name, Scalar) and name.strip()]


def find_amount_places(workspace: Workspace, year: int) -> int | None:
    """Return the decimals that the year's form set prints amounts of money with; None where it does not say."""
    for name in list_form_set_names(workspace, year)[:1]:
        path = workspace.form_set(name) / FORM_SET.name
        tree = load_yaml(path, workspace.shown(path), "").tree if path.is_file() else None
        said = tree.get(term("amount_places")) if isinstance(tree, Entries) else None
        if isinstance(said, Scalar) and (places := read_count(said.strip())) is not None:
            return places
    return None


def is_described(workspace: Workspace, name: str) -> bool:
    """Return whether a form set is one that a description makes."""
    return has_file(workspace, name, DESCRIPTION)


def is_coded(workspace: Workspace, name: str) -> bool:
    """Return whether a form set is one with forms.yaml."""
    return has_file(workspace, name, FORM_SET.name)


def has_file(workspace: Workspace, name: str, file: str) -> bool:
    """Return whether a form set has a file; no name leads out of the folder of form sets."""
    if name in ("", ".", "..") or "/" in name or len(name.encode("utf-8", "replace")) > _LONGEST_NAME:
        return False
    return (workspace.form_set(name) / file).is_file()


def has_described_sets(workspace: Workspace, year: int) -> bool:
    """Return whether a year is on described form sets: it names one, or several sets."""
    names = list_form_set_names(workspace, year)
    return len(names) > 1 or any(is_described(workspace, name) for name in names)
