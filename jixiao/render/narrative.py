"""The report: Markdown with references to figures, numbered headings, through pandoc.

Staff write as they would in Word: every line is a paragraph, however it is indented, and numbers
they type (1. or （1）) stay what they typed. ``##`` makes a heading （一）, ``###`` a heading 1.; the
titles of the sections come from the form set.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jixiao.derive.dossier import Dossier
from jixiao.derive.numbering import chinese_number
from jixiao.errors import ToolFailed, ToolMissing
from jixiao.findings import Finding, Place
from jixiao.render.environment import PRINTER, FormEnvironment, escape_markdown
from jixiao.render.lint import Tag, lint, tags_in
from jixiao.render.printing import Print, Printer

ATTACHMENTS = "附件清单"
_TITLE_STYLE, _ATTACHMENT_STYLE = "Title", "附件说明"
# Plain CommonMark with tables: no raw HTML or TeX, no automatic lists of other kinds, no footnotes.
_FORMAT = "commonmark+pipe_tables+fenced_divs+attributes+east_asian_line_breaks-raw_html"
_TYPED_NUMBER = re.compile(r"(\d{1,9})([.)])")
_HEADING = re.compile(r"(#{1,6})\s*(.+?)\s*#*")
_TYPED_HEADING_NUMBER = re.compile(r"（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.．、]")


def check_narrative(
    dossier: Dossier, folder: str, context: dict[str, Any], environment: FormEnvironment
) -> list[Finding]:
    """Return the faults of the report's Markdown; ``folder`` is where messages say it lies."""
    findings: list[Finding] = []
    for name, text in dossier.narrative.items():
        file = f"{folder}/{name}"
        findings += lint(_narrative_tags(text, file), context, environment)
        findings += _heading_findings(text, file)
    return findings


def _narrative_tags(text: str, file: str) -> Iterator[Tag]:
    yield from tags_in(text, Place(file))


def _heading_findings(text: str, file: str) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), start=1):
        heading = _HEADING.fullmatch(line.strip())
        if heading and len(heading[1]) == 1:
            yield Finding(
                "R001",
                Place(file, number),
                f"用了一级标题“{line.strip()}”",
                "正文里只用 ## 和 ###",
                "章节标题由表单集规定，请删去这一行，或改用 ##。",
            )


def report_markdown(dossier: Dossier, context: dict[str, Any], environment: FormEnvironment) -> tuple[str, list[Print]]:
    """Return the whole report as Markdown for pandoc, and what was printed in it by section.

    Raises jinja2.TemplateError for what only shows while rendering.
    """
    prints: list[Print] = []

    def filled_in(source_file: str, where: str) -> str:
        printer = Printer(where, dossier.overrides)
        template = environment.from_string(dossier.narrative[source_file])
        text = template.render(context | {PRINTER: printer})
        prints.extend(printer.prints)
        return text

    blocks = [_styled(_TITLE_STYLE, report_title(dossier))]
    for section in dossier.sections:
        blocks.append(f"# {section.number}、{escape_markdown(section.title)}")
        blocks += _paragraphs(filled_in(section.source_file, f"报告 {section.number}"))
    attachments = _paragraphs(filled_in(str(dossier.form_set.attachments_file), f"报告 {ATTACHMENTS}"))
    blocks += [f'::: {{custom-style="{_ATTACHMENT_STYLE}"}}', *attachments, ":::"]
    return "\n\n".join(blocks) + "\n", prints


def report_title(dossier: Dossier) -> str:
    """Return the report's title as the form set words it, with its line breaks."""
    title = dossier.form_set.report_title.replace("{年度}", dossier.year)
    return title.replace("{单位名称}", dossier.unit.unit_name)


def _styled(style: str, text: str) -> str:
    return f'::: {{custom-style="{style}"}}\n{escape_markdown(text)}\n:::'


def _paragraphs(text: str) -> list[str]:
    numbers = [0, 0]
    blocks: list[str] = []
    for line in text.split("\n"):
        stripped = line.strip()
        if not stripped:
            continue
        if stripped.startswith("|") and blocks and blocks[-1].startswith("|"):
            blocks[-1] += f"\n{stripped}"
        elif heading := _HEADING.fullmatch(stripped):
            blocks.append(_numbered(heading[1], heading[2], numbers))
        elif blocks and line.endswith("\\") is False and _continues(blocks[-1]):
            blocks[-1] += f"\n{_literal(stripped)}"
        else:
            blocks.append(_literal(stripped))
    return blocks


def _continues(block: str) -> bool:
    # A backslash at the end of a line is a line break inside the paragraph: data of several lines.
    return block.endswith("\\") and not block.endswith("\\\\")


def _literal(line: str) -> str:
    return _TYPED_NUMBER.sub(r"\1\\\2", line, count=1) if _TYPED_NUMBER.match(line) else line


def _numbered(marks: str, title: str, numbers: list[int]) -> str:
    title = _TYPED_HEADING_NUMBER.sub("", title, count=1) if _TYPED_HEADING_NUMBER.match(title) else title
    if len(marks) == 2:
        numbers[:] = [numbers[0] + 1, 0]
        return f"## （{chinese_number(numbers[0])}）{title}"
    numbers[1] += 1
    return f"### {numbers[1]}\\.{title}"


def render_report(markdown: str, reference: bytes) -> bytes:
    """Return the report as DOCX in the styles and page of ``reference``.

    ToolMissing if there is no pandoc, ToolFailed with pandoc's words if it refuses.
    """
    import pypandoc

    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        model, result = Path(folder, "reference.docx"), Path(folder, "report.docx")
        model.write_bytes(reference)
        try:
            pypandoc.convert_text(
                markdown,
                "docx",
                format=_FORMAT,
                outputfile=str(result),
                extra_args=["--sandbox", f"--reference-doc={model}"],
            )
        except OSError as error:
            raise ToolMissing("没有找到 pandoc。请运行 make setup 重新安装依赖。") from error
        except RuntimeError as error:
            raise ToolFailed(f"pandoc 没能生成报告：{str(error).strip()[-300:]}") from error
        return result.read_bytes()
