"""Checks a template before it is rendered: all faults at once, each with its place and the nearest name."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from msgspec import Struct

from jixiao.findings import Finding, Place
from jixiao.glossary import nearest
from jixiao.patterns import compile_late
from jixiao.plain import cut_end
from jixiao.render.environment import FormEnvironment
from jixiao.render.expressions import LOOP, Expressions
from jixiao.source.tag_pattern import TAG

MERGE = "合并"
_TAG = compile_late(TAG, re.DOTALL)
# Half a tag, or one typed with Chinese braces or with a space between them.
_HALF = compile_late(r"[{｛] ?[{｛]|[}｝] ?[}｝]|[{｛][%％#＃]|[%％#＃][}｝]")
_WHOLE_MARKS = frozenset(("{{", "}}", "{%", "%}", "{#", "#}"))
_CURLY = compile_late(r"\[\s*[“”‘’]")
_NARROW = "改成半角的花括号和 %、#，中间不空格；报告里的 make fmt 可自动改好。"
_BLOCKS = ("for", "endfor", "if", "elif", "else", "endif", MERGE)
_EXAMPLES = "{{ 名称.名称 }} 或 {% for 项 in 各项目 %}"
# Data bounds what one loop prints; loops within loops multiply.
_MAX_LOOPS = 3
# A parser that calls itself for every bracket, and a compiler that does for every block, must come to an end.
MAX_TAG = 500
_MAX_BLOCKS = _MAX_BRACKETS = 20


class Tag(Struct, frozen=True):
    """A tag as written, with its place.

    ``source`` is the tag as Jinja reads it; ``spoken`` says its place in a form (表1 第4行第2格), and
    ``paragraph`` is the element it stands in, None in Markdown.
    """

    text: str
    place: Place
    source: str
    spoken: str = ""
    paragraph: Any = None

    @property
    def is_comment(self) -> bool:
        """Whether the tag only speaks to whoever edits the template."""
        return self.source.startswith("{#") and self.source.endswith("#}")

    @property
    def is_whole(self) -> bool:
        """Whether the tag has both its ends."""
        return _TAG.fullmatch(self.text) is not None

    @property
    def inner(self) -> str:
        """The words between the braces."""
        return self.source[2:-2].strip().strip("-").strip()

    @property
    def keyword(self) -> str:
        """The word a block begins with; "" for what is printed."""
        return self.inner.partition(" ")[0] if self.source.startswith("{%") else ""


def find_tags(text: str, place: Place) -> Iterator[Tag]:
    """Yield the tags of a text, and what looks like half a tag."""
    position = 0
    for match in _TAG.finditer(text):
        yield from _halves(text, position, match.start(), place)
        yield _tag(match, text, place)
        position = match.end()
    yield from _halves(text, position, len(text), place)


def without_tags(text: str) -> str:
    """Return a text of the same length with spaces in place of its tags, and of what looks like half a tag."""
    blank = _TAG.sub(_blank, text)
    return _HALF.sub(_blank, blank)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _halves(text: str, start: int, end: int, place: Place) -> Iterator[Tag]:
    for half in _HALF.finditer(text, start, end):
        yield _tag(half, text, place)


def _tag(match: re.Match[str], text: str, place: Place) -> Tag:
    offset = match.start()
    above = text.count("\n", 0, offset)
    column = offset - (text.rfind("\n", 0, offset) + 1) + (place.column if above == 0 else 1)
    return Tag(match[0], Place(place.file, place.line + above, column), match[0].replace("\n", " "))


def lint(tags: Iterable[Tag], context: dict[str, Any], environment: FormEnvironment) -> list[Finding]:
    """Return the faults of a template whose tags come in reading order."""
    checker = _Checker(context, environment)
    for tag in tags:
        checker.check(tag)
    checker.close()
    return checker.findings


def fault(code: str, tag: Tag, *, found: str, expected: str, remedy: str) -> Finding:
    """Return a finding about a tag, which says where in the form it stands."""
    where = f"{tag.spoken}：" if tag.spoken else ""
    words = cut_end(tag.text, MAX_TAG)
    subject = f"{tag.place.file}：{words}"
    return Finding(
        code,
        place=tag.place,
        found=f"{where}“{words}”{found}",
        expected=expected,
        remedy=remedy,
        subject=subject,
        seen=(words,),
    )


@lru_cache(maxsize=1_000)  # the templates of a year looked at again after an edit: 3 of 120 ms
def _parse(environment: FormEnvironment, source: str) -> nodes.Template | None:
    """Return a tag as a template of its own, to be looked at only; None where it is not written as one."""
    try:
        return environment.parse(source)
    except (TemplateSyntaxError, RecursionError):
        return None


def _dotted(words: str) -> nodes.Expr | None:
    """Return 附件1.三公经费.决算 as the parser would, which takes 14 ms a package; None for anything else."""
    first, *rest = words.split(".")
    # No keyword of Jinja's has a character that is not ASCII.
    if not all(word.isidentifier() and not word.isascii() for word in (first, *rest)):
        return None
    name: nodes.Expr = nodes.Name(first, "load")
    for attribute in rest:
        name = nodes.Getattr(name, attribute, "load")
    return name


class _OpenTag(Struct):
    keyword: str
    tag: Tag
    scope: dict[str, Any]


class _Checker:
    def __init__(self, context: dict[str, Any], environment: FormEnvironment) -> None:
        self.context = context
        self.environment = environment
        self.open: list[_OpenTag] = []
        self.findings: list[Finding] = []

    def check(self, tag: Tag) -> None:
        if not tag.is_whole and tag.text not in _WHOLE_MARKS:
            self._report(tag, "不是半角的花括号", "{{ 名称 }} 或 {% … %}", _NARROW)
        elif not tag.is_whole:
            self._report(tag, "不成对", "{{ 名称 }} 或 {% … %}", "补上另一半，或删去。")
        elif tag.is_comment:
            return
        elif len(tag.text) > MAX_TAG:
            self._report(tag, f"太长，有 {len(tag.text)} 个字", f"不超过 {MAX_TAG} 个字的标记", "分成几个标记写。")
        elif tag.text.count("(") + tag.text.count("[") > _MAX_BRACKETS:
            self._report(tag, "里的括号太多", f"不超过 {_MAX_BRACKETS} 个", "分成几个标记写。")
        elif tag.text.startswith("{{"):
            self._printed(tag)
        else:
            self._block(tag)

    def close(self) -> None:
        for block in self.open:
            self._report(block.tag, "没有结束", f"后面有 {{% end{block.keyword} %}}", "补上结束标记。", code="T004")

    def _printed(self, tag: Tag) -> None:
        name = _dotted(tag.inner)
        if name is not None:
            self._expressions(tag).check_printed(name, tag.inner)
            return
        output = self._parsed(f"{{{{ {tag.inner} }}}}", nodes.Output, tag)
        if output is not None:
            self._expressions(tag).check_printed(output.nodes[0], tag.inner)

    def _block(self, tag: Tag) -> None:
        keyword, _, rest = tag.inner.partition(" ")
        if keyword not in _BLOCKS:
            guess = nearest(keyword, _BLOCKS)
            remedy = f"是否应为“{guess}”？" if guess else "改成 for、if 或 合并。"
            self._report(tag, f"里的“{keyword}”不认识", "、".join(_BLOCKS), remedy, code="T003")
        elif keyword == "for":
            self._loop(tag)
        elif keyword in ("endfor", "endif"):
            self._end(keyword.removeprefix("end"), tag)
        elif keyword == "else":
            self._needs_if(tag)
        else:
            self._condition(rest, tag)
            if keyword == "if":
                self._open("if", tag, {})
            elif keyword == "elif":
                self._needs_if(tag)

    def _loop(self, tag: Tag) -> None:
        scope: dict[str, Any] = {}
        self._open("for", tag, scope)
        loop = self._parsed(f"{{% {tag.inner} %}}{{% endfor %}}", nodes.For, tag)
        if loop is None:
            return
        if not isinstance(loop.target, nodes.Name) or loop.recursive:
            self._report(tag, "写法有误", "{% for 项 in 各项目 %}", "for 后面写一个自取的名称。")
            return
        if sum(block.keyword == "for" for block in self.open) > _MAX_LOOPS:
            self._report(tag, "套得太深", f"最多 {_MAX_LOOPS} 层 for", "减少 for 的层数。", code="T009")
        expressions = self._expressions(tag)
        scope |= {str(loop.target.name): expressions.first_of(loop.iter), "loop": LOOP}
        if loop.test is not None:
            self._expressions(tag).value(loop.test)

    def _open(self, keyword: str, tag: Tag, scope: dict[str, Any]) -> None:
        self.open.append(_OpenTag(keyword, tag, scope))
        if len(self.open) == _MAX_BLOCKS + 1:
            self._report(tag, "套得太深", f"最多 {_MAX_BLOCKS} 层 for 和 if", "减少层数。", code="T009")

    def _condition(self, words: str, tag: Tag) -> None:
        condition = self._parsed(f"{{% if {words} %}}{{% endif %}}", nodes.If, tag)
        if condition is not None:
            self._expressions(tag).value(condition.test)

    def _end(self, keyword: str, tag: Tag) -> None:
        if self.open and self.open[-1].keyword == keyword:
            self.open.pop()
            return
        expected = f"先有 {{% end{self.open[-1].keyword} %}}" if self.open else "前面有相应的开始标记"
        self._report(tag, "没有对应的开始", expected, "核对 for、if 的配对。", code="T004")

    def _needs_if(self, tag: Tag) -> None:
        if not self.open or self.open[-1].keyword != "if":
            self._report(tag, "不在 if 里", "前面有 {% if … %}", "补上 if，或删去。", code="T004")

    def _parsed(self, source: str, kind: type[nodes.Node], tag: Tag) -> Any:
        tree = _parse(self.environment, source)
        if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], kind):
            remedy = "名称两边用英文引号，make fmt 可自动改好。" if _CURLY.search(source) else "对照手册改写。"
            self._report(tag, "写法有误", _EXAMPLES, remedy)
            return None
        return tree.body[0]

    def _expressions(self, tag: Tag) -> Expressions:
        scope = ChainMap(*(block.scope for block in reversed(self.open)), self.context)

        def report(code: str, found: str, expected: str, remedy: str) -> None:
            self._report(tag, f"：{found}", expected, remedy, code=code)

        return Expressions(scope, report)

    def _report(self, tag: Tag, found: str, expected: str, remedy: str, *, code: str = "T001") -> None:
        self.findings.append(fault(code, tag, found=found, expected=expected, remedy=remedy))
