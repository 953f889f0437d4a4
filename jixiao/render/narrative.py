"""The report: Markdown with references to figures, numbered headings, for pandoc.

Staff write as they would in Word: every line is a paragraph, however it is indented, and what they type
(1. or （1）, a dash, <, *) stays what they typed. ``##`` makes a heading （一）, ``###`` a heading 1.,
``**…**`` is bold and lines of ``|`` make a table; there is no other markup. The titles of the sections
come from the form set.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from jinja2.exceptions import TemplateSyntaxError
from msgspec import Struct

from jixiao.derive.dossier import Dossier
from jixiao.findings import Finding, Place
from jixiao.patterns import compile_late
from jixiao.render.bookmarks import GUARD, without_marks
from jixiao.render.declared import number_lines
from jixiao.render.environment import (
    BETWEEN,
    CLOSE,
    LINE,
    LINE_END,
    MARKED_VALUE,
    OPEN,
    PRINTER,
    FormEnvironment,
    context_of,
    escape_markdown,
    report_environment,
)
from jixiao.render.lint import find_tags, lint
from jixiao.render.printing import Print, Printer, paragraph_mark
from jixiao.render.titles import break_title
from jixiao.targets.number_words import in_chinese

ATTACHMENTS = "附件清单"
_TITLE_STYLE, _ATTACHMENT_STYLE = "Title", "附件说明"
HEADING = compile_late(r"(#{2,3})\s*([^#\s].*?)(?:\s+#+)?")
_WRONG_HEADING = compile_late(r"#\s+.*|#{4,}\s*[^#\s].*")
_CHINESE_DIGITS = "一二三四五六七八九十"
_TYPED_HEADING_NUMBER = compile_late(
    rf"[（(][{_CHINESE_DIGITS}]+[)）]|[{_CHINESE_DIGITS}]+、(?![{_CHINESE_DIGITS}])|\d{{1,2}}[.．、](?!\d)"
)
_IMAGE = compile_late(r"!\[[^\]\n]*\]\([^)\n]*\)")
_BOLD = compile_late(r"\*\*(?=[^\s*])(.+?)(?<=[^\s*\\])\*\*")
_ESCAPED_OR_MARKUP = compile_late(r"(\\(?:[!-/:-@\[-`{-~]|\n))|([!-/:-@\[-`{-~])")
_TABLE_RULE = compile_late(r"\|(?:\s*:?-+:?\s*\|)+")
_LINE_MARK = compile_late(f"{LINE}([^{LINE_END}]+){LINE_END}")
_BAR = compile_late(r"(?<!\\)((?:\\\\)*)\|")


def check_narrative(
    dossier: Dossier, folder: str, context: dict[str, Any], environment: FormEnvironment
) -> tuple[list[Finding], list[Finding]]:
    """Return the faults of the report's Markdown: first those that forbid filling it in, then the others.

    ``folder`` is where messages say it lies.
    """
    unfillable: list[Finding] = []
    others: list[Finding] = []
    for name, text in dossier.narrative.items():
        file = f"{folder}/{name}"
        faults = lint(find_tags(text, Place(file)), context, environment)
        unfillable += faults or _syntax_fault(text, file, environment)
        others += _line_findings(text, file)
    return unfillable, others


def _syntax_fault(text: str, file: str, environment: FormEnvironment) -> list[Finding]:
    try:
        environment.from_string(number_lines(text))  # as it will be filled in, so it is compiled once
    except (TemplateSyntaxError, RecursionError) as error:
        place = Place(file, getattr(error, "lineno", None) or 1)
        return [
            Finding(
                "T001",
                place=place,
                found="标记的写法有误",
                expected="一行里写完的 {{ 名称 }} 或 {% … %}",
                remedy="核对这一行和上文的标记。",
                subject=file,
            )
        ]
    return []


def _line_findings(text: str, file: str) -> Iterator[Finding]:
    columns = 0
    for number, written in enumerate(text.split("\n"), start=1):
        line = written.strip()
        place = Place(file, number, len(written) - len(written.lstrip()) + 1)
        if _WRONG_HEADING.fullmatch(line):
            yield Finding(
                "R001",
                place=place,
                found=f"正文里没有这一级标题“{line[:40]}”",
                expected="正文里只用 ## 和 ###",
                remedy="章节标题由表单集规定；小标题改用 ## 或 ###，不是标题的删去 #。",
                subject=file,
                seen=(line,),
            )
        if image := _IMAGE.search(written):
            yield Finding(
                "R002",
                place=Place(file, number, image.start() + 1),
                found="报告里不能插图片",
                expected="文字和表格",
                remedy="删去；图片在 Word 里另附。",
                subject=file,
                seen=(image[0],),
            )
        cells = len(_BAR.findall(line)) if line.startswith("|") else 0
        if columns and cells and cells != columns:
            yield Finding(
                "R003",
                place=place,
                found=f"表格这一行有 {cells - 1} 格，表头有 {columns - 1} 格",
                expected="各行格数相同，行尾也有 |",
                remedy="补上或删去一格；格里的 | 写成 \\|。",
                subject=file,
                seen=(line,),
            )
        columns = (columns or cells) if cells else 0


class FilledSection(Struct, frozen=True):
    """A section filled in: its file, what it makes (报告 二), its text and prints.

    In the text every line begins with its number between ``LINE`` and ``LINE_END``, and every value stands between
    marks, nameless ones if it is not from the data. From it come both the passages and the Markdown for pandoc.
    """

    file: str
    where: str
    text: str
    prints: list[Print]


def fill_sections(dossier: Dossier) -> list[FilledSection]:
    """Return the report's sections and its list of attachments. jinja2.TemplateError for what shows only here."""
    context, filled = context_of(dossier), []
    for file, where in list_sources(dossier):
        printer = Printer(where, dossier.overrides, dossier.form_set.amount_places)
        template = report_environment().from_string(number_lines(dossier.narrative[file]))
        text = template.render(context | {PRINTER: printer})
        filled.append(FilledSection(file, where, text, printer.prints))
    return filled


