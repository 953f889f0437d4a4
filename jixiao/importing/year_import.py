"""A year's files from a filed package, planned whole in memory and held against what was filed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from jixiao.build.steps import render_folders
from jixiao.derive.derivation import derive
from jixiao.errors import JixiaoError
from jixiao.glossary import term
from jixiao.importing.field_values import FieldValue, Tree, convert_fields, walk_values
from jixiao.importing.filed_package import Filing
from jixiao.importing.filed_projects import convert_project
from jixiao.importing.import_result import ImportResult
from jixiao.importing.print_comparison import Verdict, compare_prints, list_overrides
from jixiao.importing.table_reader import FiledValue
from jixiao.model.base import Record
from jixiao.model.data_files import FINAL_ACCOUNTS, OVERRIDES, REQUIRED, UNIT
from jixiao.model.scalars import OPEN
from jixiao.paths import Workspace
from jixiao.publish.folder import create_folder
from jixiao.render.parts import inspect
from jixiao.render.printing import Print
from jixiao.rollforward.project_skeleton import project_skeleton
from jixiao.source.work_folder import work_folder
from jixiao.submission.read import read_year
from jixiao.submission.year_models import ModelFinder, model_finder_of_set

_IMPORTED = "由报送件导入。"
_TITLES = {
    "unit": f"单位、填表人和所用表单集。{_IMPORTED}",
    "annex1": f"附件1：部门整体支出绩效评价基础数据表。{_IMPORTED}",
    "annex2": f"附件2：部门整体支出绩效自评表。金额单位：万元。{_IMPORTED}",
    "annex5": f"附件5：部门整体支出绩效自评工作考核评分表。{_IMPORTED}",
    "basic_outlay": "基本支出。金额单位：万元。由报送件的报告和附件1导入。",
}


def plan_year(
    workspace: Workspace,
    year: int,
    form_set: str,
    filing: Filing,
    *,
    unit: str = "",
    unseen: Mapping[str, bytes] | None = None,
) -> ImportResult:
    """Return the data of ``year`` as filed; ``form_set`` is a folder, ``unit`` another name to file under.

    ``unseen`` are files of what was not handed in, {} for nothing; where it is given, what the data then cannot derive
    is printed as filed. JixiaoError if what was made of them cannot be read back.
    """
    plan = ImportResult(year, form_set)
    find_model = model_finder_of_set(workspace, form_set)
    _store_annexes(plan, filing, unit, find_model)
    kept = find_model(FINAL_ACCOUNTS.name)
    if not workspace.year(year - 1).exists() and (accounts := _prior_accounts(filing, year - 1, kept)):
        plan.store_prior(accounts)
    for name, section in filing.report.sections.items():
        plan.files[f"report/{name}"] = section.markdown.encode()
    plan.files |= unseen or {}
    _compare(plan, filing, workspace, unknown=unseen is not None)
    plan.unread += filing.unread()
    plan.normalised += filing.report.normalised
    plan.notes += [*filing.package.notes, *(f"报告没有“{title}”，留作待填" for title in filing.report.missing)]
    return plan


def _store_annexes(plan: ImportResult, filing: Filing, name: str, find_model: ModelFinder) -> None:
    unit: Tree = {term("year"): FieldValue(str(plan.year)), term("form_set"): FieldValue(plan.form_set)}
    given = {
        "unit": unit | ({term("unit_name"): FieldValue(name)} if name else {}),
        "annex2": {term("indicators"): filing.indicators.tree},
        "annex5": {term("criteria"): filing.criteria.tree},
    }
    trees = {}
    for file in REQUIRED:
        trees[file] = convert_fields(find_model(file.name), filing.find, file.path, given.get(file.field))
        plan.store(file.name, trees[file], _TITLES[file.field])
    if not filing.criteria.tree:
        plan.notes.append("文件里没有附件5：annex5.yaml 里没有评分项，请从其他年度抄来")
    _store_projects(plan, filing, trees[UNIT][term("unit_name")].text, find_model)


def _store_projects(plan: ImportResult, filing: Filing, unit: str, find_model: ModelFinder) -> None:
    for line in filing.lines:
        if line.ended and not line.moved:
            plan.notes.append(
                f"附件1列有“{line.name}”，只有上年决算：是 {plan.year - 1} 年度的项目，本年度不建它的文件"
            )
    for project in filing.projects:
        if project.part is None:
            plan.notes.append(f"附件1列有项目“{project.name}”，没有它的附件3：{project.file} 的各项留作待填")
            skeleton = project_skeleton(
                filing.form_set,
                project.number,
                project.identifier,
                project.name,
                is_new=False,
                model=find_model(project.file),
            )
            plan.files[project.file] = skeleton.encode()
            continue
        tree = convert_project(project, filing.lines, unit, find_model(project.file))
        plan.unread += project.indicators.unread
        title = f"{project.part.label}：项目支出绩效自评表。金额单位：万元。{_IMPORTED}"
        plan.store(project.file, tree, title)


# last year's final accounts, as this year's Annex 1 states them in its first column


def _prior_accounts(filing: Filing, year: int, model: type[Record]) -> Tree | None:
    """Return the final accounts of ``year``, the year before the package's; None where it states none."""

    def column(path: str) -> FiledValue | None:
        return filing.find(f"{term('annex1')}.{path.removesuffix('.' + term('total'))}.{term('prior_final')}")

    accounts = convert_fields(model, column, given={term("year"): FieldValue(str(year)), term("project_outlay"): []})
    if not any(value.filed and value.filed.text.strip() for value in walk_values(accounts)):
        return None
    accounts[term("project_outlay")] += _project_accounts(filing)
    return accounts


