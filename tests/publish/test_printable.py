"""What a PDF may lack is told in words of its own, and a document without headings keeps LibreOffice's."""

from datetime import UTC, datetime

from jixiao.publish.printable import ConvertedPdf, Lack, Printable, Standard


def test_no_two_lacks_read_alike() -> None:
    assert len({str(lack) for lack in Lack}) == len(Lack)
    assert [str(standard) for standard in Standard] == ["PDF/A-2b", "PDF/UA-1"]


def test_marks_and_lacks_may_be_left_out() -> None:
    assert Printable(b"", datetime(2024, 3, 1, tzinfo=UTC)).marked is None
    assert ConvertedPdf(b"%PDF").lacks == {}


MOMENT = datetime(2024, 3, 1, tzinfo=UTC)


def with_tables(*rows: int) -> Printable:
    tables = (
        b"<w:tbl>" + b'<w:tr><w:trPr/><w:tc/></w:tr><w:tr w:x="1"/>' * (count // 2) + b"</w:tbl>" for count in rows
    )
    return Printable(b"", MOMENT, b"<w:p/>".join([b"", *tables]))


def test_a_table_that_takes_minutes_is_said_beforehand() -> None:
    assert with_tables(40, 60).table_rows == [40, 60]
    assert with_tables(40, 60).wait_words == Printable(b"", MOMENT).wait_words == ""
    long = with_tables(60, 1500)
    assert long.wait_words == "（最长的表有 1500 行，LibreOffice 排版大约要 1 分钟）"
    assert with_tables(3000).table_seconds > 4 * long.table_seconds
