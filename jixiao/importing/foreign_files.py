"""A foreign file as a document, known by what it holds and not by its name; nothing in it ever runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from jixiao.accounts.stored_workbook import BINARY, LOCKED, holds_stream, is_old_workbook
from jixiao.docx.custom_xml import custom_xml
from jixiao.docx.package import BadPackage, read_package, walk_xml
from jixiao.errors import UsageError
from jixiao.glossary import term
from jixiao.importing.documents import Document
from jixiao.importing.plain_text import read_plain_text
from jixiao.importing.word_documents import read_word
from jixiao.importing.workbook_documents import read_new_workbook, read_old_workbook
from jixiao.paths import readable
from jixiao.patterns import compile_late
from jixiao.publish.source_map import NAMESPACE
from jixiao.source.regular_file import MAX_DOCUMENT, ReadFault, UnreadableFile, read_regular

MAX_FILE = MAX_DOCUMENT
_PROJECT_NAME = compile_late(rf"{term('projects')}\.([a-z][a-z0-9_]{{0,40}})\.{term('name')}")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF": "这是 PDF 文件，读不出表格；请用原来的 Word 文件，或用 Word 打开 PDF 后另存为 .docx",
    b"{\\rtf": "这是 RTF 文件；请用 Word 或 WPS 另存为 .docx",
    b"\x89PNG": "这是图片；请用原来的 Word 文件",
    b"\xff\xd8\xff": "这是图片；请用原来的 Word 文件",
    b"Rar!": "这是压缩文件；请解压后逐个导入",
    b"7z\xbc\xaf": "这是压缩文件；请解压后逐个导入",
}
_MARKUP = (b"<!doctype", b"<html", b"<?xml")


def open_file(path: Path) -> Document:
    """Return the document in a file; UsageError, in words that name the file, for one that is not to be read."""
    name = readable(path.name)
    try:
        data = read_regular(path, MAX_FILE)
    except UnreadableFile as error:
        if error.fault is ReadFault.MISSING:
            raise UsageError(f"没有文件 {path}。") from error
        raise UsageError(f"{name}：{error.words}，不予读取。请换成文件本身，并检查读取权限。") from error
    try:
        return read_foreign(name, data)
    except BadPackage as error:
        raise UsageError(f"{name}：{error}。没有建立任何文件。") from error


def read_foreign(name: str, data: bytes) -> Document:
    """Return the document in some bytes; BadPackage for what is not to be read, ToolMissing, ToolFailed for a .doc."""
    if data.startswith(_ZIP):
        return _of_package(name, data)
    if is_old_word(data):
        return read_old_workbook(name, data) if is_old_workbook(data) else _of_old_word(name, data)
    for start, why in _OTHERS.items():
        if data.startswith(start):
            raise BadPackage(why)
    if data.lstrip()[:9].lower().startswith(_MARKUP):
        raise BadPackage("这是网页或 XML 文件；请用 Word 或 Excel 打开后另存为 .docx 或 .xlsx，或另存为纯文本")
    if not data.strip():
        raise BadPackage("文件是空的")
    return read_plain_text(name, data)


def _of_package(name: str, data: bytes) -> Document:
    members = read_package(data)
    if "xl/workbook.xml" in members:
        return read_new_workbook(name, data, members)
    if "xl/workbook.bin" in members:
        raise BadPackage(BINARY)
    if "content.xml" in members and "mimetype" in members:
        raise BadPackage("这是 OpenDocument 文件；请另存为 .docx 或 .xlsx")
    if "[Content_Types].xml" not in members:
        raise BadPackage("这是 ZIP 压缩文件，不是 Word 文件；请解压后逐个导入")
    return replace(read_word(name, data), identifiers=dict(_identifiers(members)))


def _identifiers(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield name and identifier of each project from the source map that a package of ours carries."""
    content = custom_xml(members, NAMESPACE)
    for mark in () if content is None else walk_xml(content, [f"{{{NAMESPACE}}}mark"]):
        if path := _PROJECT_NAME.fullmatch(mark.get("path", "")):
            yield mark.get("printed", ""), path[1]


def _of_old_word(name: str, data: bytes) -> Document:
    document = read_word(name, convert_old_word(data))
    return replace(document, notes=(*document.notes, "旧版 .doc，经 LibreOffice 转换后读取"))


def is_old_word(data: bytes) -> bool:
    """Return whether some bytes are in the format of Word before 2007, or one like it."""
    return data.startswith(_OLE[:4])


def holds_old_word(data: bytes) -> bool:
    """Return whether some bytes are a Word file from before 2007, and no workbook of then."""
    return is_old_word(data) and holds_stream(data, "WordDocument")


def convert_old_word(data: bytes) -> bytes:
    """Return an old Word file as a DOCX; BadPackage for what is none, ToolMissing, ToolFailed if it cannot be made."""
    from jixiao.publish.pdf import from_old_word

    if holds_stream(data, "EncryptedPackage"):
        raise BadPackage(LOCKED)
    if not holds_stream(data, "WordDocument"):
        raise BadPackage("不是 Word 文件（可能是旧版 Excel 等）；请用 Word 另存为 .docx")
    if holds_stream(data, "_VBA_PROJECT"):
        raise BadPackage("文件带有宏，为安全起见不予读取；请另存为不带宏的 .docx")
    return from_old_word(data)
