"""Texts to mappings with positions. Knows YAML, knows no model.

Whatever is wrong with a file becomes a finding, and reading goes on as far as it can, so that one
run shows all problems. Scalars keep their own text: nothing is turned into a float, a date or a
truth value here. The parser's events are read one by one, without its composer: that one is
recursive in C (a thousand open brackets end the process), resolves aliases and drops anchors unseen.
Most of what is read is scalars, so their way is kept short.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from sys import intern
from typing import Any

from jixiao.figures import TO_FILL_IN, TO_MEND, DrawnCell
from jixiao.findings import Place, quoted
from jixiao.folding import find_lookalikes, fold, is_suspect
from jixiao.patterns import compile_late
from jixiao.source.decoding import SourceText, column_as_written, read_text, report_lookalike, without_tabs
from jixiao.source.syntax_hints import report_syntax

MAX_DEPTH = 20
COLUMN = 32  # bits


class Scalar(str):
    """A scalar's own text, with its place and its path in the data; ``first_line`` is where the text begins.

    ``ends`` is the line and column right after it as written; those of a block may lie below blank lines that follow.
    """

    __slots__ = ("first_line", "null", "packed_end", "path", "place")

    place: Place
    path: str
    null: bool
    first_line: int
    packed_end: int  # as a tuple it would take 80 bytes more, 10 MB where a form has 10,000 rows

    def __new__(cls, text: str, place: Place, path: str, *, null: bool = False, block: bool = False) -> Scalar:
        """Return the text of a scalar; ``null`` for an empty value, ``~`` or ``null``, ``block`` for ``|``."""
        scalar = super().__new__(cls, text)
        scalar.place, scalar.path, scalar.null = place, path, null
        scalar.first_line = place.line + block
        scalar.packed_end = place.line << COLUMN | place.column
        return scalar

    @property
    def ends(self) -> tuple[int, int]:
        """The line and column right after it as written."""
        return self.packed_end >> COLUMN, self.packed_end & (1 << COLUMN) - 1

    @property
    def end(self) -> Place:
        """The place right after it as written."""
        return Place(self.place.file, *self.ends)


class Drawn(Scalar):
    """A scalar that refers to a cell of the accounts, with that cell; its text is the reference."""

    __slots__ = ("cell",)

    cell: DrawnCell

    @classmethod
    def of(cls, scalar: Scalar, cell: DrawnCell) -> Drawn:
        """Return a scalar as one whose amount stands in a cell."""
        drawn = cls(str(scalar), scalar.place, scalar.path)
        drawn.first_line, drawn.packed_end, drawn.cell = scalar.first_line, scalar.packed_end, cell
        return drawn


class Entries(dict[str, object]):
    """A mapping with its place and the place of each key."""

    __slots__ = ("key_places", "path", "place")

    def __init__(self, place: Place, path: str) -> None:
        super().__init__()
        self.place = place
        self.path = path
        self.key_places: dict[str, Place] = {}


class Items(list[object]):
    """A sequence with its place."""

    __slots__ = ("path", "place")

    def __init__(self, place: Place, path: str) -> None:
        super().__init__()
        self.place = place
        self.path = path


class Flawed:
    """Stands for a value that could not be read and has its finding already; prints as 〔待改〕 in a draft."""

    SHOWN = TO_MEND


class Unfilled(Flawed):
    """Stands for a value that is still to be filled in and has its finding too; prints as 〔待填〕 in a draft.

    It keeps the ``scalar`` that says so, and so its place and its path: it is unknown, not unreadable.
    """

    SHOWN = TO_FILL_IN

    def __init__(self, scalar: Scalar) -> None:
        self.scalar = scalar


Node = Scalar | Entries | Items | Flawed


def load_yaml(path: Path, shown: str, prefix: str) -> SourceText:
    """Return the file's tree; ``prefix`` is the path of its root in the data, such as 附件1."""
    return parse_source(read_text(path, shown), prefix)


def parse_source(source: SourceText, prefix: str) -> SourceText:
    """Return a file that was read with its tree, as ``load_yaml`` does."""
    if source.text.strip() or not source.findings:
        source.tree = _parse(source, prefix)
    return source


def parse_yaml(text: str, shown: str, prefix: str) -> SourceText:
    """Return the tree of a text that is in no file yet."""
    source = SourceText(shown, text)
    source.tree = _parse(source, prefix)
    return source


