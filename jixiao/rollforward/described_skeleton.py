"""A described form's file that begins anew: every field that it asks for is left to fill in, but what is given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jixiao.forms.described_set import DescribedForm, FormField
from jixiao.model.field_patterns import hang_leaf
from jixiao.model.scalars import OPEN
from jixiao.rollforward.field_fate import follows_anew, is_asked
from jixiao.source.plain_tree import PlainTree, write_plain_tree

# A value to write: its words, or those ticked.
Words = str | list[str]


def describe_skeleton(
    form: DescribedForm, values: Mapping[str, Words], rows: Mapping[str, Sequence[Mapping[str, Words]]]
) -> str:
    """Return the YAML of a form's file: ``values`` by path, ``rows`` by the path of their list and by column.

    What is not given is left to fill in, or blank where the form may leave it so. A list of which nothing is given
    begins with one row.
    """
    tree: PlainTree = {}
    for path, field in form.fields.items():
        _put(tree, path, form, field, given=values)
    for path, held in form.lists.items():
        listed = []
        for given in rows.get(path) or [{}]:
            row: PlainTree = {}
            for name, column in held.columns.items():
                _put(row, name, form, column, given=given)
            listed.append(row)
        hang_leaf(tree, path, [row for row in listed if row])
    return write_plain_tree(tree, f"# {form.description.title}\n")


def _put(tree: PlainTree, path: str, form: DescribedForm, field: FormField, *, given: Mapping[str, Words]) -> None:
    if path in given:
        hang_leaf(tree, path, given[path])
    elif field.is_entered and not follows_anew(form, field):
        hang_leaf(tree, path, OPEN if is_asked(form, field) else None)
