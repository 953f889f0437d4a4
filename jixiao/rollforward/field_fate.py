"""What becomes of the values of described forms when the next year begins: their roles and kinds say it, no word."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from jixiao.forms.described_set import DescribedForm, FormField
from jixiao.forms.formula_tree import list_references
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import FieldKind, ListRole, NextYear, Presence, Role
from jixiao.source.nodes import Entries, Items, Scalar

# Plans and names go on; what was spent, done, scored and said about it belongs to its year.
_LASTING_ROLES = frozenset(
    (
        *(Role.UNIT_NAME, Role.PROJECT_NAME, Role.GOAL, Role.LEVEL1, Role.LEVEL2, Role.LEVEL3, Role.SIGN, Role.TARGET),
        *(Role.MEASURE, Role.INDICATOR_POINTS, Role.EXECUTION_POINTS, Role.TOTAL_POINTS, Role.NAME),
    )
)
_LASTING_KINDS = frozenset(
    (
        *(FieldKind.TEXT, FieldKind.CODED_NAME, FieldKind.CHOICE, FieldKind.TICK, FieldKind.TARGET),
        *(FieldKind.POINTS, FieldKind.YEAR),
    )
)


class FieldFate(Enum):
    """What becomes of a value that was typed."""

    CARRIED = 1
    OPENED = 2
    DROPPED = 3


class TypedValue(Struct, frozen=True):
    """A value in a form's file: its field, the mapping that holds it, its key there, the node."""

    field: FormField
    holder: Entries
    key: str
    node: object


def walk_typed(form: DescribedForm, node: object, path: str = "") -> Iterator[TypedValue]:
    """Yield the values of a form's file in order, those of lists row by row."""
    if isinstance(node, Items):
        for row in node:
            yield from walk_typed(form, row, path)
    elif isinstance(node, Entries):
        for key, value in node.items():
            here = f"{path}.{key}" if path else key
            if here in form.all_fields:
                yield TypedValue(form.all_fields[here], node, key, value)
            else:
                yield from walk_typed(form, value, here)


def fate_of(form: DescribedForm, field: FormField) -> FieldFate:
    """Return what becomes of a field's value; one that follows from others is dropped where it would be open."""
    if is_lasting(field.description):
        return FieldFate.CARRIED
    return FieldFate.DROPPED if form.follows(field) else FieldFate.OPENED


def is_lasting(about: FieldDescription) -> bool:
    """Return whether a field's value goes on into the next year."""
    if about.next_year is not None:
        return about.next_year is NextYear.CARRIED
    return about.role in _LASTING_ROLES if about.role is not None else about.kind in _LASTING_KINDS


def tells_of_its_year(about: FieldDescription, node: object) -> bool:
    """Return whether a value is sentences that nothing is said about: they tell of the year they were written for."""
    unsaid = about.kind is FieldKind.TEXT and about.role is None and about.next_year is None
    return unsaid and isinstance(node, Scalar) and "。" in node


def follows_anew(form: DescribedForm, field: FormField) -> bool:
    """Return whether a field's value follows from others in a form that last year had not."""
    formula = form.formulas.get(field.path)
    asks_last_year = formula is not None and any(one.prior for one, _ in list_references(formula.tree))
    return form.follows(field) and not asks_last_year


def is_asked(form: DescribedForm, field: FormField) -> bool:
    """Return whether a file that begins anew asks for a field: all that is not left blank and does not follow.

    Of indicators it asks for all that has a role, whether a row may lack it or not: a row without them says nothing.
    """
    if not field.is_entered or follows_anew(form, field):
        return False
    if field.description.presence is not Presence.OPTIONAL:
        return True
    held = form.list_of(field.path)
    of_indicators = held is not None and held.description.role is ListRole.INDICATORS
    return of_indicators and field.description.role not in (None, Role.REASON)