def _project_accounts(filing: Filing) -> Iterator[Tree]:
    for line in filing.lines:
        amount = line.amount("prior_final")
        # A project that is new this year had no accounts then.
        if not line.is_class and amount.filed and amount.text not in ("0", OPEN):
            tree: Tree = {term("identifier"): FieldValue(line.identifier), term("name"): FieldValue(line.name)}
            # By it Annex 1 finds the line of a project that is no more; the others have it in their own file.
            if line.ended and line.outlay_class:
                tree[term("outlay_class")] = FieldValue(line.outlay_class, line.values.get(term("name")))
            yield tree | {term("final"): amount}


# what the data print, against what was filed


def _compare(plan: ImportResult, filing: Filing, workspace: Workspace, *, unknown: bool) -> None:
    """Hold what the data print against what was filed; where they differ, the filed value is printed as filed."""
    filed = list(filing.prints())
    plan.compared = compare_prints(filed, _trial_prints(workspace, plan))
    entries = list_overrides(plan.compared, unknown=unknown)
    if not entries:
        return
    title = "按原件列报：报送件印的与由数据得出的不同的地方。导入时写成，请逐条核对。"
    plan.store(OVERRIDES.name, {term("overrides"): entries}, title)
    for comparison in compare_prints(filed, _trial_prints(workspace, plan)):
        if comparison.verdict is Verdict.OTHER:
            value = comparison.filed.value
            plan.unread.append(replace(value, read_as=comparison.print.printed))


def _trial_prints(workspace: Workspace, plan: ImportResult) -> list[Print]:
    """Return everything the planned year prints, before it is stored; JixiaoError if it cannot be read back."""
    with work_folder() as folder:
        staged = Workspace(Path(folder), workspace.templates)
        before = workspace.year(plan.year - 1)
        create_folder(staged.year(plan.year), plan.files)
        if plan.prior:
            create_folder(staged.year(plan.year - 1), plan.prior)
        elif before.exists():
            shutil.copytree(before, staged.year(plan.year - 1), symlinks=True)
        reading = read_year(staged, plan.year)
        if reading.repaired is None:
            first = reading.findings[0]
            raise JixiaoError(f"导入没有完成：写成的数据读不回来（{first.place}：{first.found}）。没有建立任何文件。")
        dossier = derive(reading.repaired)
        return inspect(dossier, render_folders(staged, dossier, plan.year)).prints
