"""What changed between two sides of described forms, told by what values are: their form, project, row and path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum

from msgspec import Struct

from jixiao.derive.described_dossier import DescribedDossier, FilledForm
from jixiao.derive.row_names import Row, name_rows
from jixiao.figures import MONEY, Figure
from jixiao.glossary import term
from jixiao.lineage import amount_words, unit_words
from jixiao.model.described_record import Value
from jixiao.model.form_roles import Role

_OF_THE_YEAR = (term("year"), term("prior_year"))  # which the sides are called by already
_YUAN_TO_TEN_THOUSAND = -4


class FormChangeKind(Enum):
    """What became of a value, a row or a form."""

    CHANGED = "改"
    ADDED = "增"
    REMOVED = "删"


class ChangedPart(Enum):
    """What a change is of."""

    VALUE = "值"
    ROW = "行"
    INDICATOR = "指标"
    FORM = "表"
    PROJECT = "项目"


class FormChange(Struct, frozen=True):
    """One change: of which form, of which value by its path (绩效指标「甲」.得分 for a row's), from what to what.

    ``computed`` is whether the new value comes from a formula. A form or a row as a whole has no values. ``amounts``
    are both amounts of money in 万元, None where there are not two.
    """

    kind: FormChangeKind
    form: str
    path: str = ""
    old: str = ""
    new: str = ""
    computed: bool = False
    of: ChangedPart = ChangedPart.VALUE
    amounts: tuple[Decimal, Decimal] | None = None


def compare_forms(old: Mapping[str, DescribedDossier], new: Mapping[str, DescribedDossier]) -> list[FormChange]:
    """Return what changed, in the order of the new side's forms; those that only the old side has come last.

    Forms of two sets go together where they have one name; values where they have one path, else one role.
    """
    before, after = _forms(old), _forms(new)
    pairs = {key: (_counterpart(key, before), form) for key, form in after.items()}
    met = {id(form) for form, _ in pairs.values() if form is not None}
    changes = [change for earlier, form in pairs.values() for change in _between(earlier, form)]
    gone = [form for form in before.values() if id(form) not in met]
    return [*changes, *(_of_form(FormChangeKind.REMOVED, form) for form in gone)]


Key = tuple[str, str, str]


def _forms(dossiers: Mapping[str, DescribedDossier]) -> dict[Key, FilledForm]:
    return {
        (name, form.form.name, form.identifier): form for name, dossier in dossiers.items() for form in dossier.forms
    }


def _counterpart(key: Key, forms: Mapping[Key, FilledForm]) -> FilledForm | None:
    """Return the same form of the other side: of the same set, else of the only set that has one of the name."""
    if key in forms:
        return forms[key]
    named = [form for (_, name, identifier), form in forms.items() if (name, identifier) == key[1:]]
    return named[0] if len(named) == 1 else None


def _name(form: FilledForm) -> str:
    named = [str(value) for _, value in form.by_role(Role.PROJECT_NAME)]
    return f"{form.title}（{named[0]}）" if named and named[0] not in form.title else form.title


def _of_form(kind: FormChangeKind, form: FilledForm) -> FormChange:
    return FormChange(kind, _name(form), of=ChangedPart.PROJECT if form.form.is_per_project else ChangedPart.FORM)


def _between(old: FilledForm | None, new: FilledForm) -> Iterator[FormChange]:
    name = _name(new)
    if old is None:
        yield _of_form(FormChangeKind.ADDED, new)
        return
    for path, value in new.values.items():
        if path in _OF_THE_YEAR:
            continue
        yield from _change(name, path, _earlier(old, new, path), value, computed=path in new.computed)
    for path in old.values:
        if path not in new.values and _later(old, new, path) is None:
            yield from _change(name, path, old.values[path], None)
    for path, rows in new.rows.items():
        yield from _rows(new, path, old.rows.get(path, ()), rows)


def _earlier(old: FilledForm, new: FilledForm, path: str) -> Value | None:
    """Return what the other side has there: at the path, else as its only value of the role."""
    if path in old.values:
        return old.values[path]
    role = new.form.fields[path].description.role
    alike = old.by_role(role) if role else []
    return alike[0][1] if len(alike) == len(new.by_role(role) if role else []) == 1 else None


def _later(old: FilledForm, new: FilledForm, path: str) -> Value | None:
    return _earlier(new, old, path)


def _change(
    form: str, path: str, old: Value | None, new: Value | None, *, computed: bool = False
) -> Iterator[FormChange]:
    before, after = _words(old), _words(new)
    if before == after:
        return
    kind = FormChangeKind.ADDED if not before else FormChangeKind.CHANGED if after else FormChangeKind.REMOVED
    amounts = [amount for amount in map(_amount, (old, new)) if amount is not None]
    both = (amounts[0], amounts[1]) if len(amounts) == len((old, new)) else None
    yield FormChange(kind, form, path, old=before, new=after, computed=computed, amounts=both)


def _amount(value: Value | None) -> Decimal | None:
    """Return an amount of money in 万元; None for anything else, and for what is blank or not known."""
    if not isinstance(value, Figure) or value.unit not in (MONEY, "元") or value.literal is not None or value.unknown:
        return None
    return value.amount if value.unit == MONEY else value.amount.scaleb(_YUAN_TO_TEN_THOUSAND)


def _words(value: Value | None) -> str:
    """Return a value as people read it, "" for one that is blank or not there."""
    if isinstance(value, Figure):
        return "" if value.blank else f"{amount_words(value)}{unit_words(value)}"
    return str(value or "")


# rows


def _rows(form: FilledForm, path: str, old: Sequence[Row], new: Sequence[Row]) -> Iterator[FormChange]:
    name, of, described = _name(form), _row_kind(form, path), form.form.lists[path]
    before, after = name_rows(described, old), name_rows(described, new)
    for key, number in after.items():
        where = f"{path}「{key}」"
        if key not in before:
            yield FormChange(FormChangeKind.ADDED, name, where, of=of)
            continue
        earlier = old[before[key] - 1]
        for column, value in new[number - 1].items():
            computed = f"{path}[{number}].{column}" in form.computed
            yield from _change(name, f"{where}.{column}", earlier.get(column), value, computed=computed)
    for key in before:
        if key not in after:
            yield FormChange(FormChangeKind.REMOVED, name, f"{path}「{key}」", of=of)


def _row_kind(form: FilledForm, path: str) -> ChangedPart:
    return ChangedPart.INDICATOR if form.form.lists[path].by_role(Role.LEVEL3) else ChangedPart.ROW
