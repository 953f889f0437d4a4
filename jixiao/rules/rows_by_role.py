"""The indicators of a described form as the rules on indicators read them, each cell found by its role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import POINTS, Figure, Text
from jixiao.findings import Place
from jixiao.forms.described_set import FormList
from jixiao.model.described_record import Value
from jixiao.model.form_description import ListRole, Role
from jixiao.rules.form_tables import FormCell, FormRow, Number

_NONE = ("", "无", "—", "——", "-", "/")
_NO_NUMBER = Figure(Decimal(0), POINTS, Place(""), literal="")


def list_rows_by_role(form: FilledForm) -> Iterator[FormRow]:
    """Yield the indicators of a form in order; what it has no column for is empty."""
    for path, rows in form.rows.items():
        listed = form.form.lists[path]
        if listed.description.role is ListRole.INDICATORS:
            yield from (_RowReader(form, listed, row).row() for row in rows)


class _RowReader:
    def __init__(self, form: FilledForm, listed: FormList, row: Mapping[str, Value]) -> None:
        self.form, self.listed, self.cells = form, listed, row

    def row(self) -> FormRow:
        name = self._value(Role.LEVEL3)
        path = name.path.rpartition(".")[0] if name is not None else ""
        return FormRow(
            self.form.label,
            path=path,
            level1=str(self._value(Role.LEVEL1) or ""),
            level2=str(self._value(Role.LEVEL2) or ""),
            level3=self._cell(Role.LEVEL3),
            target=self._target(),
            actual=self._measured(Role.ACTUAL),
            points=self._number(Role.INDICATOR_POINTS),
            score=self._number(Role.INDICATOR_SCORE),
            deviation=self._cell(Role.REASON),
        )

    def _value(self, role: Role) -> Value | None:
        field = self.listed.by_role(role)
        return self.cells[field.name] if field is not None else None

    def _cell(self, role: Role, words: str | None = None) -> FormCell:
        value = self._value(role)
        if not isinstance(value, Text):
            return FormCell("", Place(""), "", where=self.form.label)
        shown = str(value) if words is None else words
        return FormCell(shown, value.place, value.path, unknown=value.unknown, where=self.form.label)

    def _number(self, role: Role) -> Number:
        value = self._value(role)
        figure = value if isinstance(value, Figure) else _NO_NUMBER
        return Number(None if figure.literal is not None else figure.amount, figure, where=self.form.label)

    def _target(self) -> FormCell:
        """Return the target, the changed one where there is one, with its sign and its unit where they stand apart."""
        changed = self._value(Role.CHANGED_TARGET)
        is_changed = isinstance(changed, Text) and changed.strip() not in _NONE
        cell = self._measured(Role.CHANGED_TARGET if is_changed else Role.TARGET)
        sign = str(self._value(Role.SIGN) or "").strip()
        is_sign = sign and not sign.isalnum() and cell.words[:1].isdigit()
        return (
            self._cell(Role.CHANGED_TARGET if is_changed else Role.TARGET, f"{sign}{cell.words}") if is_sign else cell
        )

    def _measured(self, role: Role) -> FormCell:
        words = self._cell(role).words.strip()
        unit = str(self._value(Role.MEASURE) or "").strip()
        return self._cell(role, f"{words}{unit}" if words[-1:].isdigit() and unit not in _NONE else words)
