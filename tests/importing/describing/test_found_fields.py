"""Places on a form know which headings they stand under."""

from jixiao.importing.describing.found_fields import FormSpot, FoundField, FoundForm


def test_fields_under_the_same_headings_are_of_one_table() -> None:
    first, second = (
        FoundField(FormSpot(3, row), beside=(), above=("预算",), group="", text="", row_in_table=row - 4)
        for row in (5, 6)
    )
    assert first.table == second.table == (3, 4)


def test_a_form_begins_empty() -> None:
    assert (FoundForm().fields, FoundForm().lists) == ([], [])
