"""Where something stands in a form, as messages say it."""

from __future__ import annotations

from jixiao.docx.package import parse_xml, read_package
from jixiao.docx.wml import W
from jixiao.render.form_places import number_tables, speak_cell
from tests.support.wml import cell, document, paragraph, row, run, table


def places(body: str) -> list[str]:
    root = parse_xml(read_package(document(body))["word/document.xml"])
    return [speak_cell(one, number_tables(root)) for one in root.iter(f"{W}p")]


def test_tables_rows_and_cells_are_counted_from_one() -> None:
    assert places(paragraph(run("文")) + table(row(cell("甲"), cell("乙"))) + table(row(cell("丙")))) == [
        "",
        "表1 第1行第1格",
        "表1 第1行第2格",
        "表2 第1行第1格",
    ]


def test_a_row_in_a_content_control_is_known_by_its_table() -> None:
    assert places(table(f"<w:sdt><w:sdtContent>{row(cell('甲'))}</w:sdtContent></w:sdt>")) == ["表1"]
