"""Described forms with indicators as the rules on scores read any form: by the roles of fields and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.derive.described_dossier import DescribedDossier, FilledForm
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.forms.described_set import FormField, FormList
from jixiao.model.described_record import Value
from jixiao.model.form_roles import ListRole, ListScoring, Role
from jixiao.rules.form_tables import EvaluationForm, FormCell, FormRow, Number
from jixiao.rules.level_weights import squeeze_label, with_levels
from jixiao.targets import Deadline, parse

_Row = Mapping[str, Value]
# Words of a sign's choice that are none: what they stand beside is words.
_SIGNS = ("≥", "≤", "=", "＝", ">", "<", "＞", "＜")
# A judge may be as much off as that; a slip of the keyboard is mostly further.
_LEEWAY = {ListScoring.PROPORTIONAL: Decimal(0), ListScoring.JUDGED: Decimal("0.25")}
_NO_ACTUAL = ("", "—", "——", "-", "/")


def read_sheets(dossier: DescribedDossier) -> Iterator[EvaluationForm]:
    """Yield every list of indicators that has actuals, with the funds and the total of its form."""
    for form in dossier.forms:
        for path, listed in form.form.lists.items():
            is_told = listed.description.role is ListRole.INDICATORS and listed.by_role(Role.ACTUAL) is not None
            if is_told and listed.by_role(Role.TARGET) is not None:
                yield _SheetReader(form, listed).sheet(form.rows[path])


class _SheetReader:
    def __init__(self, form: FilledForm, listed: FormList) -> None:
        self.form = form
        self.listed = listed

    def sheet(self, rows: tuple[_Row, ...]) -> EvaluationForm:
        """Return the list's rows with what its form says of money and of the whole."""
        achieved = "\n".join(str(value) for _, value in self.form.by_role(Role.ACHIEVEMENT))
        reasons = [value for _, value in self.form.by_role(Role.FORM_REASON) if isinstance(value, Text)]
        reason = next((one for one in reasons if one.strip() or one.unknown), reasons[0] if reasons else None)
        return EvaluationForm(
            self.form.label,
            path=".".join(filter(None, (self.form.form.name, self.form.identifier))),
            initial=self._of_total(Role.INITIAL_BUDGET),
            budget=self._of_total(Role.FULL_YEAR_BUDGET),
            outturn=self._of_total(Role.OUTTURN),
            rate=self._number_of(Role.EXECUTION_RATE),
            points=self._number_of(Role.EXECUTION_POINTS),
            score=self._number_of(Role.EXECUTION_SCORE),
            rows=tuple(self._rows(rows)),
            total_points=self._number_of(Role.TOTAL_POINTS),
            total_score=self._number_of(Role.TOTAL_SCORE),
            total_deviation=self._cell(reason),
            achieved=achieved,
            leeway=_LEEWAY[self.listed.description.scoring],
            midyear=self.listed.by_role(Role.EXPECTED_ACTUAL) is not None,
            of_unit=not self.form.form.is_per_project,
        )

    # the form's own values

    def _of_total(self, role: Role) -> Number:
        """Return the figure of a role that the execution rate is reckoned from, else the only one there is."""
        found = self.form.by_role(role)
        rates = [field.path.rpartition(".")[0] for field, _ in self.form.by_role(Role.EXECUTION_RATE)]
        beside = [value for field, value in found if field.path.rpartition(".")[0] in rates]
        alone = [value for _, value in found] if len(found) == 1 else []
        return self._number(next(iter(beside or alone), None))

    def _number_of(self, role: Role) -> Number:
        return self._number(next((value for _, value in self.form.by_role(role)), None))

    def _number(self, value: Value | None) -> Number:
        figure = value if isinstance(value, Figure) else Figure(Decimal(0), "", Place(self.form.file), "", literal="")
        return Number(None if figure.literal is not None else figure.amount, figure, where=self.form.label)

    def _cell(self, value: Value | None, words: str | None = None) -> FormCell:
        text = value if isinstance(value, Text) else Text("", Place(self.form.file), "")
        shown = str(text) if words is None else words
        return FormCell(shown, text.place, text.path, unknown=text.unknown, where=self.form.label)

    # rows

    def _rows(self, rows: tuple[_Row, ...]) -> Iterator[FormRow]:
        unmeasured = {squeeze_label(str(name)) for name in self.listed.description.unmeasured}
        above: tuple[str, ...] = ("", "")
        for levels, row in with_levels(self.listed, rows):
            here = (str(self._text(row, role) or "").strip() for role in (Role.LEVEL1, Role.LEVEL2))
            above = tuple(word or before for word, before in zip(here, above, strict=True))
            target, actual = self._text(row, self._target_role(row)), self._text(row, Role.ACTUAL)
            if not levels & unmeasured and target is not None and actual is not None and _is_told(actual, target):
                yield self._row(row, target, actual, levels=above)

    def _target_role(self, row: _Row) -> Role:
        """Return the role of the target that counts: what it was changed to in the year, where it was."""
        changed = self._text(row, Role.CHANGED_TARGET)
        return Role.CHANGED_TARGET if changed is not None and changed.strip() else Role.TARGET

    def _row(self, row: _Row, target: Text, actual: Text, *, levels: tuple[str, ...]) -> FormRow:
        points = self._number(self._value(row, Role.INDICATOR_POINTS))
        name = self._text(row, Role.LEVEL3) or self._text(row, Role.LEVEL2)
        path = next((one.path.rpartition(".")[0] for one in (target, actual) if one.path), "")
        return FormRow(
            self.form.label,
            path=path,
            level1=levels[0],
            level2=levels[1],
            level3=self._cell(name),
            target=self._cell(target, read_measured(self.listed, row, target, signed=True)),
            actual=self._cell(actual, read_measured(self.listed, row, actual, signed=False)),
            points=points,
            score=self._number(self._value(row, Role.INDICATOR_SCORE)),
            deviation=self._cell(self._text(row, Role.REASON)),
        )

    def _value(self, row: _Row, role: Role) -> Value | None:
        field: FormField | None = self.listed.by_role(role)
        return None if field is None else row[field.name]

    def _text(self, row: _Row, role: Role) -> Text | None:
        value = self._value(row, role)
        return value if isinstance(value, Text) else None


def read_measured(listed: FormList, row: _Row, words: Text, *, signed: bool) -> str:
    """Return a target or an actual with the unit and the sign that stand in columns of their own; no day needs ≤."""
    unit = _of_column(listed, row, Role.MEASURE)
    is_bare = unit not in _NO_ACTUAL and unit not in words and words[-1:].isdigit()
    told = f"{words}{unit if is_bare else ''}"
    sign = _of_column(listed, row, Role.SIGN) if signed and not isinstance(parse(told), Deadline) else ""
    return f"{sign if sign in _SIGNS else ''}{told}"


def _of_column(listed: FormList, row: _Row, role: Role) -> str:
    field = listed.by_role(role)
    return str(row[field.name]).strip() if field is not None else ""


def _is_told(actual: Text, target: Text) -> bool:
    """Return whether a cell for an actual holds anything: one that does not is another rule's (K106)."""
    nothing = actual.strip() in (*_NO_ACTUAL, "无") and actual.strip() != target.strip()
    return actual.unknown or not nothing
