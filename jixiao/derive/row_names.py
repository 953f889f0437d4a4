"""What rows of a described list are called, so that two sides of a form can be laid beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from jixiao.figures import Figure
from jixiao.forms.described_set import FormList
from jixiao.model.described_record import Value
from jixiao.model.form_roles import Role

Row = Mapping[str, Value]


def name_rows(described: FormList, rows: Sequence[Row]) -> dict[str, int]:
    """Return the ordinals of rows, from 1, by what they are called: an indicator by its name, another row by its
    first text; a second one of a name by its ordinal among them.
    """
    named: dict[str, int] = {}
    met: Counter[str] = Counter()
    for number, row in enumerate(rows, start=1):
        name = _name_row(described, row)
        met[name] += 1
        named[name if met[name] == 1 else f"{name}（第{met[name]}个）"] = number
    return named


def _name_row(described: FormList, row: Row) -> str:
    column = described.by_role(Role.LEVEL3) or described.by_role(Role.NAME)
    if column is not None and str(row.get(column.name) or ""):
        return str(row[column.name])
    return next((str(value) for value in row.values() if not isinstance(value, Figure) and str(value)), "")
