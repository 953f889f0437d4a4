"""Which cells of a table are headings: those of the form's own words, each with what it speaks of."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from jixiao.docx.heading_cells import TableHeadings, list_heading_cells
from tests.support.wml import cell, document, row, table

SIGNS = {"R": "Row", "C": "Column", "B": "Both", ".": None}


def value(text: str, before: str = "", after: str = "") -> str:
    """Return a cell with a value from the data between fixed words."""
    start, end = '<w:bookmarkStart w:id="1" w:name="_JX0123456789ab"/>', '<w:bookmarkEnd w:id="1"/>'
    runs = "".join(f"<w:r><w:t>{one}</w:t></w:r>" for one in (before, text, after) if one)
    held = runs.replace(f"<w:r><w:t>{text}</w:t></w:r>", f"{start}<w:r><w:t>{text}</w:t></w:r>{end}", 1)
    return f"<w:tc><w:p>{held if text else start + end}</w:p></w:tc>"


def headings(*tables: str) -> tuple[TableHeadings, ...]:
    with ZipFile(BytesIO(document("".join(tables)))) as docx:
        return list_heading_cells(docx.read("word/document.xml"))


def signs(*rows: str) -> list[str]:
    [only] = headings(table("", *rows))
    named = {name: sign for sign, name in SIGNS.items()}
    return ["".join(named[scope] for scope in line) for line in only]


def merged(text: str, how: str) -> str:
    return f"<w:tc><w:tcPr><w:vMerge{how}/></w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


CASES = {
    "a heading row over values": ([row(cell("预算"), cell("决算")), row(value("10"), value("9"))], ["CC", ".."]),
    "a label beside a value": ([row(cell("编制数"), value("12"))], ["R."]),
    "a label beside one value and over another": (
        [row(cell("合计"), value("12")), row(value("3"), value("9"))],
        ["B.", ".."],
    ),
    "headings over headings": ([row(cell("收入"), cell("支出")), row(cell("甲"), cell("乙"))], ["CC", "CC"]),
    "a year among fixed words is no value": ([row(value("2022", after="年决算数")), row(value("9"))], ["C", "."]),
    "a value in words is one": ([row(value("356.07", before="其中：基本支出：")), row(cell("甲"))], [".", "C"]),
    "a blank value is one": ([row(cell("备注"), value(""))], ["R."]),
    "an empty cell is no heading": ([row(cell("备注"), cell(""))], ["R."]),
    "a cell that goes on below is told once": (
        [row(merged("产出", ' w:val="restart"'), value("10")), row(merged("", ""), value("9"))],
        ["R.", "."],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_heading_speaks_of_the_row_or_the_column_in_which_values_stand(name: str) -> None:
    rows, expected = CASES[name]
    assert signs(*rows) == expected


def test_a_row_in_a_content_control_is_a_row() -> None:
    held = f"<w:sdt><w:sdtContent>{row(value('10'), value('9'))}</w:sdtContent></w:sdt>"
    assert signs(row(cell("预算"), cell("决算")), held) == ["CC", ".."]


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    begun = row(value("9")).replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>', 1)
    assert signs(row(cell("预算"), cell("决算")), begun) == ["CC", "."]


def test_a_table_in_a_cell_comes_after_the_one_around_it() -> None:
    inner = table("", row(cell("内"), value("1")))
    around = f"<w:tc>{inner}<w:p/></w:tc>"
    assert [len(one) for one in headings(table("", row(around), row(cell("外"))))] == [2, 1]
