"""DOCX files as packages: bounded reading, strict XML, reproducible writing.

What comes in is untrusted (staff edit templates in Word and WPS); what goes out depends on nothing but its content.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec import Struct

from jixiao.docx.wml import Element, W
from jixiao.docx.zip_file import zip_of
from jixiao.errors import JixiaoError

if TYPE_CHECKING:
    from lxml import etree

MAX_MEMBERS = 2000
MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200
_RATIO_MATTERS_FROM = 1024 * 1024
_MEBIBYTE = 1024 * 1024

CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELATIONSHIPS = "_rels/.rels"

TYPES_NS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS_NS = "http://schemas.openxmlformats.org/package/2006/relationships"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
_NO_FOLDER = "/"  # with which no name begins
_FORGOTTEN = frozenset({f"{W}tr", f"{W}p"})
_WALKED_FROM = 4 * _MEBIBYTE
_BAD_XML = "文件内部的 XML 有语法错误；请用 Word 或 WPS 打开并重新另存为 .docx"


class BadPackage(JixiaoError, ValueError):
    """A file that is no sound DOCX, or one that it would be unsafe to open."""


class Relationship(Struct, frozen=True):
    """One line of a ``.rels``: ``target`` is a member's name, or the address as written when external."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """Return the last word of the type: ``header``, ``image``, ``hyperlink``."""
        return self.type.rpartition("/")[2]


