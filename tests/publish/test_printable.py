"""What a PDF may lack is told in words of its own, and a document without headings keeps LibreOffice's."""

from datetime import UTC, datetime

from jixiao.publish.printable import ConvertedPdf, Lack, Printable, Standard


def test_no_two_lacks_read_alike() -> None:
    assert len({str(lack) for lack in Lack}) == len(Lack)
    assert [str(standard) for standard in Standard] == ["PDF/A-2b", "PDF/UA-1"]


def test_marks_and_lacks_may_be_left_out() -> None:
    assert Printable(b"", datetime(2024, 3, 1, tzinfo=UTC)).marked is None
    assert ConvertedPdf(b"%PDF").lacks == {}
