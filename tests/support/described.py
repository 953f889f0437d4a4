"""Small described form sets, written and loaded: a form of a few fields, its template, changes to both."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jixiao.forms.load_sets import SetReading, load_described_sets
from jixiao.paths import Workspace
from tests.support.docx import form

NAME = "sample"
DESCRIPTION = """\
名称: 示例表
主管机关: 示例市财政局
适用年度: [2030]
依据: 示例规程
成套文件名: '{单位名称}{年度}年度自评表'
各表:
  - 名称: 项目表
    标题: 项目自评表
    文件: project.yaml
    模板: project.docx
    各项:
      项目名称: {类型: 文字, 角色: 项目名称}
      资金.*.预算: {类型: 金额, 角色: 全年预算, 填写要求: 空为零}
      资金.*.执行: {类型: 金额, 角色: 执行数, 填写要求: 空为零}
      资金.合计.分值: {类型: 分值, 角色: 执行率分值}
      资金.合计.执行率: {类型: 百分数, 角色: 执行率, 小数位: 2}
      资金.合计.得分: {类型: 得分, 角色: 执行率得分, 小数位: 2}
      总分: {类型: 得分, 角色: 总分}
    列表:
      指标:
        角色: 绩效指标
        各项:
          一级指标: {类型: 文字, 角色: 一级指标}
          三级指标: {类型: 文字, 角色: 三级指标}
          指标值: {类型: 指标值, 角色: 指标值}
          完成值: {类型: 文字, 角色: 完成值}
          分值: {类型: 分值, 角色: 指标分值}
          得分: {类型: 得分, 角色: 指标得分}
          原因: {类型: 文字, 角色: 偏差原因, 填写要求: 可空}
        分值分配:
          - {名称: 产出指标, 分值: 60}
          - {名称: 效益指标, 分值: 30}
    公式:
      资金.合计.预算: 合计(资金.{财政, 其他}.预算)
      资金.合计.执行: 合计(资金.{财政, 其他}.执行)
      资金.合计.执行率: 资金.合计.执行 ÷ 资金.合计.预算
      资金.合计.得分: 不超过(资金.合计.执行率 × 资金.合计.分值, 资金.合计.分值)
      总分: 资金.合计.得分 + 合计(指标.得分)
"""
_COLUMNS = ("三级指标", "指标值", "完成值", "分值", "得分", "原因")
CELLS = (
    ("项目名称", "{{ 项目名称 }}", *[""] * 5),
    ("合计", *(f"{{{{ 资金.合计.{name} }}}}" for name in ("预算", "执行", "分值", "执行率", "得分")), "{{ 总分 }}"),
    ("财政", "{{ 资金.财政.预算 }}", "{{ 资金.财政.执行 }}", *["——"] * 4),
    ("其他", "{{ 资金.其他.预算 }}", "{{ 资金.其他.执行 }}", *["——"] * 4),
    ("{%tr for 行 in 指标 %}", *[""] * 6),
    ("{% 合并 行.一级首行 %}{{ 行.一级指标 }}", *(f"{{{{ 行.{name} }}}}" for name in _COLUMNS)),
    ("{%tr endfor %}", *[""] * 6),
)
LINES = ("{{ 年度 }}年度项目自评表", "填表人：{{ 单位.填表人 }}")


def write_set(
    root: Path, text: str = DESCRIPTION, *, cells: Iterable[Iterable[str]] = CELLS, name: str = NAME
) -> Workspace:
    """Write a set with its template below ``root`` and return the workspace."""
    folder = root / "templates" / name
    folder.mkdir(parents=True, exist_ok=True)
    (root / "data").mkdir(exist_ok=True)
    (folder / "description.yaml").write_text(text, "utf-8")
    (folder / "project.docx").write_bytes(form(*LINES, cells=cells))
    return Workspace(root)


def load(root: Path, old: str = "", new: str = "", *, cells: Iterable[Iterable[str]] = CELLS) -> SetReading:
    """Return the sample set as loaded, ``old`` in its description replaced, with the template of these cells."""
    assert DESCRIPTION.count(old) == 1 or not old, f"“{old}” stands there {DESCRIPTION.count(old)} times"
    workspace = write_set(root, DESCRIPTION.replace(old, new) if old else DESCRIPTION, cells=cells)
    return load_described_sets(workspace, [NAME])[NAME]


def changed_cells(old: str, new: str) -> list[list[str]]:
    """Return the sample template's cells with one text replaced wherever it stands."""
    assert any(old in cell for row in CELLS for cell in row)
    return [[cell.replace(old, new) for cell in row] for row in CELLS]


def line_of(words: str, text: str = DESCRIPTION) -> int:
    """Return the number of the line that holds some words."""
    return next(number for number, line in enumerate(text.split("\n"), start=1) if words in line)


def told(reading: SetReading) -> list[tuple[str, int]]:
    """Return the findings as codes and lines."""
    return [(one.code, one.place.line) for one in reading.findings]
