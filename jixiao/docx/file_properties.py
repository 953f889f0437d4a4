"""What a DOCX says of itself beside its content: persons, units, paths, remarks in its properties and variables.

What programs write that names nobody (counts, dates, their own names) is passed over by a closed list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jixiao.docx import package
from jixiao.docx.limits import check_parts
from jixiao.docx.wml import Element, W, local, words
from jixiao.patterns import compile_late

_CORE_NAMES = {
    "title": "标题",
    "subject": "主题",
    "creator": "作者",
    "keywords": "关键词",
    "description": "备注",
    "lastModifiedBy": "最后保存的人",
    "category": "类别",
    "contentStatus": "状态",
}
_CORE_PLAIN = frozenset(words("revision created modified lastPrinted language"))
_APP_NAMES = {
    "Template": "文档模板",
    "Manager": "经理",
    "Company": "单位",
    "HyperlinkBase": "超链接基础",
    "Application": "程序",
}
_NUMBERS = words(
    "TotalTime Pages Words Characters Lines Paragraphs CharactersWithSpaces DocSecurity ScaleCrop LinksUpToDate "
    "SharedDoc HyperlinksChanged AppVersion"
)
# Names of properties, and what they say that names nobody.
_APP_PLAIN: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(_NUMBERS, compile_late(r"[0-9.]*|true|false")),
    "Template": compile_late(r"(Normal(_Wordconv)?(\.dotm?|\.wpt)?)?", re.IGNORECASE),
    "Application": compile_late(r"Microsoft (Office|Macintosh) Word|WPS (Office|文字)[\w. -]*|LibreOffice/[\w. $/-]*"),
    "HeadingPairs": compile_late("(标题|题目|Title)?[0-9]*"),
}
_CUSTOM_PLAIN = {
    "KSOProductBuildVer": compile_late("[0-9.-]+"),
    "ICV": compile_late("[0-9A-Fa-f]{32}(_[0-9]+)?"),
}
_KINDS = ("core-properties", "extended-properties", "custom-properties")


def list_file_properties(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return what a DOCX's properties and variables say, by the name that messages use; BadPackage for giant ones."""
    related = {one.kind: one.target for one in package.relationships(members, "") if not one.external}
    main = package.main_part(members)
    settings = [relation.target for relation in package.relationships(members, main) if relation.kind == "settings"]
    parts = {kind: related[kind] for kind in _KINDS if members.get(related.get(kind, ""))}
    check_parts(members, [*parts.values(), *(name for name in settings if name in members)])
    roots = {kind: package.parse_xml(members[name]) for kind, name in parts.items()}
    variables = [package.parse_xml(members[name]) for name in settings if members.get(name)]
    found = [
        *(line for root in _of(roots, "core-properties") for line in _list_core(root)),
        *(line for root in _of(roots, "extended-properties") for line in _list_extended(root)),
        *(line for root in _of(roots, "custom-properties") for line in _list_custom(root)),
        *(line for root in variables for line in _list_variables(root)),
    ]
    if "thumbnail" in related:
        found.append(("缩略图", related["thumbnail"]))
    titles = {text for name, text in found if name == _CORE_NAMES["title"]}
    return {name: text for name, text in found if text and not (name == "TitlesOfParts" and text in titles)}


def _of(roots: Mapping[str, Element], kind: str) -> list[Element]:
    return [roots[kind]] if kind in roots else []


def _list_core(root: Element) -> Iterator[tuple[str, str]]:
    for element in root:
        if local(element) not in _CORE_PLAIN:
            yield _CORE_NAMES.get(local(element), local(element)), _words(element)


def _list_extended(root: Element) -> Iterator[tuple[str, str]]:
    for element in root:
        name, text = local(element), _words(element)
        plain = _APP_PLAIN.get(name)
        if plain is None or not plain.fullmatch(text):
            yield _APP_NAMES.get(name, name), text


def _list_custom(root: Element) -> Iterator[tuple[str, str]]:
    for element in root:
        name, text = element.get("name", ""), _words(element)
        plain = _CUSTOM_PLAIN.get(name)
        if plain is None or not plain.fullmatch(text):
            yield f"自定义属性 {name}", text or "空"


def _list_variables(settings: Element) -> Iterator[tuple[str, str]]:
    for one in settings.iter(f"{W}docVar"):
        yield f"文件变量 {one.get(f'{W}name', '')}", one.get(f"{W}val", "") or "空"


def _words(holder: Element) -> str:
    return " ".join("".join(map(str, holder.itertext())).split())