def report_markdown(dossier: Dossier, sections: Iterable[FilledSection]) -> str:
    """Return the whole report as Markdown for pandoc, every paragraph begun with its bookmark's name."""
    *texts, attachments = [_paragraphs(_with_paragraph_marks(one)) for one in sections]
    blocks = [_styled(_TITLE_STYLE, report_title(dossier))]
    for section, paragraphs in zip(dossier.sections, texts, strict=True):
        blocks += [f"# {section.number}、{escape_markdown(section.title)}", *paragraphs]
    blocks += [f'::: {{custom-style="{_ATTACHMENT_STYLE}"}}', *attachments, ":::"]
    return "\n\n".join(blocks) + "\n"


def list_sources(dossier: Dossier) -> list[tuple[str, str]]:
    """Return the report's Markdown files in order, each with what it makes: 报告 二, 报告 附件清单."""
    files = [(str(section.source_file), f"报告 {section.number}") for section in dossier.sections]
    return [*files, (str(dossier.form_set.attachments_file), f"报告 {ATTACHMENTS}")]


def report_title(dossier: Dossier) -> str:
    """Return the report's title as the form set words it, with its line breaks, and more where a line is too long."""
    name = str(dossier.unit.unit_name)
    title = dossier.form_set.report_title.replace("{年度}", dossier.year)
    return break_title(title.replace("{单位名称}", name), name)


def _styled(style: str, text: str) -> str:
    return f'::: {{custom-style="{style}"}}\n{escape_markdown(text)}\n:::'


def _with_paragraph_marks(section: FilledSection) -> str:
    """Return a section's text with values escaped for Markdown, and names of bookmarks in place of line numbers."""
    times: Counter[str] = Counter()

    def named(match: re.Match[str]) -> str:
        line = f"{section.file}:{match[1]}"
        times[line] += 1
        return f"{LINE}{paragraph_mark(section.where, line, times[line])}{LINE_END}"

    return _LINE_MARK.sub(named, MARKED_VALUE.sub(_escaped_value, section.text))


