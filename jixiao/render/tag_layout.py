"""Checks where the tags of a DOCX template stand, so that filling it in neither drops a cell nor breaks the table.

``{%tr … %}`` takes its row away, ``{%tc … %}`` its cell and ``{%p … %}`` its paragraph: what else stands
there would vanish without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jixiao.findings import Finding
from jixiao.patterns import compile_late
from jixiao.render.lint import MERGE, Tag, fault

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PREFIX = compile_late(r"\{[%#](tr|tc|p|r) ")
_TAKEN = {"tr": "一行", "tc": "一格", "p": "一段"}
_CONTAINERS = {"tr": "tbl", "tc": "tr"}


def layout_faults(tags: Sequence[Tag]) -> list[Finding]:
    """Return the faults of tags that stand where they would do harm."""
    whole = [tag for tag in tags if tag.is_whole]
    findings = [found for tag in whole for found in _faults_of(tag)]
    return findings + list(_torn_blocks(whole)) + list(_repeated_merges(whole))


def _faults_of(tag: Tag) -> Iterator[Finding]:
    prefix = _prefix(tag)
    if tag.keyword == MERGE:
        yield from _merge_faults(tag)
    if re.match(r"\{[%{]-|.*-[%}]\}$", tag.text, re.DOTALL):
        yield _misplaced(tag, "带有减号", "不带减号的标记", "DOCX 模板里不用“-”控制空白，请删去。")
    if prefix in _TAKEN:
        words = _TAKEN[prefix]
        taken = tag.paragraph if prefix == "p" else _around(tag.paragraph, prefix)
        if taken is None:
            yield _misplaced(tag, "不在表格里", "在表格里", f"{prefix} 标记只能用在表格里。")
        elif _text_of(taken) != tag.text:
            remedy = f"把标记单独放在{words}里（生成时整{words[1]}删去）。"
            yield _misplaced(tag, "旁边还有别的内容", f"独占{words}", remedy)


def _merge_faults(tag: Tag) -> Iterator[Finding]:
    cell = _around(tag.paragraph, "tc")
    if cell is None:
        yield _misplaced(tag, "不在表格里", "在表格的一格里", "合并 只能用在表格的格子里。")
    elif cell.find(f".//{_W}tbl") is not None:
        yield _misplaced(tag, "所在的格里另有表格", "只有文字的一格", "把里面的表格移走。")
    elif not _text_of(cell).startswith(tag.text):
        yield _misplaced(tag, "不在格子的开头", "一格里最前面的文字", "把它移到这一格的最前面。")


def _misplaced(tag: Tag, found: str, expected: str, remedy: str) -> Finding:
    return fault("T010", tag, found=found, expected=expected, remedy=remedy)


def _repeated_merges(tags: Iterable[Tag]) -> Iterator[Finding]:
    cells: set[Any] = set()
    for tag in tags:
        cell = _around(tag.paragraph, "tc") if tag.keyword == MERGE else None
        if cell is None:
            continue
        if cell in cells:
            yield _misplaced(tag, "在一格里出现两次", "一格最多一个", "删去多出的一个。")
        cells.add(cell)


def _torn_blocks(tags: Iterable[Tag]) -> Iterator[Finding]:
    """Yield findings for blocks that begin in one cell and go on in another."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.keyword in ("for", "if"):
            opened.append(tag)
        elif opened and tag.keyword in ("elif", "else", "endfor", "endif"):
            start = opened.pop() if tag.keyword.startswith("end") else opened[-1]
            if _prefix(tag) != _prefix(start) or _container(tag) is not _container(start):
                found = f"与开头的“{start.text}”（{start.spoken}）不在一处"
                expected = "同在一格（写法相同）；要重复整行的，两头都写 {%tr … %}，各占一行"
                yield _misplaced(tag, found, expected, "移到同一格；跨行的改用 {%tr … %}。")


def _prefix(tag: Tag) -> str:
    match = _PREFIX.match(tag.text)
    return match[1] if match else ""


def _container(tag: Tag) -> Any:
    """Return the element a block has to stay in: the table for rows, the row for cells, else the cell or story."""
    if _prefix(tag) in _CONTAINERS:
        return _around(tag.paragraph, _CONTAINERS[_prefix(tag)])
    return next(tag.paragraph.iterancestors(f"{_W}tc", f"{_W}txbxContent"), tag.paragraph.getroottree().getroot())


def _around(paragraph: Any, name: str) -> Any:
    return next(paragraph.iterancestors(f"{_W}{name}"), None)


def _text_of(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t")).strip()
