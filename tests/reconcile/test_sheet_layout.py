"""Parts as sheets."""

from functools import cache

from jixiao.build.year_documents import render_case
from jixiao.reconcile.sheet_layout import FormSheet, lay_out_sheet
from tests.support.made_unit import MADE
from tests.support.opened import inspected
from tests.support.wml import document


@cache
def sheets() -> dict[str, FormSheet]:
    parts = render_case(inspected(MADE)).parts
    return {part.label: sheet for part in parts if (sheet := lay_out_sheet(part.label, part.docx)) is not None}


def test_parts_without_a_table_are_no_forms() -> None:
    assert not {"封面", "报告"} & sheets().keys()
    assert {"附件1", "附件2", "附件3（1）", "附件5"} <= sheets().keys()


def test_no_two_cells_of_a_sheet_lie_over_each_other() -> None:
    for sheet in sheets().values():
        covered = [
            (row, column)
            for cell in sheet.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        assert len(covered) == len(set(covered))
        assert all(column < len(sheet.widths) for _, column in covered)


def test_two_tables_of_a_part_share_their_columns() -> None:
    first, second = sheets()["附件2"].tables
    assert (first.columns[0], first.columns[-1]) == (second.columns[0], second.columns[-1])
    assert (first.last + 1, len(sheets()["附件2"].widths)) == (second.first, first.columns[-1])


def test_merged_cells_span_rows_and_the_title_all_columns() -> None:
    sheet = sheets()["附件1"]
    title = sheet.cells[1]
    assert (title.columns, title.framed, title.look.align) == (len(sheet.widths), False, "center")
    assert any(cell.rows > 1 for cell in sheet.cells)


def test_the_width_of_a_table_is_that_on_paper() -> None:
    assert 9_000 < sum(sheets()["附件1"].widths) < 11_000


def test_a_row_that_only_goes_on_from_above_keeps_cells_of_its_own() -> None:
    grown = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = "".join(f"<w:tr>{f'<w:tc>{one}<w:p/></w:tc>' * 2}</w:tr>" for one in grown)
    made = lay_out_sheet("表", document(f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 2}</w:tblGrid>{rows}</w:tbl>"))
    assert made is not None
    assert [(cell.row, cell.rows) for cell in made.cells] == [(0, 1), (0, 1), (1, 1), (1, 1)]