def _parse(source: SourceText, prefix: str) -> Node | None:
    from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]  # comes with ruamel.yaml.clib
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    text, widened = without_tabs(source)
    try:
        return _Builder(source, CParser(text).get_event, text.split("\n"), widened).document(prefix)
    except _Unreadable:
        pass
    except MarkedYAMLError as error:
        report_syntax(source, error, text.split("\n"), widened)
    except YAMLError:
        report_syntax(source, MarkedYAMLError(), text.split("\n"), widened)
    return None


class _Unreadable(Exception):
    """Nothing can be said about the rest of the file; why is among the findings."""


class _Builder:
    """Builds our nodes, which carry place and path, from the parser's events."""

    def __init__(
        self, source: SourceText, next_event: Callable[[], Any], lines: list[str], widened: dict[int, int]
    ) -> None:
        self.source = source
        self.next_event = next_event
        self.lines = lines
        self.hashed = {number for number, line in enumerate(lines) if "#" in line}
        self.widened = widened

    def document(self, prefix: str) -> Node | None:
        """Return the root of the only document; None and a finding if there is none."""
        started = [self.next_event(), self.next_event()][-1]
        if not _is(started, "DocumentStartEvent"):
            self.source.report(Place(self.source.file), _EMPTY)
            return None
        event = self.next_event()
        if _is(event, "ScalarEvent") and event.value in _NULLS and not event.style:
            self.source.report(Place(self.source.file), _EMPTY)
            root = None
        else:
            root = self._node(event, prefix, 0)
        self.next_event()
        following = self.next_event()
        if _is(following, "DocumentStartEvent"):
            self.source.report(self._place(following), _SECOND_DOCUMENT)
            return None
        return root

    def _node(self, event: Any, path: str, depth: int) -> Node:
        place, kind = self._place(event), type(event).__name__
        if kind == "AliasEvent":
            self.source.report(place, ("L007", f"“*{event.anchor}”会被当作 YAML 的引用", *_QUOTE_OR_WRITE_OUT))
            return Flawed()
        clean = (event.anchor is None and event.ctag is None) or self._check_marks(event, place)
        if kind == "ScalarEvent":
            return self._scalar(event, place, path) if clean else Flawed()
        if depth == MAX_DEPTH:
            # The parser's own time grows with the square of the depth, so there is no reading on.
            self.source.report(place, ("L011", "嵌套过深", f"不超过 {MAX_DEPTH} 层", "检查缩进和括号。"))
            raise _Unreadable
        tree = self._mapping(place, path, depth) if kind == "MappingStartEvent" else self._items(place, path, depth)
        return tree if clean else Flawed()

    def _scalar(self, event: Any, place: Place, path: str) -> Scalar | Flawed:
        text, style, end = event.value, event.style, event.end_mark
        line, column = end.line, end.column
        if style in ("|", ">"):
            if not text.strip():  # >5 is the head of a block for YAML, and the block is empty
                self.source.report(place, ("L001", "值以 > 或 | 开头，被读成了空的", *_QUOTE_TEXT))
                return Flawed()
        elif line in self.hashed and (comment := _SUDDEN_COMMENT.match(self.lines[line], column)):
            advice = _QUOTE_OR_RECKON if _EXCEL_ERROR.match(comment[1]) else _QUOTE_OR_SPACE
            self.source.report(place, ("L017", f"{quoted(comment[1])}会被当作注释", *advice))
            return Flawed()
        if style == '"' and is_suspect(text):
            # Written as an escape; elsewhere they are gone by now. Of one scalar the first is enough.
            for alike in list(find_lookalikes(text))[:1]:
                report_lookalike(self.source, place, alike, escaped=True)
            text = fold(text)
        scalar = Scalar(text, place, path, null=not style and text in _NULLS, block=style == "|")
        scalar.packed_end = line + 1 << COLUMN | column_as_written(line, column, self.widened)
        return scalar

    def _items(self, place: Place, path: str, depth: int) -> Items:
        items = Items(place, path)
        while not _is(event := self.next_event(), "SequenceEndEvent"):
            items.append(self._node(event, f"{path}[{len(items) + 1}]", depth + 1))
        return items

    def _mapping(self, place: Place, path: str, depth: int) -> Entries:
        entries = Entries(place, path)
        while not _is(event := self.next_event(), "MappingEndEvent"):
            key = self._node(event, path, depth + 1)
            value = self._node(self.next_event(), f"{path}.{key}" if path else str(key), depth + 1)
            if isinstance(key, Flawed):
                continue
            if not isinstance(key, Scalar) or not key:
                self.source.report(key.place, ("L013", "冒号前面不是一个键", "“键: 值”的写法", "检查这一行的写法。"))
            elif key in entries:
                self._refuse_repeated(key, entries.key_places[key].line)
            else:
                self._check_indent(key)
                name = intern(str(key))  # which thousands of rows have in common
                entries.key_places[name] = key.place
                entries[name] = value
                if isinstance(value, Scalar) and value.ends[0] > value.place.line > key.place.line:
                    self._check_lines(key, value)
        return entries

    def _check_lines(self, key: Scalar, value: Scalar) -> None:
        # Lines below a key without its |- are one line to YAML; items of a list then run together.
        if value.first_line == value.place.line and any(map(_ITEM.match, self.lines[value.place.line : value.ends[0]])):
            self.source.report(key.place, ("L018", f"“{key}”下面各行会被连成一行", *_BLOCK_MARK))

    def _check_indent(self, key: Scalar) -> None:
        # For YAML these are letters of the key, which then stands at the wrong level: nothing in the file is sure.
        if key[0] in "\u3000\u00a0":
            self.source.report(key.place, _FULL_WIDTH_INDENT)
            raise _Unreadable

    def _refuse_repeated(self, key: Scalar, first: int) -> None:
        found = f"键{quoted(key)}重复（第 {first} 行已有）"
        self.source.report(key.place, ("L002", found, "同一级里每个键只出现一次", "删去其中一行，或改正键名。"))

    def _check_marks(self, event: Any, place: Place) -> bool:
        if event.anchor:
            self.source.report(place, ("L007", f"“&{event.anchor}”会被当作 YAML 的锚点", *_QUOTE_OR_WRITE_OUT))
        if event.tag:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.source.report(place, ("L012", f"“{tag}”会被当作 YAML 的标签", *_QUOTE_OR_DELETE))
        return not event.anchor and not event.tag

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self.source.file, mark.line + 1, column_as_written(mark.line, mark.column, self.widened))


