"""The PDF of a package while it is made: begun as soon as there are documents, waited for last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from jixiao.build.described_case import PackageCase
from jixiao.build.packing import list_versions
from jixiao.build.steps import Step
from jixiao.build.whole_pdf import AwaitPdf, WholePdf, complete_pdfs, pdf_not_made
from jixiao.build.year_documents import Documents, prepare_for_printing
from jixiao.errors import EnvironmentFailure
from jixiao.findings import Finding

if TYPE_CHECKING:
    from jixiao.publish.printable import ConvertedPdf
    from jixiao.publish.started_office import Office


def await_for_comparison(await_pdf: AwaitPdf, name: str) -> tuple[WholePdf, list[Finding]]:
    """Return the PDF to compare with; none, and the finding that says why, where LibreOffice does not deliver."""
    try:
        return await_pdf(), []
    except EnvironmentFailure as error:
        return WholePdf(), [pdf_not_made(name, error, "排除这里说的原因，再运行 make verify；其余的文件已经比对。")]


@contextmanager
def begin_pdf(
    case: PackageCase, made: object, step: Step, *, wanted: bool, office: Office | None = None
) -> Iterator[AwaitPdf]:
    """Start the conversion to PDF and yield a function that waits for the result.

    Most of a build is LibreOffice's, and all that needs no PDF can be done meanwhile. Where LibreOffice does not start,
    the function says so: nothing else hangs on it.
    """
    if not (wanted and isinstance(made, Documents)):
        yield WholePdf
        return
    from jixiao.publish import pdf

    printable = {made.stem: prepare_for_printing(made.whole, case.moment, made.embedded)}
    with ExitStack() as held:

        def await_pdf() -> WholePdf:
            if isinstance(converted, WholePdf):
                return converted
            if isinstance(converted, EnvironmentFailure):
                raise converted
            step(f"正在转换 PDF……{printable[made.stem].wait_words}")
            list_versions(pdf=True)  # the manifest will ask, and LibreOffice takes a while to answer
            return complete_pdfs(printable, converted(), office=office)[made.stem]

        converted: Callable[[], dict[str, ConvertedPdf]] | WholePdf | EnvironmentFailure
        try:
            missing = pdf.available()
            conversion = pdf.begin_conversion(printable, office=office)
            converted = held.enter_context(conversion) if missing is None else WholePdf(None, (missing,))
            import jixiao.readback.hanging_punctuation  # noqa: F401 - meanwhile: pdfium is large
        except EnvironmentFailure as error:
            converted = error
        yield await_pdf