def read_package(data: bytes, *, but: str = _NO_FOLDER) -> dict[str, bytes]:
    """Return the members of a zip file by name, in the file's order; raise BadPackage when it is not safe.

    Those of a folder (``but``) may be left out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.orig_filename.endswith("/")]
            _refuse_unsafe(entries)
            return {one.filename: archive.read(one) for one in entries if not one.filename.startswith(but)}
    except BadPackage:
        raise
    except _UNREADABLE as error:
        raise BadPackage(_not_a_package(data)) from error


def _not_a_package(data: bytes) -> str:
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "文件设有打开密码，或者是旧版 .doc、.xls 格式；请去掉密码，另存为 .docx（表格为 .xlsx）后重试"
    return "文件已损坏或不是 .docx、.xlsx 文件；请用 Word、Excel 或 WPS 打开，重新另存为 .docx（表格为 .xlsx）"


def _refuse_unsafe(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_MEMBERS:
        raise BadPackage(f"文件内部有 {len(entries)} 个成员，超过上限 {MAX_MEMBERS} 个；请检查文件来源")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        limit = MAX_UNPACKED // _MEBIBYTE
        raise BadPackage(f"文件解压后约 {unpacked // _MEBIBYTE} MB，超过上限 {limit} MB；请压缩图片后重试")
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise BadPackage(f"文件成员“{entry.filename}”的压缩方式不受支持；请用 Word 或 WPS 重新另存")
        if entry.flag_bits & 0x1:
            raise BadPackage(f"文件成员“{entry.filename}”已加密；请去掉密码后重试")
        if entry.file_size > max(_RATIO_MATTERS_FROM, MAX_RATIO * entry.compress_size):
            raise BadPackage(f"文件成员“{entry.filename}”的压缩比异常，疑似压缩炸弹；请检查文件来源")
    _check_names(entry.orig_filename for entry in entries)


def _check_names(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        unsafe = "\\" in name or "\0" in name or any(step in ("", ".", "..") for step in name.split("/"))
        if unsafe or name[1:2] == ":":
            raise BadPackage(f"文件内部含有不安全的成员名“{name!a}”；请检查文件来源")
        if name.casefold() in seen:
            raise BadPackage(f"文件内部有重名的成员“{name}”；请用 Word 或 WPS 重新另存")
        seen.add(name.casefold())


def write_package(members: Mapping[str, bytes]) -> bytes:
    """Return the members as a zip file that depends on names and contents alone."""
    _check_names(members)
    return zip_of((name, members[name]) for name in sorted(members, key=_zip_order))


def _zip_order(name: str) -> tuple[int, str]:
    return {CONTENT_TYPES: 0, PACKAGE_RELATIONSHIPS: 1}.get(name, 2), name


@cache
def _read_parser() -> etree.XMLParser:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


def parse_xml(data: bytes) -> Element:
    """Return the root of the XML, without comments; raise BadPackage for bad XML or any DOCTYPE."""
    from lxml import etree

    try:
        root = etree.fromstring(data, _read_parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadPackage(_BAD_XML) from error
    _refuse_doctype(root)
    return root


def walk_xml(data: bytes, names: Collection[str], text: str = "") -> Iterator[Element]:
    """Yield the elements of these names in order, those called ``text`` with what they say; BadPackage as above.

    Of a large file they and all rows and paragraphs are forgotten where they end: a tree takes twelve times the room
    of its bytes. To walk so takes twice the time, which would be 10 ms of a package of usual size.
    """
    if len(data) < _WALKED_FROM:
        yield from parse_xml(data).iter(*names)
        return
    from lxml import etree

    events, tags = ("start", "end"), {*names, *_FORGOTTEN}
    walk = etree.iterparse(
        io.BytesIO(data),
        events,
        tag=tags,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for event, element in walk:
            if element.tag in names and (event == "end") == (element.tag == text):
                yield element
            if event == "end":
                element.clear(keep_tail=True)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadPackage(_BAD_XML) from error
    _refuse_doctype(walk.root)


def open_root(data: bytes) -> Element:
    """Return the root of the XML with its attributes and nothing below; BadPackage where it does not begin as XML."""
    from lxml import etree

    try:
        for _, begun in etree.iterparse(io.BytesIO(data), ("start",), resolve_entities=False, no_network=True):
            root: Element = begun
            return root
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadPackage(_BAD_XML) from error
    raise BadPackage(_BAD_XML)


def _refuse_doctype(root: Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadPackage("文件内部的 XML 含有 DOCTYPE 声明，为安全起见不予打开；请检查文件来源")


def xml_bytes(root: Element) -> bytes:
    """Return the XML as Word writes it: UTF-8 with a standalone declaration."""
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def xml_text(root: Element) -> str:
    """Return the XML as text without a declaration."""
    from lxml import etree

    return etree.tostring(root, encoding="unicode")


def check_xml(data: bytes) -> None:
    """Raise BadPackage for XML that is not well-formed or leaves a prefix undeclared; faster than to parse it."""
    try:
        expat.ParserCreate("UTF-8", " ").Parse(data, True)  # with a separator it knows namespaces
    except expat.ExpatError as error:
        raise BadPackage(_BAD_XML) from error


def relationships_name(part: str) -> str:
    """Return the name of the member that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def owner_of(rels: str) -> str:
    """Return the part whose relationships a member holds; "" for those of the package itself."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def relationships(members: Mapping[str, bytes], part: str) -> list[Relationship]:
    """Return the relationships of ``part`` (of the package itself for ``""``), in the file's order."""
    data = members.get(relationships_name(part))
    return list(_relationships(data, part)) if data else []


@lru_cache(maxsize=256)
def _relationships(data: bytes, part: str) -> tuple[Relationship, ...]:
    return tuple(_relationship(element, part) for element in parse_xml(data))


def _relationship(element: Element, part: str) -> Relationship:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
    return Relationship(element.get("Id", ""), element.get("Type", ""), target, external)


def main_part(members: Mapping[str, bytes]) -> str:
    """Return the name of the member that holds the document's body; raise BadPackage if there is none."""
    for relationship in relationships(members, ""):
        if relationship.kind == "officeDocument" and relationship.target in members:
            return relationship.target
    raise BadPackage("文件中找不到正文；请用 Word 或 WPS 打开并重新另存为 .docx")


def stories(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return the kind of each story by its member's name: the document, then headers, then footers.

    BadPackage if there is no document.
    """
    main = main_part(members)
    related = relationships(members, main)
    found = {relation.target: kind for kind in ("header", "footer") for relation in related if relation.kind == kind}
    return {main: "document"} | {name: kind for name, kind in found.items() if members.get(name)}
