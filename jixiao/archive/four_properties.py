"""The four properties that an archive asks of electronic records, each checked and told.

真实性、完整性、可用性、安全性: DA/T 70-2018《文书类电子档案检测一般要求》. What is checked here is what a program can:
whether a record is what was done is for people to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.wml import W
from jixiao.errors import JixiaoError
from jixiao.publish.pdf_text import BadPdf, list_pdf_extras, page_texts


class Property(StrEnum):
    """What is asked of a record."""

    AUTHENTIC = "真实性"
    COMPLETE = "完整性"
    USABLE = "可用性"
    SAFE = "安全性"


class Result(StrEnum):
    """What a check came to."""

    PASSED = "通过"
    FAILED = "不通过"
    UNCHECKED = "未检"


class PropertyCheck(Struct, frozen=True):
    """One thing that was checked: of which property, what it came to, and what was found, in words.

    ``names`` are the files it failed for.
    """

    asked: Property
    title: str
    result: Result
    found: str
    names: tuple[str, ...] = ()


# What a file of the payload holds, by its path there; None for one that cannot be read.
ReadPayload = Callable[[str], bytes | None]

_TEXTS = (".yaml", ".md", ".txt", ".html")
_BODY = f"{W}body"
_MACROS = ("vbaProject.bin", "vbaData.xml")
_EMBEDDED = ("embeddings/", "activeX/", "attachedToolbars")


def check_contents(names: Iterable[str], read: ReadPayload) -> list[PropertyCheck]:
    """Return whether the payload's files can be opened, and whether they bring along what they should not."""
    unusable: dict[str, str] = {}
    unsafe: dict[str, str] = {}
    count = 0
    for name in names:
        count += 1
        try:
            brought = _brought_along(name, read(name))
        except UnicodeDecodeError:
            unusable[name] = "不是 UTF-8 文字"
        except (package.BadPackage, BadPdf, ValueError, KeyError) as error:
            unusable[name] = str(error) if isinstance(error, _Unusable) else f"打不开（{error}）"
        else:
            if brought:
                unsafe[name] = "、".join(brought)
    return [
        _told(Property.USABLE, "每个文件打得开、读得出", f"{count} 个文件都打得开", unusable),
        _told(Property.SAFE, "没有宏、脚本、附件和外部引用，没有加密", f"{count} 个文件里都没有发现", unsafe),
    ]


class _Unusable(JixiaoError, ValueError):
    """A file of which there is nothing to open."""


def _told(asked: Property, title: str, passed: str, failed: dict[str, str]) -> PropertyCheck:
    if not failed:
        return PropertyCheck(asked, title, Result.PASSED, passed)
    words = "；".join(f"{name}：{why}" for name, why in failed.items())
    return PropertyCheck(asked, title, Result.FAILED, words, names=tuple(failed))


def _brought_along(name: str, content: bytes | None) -> list[str]:
    """Open a file as its ending says and return what it brings along beside its text; what has no reader here: nothing.

    What cannot be opened raises what its reader raises, _Unusable where there is nothing to read.
    """
    if not content:
        raise _Unusable("读不出来" if content is None else "是空文件")
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".docx":
        return list(_beside_words(package.read_package(content)))
    if ending == ".pdf":
        page_texts(content)
        return [what for what, _ in list_pdf_extras(content) if what in ("附件", "脚本", "表单")]
    if ending == ".zip":
        package.read_package(content)
    elif ending == ".json":
        json.loads(content)
    elif ending in _TEXTS:
        content.decode("utf-8-sig")
    return []


def _beside_words(members: Mapping[str, bytes]) -> Iterator[str]:
    for _ in package.walk_xml(members[package.main_part(members)], [_BODY]):
        pass  # it is read to its end, or else refused
    if any(member.endswith(_MACROS) for member in members):
        yield "宏"
    if any(part in member for member in members for part in _EMBEDDED):
        yield "嵌入的对象"
    if any(member.endswith(".rels") and b'TargetMode="External"' in data for member, data in members.items()):
        yield "外部引用"


def render_checks(checks: Iterable[PropertyCheck]) -> bytes:
    """Return the record of the checks as JSON, in the order in which they were made."""
    rows = [{"性质": check.asked, "检查": check.title, "结果": check.result, "情况": check.found} for check in checks]
    content = {"依据": "DA/T 70-2018 文书类电子档案检测一般要求", "检测": rows}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
