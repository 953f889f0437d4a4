"""Text files: what plain text leaves of tables."""

from __future__ import annotations

import json

from jixiao.importing.documents import FiledGrid, FiledLine
from jixiao.importing.plain_text import read_plain_text
from tests.support.docx import squeezed_rows
from tests.support.imported import REFERENCE
from tests.support.project import ROOT


def grids(text: str) -> list[list[list[str]]]:
    blocks = read_plain_text("文件", text.encode()).blocks
    return [[list(row) for row in block.rows] for block in blocks if isinstance(block, FiledGrid)]


def test_the_reference_reads_as_its_tables_were_read_off_by_hand() -> None:
    annexes = json.loads((ROOT / "tests/data/annexes-2023.json").read_text("utf-8"))
    found = grids(REFERENCE.read_text("utf-8"))
    assert [squeezed_rows(rows) for rows in found] == [squeezed_rows(one["rows"]) for one in annexes.values()]


def test_a_tab_begins_a_cell_and_an_empty_line_a_row() -> None:
    assert grids("前\n\t甲\n\t乙\n第二行\n\n\t\n\t丙\n\n\n后") == [[["甲", "乙\n第二行"], ["", "丙"]]]


def test_an_empty_line_within_a_cell_ends_neither_row_nor_table() -> None:
    assert grids("\t产出指标\n\n(50分)\n\t数量指标\n\n\t乙\n\t丙\n\n\n") == [
        [["产出指标\n\n(50分)", "数量指标"], ["乙", "丙"]]
    ]


def test_a_row_may_be_a_line_with_tabs_in_it() -> None:
    assert grids("表\n三公经费\t2.68\t5\n公务接待\t1.02\t2\n完") == [
        [["三公经费", "2.68", "5"], ["公务接待", "1.02", "2"]]
    ]


def test_paragraphs_are_counted_and_other_encodings_are_read() -> None:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        blocks = read_plain_text("文件", "一\r\n二".encode(encoding)).blocks
        assert blocks == (FiledLine("一", ordinal=1), FiledLine("二", ordinal=2))


def test_cells_parted_by_strokes_are_a_table_and_the_rule_below_headings_is_none() -> None:
    written = "标题\n| 名称 | 金额 |\n| --- | ---: |\n| 甲\\|乙 | 1.50 |\n| 丙<br>丁 |  |\n说明"
    document = read_plain_text("表.txt", written.encode())
    assert [block.rows for block in document.blocks if isinstance(block, FiledGrid)] == [
        (("名称", "金额"), ("甲|乙", "1.50"), ("丙\n丁", ""))
    ]
    assert [line.text for line in document.lines] == ["标题", "说明"]


def test_strokes_need_no_frame() -> None:
    document = read_plain_text("表.txt", "名称 | 金额 | 备注\n甲 | 1 | 无".encode())
    assert document.rows == [("名称", "金额", "备注"), ("甲", "1", "无")]


def test_a_single_stroke_makes_no_table() -> None:
    assert read_plain_text("表.txt", "甲|乙".encode()).rows == []
