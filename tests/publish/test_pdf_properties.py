"""What a PDF says of itself: persons and remarks are told, dates and usual programs are not."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from jixiao.publish.pdf_properties import list_pdf_properties
from jixiao.publish.pdf_text import BadPdf


def made(xmp: dict[str, str] | None = None, **info: str) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for name, text in info.items():
        pdf.docinfo[f"/{name}"] = text
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for key, text in (xmp or {}).items():
            metadata[key] = text
    held = BytesIO()
    pdf.save(held)
    return held.getvalue()


def test_persons_and_remarks_are_told_by_their_names() -> None:
    assert list_pdf_properties(made(Author="填表人甲", Keywords="内部", 部门="某科")) == {
        "作者": "填表人甲",
        "关键词": "内部",
        "/部门": "某科",
    }


def test_dates_and_usual_programs_are_not_told() -> None:
    usual = made(CreationDate="D:20240101", Creator="Writer", Producer="LibreOffice 7.4")
    assert list_pdf_properties(usual) == {}
    assert list_pdf_properties(made(Producer="Microsoft® Word 2021")) == {}
    assert list_pdf_properties(made(Producer="某人的电脑")) == {"程序": "某人的电脑"}


def test_what_xmp_says_on_top_is_told_and_what_it_says_again_is_not() -> None:
    assert list_pdf_properties(made({"pdf:Keywords": "内部"})) == {"XMP Keywords": "内部"}
    assert list_pdf_properties(made({"dc:title": "自评", "xmp:CreateDate": "2024"}, Title="自评")) == {"标题": "自评"}


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(BadPdf):
        list_pdf_properties(b"%PDF-1.7 nothing")
