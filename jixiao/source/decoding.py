"""SourceText files: bytes to text, with whatever forbids that among the findings.

Users write these files in Notepad, WPS and browsers; what those leave behind (BOM, GBK, UTF-16,
invisible characters) is found here, named, and read past, so that one run shows all problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from jixiao.findings import Finding, Message, Place, finding_at

MAX_BYTES = 1_000_000
# A file that is damaged throughout says so once and again, not thousands of times.
_MOST_SHOWN = 10

# What XML 1.0 cannot carry or nobody can see (tabs and line ends apart); the zero-width joiner stays, emoji need it.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2028\u2029\u2060\ufdd0-\ufdef\ufeff\ufffe\uffff\ud800-\udfff]"
)

_TWO_CELLS = re.compile(r"(?<=[0-9０-９%％)）元])[ ]*\t[ \t]*(?=[-+.(（￥¥0-9０-９])")
_CELL_END = "\0"  # no text holds it: invisible characters are gone by now


class SourceText(Struct):
    """What was read from one file: its text, its tree (None if unreadable) and the findings."""

    file: str
    text: str = ""
    tree: object | None = None
    findings: list[Finding] = field(default_factory=list)

    def report(self, place: Place, message: Message) -> None:
        """Add a finding."""
        self.findings.append(finding_at(place, message, subject=self.file))


def read_text(path: Path, shown: str) -> SourceText:
    """Return the file's text with ``\\n`` line ends; "" and a finding where there is no text to be had."""
    source = SourceText(shown)
    data = _bytes(source, path)
    if data is not None:
        text = _decoded(source, data).replace("\r\n", "\n").replace("\r", "\n")
        source.text = _without_invisible(source, text)
    return source


def _bytes(source: SourceText, path: Path) -> bytes | None:
    place = Place(source.file)
    if not path.is_file():
        source.report(place, ("L009", "这里不是文件", "文本文件", "移走同名的文件夹，再放上该文件。"))
        return None
    try:
        if path.stat().st_size <= MAX_BYTES:
            return path.read_bytes()
    except OSError:
        source.report(place, ("L009", "文件读不出来", "可以读取的文件", "检查是否有读取权限，是否被其他程序占用。"))
        return None
    limit = f"{MAX_BYTES // 1000} KB"
    remedy = "数据文件只放文字和数字，请删去误粘贴的内容。"
    source.report(place, ("L008", f"文件超过 {limit}", f"不超过 {limit} 的文本文件", remedy))
    return None


def _decoded(source: SourceText, data: bytes) -> str:
    place = Place(source.file)
    if data.startswith(b"\xef\xbb\xbf"):
        source.report(
            place, ("L004", "文件开头有 BOM 标记", "不带 BOM 的 UTF-8", "在编辑器里另存为“UTF-8（无 BOM）”。")
        )
        data = data[3:]
    for encoding, name in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if name != "UTF-8":
            found = f"文件编码不是 UTF-8（看起来是 {name}）"
            source.report(place, ("L003", found, "UTF-8 编码", "在编辑器里选“另存为”，编码选 UTF-8。"))
        return text
    remedy = "可能误放了 Word、Excel 文件，或文件已损坏；换成原来的文本文件。"
    source.report(place, ("L003", "文件里不是文字，或编码认不出来", "UTF-8 编码的文本文件", remedy))
    return ""


def _encodings(data: bytes) -> Iterator[tuple[str, str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16", "UTF-16"
    elif b"\x00" in data[1:4:2] and b"\x00" not in data[0:4:2]:
        yield "utf-16-le", "UTF-16"
    else:
        yield "utf-8", "UTF-8"
        if b"\x00" not in data:
            yield "gb18030", "GBK"


def _without_invisible(source: SourceText, text: str) -> str:
    matches = list(_INVISIBLE.finditer(text))
    for match in matches[:_MOST_SHOWN]:
        report_invisible(source, _place_at(source.file, text, match.start()), match.group(), len(matches))
    return _INVISIBLE.sub("", text)


def report_invisible(source: SourceText, place: Place, character: str, count: int = 1) -> None:
    """Add the finding on an invisible character, one of ``count`` in the file."""
    more = f"，全文件共 {count} 处" if count > _MOST_SHOWN else ""
    found = f"有看不见的字符 U+{ord(character):04X}{more}"
    remedy = "删去该处的字符（常由从网页或其他软件粘贴带来），必要时把这一行重新输入。"
    source.report(place, ("L006", found, "只有可见文字和换行", remedy))


def first_invisible(text: str) -> str | None:
    """Return the first invisible character of a text; None if it has none."""
    match = _INVISIBLE.search(text)
    return match.group() if match else None


def without_invisible(text: str) -> str:
    """Return the text without its invisible characters."""
    return _INVISIBLE.sub("", text)


def without_tabs(source: SourceText) -> tuple[str, dict[int, int]]:
    """Return the text with spaces for tabs, and by how many columns that shifted each line (counted from 0)."""
    lines = source.text.split("\n")
    tabbed = [number for number, line in enumerate(lines) if "\t" in line]
    if not tabbed:
        return source.text, {}
    more = f"，全文件共 {len(tabbed)} 行" if len(tabbed) > 1 else ""
    place = Place(source.file, tabbed[0] + 1, lines[tabbed[0]].index("\t") + 1)
    remedy = "把制表符都改成空格，每级缩进两个空格。"
    if any(_TWO_CELLS.search(lines[number]) for number in tabbed):
        remedy = "两个数之间的制表符是粘贴了两格：只留这一栏的一个数；其余的制表符改成空格，每级缩进两个空格。"
    source.report(place, ("L005", f"有制表符（Tab）{more}", "用空格缩进和分隔", remedy))
    widened: dict[int, int] = {}
    for number in tabbed:
        line = lines[number]
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        widened[number] = indent.count("\t")
        # A tab between two numbers stands between two cells: it must not turn into a separator of thousands.
        kept = _TWO_CELLS.sub(lambda match: match[0].replace("\t", _CELL_END), line[len(indent) :])
        lines[number] = indent.replace("\t", "  ") + kept.replace("\t", " ").replace(_CELL_END, "\t")
    return "\n".join(lines), widened


def _place_at(file: str, text: str, offset: int) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(file, text.count("\n", 0, offset) + 1, offset - start + 1)
