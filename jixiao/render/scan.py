"""Reads DOCX templates without docxtpl: their tags, to check them, and their text, to learn what they print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, msgpack
from msgspec.structs import replace

from jixiao.docx import package
from jixiao.docx.document_kinds import check_document_kind
from jixiao.findings import Finding, Place
from jixiao.folding import is_suspect
from jixiao.patterns import compile_late
from jixiao.render.disk_cache import fetch, keep, key_of, own_code, versions
from jixiao.render.environment import FormEnvironment
from jixiao.render.form_places import number_tables, speak_cell
from jixiao.render.lint import MERGE, Tag, find_tags, lint, without_tags
from jixiao.render.odd_layouts import OddLayout, list_odd_layouts
from jixiao.render.remnants import SUSPECT
from jixiao.render.tag_layout import layout_faults
from jixiao.render.template_contents import find_unwanted_contents
from jixiao.source.regular_file import MAX_DOCUMENT, ReadFault, UnreadableFile, read_regular

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "正文"
_SPOKEN = {"document": _BODY, "header": "页眉", "footer": "页脚"}
_ROW_TAG = compile_late(r"\{%(?:tr|tc|p|r) ([^}%]*%\})")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_OPENING = ("{{", "{%", "{#")
_PICTURES = (f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_W}tbl")

# Noncharacters like those of marks: what begins in the filled-in document.
ROW, CELL, OUTSIDE, RUNNING = "\ufdd5", "\ufdd6", "\ufdd7", "\ufddc"
# A cell's table, row and number, counted as messages do, and its text.
FormCell = tuple[tuple[int, int, int], str]
# Where a paragraph stands (表1 第4行第2格, 页眉) and its text, tags and all.
FormWords = tuple[str, str]
_Kept = tuple[tuple[Tag, ...], str, tuple[FormCell, ...], tuple[FormWords, ...], tuple[OddLayout, ...]]
# What decides how a template is read.
_OWN_CODE = (
    *(f"render/{name}.py" for name in ("scan", "lint", "tag_layout", "remnants", "template_contents")),
    *(f"render/{name}.py" for name in ("odd_layouts", "text_looks", "form_places")),
    *(f"docx/{name}.py" for name in ("package", "document_kinds", "part_contents", "story_contents")),
    *(f"docx/{name}.py" for name in ("known_elements", "known_properties", "unread")),
    "folding.py",
)


class Scan(Struct, frozen=True):
    """A template taken apart.

    ``tags`` come in the order they are rendered (body, headers, footers); ``faults`` are of where they stand. ``text``
    is the form as a template of plain text, with ``ROW``, ``CELL`` and ``OUTSIDE`` where one begins and the headers and
    footers behind ``RUNNING``; paragraphs of a cell are lines. ``cells`` are those of the body that can be filled in:
    no cell that continues a merged one or holds a picture, none that a tag takes away. ``words`` are the paragraphs
    in whose words something may be wrong, ``layouts`` what may be set otherwise than it looks in Word.
    """

    tags: tuple[Tag, ...]
    text: str
    cells: tuple[FormCell, ...]
    words: tuple[FormWords, ...]
    layouts: tuple[OddLayout, ...] = ()
    faults: tuple[Finding, ...] = ()


@lru_cache(maxsize=64)
def scan_template(docx: bytes, shown: str) -> Scan:
    """Return a template taken apart, a sound one only once: what came of it is kept. BadPackage if it is no DOCX."""
    key = key_of("scan-4", versions("lxml"), own_code(*_OWN_CODE), shown.encode(), docx)
    kept = fetch(key)
    if kept is not None:
        return Scan(*msgpack.decode(kept, type=_Kept))
    members, place = package.read_package(docx), Place(shown)
    check_document_kind(members)
    kinds = package.stories(members)
    roots = {name: package.parse_xml(members[name]) for name in kinds}
    tags = tuple(tag for name, kind in kinds.items() for tag in _story_tags(roots[name], place, _SPOKEN[kind]))
    faults = (*layout_faults(tags), *_hidden_tags(members, roots, place), *find_unwanted_contents(members, place))
    body, *others = roots.values()
    text = _text_of(body, _begun(body)) + RUNNING + "".join(_text_of(root, {}) for root in others)
    words = tuple(one for name, kind in kinds.items() for one in _words(roots[name], _SPOKEN[kind]))
    plain = tuple(replace(tag, paragraph=None) for tag in tags)
    scan = Scan(plain, text, cells=tuple(_cells(body)), words=words, layouts=_odd_layouts(members, body), faults=faults)
    if not faults:
        keep(key, msgpack.encode((scan.tags, scan.text, scan.cells, scan.words, scan.layouts)))
    return scan


def _odd_layouts(members: Mapping[str, bytes], body: etree._Element) -> tuple[OddLayout, ...]:
    related = package.relationships(members, package.main_part(members))
    styles = next((members[one.target] for one in related if one.kind == "styles" and one.target in members), None)
    return list_odd_layouts(body, None if styles is None else package.parse_xml(styles))


def _story_tags(root: etree._Element, place: Place, outside: str) -> Iterator[Tag]:
    tables = number_tables(root)
    for paragraph, text in _paragraph_texts(root).items():
        spoken = speak_cell(paragraph, tables) or outside
        for tag in find_tags(text, place):
            yield replace(tag, source=_as_jinja(tag), spoken=spoken, paragraph=paragraph)


def _words(root: etree._Element, outside: str) -> Iterator[FormWords]:
    tables = number_tables(root)
    for paragraph, text in _paragraph_texts(root).items():
        if is_suspect(text) or SUSPECT.search(without_tags(text)):
            yield speak_cell(paragraph, tables) or outside, text


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
    return element if element.tag == f"{_W}tr" else next(element.iterancestors(f"{_W}tr"), element)


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


def _cells(root: etree._Element) -> Iterator[FormCell]:
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
        scan = scan_template(read_regular(template, MAX_DOCUMENT), shown)
    except (UnreadableFile, package.BadPackage) as error:
        return [_unreadable(error, shown)]
    return lint(scan.tags, context, environment) + list(scan.faults)


def _unreadable(error: Exception, shown: str) -> Finding:
    why = str(error)
    if isinstance(error, UnreadableFile):
        why = "文件不存在" if error.fault is ReadFault.MISSING else error.words
    remedy = "从 Git 恢复该模板，或在 Word/WPS 里另存为 .docx。"
    return Finding(
        "T007",
        place=Place(shown),
        found=f"模板打不开：{why}",
        expected="Word 或 WPS 存成的 .docx",
        remedy=remedy,
        subject=shown,
    )


def _hidden_tags(members: dict[str, bytes], rendered: Mapping[str, etree._Element], place: Place) -> Iterator[Finding]:
    """Yield findings for tags where none is filled in: deleted text, alternative text, notes, comments."""
    for name in sorted(members):
        if name.startswith("word/") and name.endswith(".xml"):
            root = rendered.get(name)
            yield from _hidden_in(package.parse_xml(members[name]) if root is None else root, root is not None, place)


def _hidden_in(root: etree._Element, is_story: bool, place: Place) -> Iterator[Finding]:
    for element in root.iter():
        texts = [str(value) for value in element.attrib.values()]
        if not (is_story and element.tag == f"{_W}t"):
            texts.append(element.text or "")
        for text in texts:
            if any(opening in text for opening in _OPENING):
                yield Finding(
                    "T010",
                    place=place,
                    found=f"标记写在不会填的地方：“{text[:40]}”",
                    expected="标记写在正文、表格、页眉或页脚的文字里",
                    remedy="移到文字里；如是修订留下的，请先接受或拒绝全部修订；脚注、批注、替代文字里不能放标记。",
                    subject=place.file,
                    seen=(text,),
                )


def _text_of(root: etree._Element, begun: Mapping[etree._Element | None, str]) -> str:
    """Return a story as a template of plain text."""
    source, end = "", ""
    cell: etree._Element | None = None
    for paragraph, text in _paragraph_texts(root).items():
        before, cell = cell, next(paragraph.iterancestors(f"{_W}tc"), None)
        if cell is None or cell is not before:
            source, end = source + end + begun.get(paragraph, ""), ""
        else:
            source += "\n"
        text, merged = _paragraph_source(text)
        source, end = source + text, end + merged
    return source + end + begun.get(None, "")


def _paragraph_source(text: str) -> tuple[str, str]:
    """Return a paragraph with its tags as Jinja reads them, and what closes its cell, which 合并 may leave empty."""
    source, end, position = "", "", 0
    for tag in find_tags(text, Place("")):
        start = text.index(tag.text, position)
        source, position = source + text[position:start], start + len(tag.text)
        if tag.keyword == MERGE:
            source, end = f"{source}{{% if {tag.inner.removeprefix(MERGE)} %}}", "{% endif %}"
        else:
            source += _as_jinja(tag)
    return source + text[position:], end
