"""The report: its sections by their headings, as Markdown; figures it states become references to the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from jixiao.importing.documents import FiledGrid, FiledLine
from jixiao.importing.field_values import line as on_one_line
from jixiao.importing.label_text import key, likeliest
from jixiao.importing.sentences import figures_in, sayings
from jixiao.importing.table_reader import SeenValue
from jixiao.model.formset import FormSet
from jixiao.model.scalars import OPEN
from jixiao.source.decoding import without_invisible
from jixiao.targets.number_words import in_chinese

ATTACHMENTS = "附件清单"
_SUB = re.compile(r"[（(]([一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）]\s*")
_CHINESE_TOP = re.compile(r"第?[一二三四五六七八九十]{1,3}[、.．章部分]+")
_TOP = re.compile(r"(?:第?[一二三四五六七八九十]{1,3}[、.．章部分]+|[0-9]{1,2}[、.．])\s*")
_LONGEST_HEADING = 40
_SENTENCE = tuple("；;，,：:")
# What Markdown or the language of templates would read as theirs; full-width signs look the same and are not.
_THEIRS = str.maketrans({"{": "｛", "}": "｝", "|": "｜", "\\": "＼"})


class FiledSection(Struct):
    """One section as filed: paragraphs, ## headings and tables of Markdown, and the figures seen in it in order.

    ``where`` is how overrides name it: 报告 二.
    """

    where: str
    blocks: list[str] = field(default_factory=list)
    seen: list[SeenValue] = field(default_factory=list)

    @property
    def markdown(self) -> str:
        """Return the file's text; 待填 where nothing was filed."""
        return "\n\n".join(self.blocks or [OPEN]) + "\n"


class FiledReport(Struct):
    """The sections by file name, and what was done to their texts."""

    sections: dict[str, FiledSection]
    normalised: list[tuple[str, str]] = field(default_factory=list)
    left: list[SeenValue] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read_report(
    blocks: Iterable[tuple[str, FiledLine | FiledGrid]], form_set: FormSet, projects: Mapping[str, str]
) -> FiledReport:
    """Return the report's sections; those that the files do not have are named as missing.

    ``projects`` are identifiers by name.
    """
    numbered = enumerate(form_set.sections, start=1)
    sections = {str(one.source_file): FiledSection(f"报告 {in_chinese(number)}") for number, one in numbered}
    sections[str(form_set.attachments_file)] = FiledSection(f"报告 {ATTACHMENTS}")
    reader = _SectionReader(form_set, FiledReport(sections), projects)
    for file, block in blocks:
        reader.block(file, block)
    titles = {str(one.source_file): str(one.title) for one in form_set.sections}
    titles[str(form_set.attachments_file)] = ATTACHMENTS
    reader.report.missing = [titles[name] for name, section in sections.items() if not section.blocks]
    return reader.report


