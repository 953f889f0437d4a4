"""Rows of a filed list as data: levels filled down into merged cells, placeholders and rows of nothing left out."""

from __future__ import annotations

from collections.abc import Container

from jixiao.forms.described_set import FormField, FormList
from jixiao.importing.field_values import NOT_FILED, FieldValue, Tree
from jixiao.importing.paper_cells import CellReading, PaperReading
from jixiao.model.field_patterns import hang_leaf
from jixiao.model.form_roles import Presence, Role
from jixiao.patterns import compile_late

_LEVELS = (Role.LEVEL1, Role.LEVEL2)
_PATH = compile_late(r"(?P<list>.+)\[(?P<row>[0-9]+)\]\.(?P<column>.+)")
# What a form prints where an indicator's name is to be written: 指标2：, …….
_PLACEHOLDER = compile_late(r"\W*|.*[:：]")


def fill_rows(described: FormList, reading: PaperReading, computed: Container[str]) -> list[Tree]:
    """Return the rows of a list as its data file has them; what is ``computed``, by path, need not be there."""
    rows = _rows_of(described.path, reading)
    above: dict[str, str] = {}
    filled = []
    for row in rows:
        texts = {name: cell.written for name, cell in row.items()}
        above = _levels(described, texts, above)
        if _says_something(described, texts):
            filled.append(_tree(described, above | texts, computed))
    return filled


def _rows_of(path: str, reading: PaperReading) -> list[dict[str, CellReading]]:
    rows: dict[int, dict[str, CellReading]] = {}
    for cell in reading.read:
        match = _PATH.fullmatch(cell.path)
        if match and match["list"] == path:
            rows.setdefault(int(match["row"]), {})[match["column"]] = cell
    return [rows[number] for number in sorted(rows)]


def _levels(described: FormList, texts: dict[str, str], above: dict[str, str]) -> dict[str, str]:
    """Return the levels in force in a row: its own, else those of the row above; a new first level ends the second."""
    levels = dict(above)
    for role in _LEVELS:
        column = described.by_role(role)
        if column is None:
            continue
        if column.name in texts:
            levels[column.name] = texts[column.name]
            if role is Role.LEVEL1 and (second := described.by_role(Role.LEVEL2)):
                levels.pop(second.name, None)
    return levels


def _says_something(described: FormList, texts: dict[str, str]) -> bool:
    """Return whether a row has more than levels and a placeholder's name."""
    levels = {column.name for role in _LEVELS if (column := described.by_role(role))}
    name = described.by_role(Role.LEVEL3)
    said = {key: text for key, text in texts.items() if key not in levels}
    if name and _PLACEHOLDER.fullmatch(said.get(name.name, "")):
        said.pop(name.name, None)
    return bool(said)


def _tree(described: FormList, texts: dict[str, str], computed: Container[str]) -> Tree:
    tree: Tree = {}
    for name, column in described.columns.items():
        if not column.is_entered:
            continue
        if name in texts:
            hang_leaf(tree, name, FieldValue(texts[name]))
        elif column.path not in computed and _must_be_filled(column):
            hang_leaf(tree, name, NOT_FILED)
    return tree


def _must_be_filled(column: FormField) -> bool:
    return column.description.presence is Presence.REQUIRED and column.description.drawn_from is None
