"""The lines of money in described forms: what was budgeted, what was spent and last year's, by the roles of columns.

A field without a role of its own, as in 其中 lines, has the role of the form's fields that are called alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import Figure
from jixiao.forms.described_set import FormField
from jixiao.model.described_record import Value
from jixiao.model.field_patterns import last_step
from jixiao.model.form_roles import FieldKind, Role

COLUMNS = (
    Role.PRIOR_OUTTURN,
    Role.INITIAL_BUDGET,
    Role.FULL_YEAR_BUDGET,
    Role.MIDYEAR_OUTTURN,
    Role.EXPECTED_OUTTURN,
    Role.OUTTURN,
)
# What may not exceed which.
LIMITS = ((Role.OUTTURN, Role.FULL_YEAR_BUDGET), (Role.MIDYEAR_OUTTURN, Role.EXPECTED_OUTTURN))


class MoneyLine(Struct, frozen=True):
    """One line: its path in the form, and the figures of its columns by role, each once."""

    path: str
    columns: Mapping[Role, Figure]


def list_money_lines(form: FilledForm) -> Iterator[MoneyLine]:
    """Yield the lines of a form in order, then those of its lists row by row; blanks are left out."""
    called = _roles_by_name(form)
    own = ((path, form.form.fields[path], value) for path, value in form.values.items())
    yield from _lines(own, called)
    for path, rows in form.rows.items():
        columns = form.form.lists[path].columns
        for number, row in enumerate(rows, start=1):
            cells = ((f"{path}[{number}].{name}", columns[name], value) for name, value in row.items())
            yield from _lines(cells, called)


def _roles_by_name(form: FilledForm) -> dict[str, Role]:
    """Return the roles of money by the last step of the paths that have them: of one name, what most have."""
    found: dict[str, Counter[Role]] = {}
    for field in form.form.fields.values():
        if field.description.role in COLUMNS and field.description.kind is FieldKind.AMOUNT:
            found.setdefault(last_step(field.path), Counter())[field.description.role] += 1
    return {name: roles.most_common(1)[0][0] for name, roles in found.items()}


def _lines(cells: Iterator[tuple[str, FormField, Value]], called: Mapping[str, Role]) -> Iterator[MoneyLine]:
    lines: dict[str, dict[Role, Figure]] = {}
    for path, field, value in cells:
        line, _, name = path.rpartition(".")
        role = field.description.role or called.get(name)
        if field.description.kind is not FieldKind.AMOUNT or role not in COLUMNS:
            continue
        if isinstance(value, Figure) and value.literal is None:
            lines.setdefault(line, {}).setdefault(role, value)
    yield from (MoneyLine(path, columns) for path, columns in lines.items())
