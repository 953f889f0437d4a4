"""The paths of a shipped set in the words that layouts are scored in: tests/importing/mappings has a table per set."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ruamel.yaml import YAML

from jixiao.importing.printed_values import Value
from tests.support.project import ROOT

MAPPINGS = ROOT / "tests" / "importing" / "mappings"


def read_mapping(name: str) -> dict[str, str | None]:
    """Return a set's table: its own path to the scorer's, None for what is not scored."""
    loaded = YAML(typ="safe").load((MAPPINGS / f"{name}.yaml").read_text(encoding="utf-8"))
    return {str(ours): None if theirs is None else str(theirs) for ours, theirs in loaded.items()}


def in_scorer_words(path: str, mapping: Mapping[str, str | None], read: Mapping[str, Value]) -> str | None:
    """Return what the scorer calls a path that was read; itself where the table does not name it, None if not scored.

    ``*`` in a table is one step, ``[]`` the number of a row, ``{名称}`` what was read in that column of the row.
    """
    general = re.sub(r"\[[0-9]+\]", "[]", path)
    for ours, theirs in mapping.items():
        match = re.fullmatch(re.escape(ours).replace(r"\*", "([^.]+)"), general)
        if match:
            return None if theirs is None else _filled(theirs, path, match.groups(), read)
    return path


def _filled(theirs: str, path: str, steps: tuple[str, ...], read: Mapping[str, Value]) -> str:
    for step in steps:
        theirs = theirs.replace("*", step, 1)
    row = path[: path.find("]") + 1]
    theirs = re.sub(r"\{(.+?)\}", lambda column: str(read[f"{row}.{column[1]}"]), theirs)
    for number in re.findall(r"\[[0-9]+\]", path):
        theirs = theirs.replace("[]", number, 1)
    return theirs
