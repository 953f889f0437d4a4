"""Files to mappings with positions. Knows YAML, knows no model.

Whatever is wrong with a file becomes a finding, and reading goes on as far as it can, so that one
run shows all problems. Scalars keep their own text: nothing is turned into a float, a date or a
truth value here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.findings import Finding, Place

MAX_BYTES = 1_000_000
MAX_DEPTH = 20

# What XML 1.0 cannot carry, tabs and line ends apart.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


class Scalar(str):
    """A scalar's own text, with its place, its path in the data, and how it was written."""

    place: Place
    path: str
    quoted: bool
    null: bool

    def __new__(cls, text: str, place: Place, path: str, *, quoted: bool = False, null: bool = False) -> Scalar:
        """Return the text of a scalar; ``null`` for an empty value, ``~`` or ``null``."""
        scalar = super().__new__(cls, text)
        scalar.place, scalar.path, scalar.quoted, scalar.null = place, path, quoted, null
        return scalar


class Entries(dict[str, object]):
    """A mapping with its place and the place of each key."""

    def __init__(self, place: Place, path: str) -> None:
        super().__init__()
        self.place = place
        self.path = path
        self.key_places: dict[str, Place] = {}


class Items(list[object]):
    """A sequence with its place."""

    def __init__(self, place: Place, path: str) -> None:
        super().__init__()
        self.place = place
        self.path = path


Node = Scalar | Entries | Items


@dataclass(slots=True)
class Source:
    """What was read from one file: its text, its tree (None if unreadable) and the findings."""

    file: str
    text: str = ""
    tree: Node | None = None
    findings: list[Finding] = field(default_factory=list)

    def report(self, code: str, place: Place, found: str, expected: str, remedy: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(code, place, found, expected, remedy))


def read_text(path: Path, shown: str) -> Source:
    """Return the file's text as UTF-8 with ``\\n`` line ends; what forbids that is among the findings."""
    source = Source(shown)
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError as error:
        source.report(
            "L009",
            Place(shown),
            f"文件读不出来（{error.strerror}）",
            "可以读取的文件",
            "检查文件是否存在、是否有读取权限。",
        )
        return source
    if data is None:
        source.report(
            "L008",
            Place(shown),
            f"文件超过 {MAX_BYTES // 1000} KB",
            f"不超过 {MAX_BYTES // 1000} KB 的文本文件",
            "数据文件只放文字和数字，请删去误粘贴的内容。",
        )
        return source
    source.text = _without_forbidden(source, _decoded(source, data))
    return source


