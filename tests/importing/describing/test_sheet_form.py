"""A form on a sheet becomes a Word document of the same words and cells."""

import pytest
from msgspec.structs import replace

from jixiao.docx.package import read_package
from jixiao.importing.describing.sheet_form import form_sheet, write_sheet_form
from jixiao.importing.documents import Document, FiledGrid, FiledLine, SheetPlace
from jixiao.importing.word_documents import read_word
from tests.support.paper import draw_blocks

DRAWING = """
    示例表
    单位：万元
    | 项目资金 | | 预算«2» | 执行 |
    | ^ | 合计 | 3«2» | 2 & 1 |
    | 目标\\n一 | 甲。«4» |
    注：甲
"""


def test_words_and_merged_cells_are_those_of_the_sheet() -> None:
    blocks = draw_blocks(DRAWING)
    read = read_word("a", write_sheet_form(blocks)).blocks
    written = [block for block in read if not isinstance(block, FiledLine) or block.text]
    assert [block.text for block in written if isinstance(block, FiledLine)] == ["示例表", "单位：万元", "注：甲"]
    (grid,), (drawn,) = ([one for one in each if isinstance(one, FiledGrid)] for each in (written, blocks))
    assert (grid.rows, grid.columns, grid.continued) == (drawn.rows, drawn.columns, drawn.continued)


@pytest.mark.parametrize(("columns", "turned"), [(4, False), (12, True)])
def test_a_wide_table_turns_the_page(columns: int, turned: bool) -> None:
    drawing = "| " + " | ".join("甲" * columns) + " |"
    written = write_sheet_form(draw_blocks(drawing))
    assert (b'orient="landscape"' in read_package(written)["word/document.xml"]) is turned


def test_only_the_first_sheet_that_holds_a_table_is_taken() -> None:
    blocks = [
        replace(block, at=SheetPlace(sheet, 0, 0))
        for sheet in ("一", "二")
        for block in draw_blocks(f"{sheet}表\n| 甲 | 乙 |")
    ]
    document, others = form_sheet(Document("甲.xlsx", tuple(blocks)))
    assert [block.text for block in document.blocks if isinstance(block, FiledLine)] == ["一表"]
    assert others == ("二",)
