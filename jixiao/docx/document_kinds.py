"""Files that Word stores under much the same name: templates, documents with macros, strict Open XML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jixiao.docx import package
from jixiao.docx.package import BadPackage
from jixiao.docx.wml import Element, W

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_NAMES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "Word 模板（.dotx）",
    "application/vnd.ms-word.document.macroEnabled.main+xml": "带宏的 Word 文档（.docm）",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "带宏的 Word 模板（.dotm）",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "Excel 表格（.xlsx）",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "演示文稿（.pptx）",
}
_STRICT = "purl.oclc.org/ooxml"
_AGAIN = "请在 Word 或 WPS 里打开，另存为普通的“Word 文档（.docx）”"


def check_document_kind(members: Mapping[str, bytes]) -> None:
    """Raise BadPackage, which says what it is, for a package that is no ordinary DOCX."""
    kind = members.get("mimetype", b"")[:100].decode("ascii", "replace")
    if "opendocument" in kind:
        raise BadPackage(f"这是 OpenDocument 文件（.odt），不是 .docx；{_AGAIN}")
    main = package.main_part(members)
    type_ = content_types(members)(main)
    if type_ in _NAMES:
        raise BadPackage(f"这是“{_NAMES[type_]}”，不是 .docx；{_AGAIN}")
    find_body(package.parse_xml(members[main]))
    if type_ != _DOCUMENT:
        raise BadPackage(f"这不是 Word 文档（正文的类型是“{type_[:100] or '没有写明'}”）；{_AGAIN}")


def find_body(document: Element) -> Element:
    """Return the body of a document's root; BadPackage, which says what it is, for one that none of us can read."""
    if _STRICT in str(document.tag).partition("}")[0]:
        raise BadPackage(f"这是“严格 Open XML 文档”（Strict），里面的文字读不出；{_AGAIN}")
    body = document.find(f"{W}body") if document.tag == f"{W}document" else None
    if body is None:
        raise BadPackage(f"这不是可读取的 Word 文档（里面没有正文）；{_AGAIN}")
    return body


def content_types(members: Mapping[str, bytes]) -> Callable[[str], str]:
    """Return a function from a part's name to its content type, "" where none is stated; BadPackage for bad XML."""
    types = package.parse_xml(members.get(package.CONTENT_TYPES, b""))
    overrides = {one.get("PartName", "").lstrip("/").casefold(): _type(one) for one in types if _is(one, "Override")}
    defaults = {element.get("Extension", "").casefold(): _type(element) for element in types if _is(element, "Default")}

    def type_of(part: str) -> str:
        return overrides.get(part.casefold()) or defaults.get(part.rpartition(".")[2].casefold(), "")

    return type_of


def _type(element: Element) -> str:
    return element.get("ContentType", "")


def _is(element: Element, name: str) -> bool:
    return str(element.tag).rpartition("}")[2] == name
