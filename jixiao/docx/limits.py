"""How much a foreign document may hold: what the program itself makes of thirty thousand rows, and no more.

A row of a form is nine paragraphs and cells, six marks and 235 signs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import Enum

from jixiao.docx.package import BadPackage

# Elements and attributes, counted by their signs before anything is parsed: libxml2 needs about 100 bytes for each.
MAX_BYTES = 96 * 1024 * 1024
MAX_SIGNS = 8_000_000
MAX_DEPTH = 8
_MEBIBYTE = 1024 * 1024


class Thing(Enum):
    """What is counted, and how many there may be."""

    PARAGRAPHS = ("段落", 300_000)
    ROWS = ("表格行", 60_000)
    CELLS = ("单元格", 300_000)
    PIECES = ("文字片段", 1_200_000)
    CHARACTERS = ("字", 12_000_000)
    SPANS = ("书签和批注", 400_000)


class Budget:
    """What has been read of a document so far."""

    def __init__(self) -> None:
        self._spent: Counter[Thing] = Counter()

    def spend(self, thing: Thing, amount: int = 1) -> None:
        """Count ``amount`` more of something; raise BadPackage when there are too many."""
        name, most = thing.value
        self._spent[thing] += amount
        if self._spent[thing] > most:
            raise BadPackage(f"文件里的{name}超过上限 {most} 个，不予读取；请检查文件来源，或把文件拆开")


def check_parts(members: Mapping[str, bytes], names: Iterable[str]) -> None:
    """Raise BadPackage where the parts of these names are together too large to be parsed."""
    parts = [members[name] for name in names]
    size = sum(map(len, parts))
    if size > MAX_BYTES:
        limit = MAX_BYTES // _MEBIBYTE
        raise BadPackage(f"文件的正文部分有 {size // _MEBIBYTE} MB，超过上限 {limit} MB；请检查文件来源，或把文件拆开")
    signs = sum(part.count(b"<") + part.count(b"=") for part in parts)
    if signs > MAX_SIGNS:
        raise BadPackage(
            f"文件的正文部分过于庞杂（标记 {signs} 个，上限 {MAX_SIGNS} 个）；请检查文件来源，或把文件拆开"
        )


def check_depth(depth: int) -> None:
    """Raise BadPackage where tables stand in tables too deep."""
    if depth > MAX_DEPTH:
        raise BadPackage(f"文件里的表格嵌套超过 {MAX_DEPTH} 层，不予读取；请检查文件来源")
