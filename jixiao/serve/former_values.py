"""What last year's data said where this year's has an entry: by path, rows of lists by what they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from jixiao.model.data_files import FINAL_ACCOUNTS, PROJECT_FILE
from jixiao.model.evaluation import indicator_name
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.serve.data_entries import DataEntry, read_entries
from jixiao.source.decoding import read_text
from jixiao.submission.year_models import model_finder

_ORDINAL = compile_late(r"\[[0-9]+\]")
_Key = tuple[str, str]


class FormerValues(Struct, frozen=True):
    """Last year's typed values, by path without ordinals and by row."""

    values: Mapping[_Key, str]

    def find(self, entry: DataEntry) -> str | None:
        """Return what was typed there last year; None where nothing was."""
        return self.values.get(_key(entry))


def _key(entry: DataEntry) -> _Key:
    return _ORDINAL.sub("[]", entry.path), indicator_name(entry.row)


def read_former_values(workspace: Workspace, year: int, models: Mapping[str, tuple[str, object]]) -> FormerValues:
    """Return what the year before said; ``models`` are this year's files by name: the root's path and the model."""
    folder = workspace.year(year - 1)
    if not folder.is_dir() or folder.is_symlink():
        return FormerValues({})
    found: dict[_Key, str] = {}
    here = {_lasting(path.relative_to(folder).as_posix()): path for path in sorted(folder.rglob("*.yaml"))}
    for name, (prefix, model) in models.items():
        path = here.get(_lasting(name))
        if path is not None:
            found |= _values(path, prefix, model)
    if (folder / FINAL_ACCOUNTS.name).is_file():
        model = model_finder(workspace, year)(FINAL_ACCOUNTS.name)
        found |= _values(folder / FINAL_ACCOUNTS.name, "", model)
    return FormerValues(found)


def _values(path: Path, prefix: str, model: object) -> dict[_Key, str]:
    file = read_entries(read_text(path, path.name).typed, path.name, prefix, model)
    return {_key(one): one.text for one in file.entries.values() if one.node is not None and not one.is_open}


def _lasting(name: str) -> str:
    """Return a file's name without the number of a project, which may change from year to year."""
    project = PROJECT_FILE.fullmatch(name)
    return project["identifier"] if project else re.sub(r"(?<=/)[0-9]+-(?=[^/]+$)", "", name)
