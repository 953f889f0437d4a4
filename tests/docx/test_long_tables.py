"""Long tables: what is taken out comes back as it was, and only rows that hang on nothing else are taken out."""

import pytest

from jixiao.docx import long_tables
from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph
from jixiao.docx.long_tables import ROWS, cut_rows, put_rows_back, rows_of
from jixiao.docx.package import parse_xml, xml_bytes
from jixiao.docx.wml import R_NS, W_NS, W
from tests.support.docx import form

HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
HEAD += f'<w:document xmlns:w="{W_NS}" xmlns:r="{R_NS}"><w:body>'
TAIL = "</w:body></w:document>"


@pytest.fixture(autouse=True)
def every_table_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "_LONG", 0)


def row(text: str) -> str:
    return f"<w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"


def document(*blocks: str) -> bytes:
    return (HEAD + "".join(blocks) + TAIL).encode()


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="A"/></w:tblPr><w:tblGrid/>{"".join(rows)}</w:tbl>'


def test_rows_are_taken_out_and_put_back() -> None:
    whole = document("<w:p/>", table(*(row(f"第{n}行") for n in range(600))), table(row("又一张")))
    cut = cut_rows(whole)
    assert [len(rows) > 0 for _, rows in cut.batches] == [True] * 4
    assert "第1行" not in cut.skeleton.decode()
    batches = [rows_of(xml_bytes(parse_xml(cut.batch(number)))) for number in range(4)]
    assert put_rows_back(cut.skeleton, batches) == whole


def test_a_batch_has_the_head_of_its_table() -> None:
    cut = cut_rows(document(table(row("甲"))))
    assert parse_xml(cut.batch(0)).find(f".//{W}tblStyle") is not None


def test_rows_are_read_where_they_stood() -> None:
    cut = cut_rows(document(table(row("甲"), row("乙"))))
    [place] = parse_xml(cut.skeleton).iter(ROWS)
    assert [one.xpath("string()") for one in cut.rows_at(place)] == ["甲", "乙"]


@pytest.mark.parametrize(
    "tied",
    [
        '<w:bookmarkStart w:id="1" w:name="_JX0123456789ab"/>',
        '<w:bookmarkStart w:id="1" w:name="书签"/><w:bookmarkEnd w:id="1"/>',
        '<w:hyperlink r:id="rId1"/>',
        "<w:r><w:footnoteReference/></w:r>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        '<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr></w:sdt>',
    ],
)
def test_a_row_that_hangs_on_something_else_stays(tied: str) -> None:
    whole = document(table(f"<w:tr><w:tc><w:p>{tied}</w:p></w:tc></w:tr>"))
    assert cut_rows(whole).skeleton == whole


@pytest.mark.parametrize("odd", ["<!-- 注 -->", '<w:p xmlns:v="urn:v"/>', '<w:rows w:val="0"/>'])
def test_where_bytes_cannot_tell_all_stays(odd: str) -> None:
    whole = document(odd, table(row("甲")))
    assert cut_rows(whole).skeleton == whole


def test_a_short_document_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    whole = document(table(row("甲")))
    assert cut_rows(whole).skeleton == whole


def test_to_be_read_all_rows_are_taken_out_but_those_that_hold_tables() -> None:
    other = row("乙").replace("<w:r>", '<w:bookmarkStart w:id="1" w:name="书签"/><w:r>')
    nested = f"<w:tr><w:tc>{table(row('内'))}<w:p/></w:tc></w:tr>"
    cut = cut_rows(document(table(row("甲"), other, nested, row("丙"))), to_read=True)
    assert [rows.decode() for _, rows in cut.batches] == [row("甲") + other, row("丙")]


def test_a_row_that_never_ends_takes_no_time() -> None:
    whole = document("<w:tr>" * 300_000)
    assert cut_rows(whole).skeleton == whole


def test_a_document_in_pieces_reads_as_it_does_whole() -> None:
    docx = form("甲", "乙", "丙")
    heard: list[Paragraph] = []
    assert read_paper(docx) == read_paper(docx, lambda paragraph, _: heard.append(paragraph))
    assert heard
