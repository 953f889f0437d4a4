"""Reads DOCX templates for their tags, without docxtpl: to check them, and to learn what they print."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec.structs import replace

from jixiao import opc
from jixiao.cache import fetch, keep, key_of, versions
from jixiao.findings import Finding, Place
from jixiao.render.environment import BETWEEN, OPEN, PRINTER, FormEnvironment, traced_environment
from jixiao.render.layout import layout_faults
from jixiao.render.lint import MERGE, Tag, lint, tags_in
from jixiao.render.printing import Printer

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "正文"
_SPOKEN = {"document": _BODY, "header": "页眉", "footer": "页脚"}
_ROW_TAG = re.compile(r"\{%(?:tr|tc|p|r) ([^}%]*%\})")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_OPENING = ("{{", "{%", "{#")
_PICTURES = (f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_W}tbl")

# Noncharacters like those of the traced environment: what begins in the rendered document.
ROW, CELL, OUTSIDE = "\ufdd5", "\ufdd6", "\ufdd7"
_STEP = re.compile(f"[{ROW}{CELL}{OUTSIDE}]|{OPEN}([0-9]+){BETWEEN}")


def form_tags(template: Path, shown: str) -> Iterable[Tag]:
    """Return the tags of a DOCX template in the order they are rendered: body, headers, footers.

    BadPackage if the file is not a DOCX.
    """
    return _scanned(template.read_bytes(), shown)[0]


@lru_cache(maxsize=64)
def _scanned(docx: bytes, shown: str) -> tuple[tuple[Tag, ...], tuple[Finding, ...]]:
    """Return the tags and what is wrong with where they stand; a sound template is taken apart once and kept."""
    key = key_of("tags", versions("lxml"), _own_code(), shown.encode(), docx)
    kept = fetch(key)
    if kept is not None:
        return tuple(_unpacked(*one) for one in marshal.loads(kept)), ()  # noqa: S302 - see ``cache``
    members, place = opc.read_package(docx), Place(shown)
    tags = [tag for _, root, spoken in _stories(members) for tag in _story_tags(root, place, spoken)]
    faults = (*layout_faults(tags), *_hidden_tags(members, place))
    if not faults:
        keep(key, marshal.dumps([_packed(tag) for tag in tags]))
    return tuple(tags), faults


def _packed(tag: Tag) -> tuple[Any, ...]:
    place = tag.place
    return tag.text, place.file, place.line, place.column, tag.source, tag.spoken, tag.lead


def _unpacked(text: str, file: str, line: int, column: int, source: str, spoken: str, lead: str) -> Tag:
    return Tag(text, Place(file, line, column), source, spoken, lead=lead)


@cache
def _own_code() -> bytes:
    here = Path(__file__).parent
    return b"".join((here / name).read_bytes() for name in ("scan.py", "lint.py", "layout.py", "../opc.py"))


def _stories(members: dict[str, bytes]) -> Iterator[tuple[str, etree._Element, str]]:
    for name, kind in opc.stories(members).items():
        yield name, opc.parse_xml(members[name]), _SPOKEN[kind]


def _story_tags(root: etree._Element, place: Place, outside: str) -> Iterator[Tag]:
    tables = {table: number for number, table in enumerate(root.iter(f"{_W}tbl"), start=1)}
    begun = _begun(root) if outside == _BODY else {}
    lead = ""
    for paragraph, text in _paragraph_texts(root).items():
        spoken = _cell_of(paragraph, tables) or outside
        lead += begun.get(paragraph, "")
        for tag in tags_in(text, place):
            yield replace(tag, source=_as_jinja(tag), spoken=spoken, paragraph=paragraph, lead=lead)
            lead = ""


def _as_jinja(tag: Tag) -> str:
    return _ROW_TAG.sub(r"{% \1", tag.source).translate(_QUOTES)


def _begun(root: etree._Element) -> dict[etree._Element | None, str]:
    """Return by paragraph the rows and cells of the outermost tables that begin between the text before and its own.

    Those after the last text stand under None. Rows and cells that a tag takes away with it are left out.
    """
    begun: dict[etree._Element | None, str] = {}
    pending = ""
    for element in root.iter(f"{_W}tr", f"{_W}tc", f"{_W}t"):
        depth = sum(1 for _ in element.iterancestors(f"{_W}tbl"))
        if element.tag == f"{_W}t":
            paragraph = next(element.iterancestors(f"{_W}p"), None)
            if paragraph is not None and paragraph not in begun:
                begun[paragraph], pending = pending if depth else pending + OUTSIDE, ""
        elif depth == 1:
            pending += _mark_of(element)
    return begun | {None: pending}


def _mark_of(element: etree._Element) -> str:
    kind, mark = ("tr", ROW) if element.tag == f"{_W}tr" else ("tc", CELL)
    return "" if f"{{%{kind} " in _text_in(element) or "{%tr " in _text_in(_row_of(element)) else mark


def _row_of(element: etree._Element) -> etree._Element:
    return element if element.tag == f"{_W}tr" else next(element.iterancestors(f"{_W}tr"))


def _text_in(element: etree._Element) -> str:
    return "".join(run_text.text or "" for run_text in element.iter(f"{_W}t"))


def _paragraph_texts(root: etree._Element) -> dict[etree._Element, str]:
    """Return each paragraph's own text; that of a text box inside it belongs to the paragraphs of the box."""
    texts: dict[etree._Element, str] = {}
    for run_text in root.iter(f"{_W}t"):
        paragraph = next(run_text.iterancestors(f"{_W}p"), None)
        if paragraph is not None:
            texts[paragraph] = texts.get(paragraph, "") + (run_text.text or "")
    return texts


