"""Forms drawn in a test as they stand on paper: a line a row, cells between |, ^ for one that goes on from above."""

from __future__ import annotations

import re
import textwrap

from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine
from jixiao.importing.form_layout import FormLayout
from jixiao.importing.paper_cells import CellReading, PaperReading
from jixiao.importing.paper_reading import read_paper_form
from jixiao.importing.template_layout import lay_out
from jixiao.model.form_description import Description
from jixiao.source.nodes import parse_yaml
from jixiao.submission.validate import validate

_SPAN = re.compile(r"«([0-9]+)»$")


def draw_grid(drawing: str) -> FiledGrid:
    """Return a table; «2» behind a cell is how many columns it spans, \\n in one a new line."""
    rows: list[tuple[str, ...]] = []
    columns: list[tuple[int, ...]] = []
    continued: set[tuple[int, int]] = set()
    for number, line in enumerate(textwrap.dedent(drawing).strip().split("\n")):
        texts: list[str] = []
        starts: list[int] = []
        at = 0
        for cell in map(str.strip, line.strip().strip("|").split("|")):
            span = _SPAN.search(cell)
            if cell.startswith("^"):
                continued.add((number, len(texts)))
            texts.append("" if cell.startswith("^") else _SPAN.sub("", cell).replace("\\n", "\n"))
            starts.append(at)
            at += int(span[1]) if span else 1
        starts.append(at)
        rows.append(tuple(texts))
        columns.append(tuple(starts))
    return FiledGrid(tuple(rows), columns=tuple(columns), continued=frozenset(continued))


def draw_blocks(drawing: str) -> tuple[FiledBlock, ...]:
    """Return lines and tables; rows of a table begin with |."""
    blocks: list[FiledBlock] = []
    table: list[str] = []
    ordinal = 0
    for line in [*textwrap.dedent(drawing).strip().split("\n"), ""]:
        if line.lstrip().startswith("|"):
            table.append(line)
            continue
        if table:
            blocks.append(draw_grid("\n".join(table)))
            table = []
        if line.strip():
            ordinal += 1
            blocks.append(FiledLine(line.strip(), ordinal=ordinal))
    return tuple(blocks)


HEAD = "名称: 示例表\n主管机关: 示例市财政局\n适用年度: [2030]\n依据: 示例规程\n成套文件名: '{单位名称}'\n"


def describe(fields: str, wordings: str = "") -> Description:
    """Return a description of one form whose fields and lists are given as YAML."""
    form = "各表:\n  - 名称: 示例表\n    标题: 示例表\n    文件: form.yaml\n    模板: form.docx\n"
    whole = HEAD + wordings + form + textwrap.indent(textwrap.dedent(fields).strip(), "    ") + "\n"
    source = parse_yaml(whole, "description.yaml", "")
    description = validate(source, Description)
    assert [f"{one.place}: {one.found}" for one in source.findings] == []
    assert description is not None
    return description


def layout_of(template: str, fields: str, wordings: str = "") -> FormLayout:
    """Return the layout of one form by its template as drawn."""
    description = describe(fields, wordings)
    return lay_out("示例", description.forms[0], description, Document("form.docx", draw_blocks(template)))


def read_drawing(layout: FormLayout, drawing: str) -> PaperReading:
    """Return what a layout makes of a filed form as drawn."""
    return read_paper_form(layout, draw_blocks(drawing))


def values_of(cells: list[CellReading]) -> dict[str, object]:
    """Return what was read by path."""
    return {one.path: one.value for one in cells}