def _decoded(source: Source, data: bytes) -> str:
    place = Place(source.file)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
        source.report(
            "L004",
            place,
            "文件开头有 BOM 标记",
            "不带 BOM 的 UTF-8",
            "在编辑器里另存为“UTF-8（无 BOM）”。",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        encoding = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "GBK"
        source.report(
            "L003",
            place,
            f"文件编码不是 UTF-8（看起来是 {encoding}）",
            "UTF-8 编码",
            "在编辑器里选“另存为”，编码选 UTF-8。",
        )
        text = data.decode("utf-16" if encoding == "UTF-16" else "gb18030", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_forbidden(source: Source, text: str) -> str:
    for match in _FORBIDDEN.finditer(text):
        source.report(
            "L006",
            _place_at(source.file, text, match.start()),
            f"有看不见的控制字符 U+{ord(match.group()):04X}",
            "只有可见文字和换行",
            "删去该处的字符后重新输入（常由从其他软件粘贴带来）。",
        )
    return _FORBIDDEN.sub("", text)


def _place_at(file: str, text: str, offset: int) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(file, text.count("\n", 0, offset) + 1, offset - start + 1)


def load_yaml(path: Path, shown: str, prefix: str) -> Source:
    """Return the file's tree; ``prefix`` is the path of its root in the data, such as 附件1."""
    source = read_text(path, shown)
    if source.text or not source.findings:
        source.tree = _parse(source, prefix)
    return source


def _parse(source: Source, prefix: str) -> Node | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    text = _without_tabs(source)
    try:
        root = YAML(typ="safe").compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(source.file, mark.line + 1, mark.column + 1) if mark else Place(source.file)
        _report_syntax(source, place, text, str(error.problem or ""))
        return None
    except (YAMLError, RecursionError):
        _report_syntax(source, Place(source.file), text, "")
        return None
    if root is None:
        return Entries(Place(source.file), prefix)
    return _Builder(source).build(root, prefix, 0)


def _without_tabs(source: Source) -> str:
    for number, line in enumerate(source.text.split("\n"), start=1):
        if "\t" in line:
            source.report(
                "L005",
                Place(source.file, number, line.index("\t") + 1),
                "有制表符（Tab）",
                "用空格缩进和分隔",
                "把制表符改成空格，每级缩进两个空格。",
            )
    return source.text.replace("\t", "  ")


_SYNTAX_HINTS: list[tuple[Callable[[str, str], bool], str, str]] = [
    (
        lambda line, _: "：" in line and ": " not in line and not line.rstrip().endswith(":"),
        "用了中文冒号“：”",
        "键后用英文冒号加一个空格，例如“预算: 5”。",
    ),
    (
        lambda line, _: re.match(r"\s*(- )?[^\s'\"#]+:[^\s]", line) is not None,
        "冒号后面缺少空格",
        "英文冒号后留一个空格，例如“预算: 5”。",
    ),
    (
        lambda _, problem: "quoted scalar" in problem or "end of stream" in problem,
        "引号或括号没有成对",
        "补上另一半引号或括号。",
    ),
    (
        lambda _, problem: "mapping values are not allowed" in problem,
        "一行里有多个“: ”，或缩进不对",
        "含冒号的文字用引号括起来；同级的键对齐。",
    ),
    (
        lambda _, problem: "alias" in problem or "anchor" in problem,
        "用了 & 或 * 开头的文字",
        "以 & 或 * 开头的文字用引号括起来。",
    ),
    (
        lambda line, _: re.search(r":\s+[>|@`%!]", line) is not None,
        "值以 > | @ ` % ! 之一开头",
        "这样的值用引号括起来，例如“年度指标值: '>96%'”。",
    ),
]


def _report_syntax(source: Source, place: Place, text: str, problem: str) -> None:
    lines = text.split("\n")
    here = lines[place.line - 1] if place.line <= len(lines) else ""
    above = lines[place.line - 2] if place.line >= 2 else ""
    for applies, found, remedy in _SYNTAX_HINTS:
        for offset, line in ((0, here), (1, above)):
            if applies(line, problem):
                at = Place(place.file, place.line - offset, 1 if offset else place.column)
                source.report("L001", at, f"YAML 写法有误：{found}", "合乎 YAML 写法的一行", remedy)
                return
    source.report(
        "L001",
        place,
        "YAML 写法有误，从这里起读不下去",
        "“键: 值”的写法，同级对齐",
        "检查这一行和上一行的缩进（用空格对齐）、冒号和引号。",
    )


class _Builder:
    """Turns composed nodes into our own, which carry place and path."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.built: set[int] = set()

    def build(self, node: object, path: str, depth: int) -> Node:
        from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

        place = self._place(node)
        if id(node) in self.built:
            self._refuse("L007", place, "用了 YAML 别名（* 引用 & 锚点）", "每个值直接写出", "把别名改写成值本身。")
            return Scalar("", place, path, null=True)
        self.built.add(id(node))
        if depth > MAX_DEPTH:
            self._refuse("L011", place, "嵌套过深", f"不超过 {MAX_DEPTH} 层", "检查缩进。")
            return Scalar("", place, path, null=True)
        self._check_tag(node, place)
        if isinstance(node, MappingNode):
            return self._mapping(node, place, path, depth)
        if isinstance(node, SequenceNode):
            items = Items(place, path)
            items.extend(
                self.build(child, f"{path}[{number}]", depth + 1) for number, child in enumerate(node.value, start=1)
            )
            return items
        assert isinstance(node, ScalarNode)  # noqa: S101 - compose yields these three kinds only
        null = str(node.tag) == "tag:yaml.org,2002:null"
        return Scalar(str(node.value), place, path, quoted=node.style is not None, null=null)

    def _mapping(self, node: object, place: Place, path: str, depth: int) -> Entries:
        entries = Entries(place, path)
        for key_node, value_node in node.value:  # type: ignore[attr-defined]
            key_place = self._place(key_node)
            if not isinstance(key_node.value, str):
                self._refuse("L013", key_place, "键不是一个词", "单独的一个词作键", "检查这一行的写法。")
                continue
            key = key_node.value
            if key in entries:
                first = entries.key_places[key].line
                self._refuse(
                    "L002",
                    key_place,
                    f"键“{key}”重复（第 {first} 行已有）",
                    "同一级里每个键只出现一次",
                    "删去其中一行，或改正键名。",
                )
                continue
            entries.key_places[key] = key_place
            entries[key] = self.build(value_node, f"{path}.{key}" if path else key, depth + 1)
        return entries

    def _check_tag(self, node: object, place: Place) -> None:
        tag = str(getattr(node, "tag", ""))
        if tag and not tag.startswith("tag:yaml.org,2002:"):
            self._refuse("L012", place, f"用了 YAML 标签“{tag}”", "普通的值", "删去以 ! 开头的标签。")

    def _place(self, node: object) -> Place:
        mark = node.start_mark  # type: ignore[attr-defined]
        return Place(self.source.file, mark.line + 1, mark.column + 1)

    def _refuse(self, code: str, place: Place, found: str, expected: str, remedy: str) -> None:
        self.source.report(code, place, found, expected, remedy)
