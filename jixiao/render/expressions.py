"""What a template's expressions come to before anything is printed: every name, filter and operator is checked.

The template language is what is listed here and no more: names and what lies below them, the filters,
conditions, comparisons for equality, and counting with loop numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateRuntimeError

from jixiao.derive.dossier import Projects
from jixiao.glossary import nearest
from jixiao.render.environment import PRINTABLE, lookup, names
from jixiao.render.filters import FILTERS
from jixiao.submission.references import namesakes

UNKNOWN = object()
LOOP: Mapping[str, Any] = {"index": 1, "first": True, "last": True, "length": 1}
_SHOWN_NAMES = 12

Report = Callable[[str, str, str, str], None]
"""Takes code, what was found, what is expected, and the remedy."""


class Expressions:
    """Resolves expressions against the names in ``scope`` and reports what is wrong with them."""

    def __init__(self, scope: Mapping[str, Any], report: Report) -> None:
        self.scope = scope
        self.report = report

    def check_printed(self, node: nodes.Node, words: str) -> None:
        """Check an expression that is to be printed; ``words`` is how it was written."""
        value = self.value(node)
        if value is UNKNOWN or (isinstance(value, PRINTABLE) and not isinstance(value, bool)):
            return
        below = names(value)
        expected = f"其下的一个：{'、'.join(below[:_SHOWN_NAMES])}" if below else "一个可以印出的值"
        remedy = f"写成“{words}.…”。" if below else "改成要印的那个值的名称。"
        self.report("T005", f"“{words}”是一组值，不能直接印出", expected, remedy)

    def first_of(self, node: nodes.Node) -> Any:
        """Return the first item of what a loop goes through; UNKNOWN if there is none or it is no list."""
        items = self.value(node)
        if items is UNKNOWN:
            return UNKNOWN
        if not isinstance(items, (tuple, list, Projects)):
            self.report("T005", "for 后面不是一列", "一列值，如 各项目、指标行", "改成一列值的名称。")
            return UNKNOWN
        return next(iter(items), UNKNOWN)

    def value(self, node: nodes.Node) -> Any:
        """Return what an expression stands for, UNKNOWN if that shows only while rendering."""
        match node:
            case nodes.Name():
                return self._name(node.name)
            case nodes.Const():
                return node.value
            case nodes.Getattr():
                return self._below(self.value(node.node), node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str() | int() as name)):
                return self._below(self.value(node.node), str(name))
            case nodes.Filter(node=nodes.Expr() as filtered):
                return self._filtered(node, self.value(filtered))
            case nodes.Compare():
                return self._compared(node)
            case nodes.Add() | nodes.Sub():
                return self._counted(node)
            case nodes.Not() | nodes.And() | nodes.Or():
                return self._all(node.iter_child_nodes())
            case nodes.CondExpr(expr2=nodes.Expr()):
                return self._all(node.iter_child_nodes())
        self.report(
            "T009",
            "用了模板里没有的写法",
            f"名称、过滤器（{'、'.join(FILTERS)}）、and、or、not、==、!=",
            "只写要印的名称；计算由程序完成，不在模板里写。",
        )
        return UNKNOWN

    def _all(self, children: Iterable[nodes.Node]) -> Any:
        for child in children:
            self.value(child)
        return UNKNOWN

    def _name(self, name: str) -> Any:
        if name in self.scope:
            return self.scope[name]
        self._report_unknown(name, self.scope)
        return UNKNOWN

    def _below(self, value: Any, name: str) -> Any:
        if value is UNKNOWN:
            return UNKNOWN
        found = lookup(value, name, UNKNOWN)
        if found is UNKNOWN and not self._reported_namesakes(value, name):
            self._report_unknown(name, names(value))
        return found

    def _reported_namesakes(self, value: Any, name: str) -> bool:
        same = namesakes([one.level3 for one in value], name) if isinstance(value, list) else []
        if same:
            found = f"有 {len(same)} 条三级指标都叫“{name}”，分不清是哪一条"
            self.report("T002", found, "一条三级指标的名称", "在数据里把这几条的名称写出区别，再引用。")
        return bool(same)

    def _report_unknown(self, name: str, known: Iterable[str]) -> None:
        listed = list(known)
        guess = nearest(name, listed)
        expected = "、".join(listed[:_SHOWN_NAMES]) or "到上一级为止（这里没有下一级）"
        remedy = f"是否应为“{guess}”？" if guess else "改成所列的一个名称。" if listed else f"删去“.{name}”。"
        self.report("T002", f"名称“{name}”不存在", expected, remedy)

    def _filtered(self, node: nodes.Filter, value: Any) -> Any:
        arguments = [self.value(argument) for argument in node.args]
        if node.name not in FILTERS:
            guess = nearest(node.name, FILTERS)
            remedy = f"是否应为“{guess}”？" if guess else "删去“|”及其后的名称。"
            self.report("T006", f"没有过滤器“{node.name}”", "、".join(FILTERS), remedy)
            return UNKNOWN
        if value is UNKNOWN:
            return UNKNOWN
        try:
            return FILTERS[node.name](value, *arguments)
        except (TemplateRuntimeError, TypeError) as error:
            why = str(error) if isinstance(error, TemplateRuntimeError) else "括号里的数目不对"
            self.report("T006", f"过滤器“{node.name}”用不上：{why}", "过滤器手册所列的用法", "对照手册改写。")
            return UNKNOWN

    def _compared(self, node: nodes.Compare) -> Any:
        values = [self.value(node.expr), *(self.value(operand.expr) for operand in node.ops)]
        equality = all(operand.op in ("eq", "ne") for operand in node.ops)
        if not equality and any(type(value) is not int for value in values):
            self.report("T009", "模板里不能比较大小", "== 或 !=", "大小由程序判断；模板里只比较是否相等。")
        return UNKNOWN

    def _counted(self, node: nodes.BinExpr) -> Any:
        left, right = self.value(node.left), self.value(node.right)
        if type(left) is not int or type(right) is not int:
            if UNKNOWN not in (left, right):
                self.report("T009", "模板里不能计算", "已经算好的值", "写要印的合计、比率的名称。")
            return UNKNOWN
        return left + right if isinstance(node, nodes.Add) else left - right
