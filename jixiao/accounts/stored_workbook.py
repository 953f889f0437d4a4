"""A workbook as it is stored: its sheets' cells, read by a program of its own, and what an .xlsx says of them beside.

No formula is reckoned, no link followed and no macro run: what was stored last is read. The cells of numbers are the
only floats that are ever read; ``shortest_decimal`` is what becomes of them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct, field

from jixiao.accounts.workbook_formats import SheetFormats, Spot, read_formats
from jixiao.docx.package import BadPackage, read_package
from jixiao.errors import ToolFailed
from jixiao.plain import strip_trailing_zeros

Span = tuple[int, int, int, int]
Cell = str | float | None

_PROGRAM = Path(__file__).with_name("workbook_cells.py")
_SECONDS = 60
_MEMORY = 1024 * 1024 * 1024
DAMAGED = "文件读到一半读不下去（已损坏，或要占用太多内存）；请用 Excel 或 WPS 打开并重新另存为 .xlsx"
LOCKED = "文件设有打开密码；请去掉密码后重试"
MACROS = "文件带有宏，为安全起见不予读取；请另存为不带宏的 .xlsx"
BINARY = "这是二进制的 Excel 文件（.xlsb）；请用 Excel 或 WPS 另存为 .xlsx"
_NO_WORKBOOK = "不是 Excel 工作簿（看的是内容，不是文件名）；请用 Excel 或 WPS 打开，另存为 .xlsx"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class StoredSheet(Struct):
    """A sheet as ``workbook_cells.py`` writes it: its cells from the ``first`` on; of hidden ones nothing, unless
    asked for.
    """

    name: str
    hidden: bool
    table: bool
    first: Spot = (0, 0)
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)


class StoredBook(Struct):
    """A workbook as ``workbook_cells.py`` writes it; ``refused`` is why it has no sheets."""

    sheets: list[StoredSheet] = field(default_factory=list)
    refused: str = ""


class OpenedWorkbook(Struct, frozen=True):
    """A workbook's sheets, and by their names what an .xlsx says of their cells; of an .xls that is not known."""

    sheets: tuple[StoredSheet, ...]
    formats: Mapping[str, SheetFormats] | None


def open_workbook(data: bytes, hidden: str = "") -> OpenedWorkbook:
    """Return the workbook in some bytes; BadPackage for what is none or not safe to open, ToolFailed for no reader.

    ``hidden`` is a sheet that is read although nobody sees it.
    """
    if data.startswith(_ZIP):
        members = read_package(data)
        if "xl/workbook.bin" in members:
            raise BadPackage(BINARY)
        if "xl/workbook.xml" not in members:
            raise BadPackage(_NO_WORKBOOK)
        return _opened_new(data, members, hidden)
    if is_old_workbook(data):
        return OpenedWorkbook(tuple(read_stored(data).sheets), None)
    raise BadPackage(_NO_WORKBOOK)


def _opened_new(data: bytes, members: Mapping[str, bytes], hidden: str) -> OpenedWorkbook:
    refuse_macros(members)
    sheets = read_stored(data, hidden).sheets
    try:
        return OpenedWorkbook(tuple(sheets), read_formats(members))
    except BadPackage as error:
        raise BadPackage(DAMAGED) from error


def refuse_macros(members: Mapping[str, bytes]) -> None:
    """Refuse an .xlsx that holds macros with BadPackage."""
    if any(member.lower().endswith("vbaproject.bin") for member in members):
        raise BadPackage(MACROS)


def is_old_workbook(data: bytes) -> bool:
    """Return whether some bytes are an Excel file before 2007; BadPackage for one with a password or with macros."""
    if not data.startswith(_OLE[:4]):
        return False
    if holds_stream(data, "EncryptedPackage"):
        raise BadPackage(LOCKED)
    if holds_stream(data, "WordDocument") or not (holds_stream(data, "Workbook") or holds_stream(data, "Book")):
        return False
    if holds_stream(data, "_VBA_PROJECT"):
        raise BadPackage(MACROS)
    return True


def holds_stream(data: bytes, stream: str) -> bool:
    """Return whether an OLE file names a stream."""
    return stream.encode("utf-16-le") in data


# Reading takes 60 ms and more; a run asks for the same file once for each year that is read.
@lru_cache(maxsize=8)
def read_stored(data: bytes, hidden: str = "") -> StoredBook:
    """Return the cells of a workbook; BadPackage for one that cannot be read, ToolFailed for no reader.

    ``hidden`` is a sheet that is read although nobody sees it.
    """
    import subprocess  # a year without workbooks starts no program

    from jixiao.machine.program_groups import run_bounded

    try:
        command = [sys.executable, "-I", str(_PROGRAM), *([hidden] if hidden else [])]
        done = run_bounded(command, data, memory=_MEMORY, seconds=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise BadPackage(f"文件 {_SECONDS} 秒还没有读完；请检查文件来源，或把文件拆开") from error
    except OSError as error:
        raise ToolFailed("读 Excel 文件的程序不能启动。请运行 make setup 重新安装后再试。") from error
    if b"ModuleNotFoundError" in done.stderr:
        raise ToolFailed("读 Excel 文件的程序没有装好。请运行 make setup 重新安装后再试。")
    if done.returncode:
        raise BadPackage(DAMAGED)
    book = msgspec.json.decode(done.stdout, type=StoredBook)
    if book.refused:
        raise BadPackage(book.refused)
    return book


def shortest_decimal(number: float) -> Decimal:
    """Return the shortest decimal that gives a stored float: 320.15 for the one stored as 320.149999999999977…"""
    return Decimal(strip_trailing_zeros(f"{Decimal(repr(number)):f}"))
