"""What goes to LibreOffice and what comes back: a DOCX with all that its PDF shall say beside the text, and the PDF."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

# As measured with 7.4: a table in pieces of a hundred rows takes as long, since LibreOffice joins them on again.
_THOUSAND_ROWS_S, _GROWTH = 30, 2.3
_LONG_S = 60


class Standard(StrEnum):
    """The two standards that a PDF may claim."""

    ARCHIVE = "PDF/A-2b"
    ACCESS = "PDF/UA-1"


class Lack(StrEnum):
    """What a PDF lacks, in the words that a user reads."""

    COLOURS = "没有颜色说明"
    FONTS = "有没有嵌入的字体"
    LOCKED = "加了密"
    SCRIPTS = "带有脚本"
    TAGS = "没有标签"
    LANGUAGE = "没有注明语言"
    TITLE = "没有标题"
    TABLES = "有的表没有表头"
    PICTURES = "有的图片没有替代文字"
    HEADINGS = "标题的级别跳了级"


class Printable(Struct, frozen=True):
    """A DOCX, the moment its PDF is dated, which must carry a time zone, and its document's XML with the marks in it.

    The marks tell which cells of its tables are headings; without them LibreOffice's own stay. ``embedded`` are files,
    by name, that the PDF carries.
    """

    content: bytes
    moment: datetime
    marked: bytes | None = None
    embedded: Mapping[str, bytes] = {}

    @property
    def table_rows(self) -> list[int]:
        """How many rows each table of the document with its marks has."""
        tables = (self.marked or b"").split(b"<w:tbl>")[1:]
        return [table.count(b"<w:tr>") + table.count(b"<w:tr ") for table in tables]

    @property
    def table_seconds(self) -> float:
        """How long LibreOffice takes for the tables on a quiet machine: it grows faster than the rows of each."""
        return sum(_THOUSAND_ROWS_S * math.pow(rows / 1000, _GROWTH) for rows in self.table_rows)

    @property
    def wait_words(self) -> str:
        """What to say before a conversion that takes minutes, "" for any other."""
        seconds = self.table_seconds
        if seconds < _LONG_S:
            return ""
        return f"（最长的表有 {max(self.table_rows)} 行，LibreOffice 排版大约要 {round(seconds / 60)} 分钟）"


class ConvertedPdf(Struct, frozen=True):
    """A PDF, and what it lacks for each standard it therefore does not claim."""

    content: bytes
    lacks: dict[Standard, tuple[Lack, ...]] = {}
