"""One table, twenty rows by eight columns, as a template in the language of each peer, and the data that fills it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell

ROWS = 20
HEADINGS = ("序号", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
KEYS = tuple(f"c{number}" for number in range(1, len(HEADINGS) + 1))
Fill = Callable[[Table], None]


def data(rows: int = ROWS) -> dict[str, list[dict[str, str]]]:
    """Return the rows under ``rows``, every value a text."""
    return {"rows": [dict(zip(KEYS, _row(number), strict=True)) for number in range(1, rows + 1)]}


def _row(number: int) -> tuple[str, ...]:
    kind = ("数量指标", "质量指标", "时效指标", "成本指标")[number % 4]
    return (
        str(number), "产出指标", kind, f"第{number}项工作的完成情况", f"≥{number + 80}%", f"{number + 80}.5%",
        "2.5", "2.5",
    )  # fmt: skip


def write_template(path: Path, fill: Fill) -> None:
    """Store a document with a heading row and the rows that ``fill`` adds."""
    document = docx.Document()
    document.add_paragraph("绩效指标完成情况表")
    table = document.add_table(rows=0, cols=len(HEADINGS))
    table.style = "Table Grid"
    add_row(table, HEADINGS)
    fill(table)
    document.save(str(path))


def add_row(table: Table, words: Sequence[str]) -> None:
    """Add a row of texts."""
    for cell, text in zip(_cells(table), words, strict=False):
        cell.text = text


def _cells(table: Table) -> tuple[_Cell, ...]:
    return table.add_row().cells  # type: ignore[no-untyped-call, no-any-return]


def jinja(table: Table) -> None:
    """docxtpl, and so Jixiao: tags that stand for their whole row."""
    add_row(table, ["{%tr for row in rows %}"])
    add_row(table, [f"{{{{ row.{key} }}}}" for key in KEYS])
    add_row(table, ["{%tr endfor %}"])


def braces(table: Table) -> None:
    """docxtemplater and easy-template-x: a loop opened in the row's first cell and closed in its last."""
    cells = [f"{{{key}}}" for key in KEYS]
    add_row(table, ["{#rows}" + cells[0], *cells[1:-1], cells[-1] + "{/rows}"])


def carbone(table: Table) -> None:
    """Carbone: the first row and the next one, which shows what to repeat."""
    add_row(table, [f"{{d.rows[i].{key}}}" for key in KEYS])
    add_row(table, [f"{{d.rows[i+1].{key}}}" for key in KEYS])


def commands(table: Table) -> None:
    """docx-templates: commands in rows of their own."""
    add_row(table, ["+++FOR row IN rows+++"])
    add_row(table, [f"+++INS $row.{key}+++" for key in KEYS])
    add_row(table, ["+++END-FOR row+++"])


def merge_fields(table: Table) -> None:
    """docx-mailmerge2: Word's own fields."""
    for cell, key in zip(_cells(table), KEYS, strict=True):
        field = f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD {key} "><w:r><w:t>«{key}»</w:t></w:r></w:fldSimple>'
        cell.paragraphs[0]._p.append(parse_xml(field))


LANGUAGES: dict[str, Fill] = {
    "jixiao": jinja,
    "docxtpl": jinja,
    "docx-mailmerge2": merge_fields,
    "docxtemplater": braces,
    "easy-template-x": braces,
    "carbone": carbone,
    "docx-templates": commands,
}
