"""Checks a template before it is rendered: all faults at once, each with its place and the nearest name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from jixiao.findings import Finding, Place
from jixiao.glossary import nearest
from jixiao.render.environment import FILTERS, PRINTABLE, FormEnvironment, lookup, names

MERGE = "合并"
_TAG = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}|\{#.*?#\}", re.DOTALL)
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_UNKNOWN = object()
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_BLOCKS = ("for", "endfor", "if", "elif", "else", "endif", MERGE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as written, with its place; ``spoken`` says the place in a form (表1 第4行第2格)."""

    text: str
    place: Place
    spoken: str = ""


def tags_in(text: str, place: Place, spoken: str = "") -> Iterator[Tag]:
    """Yield the tags of a text, and what looks like half a tag."""
    position = 0
    for match in _TAG.finditer(text):
        yield from _halves(text, position, match.start(), place, spoken)
        yield Tag(match.group(), _moved(place, text, match.start()), spoken)
        position = match.end()
    yield from _halves(text, position, len(text), place, spoken)


def _halves(text: str, start: int, end: int, place: Place, spoken: str) -> Iterator[Tag]:
    for half in _HALF.finditer(text, start, end):
        yield Tag(half.group(), _moved(place, text, half.start()), spoken)


def _moved(place: Place, text: str, offset: int) -> Place:
    above = text.count("\n", 0, offset)
    column = offset - (text.rfind("\n", 0, offset) + 1) + (place.column if above == 0 else 1)
    return Place(place.file, place.line + above, column)


def lint(tags: Iterable[Tag], context: dict[str, Any], environment: FormEnvironment) -> list[Finding]:
    """Return the faults of a template whose tags come in reading order."""
    checker = _Checker(context, environment)
    for tag in tags:
        checker.check(tag)
    checker.close()
    return checker.findings


@dataclass(slots=True)
class _Open:
    keyword: str
    tag: Tag
    scope: dict[str, Any]


