"""What the rules of indicators find on a sheet of given rows."""

from __future__ import annotations

from jixiao.findings import Severity
from jixiao.model.formset import FormSet
from jixiao.rules.form_tables import FormRow
from tests.support.book import book_with, found, sheet

INDICATOR_RULES = [f"S3{number:02d}" for number in (6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 17)]


def codes(*rows: FormRow, form_set: FormSet | None = None, **funds: str) -> list[str]:
    book = book_with(sheet(*rows, **funds), form_set=form_set)
    return [code for code in INDICATOR_RULES for _ in found(code, book)]


def only(code: str, one: FormRow, form_set: FormSet | None = None, **funds: str) -> tuple[str, str, Severity]:
    """Return what the rule found, what should be and how heavy it is; nothing else may be found."""
    book = book_with(sheet(one, **funds), form_set=form_set)
    assert [other for other in INDICATOR_RULES for _ in found(other, book)] == [code]
    [finding] = found(code, book)
    # Hints at rows that are alike are one, and of no row.
    is_hint = finding.severity is Severity.HINT
    assert is_hint or finding.subject.startswith(one.path) or one.path.startswith(finding.subject)
    assert finding.printed == ("附件3（1）",)
    return finding.found, finding.expected, finding.severity
