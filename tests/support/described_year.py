"""A made unit's year on described forms: the national form filled in for two projects, and copies to damage."""

from __future__ import annotations

import shutil
from pathlib import Path

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.derive.described_forms import derive_described
from jixiao.findings import Finding
from jixiao.forms.read_described import DescribedReading, read_described_year
from jixiao.paths import Workspace
from jixiao.rules.described_checks import check_described
from jixiao.rules.described_package import DescribedPackage
from tests.support.described import DESCRIPTION, NAME, write_set
from tests.support.project import ROOT

NATIONAL, YEAR = "national-2020", 2023
MADE = Workspace(ROOT / "tests/data/described/national-2020", ROOT / "templates")
PROJECT = f"data/{YEAR}/{NATIONAL}/projects/01-reading.yaml"

UNIT = """\
年度: 2030
表单集: sample
单位名称: 示例单位
填表人: 填表人甲
填报日期: 2031-03-15
联系电话: '0000000'
"""
FORM = """\
项目名称: 示例项目
资金:
  合计: {分值: 10}
  财政: {预算: 80, 执行: 60}
  其他: {预算: 20, 执行: 15}
指标:
  - {一级指标: 产出指标, 三级指标: 甲, 指标值: ≥1, 完成值: '1', 分值: 60, 得分: 60}
  - {一级指标: 效益指标, 三级指标: 乙, 指标值: ≥1, 完成值: '1', 分值: 30, 得分: 28, 原因: 说明}
"""


def with_second_form(text: str = DESCRIPTION, *, settings: str = "报送: 可不报") -> str:
    """Return a description with a second form of the same layout, 第二表, which may be lacking."""
    head, _, form = text.partition("各表:\n")
    second = form.replace("名称: 项目表", f"名称: 第二表\n    {settings}").replace("标题: 项目自评表", "标题: 第二张表")
    return f"{head}各表:\n{form}{second.replace('文件: project', '文件: second')}"


def copy_described(target: Path) -> Workspace:
    """Return a copy of the made unit's data, with the templates, below ``target``."""
    shutil.copytree(MADE.root / "data", target / "data")
    shutil.copytree(ROOT / "templates", target / "templates")
    return Workspace(target)


def write_year(
    root: Path, form: str = FORM, *, text: str = DESCRIPTION, unit: str = UNIT, year: int = 2030
) -> Workspace:
    """Write a year on the sample set and return the workspace."""
    workspace = write_set(root, text)
    folder = workspace.year(year)
    (folder / NAME).mkdir(parents=True)
    (folder / "unit.yaml").write_text(unit.replace("2030", str(year)), "utf-8")
    (folder / NAME / "project.yaml").write_text(form, "utf-8")
    return workspace


def read_sample(
    root: Path, old: str = "", new: str = "", *, text: str = DESCRIPTION, form: str = FORM
) -> DescribedReading:
    """Return the reading of a sample year, ``old`` in its form replaced."""
    assert form.count(old) == 1 or not old, f"“{old}” stands there {form.count(old)} times"
    return read_described_year(write_year(root, form.replace(old, new) if old else form, text=text), 2030)


def derive_sample(
    root: Path, old: str = "", new: str = "", *, text: str = DESCRIPTION, form: str = FORM
) -> DescribedDossier:
    """Return the dossier of a sample year."""
    reading = read_sample(root, old, new, text=text, form=form)
    assert reading.submission is not None, [one.found for one in reading.findings]
    return derive_described(reading.submission)[NAME]


def judge_sample(
    root: Path, old: str = "", new: str = "", *, text: str = DESCRIPTION, form: str = FORM
) -> list[Finding]:
    """Return what is to be objected to in a sample year."""
    return check_described(DescribedPackage(derive_sample(root, old, new, text=text, form=form), {}))


def described(old: str, new: str) -> str:
    """Return the sample description with one text replaced."""
    assert DESCRIPTION.count(old) == 1, f"“{old}” stands there {DESCRIPTION.count(old)} times"
    return DESCRIPTION.replace(old, new)
