"""How ``make fmt`` lays a data file out: the order of its keys and which of its texts are mended.

Of our own files the models say so, of the files of described form sets the descriptions.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from msgspec import Struct, field

from jixiao.findings import Finding, is_blocking
from jixiao.forms.described_set import DescribedForm
from jixiao.forms.field_words import is_measured, is_prose
from jixiao.forms.form_records import make_form_record
from jixiao.forms.load_sets import load_described_sets
from jixiao.glossary import term
from jixiao.model.annex1 import Annex1
from jixiao.model.annex2 import Annex2
from jixiao.model.base import Record
from jixiao.model.data_files import OVERRIDES, UNIT, WAIVERS
from jixiao.model.project import Project
from jixiao.model.unit import DescribedUnit
from jixiao.paths import Workspace
from jixiao.source.canonical import Order, Reword
from jixiao.source.punctuation import mend_punctuation
from jixiao.submission.form_set_names import is_described, list_form_set_names
from jixiao.submission.project_files import list_project_files
from jixiao.submission.year_folder import YearFolder, list_linked_folders

# Texts in the unit's own words. What is quoted elsewhere (names, values as filed, waivers) must stay as it is.
_PROSE = {term(name) for name in ("thrift_measures", "expected", "achieved", "level3", "deviation", "total_deviation")}
_TARGETS = {term(name) for name in ("target", "actual")}
_WITH_PROSE = (Annex1, Annex2, Project)
_NO_SYSTEM: Mapping[str, list[str]] = types.MappingProxyType({})


class Layout(Struct, frozen=True):
    """How one kind of file is laid out: the order of its keys, what its texts should read."""

    order: Order
    reword: Reword


class DescribedLayouts(Struct):
    """The data files of a year on described sets with the layout of each; what is wrong with sets and folders."""

    files: dict[Path, Layout] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def make_layout(model: type[Record], system: Mapping[str, list[str]] = _NO_SYSTEM) -> Layout:
    """Return the layout of files that are read as a model; ``system`` names indicators by level 1."""
    return Layout(_key_order(model, system), _rewording(model))


def _rewording(model: type[Record]) -> Reword:
    def reword(path: tuple[str, ...], text: str) -> str:
        name = path[-1] if path and issubclass(model, _WITH_PROSE) else ""
        return _mended(text, digits=name in _PROSE) if name in _PROSE | _TARGETS else text

    return reword


def _mended(text: str, *, digits: bool) -> str:
    return "\n".join(mend_punctuation(line, digits=digits) for line in text.split("\n"))


def _key_order(model: type[Record], system: Mapping[str, list[str]]) -> Order:
    def order(path: tuple[str, ...]) -> list[str] | None:
        kind: Any = model
        for step in path:
            kind = _inside(kind, step)
        kind = _bare(kind)
        if get_origin(kind) is dict:
            return list(system) if get_origin(get_args(kind)[1]) is dict else system.get(path[-1])
        fields = getattr(kind, "model_fields", {})
        return [one.alias or name for name, one in fields.items()] or None

    return order


def _inside(kind: Any, step: str) -> Any:
    kind = _bare(kind)
    if get_origin(kind) is dict:
        return get_args(kind)[1]
    fields = getattr(kind, "model_fields", {})
    return next((one.annotation for one in fields.values() if one.alias == step), None)


def _bare(kind: Any) -> Any:
    """Return the kind of a list's items, of a group that may be left out the group."""
    while get_origin(kind) in (list, types.UnionType, Union):
        kind = get_args(kind)[0]
    return kind


# described forms


def list_described_layouts(workspace: Workspace, year: int) -> DescribedLayouts:
    """Return the files of a year on described sets; nothing behind a link, nothing of a set that is not sound."""
    files = YearFolder(workspace, workspace.year(year))
    found = DescribedLayouts()
    for file in (UNIT, OVERRIDES, WAIVERS):
        if files.holds(files.path / file.name):
            found.files[files.path / file.name] = make_layout(DescribedUnit if file is UNIT else file.model)
    names = [name for name in dict.fromkeys(list_form_set_names(workspace, year)) if is_described(workspace, name)]
    for name, reading in load_described_sets(workspace, names).items():
        if reading.described is None or not reading.is_sound:
            found.findings += [one for one in reading.findings if is_blocking([one])]
            continue
        sources = [f"{name}/{one.description.source_file}" for one in reading.described.forms.values()]
        found.findings += list_linked_folders(workspace, year, (name, *sources))
        for form, source in zip(reading.described.forms.values(), sources, strict=True):
            found.files |= dict.fromkeys(_form_files(files, form, source), _form_layout(form))
    return found


def _form_files(files: YearFolder, form: DescribedForm, source: str) -> list[Path]:
    if form.is_per_project:
        return [one.path for one in list_project_files(files.workspace, files.list_files(source)).files]
    return [path for path in [files.path / source] if files.holds(path)]


def _form_layout(form: DescribedForm) -> Layout:
    fields = form.all_fields

    def reword(path: tuple[str, ...], text: str) -> str:
        one = fields.get(".".join(path))
        if one is None or not (is_prose(one, text) or is_measured(one)):
            return text
        return _mended(text, digits=not is_measured(one))

    return Layout(_key_order(make_form_record(form), _NO_SYSTEM), reword)
