"""The PDF of a whole package: converted, looked into, and converted once more where LibreOffice lost a sign.

No fault of it keeps the rest of a package from being written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jixiao.errors import EnvironmentFailure
from jixiao.findings import Finding, Place, quoted

if TYPE_CHECKING:
    from jixiao.publish.printable import ConvertedPdf, Printable
    from jixiao.publish.started_office import Office
    from jixiao.readback.package_check import Expectation

PDF_NOT_MADE = "V006"
# One is enough for all that was seen; a paragraph that breaks anew may lose another sign.
_ROUNDS = 2
_NAMED = 3


_BY_HAND = "DOCX 和 ZIP 已写好，只缺 PDF：用 Word 或 WPS 打开整套 DOCX，另存为 PDF"
_REWORD = f"{_BY_HAND}；或把这一处的文字增减几个字，再运行一次。"
_AGAIN = f"{_BY_HAND}；或排除这里说的原因，再运行一次。"


class WholePdf(Struct, frozen=True):
    """A whole's PDF, None where there is none, and sentences for the user: why, or what is set otherwise in it."""

    content: bytes | None = None
    notes: tuple[str, ...] = ()


# Waits for a package's PDF; EnvironmentFailure where LibreOffice does not deliver.
AwaitPdf = Callable[[], WholePdf]


def read_back_pdf(await_pdf: AwaitPdf, expected: Expectation, name: str) -> tuple[WholePdf, list[Finding]]:
    """Return a PDF that says all it should; else none, and the findings that say why and what to do."""
    from jixiao.readback.package_check import compare_pdf

    try:
        pdf = await_pdf()
    except EnvironmentFailure as error:
        return WholePdf(), [pdf_not_made(name, error, _AGAIN)]
    lacking = [] if pdf.content is None else list(compare_pdf(pdf.content, expected, name))
    return (WholePdf() if lacking else pdf), [replace(one, remedy=_REWORD) for one in lacking]


def pdf_not_made(name: str, error: EnvironmentFailure, remedy: str) -> Finding:
    """Return that LibreOffice did not deliver a package's PDF, with what it is due to."""
    found, expected = f"没有做成 PDF：{str(error).removesuffix('。')}", "与 DOCX 文字相同的 PDF"
    return Finding(PDF_NOT_MADE, Place(name), found=found, expected=expected, remedy=remedy, subject=name)


def convert_wholes(
    printable: Mapping[str, Printable], *, timeout: float, office: Office | None = None
) -> dict[str, WholePdf]:
    """Return the complete PDF of each DOCX under the same name; raise as ``pdf.convert`` does.

    ``timeout`` is in seconds, for each run of LibreOffice, or each turn of the ``office`` at work.
    """
    from jixiao.publish import pdf

    made = pdf.convert(printable, timeout=timeout, office=office)
    return complete_pdfs(printable, made, timeout=timeout, office=office)


def complete_pdfs(
    printable: Mapping[str, Printable],
    made: Mapping[str, ConvertedPdf],
    *,
    timeout: float = 180,
    office: Office | None = None,
) -> dict[str, WholePdf]:
    """Return the PDFs that were made of DOCX, those that lack a sign made anew; raise as ``pdf.convert`` does.

    In the new ones the paragraphs that lost a sign are flush left; those that lack nothing are as they were.
    """
    from jixiao.publish import pdf
    from jixiao.readback.hanging_punctuation import keep_hanging_signs

    documents, pdfs, looked_into = {**printable}, {**made}, list(made)
    flush_left: dict[str, list[str]] = {name: [] for name in made}
    for _ in range(_ROUNDS):
        mended = {name: keep_hanging_signs(documents[name].content, pdfs[name].content) for name in looked_into}
        looked_into = [name for name, (_, texts) in mended.items() if texts]
        if not looked_into:
            break
        for name in looked_into:
            documents[name] = replace(documents[name], content=mended[name][0])
            flush_left[name] += mended[name][1]
        again = {name: documents[name] for name in looked_into}
        pdfs |= pdf.convert(again, timeout=timeout, office=office)
    return {name: WholePdf(made.content, (*_notes(flush_left[name]), *_unclaimed(made))) for name, made in pdfs.items()}


def _notes(texts: list[str]) -> tuple[str, ...]:
    if not texts:
        return ()
    named = "、".join(quoted(text) for text in texts[:_NAMED]) + ("等" if len(texts) > _NAMED else "")
    why = "两端对齐时，LibreOffice 会漏印这几段行尾的标点"
    return (f"PDF 里有 {len(texts)} 段改为左对齐（{named}）：{why}。PDF 文字齐全，DOCX 没有改动。",)


def _unclaimed(pdf: ConvertedPdf) -> list[str]:
    mend = "PDF 照样可用；要存档、要给读屏软件读的，先改好模板，或换新版的 LibreOffice"
    return [f"PDF 没有标明符合 {standard}：{'、'.join(lacking)}。{mend}。" for standard, lacking in pdf.lacks.items()]
