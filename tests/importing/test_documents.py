"""Filed documents: lines and grids in order, whatever file they came in."""

from __future__ import annotations

from jixiao.importing.documents import Document, FiledGrid, FiledLine
from jixiao.importing.foreign_files import read_foreign
from tests.support.wml import cell, document, paragraph, row, run, table


def test_a_document_has_the_lines_and_the_rows_of_all_tables() -> None:
    lines = FiledLine("甲", "一、", ordinal=1), FiledLine("乙", ordinal=2)
    filed = Document("报送件", (lines[0], FiledGrid((("一", "二"),)), lines[1], FiledGrid((("三",),))))
    assert filed.lines == [*lines]
    assert filed.rows == [("一", "二"), ("三",)]
    assert [line.full for line in filed.lines] == ["一、甲", "乙"]


def test_a_table_that_only_holds_others_is_transparent_and_lines_count_on() -> None:
    inner = table(row(cell("一"), cell("二")))
    frame = table(row(f"<w:tc>{paragraph(run('框内'))}{inner}{paragraph('')}</w:tc>"))
    filed = read_foreign("文件", document(paragraph(run("前")) + frame + paragraph(run("后\u200b"))))
    assert filed.rows == [("一", "二")]
    assert [(line.ordinal, line.text) for line in filed.lines] == [(1, "前"), (2, "框内"), (3, ""), (4, "后")]
