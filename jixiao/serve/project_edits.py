"""Projects begun, renamed, ended and put in another order: a file each, numbered without gaps."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from jixiao.build.described_case import DescribedCase
from jixiao.build.steps import Inspected
from jixiao.findings import quoted
from jixiao.forms.described_set import DescribedForm
from jixiao.model.data_files import PROJECT_FILE, project_file
from jixiao.model.form_roles import Role
from jixiao.patterns import compile_late
from jixiao.rollforward.described_skeleton import describe_skeleton
from jixiao.rollforward.project_skeleton import label_of, project_skeleton
from jixiao.serve.planned_change import AskedEdit, PlannedChange, plan_edits, source_of
from jixiao.serve.served_year import ServedYear, raw_text
from jixiao.submission.year_models import model_finder

_IDENTIFIER = compile_late(r"[a-z][a-z0-9_]{0,39}")
_MOST = 99


class _Numbered(Struct, frozen=True):
    """A project's file: the folder it lies in, its number and its identifier."""

    file: str
    folder: str
    number: int
    identifier: str


def plan_projects(year: ServedYear, asked: Mapping[str, object]) -> PlannedChange:
    """Return what a change of projects comes to."""
    plan = PlannedChange()
    projects = list_numbered(year)
    identifier, name = str(asked.get("id") or ""), str(asked.get("name") or "").strip()
    known = [one for one in projects if one.identifier == identifier]
    match asked.get("do"):
        case "add":
            _add(plan, year, projects, identifier=identifier, name=name)
        case "rename" if known:
            return _rename(year, known[0], name)
        case "end" if known:
            _renumber(plan, year, [one for one in projects if one.identifier != identifier], projects)
            plan.words = f"不再列项目 {identifier}"
        case "move" if known:
            others = [one for one in projects if one.identifier != identifier]
            after = [one.identifier for one in others].index(str(asked["after"])) + 1 if asked.get("after") else 0
            _renumber(plan, year, [*others[:after], *known, *others[after:]], projects)
            plan.words = f"移了项目 {identifier}"
        case _:
            plan.conflicts.append({"field": identifier, "yours": name, "theirs": "", "hash": ""})
    return plan


def list_numbered(year: ServedYear) -> list[_Numbered]:
    """Return the files of the year's projects in order."""
    found = []
    for source in year.sources:
        name = source.file.removeprefix(year.folder)
        folder, _, last = name.rpartition("/")
        match = PROJECT_FILE.fullmatch(f"projects/{last}")
        if name != source.file and folder and match:
            found.append(_Numbered(source.file, f"{year.folder}{folder}/", int(match["number"]), match["identifier"]))
    return sorted(found, key=lambda one: (one.folder, one.number))


def _add(plan: PlannedChange, year: ServedYear, projects: Sequence[_Numbered], *, identifier: str, name: str) -> None:
    number = max((one.number for one in projects), default=0) + 1
    identifier = identifier or f"project_{number}"
    if not name or not name.isprintable() or len(name) > 100:
        plan.refuse("name", "写上项目名称，一行文字，不超过 100 字。")
    elif not _IDENTIFIER.fullmatch(identifier):
        plan.refuse("id", f"标识{quoted(identifier)}不合写法：小写英文字母开头，只有小写字母、数字和下划线。")
    elif any(one.identifier == identifier for one in projects):
        plan.refuse("id", f"标识“{identifier}”已经用过，换一个。")
    elif number > _MOST:
        plan.refuse("id", f"项目最多 {_MOST} 个。")
    else:
        for file, text in _skeletons(year, number, identifier, name):
            plan.files[file] = text.encode()
        plan.applied.append(identifier)
        plan.words = f"加了项目{quoted(name, characters=12)}"


def _skeletons(year: ServedYear, number: int, identifier: str, name: str) -> list[tuple[str, str]]:
    file = project_file(number, identifier)
    found = []
    for case in year.cases:
        if isinstance(case, Inspected):
            model = model_finder(year.workspace, year.year)(file)
            text = project_skeleton(case.dossier.form_set, number, identifier, name, model=model)
            found.append((f"{year.folder}{file}", text))
        else:
            found += [
                (
                    f"{year.folder}{case.name}/{form.description.source_file}/{file.rpartition('/')[2]}",
                    _described(form, name),
                )
                for form in _forms_of_projects(case)
            ]
    return found


def _forms_of_projects(case: DescribedCase) -> list[DescribedForm]:
    return [form for form in case.dossier.described.forms.values() if form.is_per_project]


def _described(form: DescribedForm, name: str) -> str:
    values = {field.path: name for field in form.by_role(Role.PROJECT_NAME)}
    return describe_skeleton(form, values, {})


def _rename(year: ServedYear, project: _Numbered, name: str) -> PlannedChange:
    for key in ("名称", "项目名称"):
        for one in year.entries.values():
            if one.file.file == project.file and one.entry.path.endswith(f".{project.identifier}.{key}"):
                return plan_edits(year, [AskedEdit(one.id, one.stamp, name)])
    plan = PlannedChange()
    plan.refuse("name", "这个项目的表上没有名称一栏。")
    return plan


def _renumber(plan: PlannedChange, year: ServedYear, order: Sequence[_Numbered], before: Sequence[_Numbered]) -> None:
    """Plan the files so that they are numbered from 1 in this order; those not in it go."""
    gone: dict[str, bytes | None] = {one.file: None for one in before}
    made: dict[str, bytes | None] = {}
    for folder in dict.fromkeys(one.folder for one in before):
        for number, one in enumerate((one for one in order if one.folder == folder), start=1):
            source = source_of(year, one.file)
            text = raw_text(source) if source else None
            if text is None:
                plan.refuse(one.identifier, "有项目的文件不是 UTF-8 编码，页面不改它。")
                return
            file = folder + project_file(number, one.identifier).rpartition("/")[2]
            made[file] = _with_number(year, text, one, number).encode()
    plan.files = dict((gone | made).items())
    plan.applied = [one.identifier for one in order]


def _with_number(year: ServedYear, text: str, project: _Numbered, number: int) -> str:
    """Return a project's text with its number in the comments on top."""
    case = year.cases[0] if year.cases else None
    if number == project.number or not isinstance(case, Inspected):
        return text
    head = re.match(r"(?:\s*#[^\n]*\n)*", text)
    end = head.end() if head else 0
    form_set = case.dossier.form_set
    top = text[:end].replace(label_of(form_set, project.number), label_of(form_set, number))
    return top.replace(f"开头的 {project.number:02d} 是", f"开头的 {number:02d} 是") + text[end:]
