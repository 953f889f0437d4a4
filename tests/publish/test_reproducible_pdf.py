"""A PDF is freed of all that differs from run to run: dates, ids, the numbers of its fonts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.errors import ToolFailed
from jixiao.publish.printable import Printable
from jixiao.publish.reproducible_pdf import settle_pdf
from jixiao.publish.type1_fonts import decrypt, encrypt

PRINTED = Printable(b"", datetime(2024, 3, 1, 0, 30, tzinfo=UTC))


def with_font(path: Path, number: int, title: str = "") -> Path:
    """Write a PDF with one Type 1 font of that UniqueID, in clear and in its private part."""
    head = b"%%!PS-AdobeFont\n/UniqueID %d def\n" % number
    private = encrypt(b"\0\0\0\0dup /Private\n/UniqueID %d def\n" % number + bytes(range(256)))
    pdf = pikepdf.new()
    pdf.add_blank_page()
    font = pdf.make_stream(head + private + b"cleartomark")
    font.Length1, font.Length2, font.Length3 = len(head), len(private), 11
    pdf.Root.Held = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontFile=font))
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/CreationDate"] = f"D:{number}"
    pdf.save(path)
    return path


def test_the_numbers_of_fonts_and_the_dates_of_a_run_leave_no_trace(tmp_path: Path) -> None:
    one, other = (
        settle_pdf("甲.docx", with_font(tmp_path / f"{n}.pdf", n), PRINTED).content for n in (4111111, 4222222)
    )
    assert one == other
    with pikepdf.open(BytesIO(one)) as pdf:
        content = pdf.Root.Held.FontFile.read_bytes()
        length = int(pdf.Root.Held.FontFile.Length1)
        assert b"UniqueID" not in content[:length] + decrypt(content[length:-11])
        assert decrypt(content[length:-11]).endswith(bytes(range(256)))
        assert str(pdf.docinfo["/CreationDate"]) == "D:20240301003000Z"


def with_fonts(path: Path, order: Sequence[int]) -> Path:
    """Write a PDF whose page names nine fonts, /F1 to /F9, that came into the file in that order."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    fonts = {}
    for number in order:
        head = b"%%!PS-AdobeFont-%d\n" % number
        content = pdf.make_stream(head + encrypt(b"\0\0\0\0dup /Private\n") + b"cleartomark")
        content.Length1, content.Length2, content.Length3 = len(head), len(b"\0\0\0\0dup /Private\n"), 11
        described = pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontFile=content)
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, FontDescriptor=pdf.make_indirect(described))
        fonts[f"/F{number}"] = pdf.make_indirect(font)
    page.Resources = pikepdf.Dictionary(Font=pdf.make_indirect(pikepdf.Dictionary(fonts)))
    pdf.save(path, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return path


@settings(max_examples=20)
@given(st.permutations(range(1, 10)))
def test_the_order_in_which_fonts_came_leaves_no_trace(order: list[int]) -> None:
    with TemporaryDirectory() as folder:
        sorted_, permuted = Path(folder, "a.pdf"), Path(folder, "b.pdf")
        with_fonts(sorted_, range(1, 10))
        with_fonts(permuted, order)
        assert order == [*range(1, 10)] or sorted_.read_bytes() != permuted.read_bytes()
        assert settle_pdf("甲.docx", permuted, PRINTED) == settle_pdf("甲.docx", sorted_, PRINTED)


def test_settling_twice_changes_nothing(tmp_path: Path) -> None:
    once = settle_pdf("甲.docx", with_fonts(tmp_path / "a.pdf", [3, 1, 2]), PRINTED).content
    (tmp_path / "b.pdf").write_bytes(once)
    assert settle_pdf("甲.docx", tmp_path / "b.pdf", PRINTED).content == once


@pytest.mark.parametrize(("title", "expected"), [("", "甲"), ("自评报告", "自评报告")])
def test_the_title_is_the_documents_own_or_its_name(tmp_path: Path, title: str, expected: str) -> None:
    made = settle_pdf("甲.docx", with_font(tmp_path / "a.pdf", 4111111, title), PRINTED).content
    with pikepdf.open(BytesIO(made)) as pdf:
        assert (str(pdf.docinfo["/Title"]), str(pdf.Root.Lang)) == (expected, "zh-CN")


def test_a_broken_pdf_is_the_tools_failure(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(ToolFailed, match=r"不完整：甲\.docx"):
        settle_pdf("甲.docx", tmp_path / "a.pdf", PRINTED)
