"""Forms of last year for a year on another form set: their values by path and role, whatever made the forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from jixiao.forms.described_set import DescribedForm, FormField
from jixiao.forms.entered_forms import EnteredForm
from jixiao.glossary import term
from jixiao.model.entered_year import Submission
from jixiao.model.evaluation import Goals, IndicatorTree
from jixiao.model.form_roles import ListRole, Role
from jixiao.model.scalars import open_mark
from jixiao.rollforward.described_skeleton import Words
from jixiao.rollforward.field_fate import TypedValue, is_lasting, tells_of_its_year, walk_typed
from jixiao.source.list_scalars import list_scalars
from jixiao.source.nodes import Entries, Items, Scalar


class FormerValue(Struct, frozen=True):
    """A field of last year: its role, and the words that go on from it, "" for none."""

    role: Role | None = None
    words: Words = ""


FormerRow = Mapping[str, FormerValue]


class FormerList(Struct, frozen=True):
    """The rows of a list of last year, by column."""

    role: ListRole
    rows: Sequence[FormerRow]


class FormerForm(Struct, frozen=True):
    """A form of last year: its fields and lists by path; of a project, which one."""

    name: str
    values: Mapping[str, FormerValue]
    lists: Mapping[str, FormerList]
    identifier: str = ""
    is_whole: bool = True

    def list_lasting(self) -> Iterator[str]:
        """Yield the fields, after the form's name, of which words go on."""
        yield from (f"{self.name}.{path}" for path, one in self.values.items() if one.words)
        for path, held in self.lists.items():
            columns = dict.fromkeys(name for row in held.rows for name, one in row.items() if one.words)
            yield from (f"{self.name}.{path}.{name}" for name in columns)


def former_form(one: EnteredForm, tree: object) -> FormerForm:
    """Return a described form as it was filled in."""
    typed = {value.field.path: value for value in walk_typed(one.form, tree) if value.field.path in one.form.fields}
    values = {path: _value(field, typed.get(path)) for path, field in one.form.fields.items()}
    lists = {
        path: FormerList(held.description.role, [_row(one.form, path, row) for row in _rows(tree, path)])
        for path, held in one.form.lists.items()
    }
    return FormerForm(one.form.name, values, lists, one.identifier)


def _rows(tree: object, path: str) -> list[object]:
    node = tree
    for step in path.split("."):
        node = node.get(step) if isinstance(node, Entries) else None
    return node if isinstance(node, Items) else []


def _row(form: DescribedForm, path: str, row: object) -> FormerRow:
    typed = {value.field.path: value for value in walk_typed(form, row, path)}
    columns = form.lists[path].columns.items()
    return {name: _value(column, typed.get(column.path)) for name, column in columns}


def _value(field: FormField, typed: TypedValue | None) -> FormerValue:
    role = field.description.role
    if typed is None or not is_lasting(field.description) or tells_of_its_year(field.description, typed.node):
        return FormerValue(role)
    if isinstance(typed.node, Items):
        return FormerValue(role, [one.strip() for one in list_scalars(typed.node)])
    node = typed.node
    return FormerValue(role, node.strip() if isinstance(node, Scalar) and not node.null and not open_mark(node) else "")


# a set that is not described


def list_coded_forms(submission: Submission) -> Iterator[FormerForm]:
    """Yield the forms of a year on a set with forms.yaml that have words to go on: names, goals and indicators."""
    annex2 = submission.annex2
    whole_unit = {term("indicators"): _indicators(annex2.indicators)}
    yield FormerForm(term("annex2"), _goals(annex2.goals), whole_unit, is_whole=False)
    for numbered in submission.projects:
        project = numbered.project
        values = {
            term("name"): FormerValue(Role.PROJECT_NAME, str(project.name)),
            term("supervisor"): FormerValue(None, str(project.supervisor)),
            **_goals(project.goals),
        }
        lists = {term("indicators"): _indicators(project.indicators)}
        yield FormerForm(term("annex3"), values, lists, numbered.identifier, is_whole=False)


def _goals(goals: Goals) -> dict[str, FormerValue]:
    path = term("goals")
    return {
        f"{path}.{term('expected')}": FormerValue(Role.GOAL, "" if goals.expected.unknown else str(goals.expected)),
        f"{path}.{term('achieved')}": FormerValue(Role.ACHIEVEMENT),
    }


def _indicators(tree: IndicatorTree) -> FormerList:
    rows = [
        {
            term("level1"): FormerValue(Role.LEVEL1, level1),
            term("level2"): FormerValue(Role.LEVEL2, level2),
            term("level3"): FormerValue(Role.LEVEL3, str(one.level3)),
            term("target"): FormerValue(Role.TARGET, str(one.target or "")),
            term("points"): FormerValue(Role.INDICATOR_POINTS, format(one.points.amount.normalize(), "f")),
        }
        for level1, below in tree.items()
        for level2, indicators in below.items()
        for one in indicators
    ]
    return FormerList(ListRole.INDICATORS, rows)
