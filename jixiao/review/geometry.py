"""What differs between two versions of a template: its page, its tables, its words."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping

from jixiao.docx import package
from jixiao.docx.wml import Element, W
from jixiao.findings import quoted
from jixiao.review.change import Change, ChangeKind
from jixiao.review.text_pieces import compare_texts, marked_line

_TWIPS_PER_MILLIMETRE = 1440 / 25.4
_MARGINS = {"top": "上", "bottom": "下", "left": "左", "right": "右"}
_QUOTED = 60


def list_template_changes(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[Change]:
    """Yield the templates whose bytes differ, by name."""
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name), new.get(name)
        if before != after:
            details = tuple(_details(before, after))
            yield Change(ChangeKind.TEMPLATE, name, _digest(before), _digest(after), details=details)


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()


def _details(old: bytes | None, new: bytes | None) -> Iterator[str]:
    if old is None or new is None:
        yield "新增的模板" if old is None else "删去的模板"
        return
    try:
        before, after = _body(old), _body(new)
    except package.BadPackage:
        yield "有一边的模板打不开，不能比较内容"
        return
    details = [*_geometry(before, after), *_words(before, after)]
    yield from details or ["纸张、表格和文字没有变，改的是字体、段落等格式"]


def _body(docx: bytes) -> Element:
    members = package.read_package(docx)
    return package.parse_xml(members[package.main_part(members)])


def _geometry(old: Element, new: Element) -> Iterator[str]:
    before, after = dict(_shape(old)), dict(_shape(new))
    for name in dict.fromkeys([*after, *before]):
        if before.get(name) != after.get(name):
            yield f"{name}：原 {before.get(name, '无')}；现 {after.get(name, '无')}"


def _shape(body: Element) -> Iterator[tuple[str, str]]:
    for number, section in enumerate(body.iter(f"{W}sectPr"), start=1):
        yield f"第{number}节页面", _page(section)
    for number, table in enumerate(body.iter(f"{W}tbl"), start=1):
        rows = len(list(table.iterchildren(f"{W}tr")))
        widths = [column.get(f"{W}w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        yield f"表{number}", f"{rows} 行，列宽 {'、'.join(map(_millimetres, widths))} 毫米"


def _page(section: Element) -> str:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    paper = "" if size is None else "×".join(_millimetres(size.get(f"{W}{side}", "")) for side in ("w", "h"))
    edges = () if margins is None else [f"{word}{_millimetres(margins.get(W + k, ''))}" for k, word in _MARGINS.items()]
    return f"纸张 {paper} 毫米，页边距{'、'.join(edges)} 毫米"


def _millimetres(twips: str) -> str:
    try:
        return f"{float(twips) / _TWIPS_PER_MILLIMETRE:.1f}".removesuffix(".0")
    except ValueError:
        return "？"


def _words(old: Element, new: Element) -> Iterator[str]:
    before, after = _texts(old), _texts(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        deleted, inserted = before[start:end], after[new_start:new_end]
        if kind == "replace" and len(deleted) == len(inserted):
            yield from (f"文字：{marked_line(pieces)}" for pieces in map(compare_texts, deleted, inserted))
        elif kind != "equal":
            yield from (f"删去文字{quoted(one, characters=_QUOTED)}" for one in deleted)
            yield from (f"新增文字{quoted(one, characters=_QUOTED)}" for one in inserted)


def _texts(body: Element) -> list[str]:
    """Return the paragraphs' texts that are not blank, tags included."""
    texts = ("".join(run.text or "" for run in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p"))
    return [text for text in texts if text.strip()]
