"""The data of a new year on described form sets, planned whole in memory: each form from last year's form."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from jixiao.errors import UsageError
from jixiao.forms.described_set import DescribedForm, DescribedSet
from jixiao.forms.entered_forms import EnteredForm
from jixiao.glossary import term
from jixiao.model.data_files import UNIT, project_file
from jixiao.model.form_roles import FieldKind, Role
from jixiao.model.scalars import OPEN, open_mark
from jixiao.model.unit import DescribedUnit
from jixiao.rollforward.carried_values import list_carried_edits, list_moved_dates
from jixiao.rollforward.described_last_year import DescribedLastYear
from jixiao.rollforward.described_skeleton import describe_skeleton
from jixiao.rollforward.field_fate import FieldFate, TypedValue, fate_of, tells_of_its_year, walk_typed
from jixiao.rollforward.former_form import FormerForm, former_form, list_coded_forms
from jixiao.rollforward.last_year import Candidate, FormerYear, LastYear
from jixiao.rollforward.set_change import carry_into_set
from jixiao.rollforward.year_plan import (
    YearPlan,
    begin_plan,
    number_projects,
    read_newcomers,
    store_carried,
)
from jixiao.source.list_scalars import list_scalars
from jixiao.source.nodes import Entries, Items, Scalar
from jixiao.source.rewrite import Edit, Manuscript


def plan_described_year(
    last_year: DescribedLastYear, sets: Mapping[str, DescribedSet], *, drop: Iterable[str] = (), add: Iterable[str] = ()
) -> YearPlan:
    """Return the year after ``last_year`` on these sets, without the projects of ``drop``, with those of ``add``.

    A set that last year was on goes on with its files as they are written; into another one goes what has a place in
    it. UsageError for a project to drop that there is not, one to add that is not named as it should be, or that no
    form has a place for.
    """
    candidates = last_year.candidates
    plan = begin_plan(last_year.year + 1, candidates, drop)
    plan.on_described, plan.new_sets = True, [name for name in sets if name not in last_year.submission.sets]
    newcomers = read_newcomers(list(add), {one.identifier for one in candidates})
    plan.left_behind = list(last_year.left_behind())
    carry_unit(plan, last_year, list(sets))
    met: set[str] = set()
    ended = _former_forms(last_year, [name for name in last_year.submission.sets if name not in sets])
    for name, described in sets.items():
        if name in last_year.submission.sets:
            _carry_set(plan, last_year, name)
        else:
            met |= carry_into_set(plan, described, ended or _former_forms(last_year, last_year.submission.sets))
        add_projects(plan, described, newcomers)
    plan.unplaced = _list_unplaced(ended, met)
    return plan


def plan_from_coded(
    last_year: LastYear, sets: Mapping[str, DescribedSet], *, drop: Iterable[str] = (), add: Iterable[str] = ()
) -> YearPlan:
    """Return the year after one on a set with forms.yaml, on these sets: unit.yaml, names, goals and indicators go on.

    UsageError as ``plan_described_year``.
    """
    candidates = last_year.candidates
    plan = begin_plan(last_year.year + 1, candidates, drop)
    plan.on_described, plan.new_sets = True, list(sets)
    newcomers = read_newcomers(list(add), {one.identifier for one in candidates})
    plan.left_behind = list(FormerYear(last_year.workspace, last_year.year).left_behind())
    carry_unit(plan, last_year, list(sets))
    met: set[str] = set()
    former = list(list_coded_forms(last_year.submission))
    for described in sets.values():
        met |= carry_into_set(plan, described, former)
        add_projects(plan, described, newcomers)
    plan.unplaced = _list_unplaced(former, met)
    return plan


def _former_forms(last_year: DescribedLastYear, sets: Iterable[str]) -> list[FormerForm]:
    forms = [one for name in sets for one in last_year.submission.sets[name].forms]
    return [former_form(one, last_year.tree(last_year.name_of(one))) for one in forms]


def _list_unplaced(former: Iterable[FormerForm], met: Container[str]) -> list[str]:
    """Return the fields with words to go on that no new form has a place for."""
    lasting = dict.fromkeys(path for one in former for path in one.list_lasting())
    return [path for path in lasting if path not in met]


def carry_unit(plan: YearPlan, last_year: FormerYear, sets: list[str]) -> None:
    """Put unit.yaml into the plan: the next year, these sets, what belongs to the year left to fill in."""
    manuscript, tree = Manuscript(last_year.text(UNIT.name)), last_year.tree(UNIT.name)
    edits = list(list_carried_edits(manuscript, DescribedUnit, tree, plan.year))
    named = tree.get(term("form_set")) if isinstance(tree, Entries) else None
    before = [str(one) for one in list_scalars(named)]
    if before != sets:
        note = f"{term('form_set')}：{'、'.join(before)} → {'、'.join(sets)}"
        words = sets[0] if len(sets) == 1 else f"[{', '.join(sets)}]"
        edits.append(manuscript.whole(named, words, note))
    store_carried(plan, last_year, UNIT.name, text=manuscript.text, edits=edits)


def add_projects(plan: YearPlan, described: DescribedSet, newcomers: Mapping[str, str]) -> None:
    """Put the files of new projects, names by identifier, into the plan, numbered after those that go on.

    They get the forms that each project must have, and those it may lack only where there are no others.

    UsageError where no form has a place for them, and where a form that is per project has no project at all.
    """
    per_project = [form for form in described.forms.values() if form.is_per_project]
    forms = [form for form in per_project if not form.is_optional] or per_project
    if newcomers and not forms:
        raise UsageError(f"--add：表单集 {described.name} 没有每个项目一份的表。")
    for form in forms:
        folder = _folder_of(described.name, form)
        there = sum(file.startswith(f"{folder}/") for file in plan.files)
        for number, (identifier, name) in enumerate(newcomers.items(), start=there + 1):
            named = {field.path: name for field in form.by_role(Role.PROJECT_NAME)}
            file = f"{folder}/{_file_name(number, identifier)}"
            plan.files[file] = describe_skeleton(form, named, {}).encode()
            plan.added.append(file)
        if not form.is_optional and not any(file.startswith(f"{folder}/") for file in plan.files):
            raise UsageError(
                f"表单集 {described.name} 的“{form.name}”每个项目一份，{plan.year} 年度还没有项目：加 --add 标识=名称。"
            )


def _folder_of(set_name: str, form: DescribedForm) -> str:
    return f"{set_name}/{form.description.source_file}"


def _file_name(number: int, identifier: str) -> str:
    return project_file(number, identifier).rpartition("/")[2]


# a set that goes on


def _carry_set(plan: YearPlan, last_year: DescribedLastYear, set_name: str) -> None:
    leaving = {one.identifier for one in plan.dropped}
    by_form: dict[str, list[EnteredForm]] = {}
    for one in last_year.submission.sets[set_name].forms:
        by_form.setdefault(one.form.name, []).append(one)
    for forms in by_form.values():
        named = [Candidate(one.number, one.identifier, "", "") for one in forms]
        kept, gone = ([one for one in named if (one.identifier in leaving) is away] for away in (False, True))
        numbers = number_projects(kept, gone)
        for one in forms:
            name = last_year.name_of(one)
            if not one.form.is_per_project:
                _carry_form(plan, last_year, one, name)
            elif one.identifier in numbers:
                file = f"{_folder_of(set_name, one.form)}/{_file_name(numbers[one.identifier], one.identifier)}"
                plan.renamed |= {name: file} if file != name else {}
                _carry_form(plan, last_year, one, file)


def _carry_form(plan: YearPlan, last_year: DescribedLastYear, one: EnteredForm, file: str) -> None:
    manuscript = Manuscript(last_year.text(last_year.name_of(one)))
    tree = last_year.tree(last_year.name_of(one))
    typed = list(walk_typed(one.form, tree))
    dropped = [value for value in typed if fate_of(one.form, value.field) is FieldFate.DROPPED]
    edits = [edit for value in typed for edit in _edits(manuscript, one.form, value, plan.year)]
    edits += _taken_out(manuscript, tree, {(id(value.holder), value.key) for value in dropped})
    store_carried(plan, last_year, file, text=manuscript.text, edits=edits)


def _edits(manuscript: Manuscript, form: DescribedForm, value: TypedValue, year: int) -> Iterator[Edit]:
    """Yield the edits of a value that stays in its place."""
    about, node, fate = value.field.description, value.node, fate_of(form, value.field)
    fate = FieldFate.OPENED if fate is FieldFate.CARRIED and tells_of_its_year(about, node) else fate
    if fate is FieldFate.OPENED:
        outturn = _outturn_beside(form, value) if about.role is Role.PRIOR_OUTTURN else None
        yield from _drawn(manuscript, value, outturn, year) if outturn else _opened(manuscript, value)
    elif fate is FieldFate.CARRIED and isinstance(node, Scalar):
        if about.kind is FieldKind.TARGET or about.role is Role.TARGET:
            yield from list_moved_dates(manuscript, node, year)
        elif about.kind is FieldKind.YEAR and node.strip().removesuffix("年") == str(year - 1):
            note = f"{value.field.path}：{year - 1} → {year}"
            yield manuscript.replaced(node, f"{year}{'年' if node.strip().endswith('年') else ''}", note)


def _opened(manuscript: Manuscript, value: TypedValue) -> Iterator[Edit]:
    """Yield the edit that leaves a value to fill in; what a form leaves blank where nothing is to be said stays so."""
    if isinstance(value.node, Items):
        yield manuscript.whole(value.node, OPEN)
        return
    for scalar in list_scalars(value.node):
        if scalar.strip() or value.field.is_number:
            yield manuscript.replaced(scalar, OPEN)


def _outturn_beside(form: DescribedForm, value: TypedValue) -> Scalar | None:
    """Return the one outturn in the row or group of a value."""
    group = value.field.path.removesuffix(value.key)
    beside = {key: form.all_fields.get(group + key) for key in value.holder}
    keys = [key for key, field in beside.items() if field and field.description.role is Role.OUTTURN]
    node = value.holder[keys[0]] if len(keys) == 1 else None
    return node if isinstance(node, Scalar) and node.strip() and not open_mark(node) else None


def _drawn(manuscript: Manuscript, value: TypedValue, outturn: Scalar, year: int) -> Iterator[Edit]:
    if isinstance(value.node, Scalar):
        note = f"{value.field.path}：取自 {year - 1} 年度的 {outturn}"
        yield manuscript.replaced(value.node, manuscript.written(outturn), note)


def _taken_out(manuscript: Manuscript, tree: object, gone: set[tuple[int, str]]) -> Iterator[Edit]:
    """Yield the edits that take out values with their keys, and groups of which nothing stays."""
    if isinstance(tree, Items):
        for item in tree:
            yield from _taken_out(manuscript, item, gone)
    elif isinstance(tree, Entries):
        keys = [key for key, node in tree.items() if _is_gone(tree, key, node, gone)]
        if keys and len(keys) < len(tree):
            yield from manuscript.taken_out(tree, keys)
        elif keys:  # the file has nothing else
            yield manuscript.whole(tree, "{}")
            return
        for key, node in tree.items():
            if key not in keys:
                yield from _taken_out(manuscript, node, gone)


def _is_gone(holder: Entries, key: str, node: object, gone: set[tuple[int, str]]) -> bool:
    if (id(holder), key) in gone:
        return True
    return isinstance(node, Entries) and bool(node) and all(_is_gone(node, *each, gone) for each in node.items())
