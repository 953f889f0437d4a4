"""The file of a project that begins this year: every key of the form, every value left to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from jixiao.glossary import term
from jixiao.model.formset import FormSet, PartKind
from jixiao.model.scalars import OPEN

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][\w.（）、《》“”]*")

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

# 年度资金总额、执行率和得分由程序计算
资金:
"""
_GOALS = """
# 年度总体目标：每条目标一行
"""
_INDICATORS = """
# 绩效指标：一级、二级指标的名称由表单集规定；二级指标下可有一条或几条三级指标（每条以“- ”开头）。
# 分值、得分只写数字（分）；指标值、完成值照表上的写法写，含单位；得满分又无偏差的，偏差原因写“无”。
"""
_TOTAL = """
# “总分”一行的偏差原因；表上留空的不写
"""


def project_skeleton(form_set: FormSet, number: int, identifier: str, name: str) -> str:
    """Return the YAML of a new project on the forms of ``form_set``, one indicator to each level-2 one."""
    head = _HEAD.format(
        label=label_of(form_set, number),
        number=number,
        identifier=identifier,
        name=_scalar(name),
        open=OPEN,
        classes="、".join(str(kind.name) for kind in form_set.outlay_classes),
    )
    return head + "".join(f"{line}\n" for line in _lines(form_set))


def label_of(form_set: FormSet, number: int) -> str:
    """Return the label of a project's form, such as 附件3（2）."""
    labels = (str(part.label) for part in form_set.parts if part.kind is PartKind.PER_PROJECT)
    return next(labels, term("annex3")).replace("{序号}", str(number))


def _lines(form_set: FormSet) -> Iterator[str]:
    for source in ("current_grant", "carried_over", "other_funds"):
        yield f"  {term(source)}:"
        yield from _open("    ", "initial_budget", "full_year_budget", "outturn")
    yield from _GOALS.rstrip("\n").split("\n")
    yield f"{term('goals')}:"
    yield from _open("  ", "expected", "achieved")
    yield from _INDICATORS.rstrip("\n").split("\n")
    yield f"{term('indicators')}:"
    for level1 in form_set.indicator_system:
        yield f"  {level1.name}:"
        for level2 in level1.level2:
            yield f"    {level2}:"
            yield f"      - {term('level3')}: {OPEN}"
            yield from _open("        ", "target", "actual", "points", "score", "deviation")
    yield from _TOTAL.rstrip("\n").split("\n")
    yield f"{term('total_deviation')}: {OPEN}"


def _open(indent: str, *names: str) -> Iterator[str]:
    yield from (f"{indent}{term(name)}: {OPEN}" for name in names)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
