"""SourceText files: bytes to text, with whatever forbids that among the findings.

Users write these files in Notepad, WPS and browsers; what those leave behind (BOM, GBK, UTF-16,
invisible characters, characters that only look like others) is found here, named, and read past, so that one run
shows all problems. The text read is in NFC.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.findings import Finding, Message, Place, finding_at
from jixiao.folding import Lookalike, find_lookalikes, fold
from jixiao.patterns import compile_late
from jixiao.source.regular_file import MAX_PROSE, MAX_TEXT, ReadFault, UnreadableFile, read_regular

_REFUSED: Message = ("L009", "文件读不出来", "可以读取的文件", "检查是否有读取权限，是否被其他程序占用。")
_FAULTS: dict[ReadFault, Message] = {
    ReadFault.LINK: ("L009", ReadFault.LINK.value, "文件本身", "链接不读，换成它所指的文件本身。"),
    ReadFault.FOLDER: ("L009", "这里不是文件", "文本文件", "移走同名的文件夹，再放上该文件。"),
    ReadFault.SPECIAL: ("L009", ReadFault.SPECIAL.value, "文本文件", "移走它，放上该文件。"),
}
# A file that is damaged throughout says so once and again, not thousands of times.
_MOST_SHOWN = 10

_TWO_CELLS = compile_late(r"(?<=[0-9０-９%％)）元])[ ]*\t[ \t]*(?=[-+.(（￥¥0-9０-９])")
_CELL_END = "\0"  # no text holds it: hidden characters are gone by now


class SourceText(Struct):
    """What was read from one file: its text, its tree (None if unreadable) and the findings.

    ``data`` are its bytes, None where there are none to be had; ``typed`` is the text before anything was folded.
    ``lost_keys`` is whether keys or items of it fell away when flaws were repaired.
    """

    file: str
    text: str = ""
    typed: str = ""
    data: bytes | None = None
    tree: object | None = None
    findings: list[Finding] = field(default_factory=list)
    lost_keys: bool = False

    @property
    def prefix(self) -> str:
        """What the paths of its values begin with; "" where they begin at once, or it could not be read."""
        return str(getattr(self.tree, "path", ""))

    def report(self, place: Place, message: Message) -> None:
        """Add a finding."""
        self.findings.append(finding_at(place, message, subject=self.file))


def read_text(path: Path, shown: str) -> SourceText:
    """Return the file's text with ``\\n`` line ends; "" and a finding where there is no text to be had."""
    source = SourceText(shown)
    most = MAX_PROSE if path.suffix == ".md" else MAX_TEXT
    try:
        source.data = read_regular(path, most)
    except UnreadableFile as error:
        too_large = error.fault is ReadFault.TOO_LARGE
        source.report(Place(source.file), _too_large(most) if too_large else _FAULTS.get(error.fault, _REFUSED))
    else:
        source.typed = _decoded(source, source.data).replace("\r\n", "\n").replace("\r", "\n")
        source.text = _folded(source, source.typed)
    return source


def _too_large(most: int) -> Message:
    limit = f"{most // 1000} KB"
    remedy = "数据文件只放文字和数字，请删去误粘贴的内容。"
    return "L008", f"文件超过 {limit}", f"不超过 {limit} 的文本文件", remedy


def texts_of(sources: Iterable[SourceText]) -> dict[str, str]:
    """Return what was typed in each file, for messages to quote: files are not read again to be quoted."""
    return {source.file: source.typed for source in sources}


def texts_alone(sources: Iterable[SourceText]) -> list[SourceText]:
    """Return files without their trees."""
    return [replace(source, tree=None) for source in sources]


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


def _folded(source: SourceText, text: str) -> str:
    """Return the text folded; what is hidden is named at its first places, of what looks alike each character once."""
    found = list(find_lookalikes(text))
    hidden = [alike for alike in found if alike.kind.is_hidden]
    times = Counter(alike.text for alike in found if not alike.kind.is_hidden)
    firsts = {alike.text: alike for alike in reversed(found) if alike.text in times}
    for alike in hidden[:_MOST_SHOWN]:
        count = len(hidden) if len(hidden) > _MOST_SHOWN else 1
        report_lookalike(source, _place_at(source.file, text, alike.start), alike, count=count)
    for alike in sorted(firsts.values(), key=lambda alike: alike.start)[:_MOST_SHOWN]:
        report_lookalike(source, _place_at(source.file, text, alike.start), alike, count=times[alike.text])
    return fold(text) if found else unicodedata.normalize("NFC", text)


def report_lookalike(
    source: SourceText, place: Place, alike: Lookalike, *, count: int = 1, escaped: bool = False
) -> None:
    """Add the finding on a character that looks like another or cannot be seen, one of ``count`` in the file.

    What was typed as an escape (``\\u200b``) formatting leaves alone.
    """
    found, expected, remedy = alike.explanation
    more = f"，全文件共 {count} 处" if count > 1 else ""
    code = "L006" if alike.kind.is_hidden else "L022" if alike.right is None else "L021"
    mended = "" if alike.right is None or escaped else "make fmt 可自动改好。"
    source.report(place, (code, found + more, expected, remedy + mended))


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


def column_as_written(line: int, column: int, widened: dict[int, int]) -> int:
    """Return a column of the text as written, counted from 1, for one of the text without tabs, counted from 0."""
    return max(1, column + 1 - widened.get(line, 0)) if widened else column + 1


def _place_at(file: str, text: str, offset: int) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(file, text.count("\n", 0, offset) + 1, offset - start + 1)