_NULLS = ("", "~", "null", "Null", "NULL")
_COPY = "从上一年度复制该文件的内容再修改；年度确实不需要的文件，整个删去。"
_EMPTY = ("L016", "文件里没有内容", "“键: 值”各行", _COPY)
_HALF_WIDTH = "把行首的全角空格改成半角空格，每级缩进两个；全文件都查一遍。"
_FULL_WIDTH_INDENT = ("L001", "缩进用了全角空格", "用半角空格缩进", _HALF_WIDTH)
_SECOND_DOCUMENT = ("L001", "“---”把文件分成了两份，后面的读不到", "一个文件一份内容", "删去“---”这一行。")
_SUDDEN_COMMENT = compile_late(r"\s*(#[^\s#].*)")
_ITEM = compile_late(r"\s*(?:[0-9]{1,2}[.．、](?![0-9])|[（(][0-9一二三四五六七八九十]{1,2}[)）])")
_BLOCK_MARK = ("冒号后面有“|-”", "在冒号后面加一个空格和“|-”，下面各行不动。")
_QUOTE_OR_SPACE = ("引号里的文字，或“# ”开头的注释", "是文字的，整个值用引号括起来；是注释的，# 后面加一个空格。")
_EXCEL_ERROR = compile_late(r"#(?:DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|#+)")
_QUOTE_OR_RECKON = ("确定的值", "这是 Excel 的出错值：回到原表改好公式，再填写算出的数。")
_QUOTE_TEXT = ("引号里的文字", "这样的值用引号括起来，例如“年度指标值: '>5'”。")
_QUOTE_OR_WRITE_OUT = ("直接写出的值", "文字以 & 或 * 开头的用引号括起来；不是文字的，直接写出值本身。")
_QUOTE_OR_DELETE = ("普通的值", "文字以 ! 开头的用引号括起来；否则删去标签。")


def _is(event: Any, kind: str) -> bool:
    return type(event).__name__ == kind
