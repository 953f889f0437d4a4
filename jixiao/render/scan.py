"""Reads DOCX templates for their tags, without docxtpl: to check them, and to learn what they print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from jixiao import opc
from jixiao.findings import Finding, Place
from jixiao.render.environment import PRINTER, FormEnvironment
from jixiao.render.lint import MERGE, Tag, lint, tags_in
from jixiao.render.printing import Printer

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORIES = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_PREFIX = re.compile(r"^(\{[{%]-?)\s*(?:tr|tc|p|r)\s")
_MERGE_TAG = re.compile(r"\{%\s*" + MERGE + r"\s+(.*?)\s*%\}", re.DOTALL)
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def form_tags(template: Path, shown: str) -> Iterator[Tag]:
    """Yield the tags of a DOCX template in reading order, each with the table, row and cell it stands in.

    BadPackage if the file is not a DOCX.
    """
    members = opc.read_package(template.read_bytes())
    for name in sorted(members, key=lambda name: (name != "word/document.xml", name)):
        story = _STORIES.fullmatch(name)
        if story:
            yield from _story_tags(opc.parse_xml(members[name]), Place(shown), story[1])


def _story_tags(root: etree._Element, place: Place, story: str) -> Iterator[Tag]:
    outside = {"document": "正文", "header": "页眉", "footer": "页脚"}[story.rstrip("0123456789")]
    tables = {table: number for number, table in enumerate(root.iter(f"{_W}tbl"), start=1)}
    for paragraph in root.iter(f"{_W}p"):
        text = "".join(run.text or "" for run in paragraph.iter(f"{_W}t"))
        if "{" in text or "}" in text:
            yield from tags_in(text, place, _cell_of(paragraph, tables) or outside)


def _cell_of(paragraph: etree._Element, tables: dict[etree._Element, int]) -> str:
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    row = next(paragraph.iterancestors(f"{_W}tr"), None)
    table = next(paragraph.iterancestors(f"{_W}tbl"), None)
    if cell is None or row is None or table is None:
        return ""
    rows, cells = table.findall(f"{_W}tr"), row.findall(f"{_W}tc")
    return f"表{tables[table]} 第{rows.index(row) + 1}行第{cells.index(cell) + 1}格"


def check_form(template: Path, shown: str, context: dict[str, Any], environment: FormEnvironment) -> list[Finding]:
    """Return the faults of a template; a file that is no DOCX is one of them."""
    try:
        tags = list(form_tags(template, shown))
    except (OSError, opc.BadPackage, etree.XMLSyntaxError) as error:
        why = "文件不存在" if isinstance(error, FileNotFoundError) else str(error)
        return [
            Finding(
                "T007",
                Place(shown),
                f"模板打不开：{why}",
                "Word 或 WPS 存成的 .docx",
                "从 Git 恢复该模板，或在 Word/WPS 里另存为 .docx。",
            )
        ]
    return lint(tags, context, environment)


def print_only(tags: Iterable[Tag], context: dict[str, Any], printer: Printer, environment: FormEnvironment) -> None:
    """Print a checked template's values through ``printer`` without making a document.

    The tags alone, in their order, are a template too. A cell under 合并 prints only where it starts.
    """
    source: list[str] = []
    merged_cell = ""
    for tag in tags:
        if merged_cell and tag.spoken != merged_cell:
            source.append("{% endif %}")
            merged_cell = ""
        merge = _MERGE_TAG.fullmatch(tag.text)
        if merge:
            merged_cell = tag.spoken
        source.append(f"{{% if {merge[1]} %}}" if merge else _PREFIX.sub(r"\1 ", tag.text).translate(_QUOTES))
    if merged_cell:
        source.append("{% endif %}")
    environment.from_string("".join(source)).render(context | {PRINTER: printer})