class _SectionReader:
    def __init__(self, form_set: FormSet, report: FiledReport, projects: Mapping[str, str]) -> None:
        self.report = report
        self._sayings = sayings(projects)
        self._attachments = str(form_set.attachments_file)
        self._files = {key(one.title): str(one.source_file) for one in form_set.sections}
        self._begun: set[str] = set()
        self._section: FiledSection | None = None
        self._heading = ""
        self._headings = 0
        self._item = 0

    def block(self, file: str, block: FiledLine | FiledGrid) -> None:
        if isinstance(block, FiledGrid):
            self._table(file, block)
            return
        text = on_one_line(block.full)
        if not text:
            return
        if self._starts(text):
            return
        section = self._section
        if section is None:
            self.report.left.append(SeenValue("", text, f"{file} 第{block.at}段"))
            return
        place = f"{section.where} 第{len(section.blocks) + 1}段"
        if (title := self._subheading(text, block, section)) is not None:
            self._headings, self._item, self._heading = self._headings + 1, 0, title
            section.blocks.append(f"## {self._safe(title, place)}")
            self._told_number(text, place)
        else:
            item = _SUB.match(text)
            self._item = int(item[1]) if item and item[1].isdecimal() else self._item
            section.blocks.append(self._paragraph(text, place, section))

    # headings

    def _starts(self, text: str) -> bool:
        """Begin the section that a heading names; return whether it does."""
        bare = key(text)
        if (self._section and bare in ("附件", "附件清单", "附件目录")) or (bare.startswith("附件:") and len(bare) < 6):
            self._open(self._attachments, text)
            self._section.blocks.append(text)  # type: ignore[union-attr]
            return True
        if len(text) > _LONGEST_HEADING + 10 or _SUB.match(text) or text.endswith(_SENTENCE):
            return False
        waiting = [title for title, file in self._files.items() if file not in self._begun]
        found = likeliest(bare, waiting, alike=_likeness(text))
        if found is None:
            return False
        self._open(self._files[found], text)
        return True

    def _open(self, file: str, text: str) -> None:
        self._begun.add(file)
        self._section = self.report.sections[file]
        self._heading, self._headings, self._item = "", 0, 0
        number = self._section.where.removeprefix("报告 ")
        if file != self._attachments and not text.startswith(f"{number}、"):
            self.report.normalised.append((self._section.where, f"标题“{text}”编号改为 {number}、"))

    def _subheading(self, text: str, line: FiledLine, section: FiledSection) -> str | None:
        """Return a heading's title below the section's own, None if the paragraph is none."""
        match = _SUB.match(text)
        if match is None or section is self.report.sections[self._attachments]:
            return text if line.level == 2 and len(text) <= _LONGEST_HEADING else None
        title = text[match.end() :].strip()
        if not title or len(title) > _LONGEST_HEADING or title.endswith(_SENTENCE):
            return None
        if not match[1].isdecimal():
            return title
        # Plain text keeps Word's automatic （二） as （2）: it counts on from the headings, items count from （1）.
        goes_on = int(match[1]) == self._headings + 1 and self._headings and self._item != int(match[1]) - 1
        return title if line.level == 2 or (goes_on and not title.endswith("。")) else None

    def _told_number(self, text: str, place: str) -> None:
        if not text.startswith(f"（{in_chinese(self._headings)}）"):
            self.report.normalised.append((place, f"小标题“{text}”编号改为（{in_chinese(self._headings)}）"))

    # paragraphs

    def _paragraph(self, text: str, place: str, section: FiledSection) -> str:
        pieces, end = [], 0
        for start, stop, seen in figures_in(text, self._heading, place, self._sayings):
            pieces += [self._safe(text[end:start], place), f"{{{{ {seen.path} }}}}"]
            section.seen.append(seen)
            end = stop
        written = "".join([*pieces, self._safe(text[end:], place)])
        return f"＃{written[1:]}" if written.startswith("#") else written

    def _safe(self, text: str, place: str) -> str:
        """Return text that neither Markdown nor the language of templates takes for its own."""
        plain = without_invisible(text)
        safe = plain.replace("{{", "｛｛").replace("{%", "｛%").replace("{#", "｛#").replace("**", "＊＊")
        safe = safe[:-1] + "＼" if safe.endswith("\\") else safe
        safe = "｜" + safe[1:] if safe.startswith("|") else safe
        if safe != text:
            self.report.normalised.append((place, "会被当作标记的符号改为全角"))
        return safe

    def _table(self, file: str, grid: FiledGrid) -> None:
        section = self._section
        if section is None:
            self.report.left.append(SeenValue("", f"表格（{len(grid.rows)} 行）", file))
            return
        width = max(len(row) for row in grid.rows) if grid.rows else 0
        rows = [[on_one_line(cell).translate(_THEIRS) for cell in row] + [""] * (width - len(row)) for row in grid.rows]
        if rows:
            lines = [f"| {' | '.join(row)} |" for row in rows]
            section.blocks.append("\n".join([lines[0], "|" + " --- |" * width, *lines[1:]]))
            self.report.normalised.append(
                (f"{section.where} 第{len(section.blocks)}段", "正文里的表格写成 Markdown 表格")
            )


def _likeness(text: str) -> float:
    """Return how alike a line must be to the title of a section: the surer its number, the less."""
    if _CHINESE_TOP.match(text):
        return 0.72  # titles of sections on several budgets are alike to 0.70
    return 0.85 if _TOP.match(text) else 1
