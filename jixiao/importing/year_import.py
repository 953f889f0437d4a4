"""A year's files from a filed package, planned whole in memory and held against what was filed."""

from __future__ import annotations

from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.field_values import Leaf, Tree, tree_of
from jixiao.importing.filed_package import Filing
from jixiao.importing.import_result import OVERRIDES, ImportResult
from jixiao.importing.indicator_tables import in_order
from jixiao.importing.print_comparison import Verdict, compared, overrides
from jixiao.importing.prior_accounts import prior_accounts
from jixiao.importing.project_forms import project_tree
from jixiao.importing.trial_year import prints_of
from jixiao.model.annex1 import Annex1
from jixiao.model.annex2 import Annex2
from jixiao.model.basic import BasicOutlay
from jixiao.model.unit import Unit
from jixiao.paths import Workspace
from jixiao.rollforward.project_skeleton import project_skeleton

_IMPORTED = "由报送件导入。"


def plan_year(workspace: Workspace, year: int, form_set: str, filing: Filing, unit: str = "") -> ImportResult:
    """Return the data of ``year`` as filed; ``form_set`` is a folder, ``unit`` another name to file under.

    JixiaoError if what was made of them cannot be read back.
    """
    plan = ImportResult(year, form_set)
    unit_tree = _unit(plan, filing, unit)
    plan.store("unit.yaml", unit_tree, "unit", f"单位、填表人和所用表单集。{_IMPORTED}")
    _annexes(plan, filing)
    _projects(plan, filing, unit_tree[term("unit_name")].text)
    if not workspace.year(year - 1).exists() and (accounts := prior_accounts(filing, year - 1)):
        plan.store_prior(accounts)
    for name, section in filing.report.sections.items():
        plan.files[f"report/{name}"] = section.markdown.encode()
    _compare(plan, filing, workspace)
    plan.left += filing.left()
    plan.normalised += filing.report.normalised
    plan.notes += [*filing.package.notes, *(f"报告没有“{title}”，留作待填" for title in filing.report.missing)]
    return plan


def _unit(plan: ImportResult, filing: Filing, unit: str) -> Tree:
    entered = tree_of(Unit, filing.find, term("unit"))
    own = {term("year"): Leaf(str(plan.year)), term("form_set"): Leaf(plan.form_set)}
    tree = {**own, **{name: value for name, value in entered.items() if name not in own}}
    return tree | ({term("unit_name"): Leaf(unit)} if unit else {})


def _annexes(plan: ImportResult, filing: Filing) -> None:
    annex1 = tree_of(Annex1, filing.find, term("annex1"))
    plan.store("annex1.yaml", annex1, "annex1", f"附件1：部门整体支出绩效评价基础数据表。{_IMPORTED}")
    entered = tree_of(Annex2, filing.find, term("annex2"))
    annex2 = {term(name): entered[term(name)] for name in ("income", "goals")}
    annex2[term("indicators")] = in_order(filing.indicators.tree, filing.form_set)
    annex2[term("total_deviation")] = entered[term("total_deviation")]
    plan.store("annex2.yaml", annex2, "annex2", f"附件2：部门整体支出绩效自评表。金额单位：万元。{_IMPORTED}")
    annex5 = {term("criteria"): filing.criteria}
    plan.store("annex5.yaml", annex5, "annex5", f"附件5：部门整体支出绩效自评工作考核评分表。{_IMPORTED}")
    if not filing.criteria:
        plan.notes.append("文件里没有附件5：annex5.yaml 里没有评分项，请从其他年度抄来")
    basic = tree_of(BasicOutlay, filing.find, term("basic_outlay"))
    plan.store("basic.yaml", basic, "basic", "基本支出。金额单位：万元。由报送件的报告和附件1导入。")


def _projects(plan: ImportResult, filing: Filing, unit: str) -> None:
    for ended in (one for one in filing.lines if one.ended and not one.moved):
        plan.notes.append(f"附件1列有“{ended.name}”，只有上年决算：是 {plan.year - 1} 年度的项目，本年度不建它的文件")
    for one in filing.projects:
        if one.instance is None:
            plan.notes.append(f"附件1列有项目“{one.name}”，没有它的附件3：{one.file} 的各项留作待填")
            skeleton = project_skeleton(filing.form_set, one.number, one.identifier, one.name)
            plan.files[one.file] = skeleton.encode()
            continue
        tree, left = project_tree(one, instance=one.instance, lines=filing.lines, form_set=filing.form_set, unit=unit)
        plan.left += left
        plan.store(one.file, tree, "project", f"{one.instance.label}：项目支出绩效自评表。金额单位：万元。{_IMPORTED}")


def _compare(plan: ImportResult, filing: Filing, workspace: Workspace) -> None:
    """Hold what the data print against what was filed; where they differ, the filed value is printed as filed."""
    said = list(filing.said())
    plan.compared = list(compared(said, prints_of(workspace, plan)))
    entries = overrides(plan.compared)
    if not entries:
        return
    title = "按原件列报：报送件印的与由数据得出的不同的地方。导入时写成，请逐条核对。"
    plan.store(OVERRIDES, {term("overrides"): entries}, "overrides", title)
    for one in compared(said, prints_of(workspace, plan)):
        if one.verdict is Verdict.OTHER:
            seen = one.filed.seen
            plan.left.append(replace(seen, text=f"{seen.text}（数据印作 {one.print.printed}，没能照原件列报）"))
