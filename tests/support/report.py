"""The report alone: what a section's Markdown becomes in Word."""

from lxml import etree

from jixiao.derive.dossier import Dossier
from jixiao.docx.package import write_package
from jixiao.paths import Workspace
from jixiao.render.bookmarks import place_marks, without_bookmarks
from jixiao.render.environment import context_of, form_environment
from jixiao.render.filling import render_form
from jixiao.render.narrative import fill_sections, report_markdown
from jixiao.render.pandoc import PandocReport, members_of
from jixiao.render.printing import Printer
from tests.support.docx import W, body, text_of
from tests.support.package import folders, real_dossier, with_narrative
from tests.support.project import ROOT


def report_of(dossier: Dossier) -> bytes:
    """Return the report part of a dossier, without the bookmarks of ours."""
    template = folders(Workspace(ROOT)).templates / "report.docx"
    blank = render_form(template, context_of(dossier), Printer("报告", ()), form_environment())
    members = dict(members_of(PandocReport(report_markdown(dossier, fill_sections(dossier)), blank)))
    place_marks(members)
    return write_package(without_bookmarks(members))


def section_three(report: bytes) -> list[tuple[str, str]]:
    """Return style and text of each paragraph of the third section."""
    shown = [(_style(paragraph), text_of(paragraph)) for paragraph in body(report).iter(f"{W}p")]
    start, end = (next(n for n, (_, words) in enumerate(shown) if words.startswith(mark)) for mark in ("三、", "四、"))
    return shown[start + 1 : end]


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def written(markdown: str) -> list[tuple[str, str]]:
    """Return style and text of the paragraphs that a section reading ``markdown`` becomes."""
    return section_three(report_of(with_narrative(real_dossier(), markdown)))


def lines(markdown: str) -> list[str]:
    """Return the paragraphs that a section reading ``markdown`` becomes."""
    return [words for _, words in written(markdown)]