def _escaped_value(value: re.Match[str]) -> str:
    words = escape_markdown(value[2])
    return f"{OPEN}{value[1]}{BETWEEN}{words}{CLOSE}" if value[1] else words


def _paragraphs(text: str) -> list[str]:
    """Return the blocks of a filled-in text: paragraphs, headings, tables."""
    numbers = [0, 0]
    blocks: list[str] = []
    table: list[tuple[str, str]] = []
    for marked in [*_lines(text), ""]:
        mark, line = _parted(marked)
        if line.startswith("|"):
            table.append((mark, line))
            continue
        blocks += _table(table)
        table = []
        if heading := HEADING.fullmatch(line):
            blocks.append(_numbered(heading[1], mark, heading[2], numbers))
        elif without_marks(line):
            blocks.append(_literal(mark + line))
    return blocks


def _parted(line: str) -> tuple[str, str]:
    """Return the mark a line begins with, "" if it has none, and the line without it."""
    mark = _LINE_MARK.match(line)
    return mark[0] if mark else "", _LINE_MARK.sub("", line).strip()


def _lines(text: str) -> Iterator[str]:
    """Yield the lines without indentation; data of several lines, which breaks them with ``\\``, stays one."""
    parts: list[str] = []
    for line in text.split("\n"):
        parts.append(line.strip())
        if not _breaks(parts[-1]):
            yield "\n".join(parts)
            parts = []
    if parts:
        yield "\n".join(parts)


def _breaks(line: str) -> bool:
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _table(lines: list[tuple[str, str]]) -> list[str]:
    if len(lines) < 2 or not _TABLE_RULE.fullmatch(lines[1][1]):
        return [_literal(mark + line) for mark, line in lines]
    # The mark of a row stands in its first cell; the rule below the heading prints nothing.
    rows = [
        line if number == 1 else _literal_cells(f"| {mark}{line[1:].lstrip()}")
        for number, (mark, line) in enumerate(lines)
    ]
    return ["\n".join(rows)]


def cells_of(block: str) -> list[str]:
    """Return the cells of a table as ``report_markdown`` writes it, row by row; none for another block."""
    rows = block.split("\n") if block.startswith("|") else []
    if len(rows) < 2 or not _TABLE_RULE.fullmatch(rows[1]):
        return []
    return [cell for number, row in enumerate(rows) if number != 1 for cell in _cut(row)[1:-1]]


def _cut(row: str) -> list[str]:
    bars = list(_BAR.finditer(row))
    starts, ends = [0, *(bar.end() for bar in bars)], [*(bar.end(1) for bar in bars), len(row)]
    return [row[start:end] for start, end in zip(starts, ends, strict=True)]


def _literal_cells(row: str) -> str:
    # A row is one line of Markdown, so a line break in the data becomes a space.
    row = row.replace("\\\n", " ")
    return "|".join(_literal(cell) for cell in _cut(row))


def _literal(line: str) -> str:
    """Return author's text in which all is escaped that is not bold or escaped already (as data are)."""
    pieces = _BOLD.split(line)
    return "".join(f"**{_guarded(piece)}**" if number % 2 else _escaped(piece) for number, piece in enumerate(pieces))


def _guarded(piece: str) -> str:
    # Beside a punctuation mark, and to pandoc a mark is one, ** is not always bold; a letter settles it and goes again.
    before, after = "" if piece[0].isalnum() else GUARD, "" if piece[-1].isalnum() else GUARD[::-1]
    return f"{before}{_escaped(piece)}{after}"


def _escaped(text: str) -> str:
    return _ESCAPED_OR_MARKUP.sub(lambda found: found[1] or f"\\{found[2]}", text)


def _numbered(level: str, mark: str, title: str, numbers: list[int]) -> str:
    typed = _TYPED_HEADING_NUMBER.match(title)
    title = title[typed.end() :] if typed else title
    mark = _escaped(mark)
    if len(level) == 2:
        numbers[:] = [numbers[0] + 1, 0]
        return f"## {mark}（{in_chinese(numbers[0])}）{_literal(title)}"
    numbers[1] += 1
    return f"### {mark}{numbers[1]}\\.{_literal(title)}"
