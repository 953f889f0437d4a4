"""A PDF that is not wanted is not begun."""

from jixiao.build.begun_pdf import await_for_comparison, begin_pdf
from jixiao.build.described_case import open_described_year
from jixiao.build.whole_pdf import WholePdf
from jixiao.build.year_documents import Documents, render_documents
from jixiao.errors import ToolFailed
from tests.support.described_year import MADE, YEAR


def test_where_none_is_wanted_there_is_none() -> None:
    (case,) = open_described_year(MADE, YEAR, draft=False).cases
    made = render_documents(case, lambda _: None)
    assert isinstance(made, Documents)
    with begin_pdf(case, made, lambda _: None, wanted=False) as await_pdf:
        assert await_pdf() == WholePdf()


def test_why_there_is_none_is_a_finding() -> None:
    def fails() -> WholePdf:
        raise ToolFailed("示例原因")

    pdf, (finding,) = await_for_comparison(fails, "示例.pdf")
    assert (pdf.content, finding.code) == (None, "V006")
