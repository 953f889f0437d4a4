"""The page draws what the DOCX says: cell by cell, every mark with its value, for every shipped form set."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Block, Paragraph, Table
from tests.support.browser import Page
from tests.support.filed_parts import SETS, filed_parts
from tests.support.page_site import DRAWING, DRAWING_SCRIPT, page_site
from tests.support.wml import document, paragraph, run
from tests.support.word_elements import control

# Cells, and lines outside tables, as drawn; a tab is drawn as a wide space, a cell gone on from above is hidden.
DRAWN = """(() => {
  const words = (node) => node.nodeType === 3 ? node.data : node.nodeName === "BR" ? "\\n"
    : [...node.childNodes].map(words).join("");
  const lines = (root) => [...root.querySelectorAll("p")].map(words);
  const cells = [...drawn.paper.querySelectorAll("article td")].filter((cell) => cell.style.display !== "none");
  const own = (cell) => [...cell.querySelectorAll("p")].filter((line) => line.closest("td") === cell).map(words);
  return {
    cells: cells.filter((cell) => cell.querySelector("p")).map((cell) => own(cell).join("\\n")),
    lines: [...drawn.paper.querySelectorAll("article p")].filter((line) => !line.closest("td")).map(words),
    marks: [...drawn.paper.querySelectorAll(".mark:not([data-more])")].map((mark) =>
      [mark.dataset.mark, piecesOf(drawn.paper, mark.dataset.mark).map(words).join("\\n")]),
  };
})()"""


SITE = {"/": DRAWING.encode(), "/drawing.js": DRAWING_SCRIPT.encode()}


@pytest.fixture(scope="module")
def page(window: Page) -> Iterator[Page]:
    with page_site(SITE) as address:
        window.open(f"{address}/")
        window.wait_for("window.ready")
        yield window
        assert not window.complaints


def drawn(page: Page, docx: bytes) -> dict[str, Any]:
    """Return what the page shows of a DOCX, and what it says it does not show."""
    SITE["/part.docx"] = docx
    undrawn = page.value("draw('/part.docx')")
    return {**page.value(DRAWN), "undrawn": undrawn}


def plain(text: str) -> str:
    return re.sub(r"[\t\u2003]", " ", text)


def cells_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row.cells if not cell.continues):
                yield "\n".join(one.text for one in cell.blocks if isinstance(one, Paragraph))
                yield from cells_of(cell.blocks)


def marked(docx: bytes) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    for line in read_paper(docx).paragraphs:
        for span in line.bookmarks:
            if span.name.startswith("_JX") and not span.name.startswith("_JXP"):
                values.setdefault(span.name, []).append(line.text[span.start : span.end])
    return {name: "\n".join(pieces) for name, pieces in values.items()}


@pytest.mark.parametrize("form_set", SETS)
def test_the_page_says_what_the_paper_says(page: Page, form_set: str) -> None:
    for part in filed_parts(form_set):
        shown = drawn(page, part.docx)
        paper = read_paper(part.docx)
        lines = [one.text for one in paper.blocks if isinstance(one, Paragraph)]
        assert shown["undrawn"] == [], part.label
        assert [plain(one) for one in shown["cells"]] == [plain(one) for one in cells_of(paper.blocks)], part.label
        assert [plain(one) for one in shown["lines"]] == [plain(one) for one in lines], part.label
        assert dict(shown["marks"]) == marked(part.docx), part.label


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def table(rows: str) -> str:
    return f"<w:tbl><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>{rows}</w:tbl>"


def test_rows_and_cells_in_content_controls_are_drawn_where_they_stand(page: Page) -> None:
    cell = control("", f"<w:tc>{paragraph(run('甲'))}</w:tc>")
    rows = control("", row(run("子"), run("丑"))) + f"<w:tr>{cell}<w:tc>{paragraph(run('乙'))}</w:tc></w:tr>"
    assert drawn(page, document(table(rows)))["cells"] == ["子", "丑", "甲", "乙"]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (f"{run('2021')}<w:r><w:noBreakHyphen/></w:r>{run('2023')}", "2021\u20112023"),
        (f"{run('上')}<w:r><w:cr/></w:r>{run('下')}", "上\n下"),
        (f'<w:fldSimple w:instr=" AUTHOR ">{run("六")}</w:fldSimple>', "六"),
        (f"<w:r><w:ruby><w:rt>{run('yi')}</w:rt><w:rubyBase>{run('一')}</w:rubyBase></w:ruby></w:r>", "一"),
        (f'<w:moveFrom w:id="1">{run("旧")}</w:moveFrom><w:moveTo w:id="2">{run("新")}</w:moveTo>', "新"),
        (f'<w:hyperlink w:anchor="a"><w:ins w:id="1">{run("链接")}</w:ins></w:hyperlink>', "链接"),
    ],
)
def test_what_docx_preview_leaves_out_of_a_line_is_drawn(page: Page, content: str, shown: str) -> None:
    assert drawn(page, document(paragraph(content)))["lines"] == [shown]


def test_a_row_that_was_deleted_is_not_drawn(page: Page) -> None:
    gone = row(run("删")).replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>')
    assert drawn(page, document(table(row(run("留")) + gone)))["cells"] == ["留"]


def test_what_cannot_be_drawn_is_named(page: Page) -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>"
    assert drawn(page, document(paragraph(run("字") + box)))["undrawn"] == ["图形", "文本框"]


def test_letters_that_stand_upright_and_lines_across_a_cell_are_drawn(page: Page) -> None:
    cells = row(run("竖排文字"), run("斜线")).split("<w:tc>")
    cells[1] = '<w:tcPr><w:textDirection w:val="tbRl"/></w:tcPr>' + cells[1]
    cells[2] = '<w:tcPr><w:tcBorders><w:tl2br w:val="single"/></w:tcBorders></w:tcPr>' + cells[2]
    drawn(page, document(table("<w:tc>".join(cells))))
    looks = "[...drawn.paper.querySelectorAll('td')].map((cell) => [...cell.classList].join(' '))"
    assert page.value(looks) == ["upright", "tl2br"]
    assert page.value("getComputedStyle(drawn.paper.querySelector('.upright')).writingMode") == "vertical-rl"


def test_an_indent_stated_in_characters_is_drawn(page: Page) -> None:
    indent = '<w:ind w:firstLineChars="200"/>'
    drawn(page, document(paragraph(run("字", properties='<w:sz w:val="32"/>'), indent)))
    assert page.value("getComputedStyle(drawn.paper.querySelector('article p')).textIndent").startswith("42.6")


def test_a_value_is_put_anew_in_the_letters_it_had(page: Page) -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="_JX0"/>{}<w:bookmarkEnd w:id="1"/>'
    bold = run("1.36", properties="<w:b/>")
    drawn(page, document(paragraph(run("共") + mark.format(bold + run("万")) + run("元"))))
    assert page.value("setShown(drawn.paper, '_JX0', '1.63')") is True
    assert page.value("drawn.paper.querySelector('article p').textContent") == "共1.63元"
    assert page.value("getComputedStyle(drawn.paper.querySelector('.mark span')).fontWeight") == "700"
    assert page.value("setShown(drawn.paper, '_JX0', '两\\n行')") is False


def test_a_value_that_goes_through_two_paragraphs_is_shown_whole(page: Page) -> None:
    first = paragraph('<w:bookmarkStart w:id="1" w:name="_JX0"/>' + run("上"))
    second = paragraph(run("下") + '<w:bookmarkEnd w:id="1"/>' + run("外"))
    assert drawn(page, document(first + second))["marks"] == [["_JX0", "上\n下"]]


def test_of_a_long_table_only_what_is_near_is_drawn_and_the_rest_when_it_is_asked_for(page: Page) -> None:
    mark = '<w:bookmarkStart w:id="{0}" w:name="_JX{0}"/>{1}<w:bookmarkEnd w:id="{0}"/>'
    rows = "".join(row(run("行"), mark.format(number, run(f"{number}" + "　" * 60))) for number in range(3000))
    shown = drawn(page, document(table(rows) + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'))
    assert 100 <= len(shown["cells"]) < 600
    assert page.value("drawPieceOf(drawn.paper, '_JX2900').then(() => setShown(drawn.paper, '_JX2900', '新'))")
    assert page.value("drawn.paper.querySelector('[data-mark=_JX2900]').textContent") == "新"
    rows = "rowsBelow(drawn.paper.querySelector('table'), 400)"
    count = f"{rows}.then((tables) => tables.flatMap((one) => [...one.rows]).length)"
    assert page.value(count) >= 400