def _cell_of(paragraph: etree._Element, tables: dict[etree._Element, int]) -> str:
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    table = next(paragraph.iterancestors(f"{_W}tbl"), None)
    if cell is None or row is None or table is None:
        return ""
    rows, cells = list(table.iterchildren(f"{_W}tr")), list(row.iterchildren(f"{_W}tc"))
    if row not in rows or cell not in cells:  # wrapped in a content control
        return f"表{tables[table]}"
    return f"表{tables[table]} 第{rows.index(row) + 1}行第{cells.index(cell) + 1}格"


def form_cells(members: dict[str, bytes]) -> Iterator[tuple[tuple[int, int, int], str]]:
    """Yield table, row and cell, counted as messages do, and the text of each cell of a template's body.

    Left out are cells that continue a merged one or hold a picture, and rows and cells that a tag takes away.
    """
    _, root, _ = next(_stories(members))
    for number, table in enumerate(root.iter(f"{_W}tbl"), start=1):
        for row_number, row in enumerate(table.iterchildren(f"{_W}tr"), start=1):
            for cell_number, cell in enumerate(row.iterchildren(f"{_W}tc"), start=1):
                if _mark_of(cell) and not _continues(cell) and next(cell.iter(*_PICTURES), None) is None:
                    yield (number, row_number, cell_number), _text_in(cell)


def _continues(cell: etree._Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val") != "restart"


def check_form(template: Path, shown: str, context: dict[str, Any], environment: FormEnvironment) -> list[Finding]:
    """Return the faults of a template; a file that is no DOCX is one of them."""
    try:
        tags, faults = _scanned(template.read_bytes(), shown)
    except (OSError, opc.BadPackage) as error:
        return [_unreadable(error, shown)]
    return lint(tags, context, environment) + list(faults)


def _unreadable(error: Exception, shown: str) -> Finding:
    why = str(error)
    if isinstance(error, OSError):
        why = "文件不存在" if isinstance(error, FileNotFoundError) else f"读不出来（{error.strerror}）"
    remedy = "从 Git 恢复该模板，或在 Word/WPS 里另存为 .docx。"
    return Finding("T007", Place(shown), f"模板打不开：{why}", "Word 或 WPS 存成的 .docx", remedy)


def _hidden_tags(members: dict[str, bytes], place: Place) -> Iterator[Finding]:
    """Yield findings for tags where none is filled in: deleted text, alternative text, notes, comments."""
    rendered = {name: root for name, root, _ in _stories(members)}
    for name in sorted(members):
        if name.startswith("word/") and name.endswith(".xml"):
            root = rendered.get(name)
            yield from _hidden_in(opc.parse_xml(members[name]) if root is None else root, root is not None, place)


def _hidden_in(root: etree._Element, is_story: bool, place: Place) -> Iterator[Finding]:
    for element in root.iter():
        texts = [str(value) for value in element.attrib.values()]
        if not (is_story and element.tag == f"{_W}t"):
            texts.append(element.text or "")
        for text in texts:
            if any(opening in text for opening in _OPENING):
                yield Finding(
                    "T010",
                    place,
                    f"标记写在不会填的地方：“{text[:40]}”",
                    "标记写在正文、表格、页眉或页脚的文字里",
                    "移到文字里；如是修订留下的，请先接受或拒绝全部修订；脚注、批注、替代文字里不能放标记。",
                )


def print_only(tags: Iterable[Tag], context: dict[str, Any], printer: Printer) -> None:
    """Print a checked template's values through ``printer`` without making a document, each with its row and cell.

    The tags alone, in their order, are a template too. A cell under 合并 prints only where it starts.
    """
    rendered = traced_environment().from_string("".join(_sources(tags))).render(context | {PRINTER: printer})
    row = cell = 0
    outside = True
    for step in _STEP.finditer(rendered):
        if step[1]:
            if not outside:
                printer.put(int(step[1]), row, cell)
        elif step[0] == ROW:
            row, cell = row + 1, 0
        else:
            cell += step[0] == CELL
            outside = step[0] == OUTSIDE


def _sources(tags: Iterable[Tag]) -> Iterator[str]:
    merged_cell = ""
    for tag in tags:
        if merged_cell and tag.spoken != merged_cell:
            yield "{% endif %}"
            merged_cell = ""
        yield tag.lead
        if tag.keyword == MERGE:
            merged_cell = tag.spoken
            yield f"{{% if {tag.inner.removeprefix(MERGE)} %}}"
        else:
            yield tag.source
    if merged_cell:
        yield "{% endif %}"


@lru_cache(maxsize=64)
def page_source(docx: bytes) -> str:
    """Return a checked template's body as one template of plain text, with ``ROW``, ``CELL`` and ``OUTSIDE`` between.

    Paragraphs of a cell are lines.
    """
    _, root, _ = next(_stories(opc.read_package(docx)))
    begun = _begun(root)
    source, end = "", ""
    cell: etree._Element | None = None
    for paragraph, text in _paragraph_texts(root).items():
        before, cell = cell, next(paragraph.iterancestors(f"{_W}tc"), None)
        if cell is None or cell is not before:
            source, end = source + end + begun.get(paragraph, ""), ""
        else:
            source += "\n"
        text, merged = _page_text(text)
        source, end = source + text, end + merged
    return source + end + begun[None]


def _page_text(text: str) -> tuple[str, str]:
    """Return a paragraph with its tags as Jinja reads them, and what closes its cell."""
    source, end, position = "", "", 0
    for tag in tags_in(text, Place("")):
        start = text.index(tag.text, position)
        source, position = source + text[position:start], start + len(tag.text)
        if tag.keyword == MERGE:
            source, end = f"{source}{{% if {tag.inner.removeprefix(MERGE)} %}}", "{% endif %}"
        else:
            source += _as_jinja(tag)
    return source + text[position:], end
