"""The first year of a unit that has no data yet: every file that its form sets ask for, each value left to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jixiao.errors import UsageError
from jixiao.forms.described_set import DescribedForm, DescribedSet
from jixiao.forms.load_sets import list_described_sets, load_described_sets
from jixiao.glossary import term
from jixiao.importing.field_values import FieldValue, Tree, convert_fields
from jixiao.importing.import_result import write_tree
from jixiao.importing.import_run import read_form_sets
from jixiao.model.data_files import REQUIRED, UNIT, project_file
from jixiao.model.form_roles import Role
from jixiao.model.formset import FormSet
from jixiao.model.scalars import OPEN
from jixiao.model.unit import DescribedUnit
from jixiao.paths import Workspace
from jixiao.rollforward.described_skeleton import describe_skeleton
from jixiao.rollforward.project_skeleton import project_skeleton
from jixiao.submission.year_models import model_finder_of_set

_HEAD = "# yaml-language-server: $schema=../../schemas/{schema}.schema.json\n# {title}\n"
_FIRST = "a"
_TITLES = {
    "unit": "单位、填表人和所用表单集。",
    "annex1": "附件1：部门整体支出绩效评价基础数据表。",
    "annex2": "附件2：部门整体支出绩效自评表。金额单位：万元。",
    "annex5": "附件5：部门整体支出绩效自评工作考核评分表。评分项照通知逐条填写。",
    "basic_outlay": "基本支出。金额单位：万元。",
}


def list_sets(workspace: Workspace) -> list[str]:
    """Return the names of the form sets at hand, in order."""
    return sorted([*read_form_sets(workspace), *list_described_sets(workspace)])


def plan_first_year(workspace: Workspace, year: int, names: Sequence[str]) -> dict[str, bytes]:
    """Return the files of a year by their names in its folder; UsageError for sets that do not go together."""
    coded = read_form_sets(workspace)
    if len(names) == 1 and names[0] in coded:
        texts = dict(_coded_files(workspace, year, names[0], coded[names[0]]))
    elif any(name in coded for name in names):
        raise UsageError("带 forms.yaml 的表单集只能单独用；几套一起用的，须都是由说明写成的（description.yaml）。")
    else:
        texts = dict(_described_files(workspace, year, names))
    return {name: text.encode() for name, text in texts.items()}


def _coded_files(workspace: Workspace, year: int, name: str, form_set: FormSet) -> Iterator[tuple[str, str]]:
    find_model = model_finder_of_set(workspace, name)
    project = project_skeleton(form_set, 1, _FIRST, OPEN, model=find_model(project_file(1, _FIRST)))
    criterion = {term(key): FieldValue(OPEN) for key in ("name", "points", "standard", "evidence")}
    given: Mapping[str, Tree] = {
        "unit": {term("year"): FieldValue(str(year)), term("form_set"): FieldValue(name)},
        "annex5": {
            term("criteria"): [{term("level1"): FieldValue(OPEN), term("level2"): [criterion]}],
        },
    }
    for file in REQUIRED:
        head = _HEAD.format(schema=file.schema, title=_TITLES[file.field])
        tree: Tree = convert_fields(find_model(file.name), lambda _: None, file.path, given.get(file.field))
        yield file.name, write_tree(tree, head) + (_indicators(project) if file.field == "annex2" else "")
    yield project_file(1, _FIRST), project
    for section in (*(one.source_file for one in form_set.sections), form_set.attachments_file):
        yield f"report/{section}", f"{OPEN}\n"


def _indicators(project: str) -> str:
    """Return the indicators that a project's file begins with, which those of the whole unit are like."""
    _, key, rest = project.partition(f"\n{term('indicators')}:")
    return key + rest


def _described_files(workspace: Workspace, year: int, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    sets = {name: one.described for name, one in load_described_sets(workspace, names).items()}
    given: dict[str, Any] = {term("year"): FieldValue(str(year)), term("form_set"): [FieldValue(one) for one in names]}
    unit = convert_fields(DescribedUnit, lambda _: None, "", given)
    yield UNIT.name, write_tree(unit, _HEAD.format(schema=UNIT.schema, title=_TITLES["unit"]))
    for name, described in sets.items():
        if not isinstance(described, DescribedSet):
            raise UsageError(f"表单集 {name} 读不出来；先用 make check-data 看它的问题。")
        for form in described.forms.values():
            yield f"{name}/{_file_of(form)}", _with_schema(form, name)


def _file_of(form: DescribedForm) -> str:
    source = str(form.description.source_file)
    return f"{source}/{project_file(1, _FIRST).rpartition('/')[2]}" if form.is_per_project else source


def _with_schema(form: DescribedForm, name: str) -> str:
    named = {field.path: OPEN for field in form.by_role(Role.PROJECT_NAME)}
    up = "../" * (4 if form.is_per_project else 3)
    schema = f"{name}-{str(form.description.source_file).removesuffix('.yaml')}.schema.json"
    return f"# yaml-language-server: $schema={up}schemas/{schema}\n{describe_skeleton(form, named, {})}"
