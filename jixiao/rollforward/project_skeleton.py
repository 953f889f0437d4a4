"""The file of a project that begins this year: what the form asks for, left to fill in; what follows is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from jixiao.glossary import term
from jixiao.model.base import Record
from jixiao.model.formset import FormSet, LevelOne, PartKind
from jixiao.model.groups_of_nothing import NONE_AT_ALL
from jixiao.model.project import Project
from jixiao.model.scalars import OPEN
from jixiao.patterns import compile_late
from jixiao.rollforward.fitted_files import fit_file

_PLAIN = compile_late(r"[A-Za-z\u4e00-\u9fff][\w.（）、《》“”]*")

_HEAD = """\
# yaml-language-server: $schema=../../../schemas/project.schema.json
# {label}：项目支出绩效自评表。文件名开头的 {number:02d} 是序号，其后的 {identifier} 是项目标识，取定后不再改动。
# 金额单位：万元。没有发生的填 0；表上确实留空的，冒号后不写。
# 附件1、附件2 和报告里本项目的预算、决算都取自这里。

名称: {name}
# 主管部门没有的，冒号后不写；实施单位就是本单位的，不必填“实施单位”
主管部门: {open}
# 支出类别：{classes}（决定列在附件1的哪一类）
支出类别: {open}

# 年度资金总额、执行率和得分由程序计算。一种来源都没有的写“无”；有的，在下面缩进写 年初预算数、全年预算数、全年执行数
资金:
"""
_GOALS = """
# 年度总体目标：每条目标一行
"""
_INDICATORS = """
# 绩效指标：一级、二级指标的名称由表单集规定；二级指标下可有一条或几条三级指标（每条以“- ”开头）。
# 分值只写数字（分）；指标值、完成值照表上的写法写，含单位。得分、偏差原因不用写，由程序推出；推不出来的会要求填。
"""


def project_skeleton(
    form_set: FormSet,
    number: int,
    identifier: str,
    name: str,
    *,
    is_new: bool = True,
    model: type[Record] = Project,
) -> str:
    """Return the YAML of a project on the forms of ``form_set``, one indicator to each level-2 one that must be there.

    One that ``is_new`` has nothing carried over from the year before. What the form set asks for beside, its ``model``
    says.
    """
    head = _HEAD.format(
        label=label_of(form_set, number),
        number=number,
        identifier=identifier,
        name=_scalar(name),
        open=OPEN,
        classes="、".join(str(kind.name) for kind in form_set.outlay_classes),
    )
    text = head + "".join(f"{line}\n" for line in _lines(form_set, is_new=is_new))
    return text if model is Project else fit_file(text, model).text


def label_of(form_set: FormSet, number: int) -> str:
    """Return the label of a project's form, such as 附件3（2）."""
    labels = (str(part.label) for part in form_set.parts if part.kind is PartKind.PER_PROJECT)
    return next(labels, term("annex3")).replace("{序号}", str(number))


def _lines(form_set: FormSet, *, is_new: bool) -> Iterator[str]:
    yield f"  {term('current_grant')}:"
    yield from _open("    ", "initial_budget", "full_year_budget", "outturn")
    yield f"  {term('carried_over')}: {NONE_AT_ALL[0] if is_new else OPEN}"
    yield from _open("  ", "other_funds")
    yield from _GOALS.rstrip("\n").split("\n")
    yield f"{term('goals')}:"
    yield from _open("  ", "expected", "achieved")
    yield from _INDICATORS.rstrip("\n").split("\n")
    yield f"{term('indicators')}:"
    for level1 in form_set.indicator_system:
        yield from _level(level1, form_set)


def _level(level1: LevelOne, form_set: FormSet) -> Iterator[str]:
    """Yield a level-1 indicator with one indicator to each level-2 one that must be there, one at least."""
    names = [str(name) for name in level1.level2]
    optional = {str(name) for name in form_set.checks.completeness.optional_level2}
    wanted = [name for name in names if name not in optional] or names[:1]
    yield f"  {level1.name}:"
    for level2 in wanted:
        yield f"    {level2}:"
        yield from _indicator(level2, form_set)
    if others := "、".join(name for name in names if name not in wanted):
        yield f"    # 还可按实际选设：{others}"


def _indicator(level2: str, form_set: FormSet) -> Iterator[str]:
    """Yield an indicator; that of cost is the whole budget, whose two cells follow from the funds."""
    norms, wording = form_set.checks.score_checks, form_set.left_out_values
    if level2 in norms.cost_level2 and norms.budget_indicators and wording.budget_target and wording.budget_actual:
        yield f"      # {norms.budget_indicators[0]}的指标值、完成值取自资金，不用写；换成别的指标的，补上两行"
        yield f"      - {term('level3')}: {norms.budget_indicators[0]}"
        yield from _open("        ", "points")
        return
    yield f"      - {term('level3')}: {OPEN}"
    yield from _open("        ", "target", "actual", "points")


def _open(indent: str, *names: str) -> Iterator[str]:
    yield from (f"{indent}{term(name)}: {OPEN}" for name in names)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
