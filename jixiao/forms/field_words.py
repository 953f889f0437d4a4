"""Which texts of a described form are the unit's own words, whose writing may be judged and mended.

What is quoted from elsewhere (names, levels of indicators, choices) stays as it is.
"""

from __future__ import annotations

from jixiao.forms.described_set import FormField
from jixiao.model.form_roles import FieldKind, Role

_OWN_WORDS = (Role.GOAL, Role.ACHIEVEMENT, Role.LEVEL3, Role.REASON)
_MEASURED = (Role.TARGET, Role.CHANGED_TARGET, Role.ACTUAL, Role.EXPECTED_ACTUAL)


def is_prose(field: FormField, text: str) -> bool:
    """Return whether a field's text is prose: by its role; where it has none, if it holds a sentence."""
    role = field.description.role
    return field.description.kind is FieldKind.TEXT and (role in _OWN_WORDS or (role is None and "。" in text))


def is_measured(field: FormField) -> bool:
    """Return whether a field says what was to be reached or was: the width of its digits is the rules' business."""
    return field.description.role in _MEASURED