class _Checker:
    def __init__(self, context: dict[str, Any], environment: FormEnvironment) -> None:
        self.context = context
        self.environment = environment
        self.open: list[_Open] = []
        self.findings: list[Finding] = []

    def check(self, tag: Tag) -> None:
        if tag.text.startswith("{#") and tag.text.endswith("#}"):
            return
        if not _TAG.fullmatch(tag.text):
            self._report("T001", tag, f"标记不成对：多出“{tag.text}”", "{{ 名称 }} 或 {% … %}", "补上另一半，或删去。")
            return
        kind, inner = tag.text[:2], tag.text[2:-2].strip().strip("-").translate(_QUOTES)
        inner = re.sub(r"^(tr|tc|p|r)\s+", "", inner)
        if kind == "{{":
            self._expression(inner, tag, printed=True)
        else:
            self._block(inner, tag)

    def close(self) -> None:
        for block in self.open:
            self._report(
                "T004",
                block.tag,
                f"“{block.tag.text}”没有结束",
                f"后面有 {{% end{block.keyword} %}}",
                "补上结束标记。",
            )

    # blocks

    def _block(self, inner: str, tag: Tag) -> None:
        keyword, _, rest = inner.partition(" ")
        if keyword not in _BLOCKS:
            guess = nearest(keyword, _BLOCKS)
            remedy = f"是否应为“{guess}”？" if guess else "改成 for、if 或 合并。"
            self._report("T003", tag, f"不认识的标记“{keyword}”", "、".join(_BLOCKS), remedy)
        elif keyword == "for":
            self.open.append(_Open("for", tag, self._loop_scope(inner, tag)))
        elif keyword in ("endfor", "endif"):
            self._end(keyword.removeprefix("end"), tag)
        elif keyword == "else":
            self._needs_if(tag)
        else:
            self._expression(rest, tag, printed=False)
            if keyword == "if":
                self.open.append(_Open("if", tag, {}))
            elif keyword == "elif":
                self._needs_if(tag)

    def _end(self, keyword: str, tag: Tag) -> None:
        if self.open and self.open[-1].keyword == keyword:
            self.open.pop()
            return
        expected = f"{{% end{self.open[-1].keyword} %}}" if self.open else "前面有相应的开始标记"
        self._report("T004", tag, f"“{tag.text}”没有对应的开始", expected, "核对 for、if 的配对。")

    def _needs_if(self, tag: Tag) -> None:
        if not self.open:
            self._report("T004", tag, f"“{tag.text}”不在 if 里", "前面有 {% if … %}", "补上 if，或删去。")

    def _loop_scope(self, inner: str, tag: Tag) -> dict[str, Any]:
        tree = self._parse(f"{{% {inner} %}}{{% endfor %}}", tag)
        loop = next(tree.find_all(nodes.For), None) if tree else None
        if loop is None:
            return {}
        items = self._resolve(loop.iter, tag)
        first = _UNKNOWN
        if items is not _UNKNOWN:
            try:
                first = next(iter(items), _UNKNOWN)
            except TypeError:
                self._report("T005", tag, "for 后面不是一列", "一列值，如 各项目、指标行", "改成一列值的名称。")
        target = loop.target.name if isinstance(loop.target, nodes.Name) else ""
        return {target: first, "loop": _UNKNOWN}

    # expressions

    def _expression(self, inner: str, tag: Tag, *, printed: bool) -> None:
        tree = self._parse(f"{{{{ {inner} }}}}", tag)
        output = next(tree.find_all(nodes.Output), None) if tree else None
        if output is None:
            return
        value = self._resolve(output.nodes[0], tag)
        if printed and value is not _UNKNOWN and (not isinstance(value, PRINTABLE) or isinstance(value, bool)):
            below = "、".join(names(value)[:8])
            self._report("T005", tag, f"“{inner}”是一组值，不能直接印出", f"其下的一个：{below}", f"写成“{inner}.…”。")

    def _parse(self, source: str, tag: Tag) -> nodes.Template | None:
        try:
            return self.environment.parse(source)
        except TemplateSyntaxError:
            self._report(
                "T001",
                tag,
                f"标记“{tag.text}”写法有误",
                "{{ 名称.名称 }} 或 {% for 项 in 各项目 %}",
                "对照手册改写。",
            )
            return None

    def _resolve(self, node: nodes.Node, tag: Tag) -> Any:
        if isinstance(node, nodes.Name):
            return self._name(node.name, tag)
        if isinstance(node, nodes.Getattr):
            return self._below(self._resolve(node.node, tag), node.attr, tag)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            return self._below(self._resolve(node.node, tag), str(node.arg.value), tag)
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            guess = nearest(node.name, FILTERS)
            remedy = f"是否应为“{guess}”？" if guess else "删去“|”及其后的名称。"
            self._report("T006", tag, f"没有过滤器“{node.name}”", "、".join(FILTERS), remedy)
        for child in node.iter_child_nodes():
            self._resolve(child, tag)
        return _UNKNOWN

    def _name(self, name: str, tag: Tag) -> Any:
        for block in reversed(self.open):
            if name in block.scope:
                return block.scope[name]
        if name in self.context:
            return self.context[name]
        self._unknown_name(name, [*self.context, *(n for b in self.open for n in b.scope)], tag)
        return _UNKNOWN

    def _below(self, value: Any, name: str, tag: Tag) -> Any:
        if value is _UNKNOWN:
            return _UNKNOWN
        found = lookup(value, name, _UNKNOWN)
        if found is _UNKNOWN:
            self._unknown_name(name, names(value), tag)
        return found

    def _unknown_name(self, name: str, known: list[str], tag: Tag) -> None:
        guess = nearest(name, known)
        expected = "、".join(known[:12]) or "这里没有下一级"
        remedy = f"是否应为“{guess}”？" if guess else "改成所列的一个名称。"
        self._report("T002", tag, f"“{tag.text}”里的“{name}”不存在", expected, remedy)

    def _report(self, code: str, tag: Tag, found: str, expected: str, remedy: str) -> None:
        where = f"{tag.spoken}：" if tag.spoken else ""
        self.findings.append(Finding(code, tag.place, f"{where}{found}", expected, remedy))
