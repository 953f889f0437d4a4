"""How a form's data file is read: the kind of each of its fields, and the model made of them."""

from __future__ import annotations

from jixiao.forms.described_set import DescribedForm, FormField
from jixiao.model.base import Record
from jixiao.model.described_kinds import reads_for
from jixiao.model.described_record import EnteredKind, make_record


def entry_kinds(form: DescribedForm) -> tuple[dict[str, EnteredKind], dict[str, dict[str, EnteredKind]]]:
    """Return how the fields and the lists of a form's data file are read, by their paths."""
    fields = {path: _kind(form, one) for path, one in form.fields.items() if one.is_entered}
    lists = {
        path: {name: _kind(form, one) for name, one in each.columns.items() if one.is_entered}
        for path, each in form.lists.items()
    }
    return fields, lists


def _kind(form: DescribedForm, one: FormField) -> EnteredKind:
    reads = reads_for(one.description, form.unit_of(one), given=form.follows(one))
    return EnteredKind(reads, not form.must_be_filled(one))


def make_form_record(form: DescribedForm) -> type[Record]:
    """Return the model of a form's data file."""
    fields, lists = entry_kinds(form)
    return make_record(form.name, fields, lists)
