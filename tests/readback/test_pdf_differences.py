"""What a PDF holds on top is found: words, pictures, scripts, what its properties say."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from jixiao.build.packing import expectation_of
from jixiao.findings import Finding, Severity
from jixiao.paths import Workspace
from jixiao.readback.pdf_differences import PdfComparer
from tests.support.opened import inspected
from tests.support.package import TITLE, built_package
from tests.support.project import ROOT


def told(change: Callable[[pikepdf.Pdf], None] | None = None) -> list[Finding]:
    passages = tuple(one.text for one in expectation_of(inspected(Workspace(ROOT))).whole.passages)
    held = built_package().pdf.read_bytes()
    if change is not None:
        written = BytesIO()
        with pikepdf.open(BytesIO(held)) as pdf:
            change(pdf)
            pdf.save(written)
        held = written.getvalue()
    return list(PdfComparer("整套.pdf", built_package().whole, passages, TITLE).compare(held))


def with_words(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[2]
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources.Font.Added = pdf.make_indirect(font)
    page.contents_add(pdf.make_stream(b"BT /Added 12 Tf 50 50 Td (9.99) Tj ET"))


def with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", pdf.Root.OpenAction]))


def with_author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "填表人甲"


def test_our_own_pdf_has_nothing_on_top() -> None:
    assert told() == []


@pytest.mark.parametrize(("change", "words"), [(with_words, "第3页多出“9.99”"), (with_script, "文件里有脚本")])
def test_what_is_on_top_is_an_error(change: Callable[[pikepdf.Pdf], None], words: str) -> None:
    [one] = told(change)
    assert (one.code, one.severity, words in one.found) == ("V008", Severity.ERROR, True)


def test_a_person_in_the_properties_is_a_warning() -> None:
    [one] = told(with_author)
    assert (one.code, one.severity) == ("V009", Severity.WARNING)
    assert "文件属性里写着作者“填表人甲”" in one.found


def test_what_cannot_be_opened_is_told_elsewhere() -> None:
    assert list(PdfComparer("整套.pdf", built_package().whole, (), TITLE).compare(b"%PDF-1.7 nothing")) == []
