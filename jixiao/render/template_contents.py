"""What a template would carry into the package though nobody means to send it: remarks, revisions, links outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from jixiao.docx.part_contents import PartContent, list_part_contents
from jixiao.docx.story_contents import Sighting, list_story_contents
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.findings import Finding, Place, quoted
from jixiao.patterns import compile_late

_REMEDIES = {
    Unread.COMMENT: "在 Word 或 WPS 的“审阅”里删除全部批注，再保存。",
    Unread.REVISION: "在 Word 或 WPS 的“审阅”里接受或拒绝全部修订，关掉修订，再保存。",
    Unread.HIDDEN: "在 Word 或 WPS 里显示隐藏文字，删去，或取消“隐藏”，再保存。",
    Unread.EXTERNAL: "附加的模板改为 Normal（开发工具→文档模板），链接断开，链接的图片改为嵌入，再保存。",
    Unread.FIELD: "把这个域换成它的文字（选中后按 Ctrl+Shift+F9），再保存。",
    Unread.SETTING: "去掉这项设置（邮件合并等），再保存。",
}
_OTHERWISE = "在 Word 或 WPS 里删去，另存为 .docx。"
_UNWANTED = frozenset({Unread.COMMENT, Unread.REVISION, Unread.HIDDEN, Unread.CHUNK, Unread.SUBDOCUMENT, Unread.OBJECT})
# Fields that fetch something, start a program or name a person where the document is opened.
_FETCHING = compile_late(
    r"(DDE(AUTO)?|INCLUDE(TEXT|PICTURE)?|IMPORT|LINK|RD|DATABASE|MACROBUTTON|ASK|FILLIN|AUTOTEXT(LIST)?|MERGEFIELD"
    r"|USERNAME|USERINITIALS|USERADDRESS|AUTHOR|LASTSAVEDBY)\b",
    re.IGNORECASE,
)
_SETTINGS = ("mailMerge", "saveThroughXslt")
_WEB_LINK = compile_late(r"hyperlink (?:https?://|mailto:)\S+", re.IGNORECASE)
_MOST = 10


def find_unwanted_contents(members: Mapping[str, bytes], place: Place) -> Iterator[Finding]:
    """Yield what a template holds that must not go out, once for each kind and place; BadPackage for no DOCX.

    Links that a reader may follow to the web stay, as do pictures and all else that is seen.
    """
    unwanted = [one for one in list_story_contents(members) if _is_unwanted(one)]
    if any(
        one.content.kind is Unread.COMMENT and one.place.story != "comments" for one in unwanted
    ):  # comments are told where they hang
        unwanted = [one for one in unwanted if one.place.story != "comments"]
    contents = {one.content for one in unwanted}
    told: dict[tuple[Unread, str], UnreadThing] = {}
    for one in unwanted:
        if not one.within & contents:
            told.setdefault((one.content.kind, one.place.spoken), one.content)
    for (_, spoken), content in islice(told.items(), _MOST):
        yield _finding(content, spoken, place)
    for part in sorted(list_part_contents(members), key=lambda one: (one.kind.value, one.name)):
        if _is_unwanted_part(part):
            yield _finding(UnreadThing(part.kind, part.name), "文件里", place)


def _is_unwanted(one: Sighting) -> bool:
    kind, name = one.content.kind, one.content.detail
    if kind is Unread.FIELD:
        return _FETCHING.match(name) is not None
    if kind is Unread.SETTING:
        return name in _SETTINGS
    if kind is Unread.HIDDEN:
        return bool(one.place.words)
    return kind in _UNWANTED


def _is_unwanted_part(part: PartContent) -> bool:
    """Return whether a template fetches something, or has a part that nothing in it leads to."""
    if part.kind is Unread.EXTERNAL:
        return _WEB_LINK.fullmatch(part.name) is None
    return part.kind is Unread.RELATED and not part.digest


def _finding(content: UnreadThing, spoken: str, place: Place) -> Finding:
    what = content.kind.value
    return Finding(
        "T013",
        place=place,
        found=f"{spoken}有{what}（{quoted(content.detail, characters=80)}），会随材料一起发出去",
        expected=f"没有{what}的模板",
        remedy=_REMEDIES.get(content.kind, _OTHERWISE),
        subject=place.file,
        seen=(what, content.detail, spoken),
    )
