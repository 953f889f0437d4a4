"""The tags of tables as LibreOffice writes them, put right: headings with their scope, a broken row one row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object

from jixiao.docx.heading_cells import Scope, TableHeadings
from jixiao.publish.pdf import convert
from jixiao.publish.pdf_tags import TagCounts, count_tags, mark_headings
from jixiao.publish.printable import Printable
from tests.support.wml import cell, document, paragraph, row, run, table

MOMENT = datetime(2024, 3, 1, tzinfo=UTC)
LONG = paragraph(run("履职尽责，服务群众。" * 3))
FILLING = [row(cell(str(number)), cell("甲")) for number in range(37)]
BROKEN = table(
    "",
    row(cell("目标"), cell("完成")),
    *FILLING,
    row(f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{LONG}</w:tc>', f"<w:tc>{LONG}</w:tc>"),
    row("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>", f"<w:tc>{LONG}</w:tc>"),
)
FIRST: TableHeadings = ((Scope.COLUMN, Scope.COLUMN),)
LAST: TableHeadings = ((Scope.ROW, None), (None,))
HEADINGS: TableHeadings = FIRST + ((None, None),) * len(FILLING) + LAST


@pytest.fixture(scope="module")
def broken() -> bytes:
    """A PDF of a table whose last row but one is broken over two pages, its tags as LibreOffice writes them."""
    return convert({"表": Printable(document(BROKEN + paragraph("")), MOMENT)})["表"].content


@pytest.fixture
def pdf(broken: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(broken)) as opened:
        yield opened


def cells(pdf: pikepdf.Pdf) -> list[list[str]]:
    """Return the rows of the only table, each cell as its kind and scope."""
    tables = [one for one in elements(pdf.Root.StructTreeRoot) if Name.Table == one.S]
    rows = [one for one in elements(tables[0]) if Name.TR == one.S]
    return [[told(one) for one in elements(row) if one.S in (Name.TH, Name.TD)] for row in rows]


def told(cell: Object) -> str:
    held = cell.get("/A", Array())
    scopes = [str(one.Scope) for one in (held if isinstance(held, Array) else [held]) if "/Scope" in one]
    return "".join([str(cell.S), *scopes])


def elements(owner: Object) -> Iterator[Dictionary]:
    held = owner.get("/K", Array())
    for child in held if isinstance(held, Array) else [held]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child
            yield from elements(child)


def test_libreoffice_gives_a_broken_row_the_cells_of_both_pages(pdf: pikepdf.Pdf) -> None:
    lengths = [len(one) for one in cells(pdf)]
    assert lengths[-2:] == [3, 1], "LibreOffice no longer does so with these rows, or at all: then _join_broken can go"


def test_headings_have_their_scope_and_a_broken_row_is_one(pdf: pikepdf.Pdf) -> None:
    assert mark_headings(pdf, [HEADINGS])
    rows = cells(pdf)
    assert [rows[0], rows[1], *rows[-2:]] == [["/TH/Column", "/TH/Column"], ["/TD", "/TD"], ["/TH/Row", "/TD"], ["/TD"]]
    pages = {one.Pg.objgen for one in elements(pdf.Root.StructTreeRoot) if "/Pg" in one}
    assert len(pages) == len(pdf.pages) == 2, "what stands on the second page is still there"


def test_marking_again_changes_nothing_and_takes_back_what_is_no_heading(pdf: pikepdf.Pdf) -> None:
    assert mark_headings(pdf, [HEADINGS])
    plain: TableHeadings = tuple(tuple(None for _ in line) for line in HEADINGS)
    assert mark_headings(pdf, [plain])
    assert {kind for line in cells(pdf) for kind in line} == {"/TD"}
    assert count_tags(pdf).tables_without_headings == 1


@pytest.mark.parametrize("headings", [[], [HEADINGS[:2]], [((None,), *HEADINGS[1:])], [HEADINGS, HEADINGS]])
def test_tables_that_are_not_those_of_the_document_are_told(pdf: pikepdf.Pdf, headings: list[TableHeadings]) -> None:
    assert not mark_headings(pdf, headings)


def test_levels_and_pictures_are_read_in_order() -> None:
    pdf = pikepdf.new()
    kinds = [
        Dictionary(S=Name.H1),
        Dictionary(S=Name.Figure, Alt="徽标"),
        Dictionary(S=Name.H2),
        Dictionary(S=Name.Figure),
    ]
    pdf.Root.StructTreeRoot = Dictionary(K=Dictionary(S=Name.Document, K=Array(kinds)))
    assert count_tags(pdf) == TagCounts(levels=[1, 2], pictures_without_words=1)


def test_a_pdf_without_tags_says_nothing() -> None:
    assert count_tags(pikepdf.new()) == TagCounts()
