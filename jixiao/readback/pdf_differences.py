"""What a PDF holds that none made from the document does: words, pictures, attachments, scripts, properties."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.block_reader import read_paper
from jixiao.docx.running_words import list_running_lines
from jixiao.docx.wml import Element, W, is_on
from jixiao.findings import Finding, Place, Severity, quoted
from jixiao.publish.pdf_text import PICTURE, BadPdf, list_pdf_extras, page_texts
from jixiao.readback.pdf_additions import AddedWords, PdfPlan, find_added_words

_REMEDY = "重新运行 make report，用新的 PDF；不要手工改成品。"


class PdfComparer(Struct, frozen=True):
    """Words what stands in a PDF on top: ``document`` is the file, ``made`` the DOCX it should be made from."""

    document: str
    made: bytes
    passages: tuple[str, ...]
    title: str

    def compare(self, pdf: bytes) -> Iterator[Finding]:
        """Yield what only the PDF has; nothing for what cannot be opened, which is told elsewhere."""
        with suppress(BadPdf):
            yield from self._extras(pdf)
            yield from map(self._added, find_added_words(page_texts(pdf), self._plan()))
            yield from self._properties(pdf)

    def _plan(self) -> PdfPlan:
        paper = read_paper(self.made)
        numbers = {paragraph.number for paragraph in paper.paragraphs}
        members = package.read_package(self.made)
        root = package.parse_xml(members[package.main_part(members)])
        return PdfPlan(self.passages, list_running_lines(members), set(_list_headings(root)), numbers)

    def _extras(self, pdf: bytes) -> Iterator[Finding]:
        pictured = any("/media/" in member for member in package.read_package(self.made))
        for what, page in list_pdf_extras(pdf):
            if what != PICTURE or not pictured:
                expected = f"没有{what}：由 DOCX 转成的 PDF 里不会有"
                yield self._finding("V008", f"{page or '文件里'}有{what}", expected, seen=(what, page))

    def _added(self, one: AddedWords) -> Finding:
        before, behind = one.around
        found = f"第{one.page}页多出{quoted(one.text, characters=60)}（前后是“{before}〔…〕{behind}”）"
        return self._finding("V008", found, "DOCX 里没有的字，PDF 里也没有", seen=("多出的文字", one.text))

    def _properties(self, pdf: bytes) -> Iterator[Finding]:
        from jixiao.publish.pdf_properties import list_pdf_properties  # pikepdf is large

        told = {name: text for name, text in list_pdf_properties(pdf).items() if text != self.title}
        if told:
            shown = "、".join(f"{name}{quoted(text, characters=60)}" for name, text in told.items())
            expected = "只有标题，没有人名、路径和备注"
            yield self._finding("V009", f"文件属性里写着{shown}", expected, seen=tuple(told), severity=Severity.WARNING)

    def _finding(
        self, code: str, found: str, expected: str, *, seen: tuple[str, ...], severity: Severity = Severity.ERROR
    ) -> Finding:
        return Finding(
            code,
            place=Place(self.document),
            found=f"{self.document}：{found}",
            expected=expected,
            remedy=_REMEDY,
            severity=severity,
            subject=self.document,
            seen=seen,
        )


def _list_headings(body: Element) -> Iterator[str]:
    """Yield what the rows of each table say that are printed again on every page it runs on to, each and together."""
    for table in body.iter(f"{W}tbl"):
        rows = [row for row in table.iterchildren(f"{W}tr") if is_on(row.find(f"{W}trPr/{W}tblHeader"))]
        texts = ["".join(element.text or "" for element in row.iter(f"{W}t")) for row in rows]
        yield from (*texts, "".join(texts))
