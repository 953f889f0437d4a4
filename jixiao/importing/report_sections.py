"""The report: its sections by their headings, as Markdown; figures it states become references to the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from jixiao.folding import fold
from jixiao.glossary import term
from jixiao.importing.documents import FiledBlock, FiledGrid, FiledLine, PaperSpot
from jixiao.importing.field_values import join_lines
from jixiao.importing.filed_projects import find_project
from jixiao.importing.label_text import find_label, label_key
from jixiao.importing.stated_figures import FigurePattern, StatedValue, find_stated, list_figure_patterns
from jixiao.importing.table_reader import FiledValue
from jixiao.model.formset import FormSet
from jixiao.model.scalars import OPEN
from jixiao.patterns import compile_late
from jixiao.targets.number_words import chinese, in_chinese

ATTACHMENTS = "附件清单"
_ATTACHMENTS_HEADINGS = ("附件", ATTACHMENTS, "附件目录")
_SUB = compile_late(r"[（(]([一二三四五六七八九十]{1,3}|[0-9]{1,2})[)）]\s*")
_CHINESE_TOP = compile_late(r"第?([一二三四五六七八九十]{1,3})[、.．章部分]+\s*")
_ARABIC_TOP = compile_late(r"[0-9]{1,2}[、.．]")
_LONGEST_HEADING = 40
_PERFORMANCE = "绩效"
_SENTENCE = tuple("；;，,：:")
# What Markdown would read as its own; full-width signs look the same and are not. Those of the language of templates
# get a backslash: formatting would make tags of full-width ones.
_IN_TABLES = str.maketrans("|\\", "｜＼")
_IN_TEXT = compile_late(r"\*\*|\\\Z|\A\|")
_FULL_WIDTH = str.maketrans("*|\\", "＊｜＼")
_OF_TAGS = compile_late(r"(?<![{}%#])(?=[{}%#]*[{}])[{}%#]{2,}")
_LISTED_FORM = compile_late(r"[0-9]{1,3}[.．、]\s*(?P<name>.{2,60}?)(?P<project>(?:项目)?)(?:支出)?绩效自评表")


class FiledSection(Struct):
    """One section as filed: paragraphs, ## headings and tables of Markdown, and the figures stated in it in order.

    ``name`` is its number in Chinese, that of the list of attachments its title. ``origins`` are what each block was
    read from.
    """

    name: str
    blocks: list[str] = field(default_factory=list)
    values: list[FiledValue] = field(default_factory=list)
    origins: list[FiledBlock] = field(default_factory=list)

    def add(self, block: str, origin: FiledBlock) -> None:
        """Add a block of Markdown and what it was read from."""
        self.blocks.append(block)
        self.origins.append(origin)

    @property
    def where(self) -> str:
        """How overrides name it: 报告 二."""
        return f"报告 {self.name}"

    @property
    def markdown(self) -> str:
        """Return the file's text; 待填 where nothing was filed."""
        return "\n\n".join(self.blocks or [OPEN]) + "\n"

    @property
    def next_place(self) -> str:
        """Where the next paragraph will stand."""
        return f"{self.where} 第{len(self.blocks) + 1}段"


class FiledReport(Struct):
    """The sections by file name, and what was done to their texts."""

    sections: dict[str, FiledSection]
    normalised: list[tuple[str, str]] = field(default_factory=list)
    unread: list[FiledValue] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def is_filed(self) -> bool:
        """Whether any of its sections holds a text."""
        return any(section.blocks for section in self.sections.values())


def read_report(
    blocks: Iterable[tuple[str, FiledBlock]],
    form_set: FormSet,
    projects: Mapping[str, str],
    *,
    as_typed: bool = False,
    is_loose: bool = False,
) -> FiledReport:
    """Return the report's sections; those that the files do not have are named as missing.

    ``projects`` are identifiers by name. With ``as_typed`` nothing becomes a reference. What ``is_loose``
    stands in the section on performance until a heading is recognised.
    """
    titles = {str(section.source_file): str(section.title) for section in form_set.sections}
    sections = {file: FiledSection(in_chinese(number)) for number, file in enumerate(titles, start=1)}
    attachments = str(form_set.attachments_file)
    sections[attachments] = FiledSection(ATTACHMENTS)
    figures = [] if as_typed else list_figure_patterns(projects)
    reader = _SectionReader(titles, attachments, FiledReport(sections), figures)
    reader.projects = {} if as_typed else projects
    if is_loose:
        reader.open_loose(next((file for file, title in titles.items() if _PERFORMANCE in title), next(iter(titles))))
    for file, block in blocks:
        reader.block(file, block)
    titles[attachments] = ATTACHMENTS
    reader.report.missing = [titles[name] for name, section in sections.items() if not section.blocks]
    return reader.report


class _SectionReader:
    def __init__(
        self, titles: Mapping[str, str], attachments: str, report: FiledReport, figures: list[FigurePattern]
    ) -> None:
        self.report = report
        self.projects: Mapping[str, str] = {}
        self._figures = figures
        self._attachments = attachments
        self._files = {label_key(title): file for file, title in titles.items()}
        self._begun: set[str] = set()
        self._section: FiledSection | None = None
        self._heading = ""
        self._chapter = ""
        self._headings = 0
        self._item = 0

    def open_loose(self, file: str) -> None:
        """Begin a section without its heading."""
        self._section = self.report.sections[file]

    def block(self, file: str, block: FiledBlock) -> None:
        if isinstance(block, FiledGrid):
            self._table(file, block)
        elif (text := join_lines(block.full)) and not self._starts(block, text):
            self._line(file, block, text)

    def _line(self, file: str, line: FiledLine, text: str) -> None:
        section = self._section
        if section is None:
            self.report.unread.append(FiledValue("", text, f"{file} 第{line.ordinal}段", spot=PaperSpot(line)))
            return
        place = section.next_place
        if (title := self._subheading(text, line, section)) is not None:
            self._headings, self._item, self._heading = self._headings + 1, 0, title
            section.add(f"## {self._safe(title, place)}", line)
            number = f"（{in_chinese(self._headings)}）"
            if not text.startswith(number):
                self._note(place, f"小标题“{text}”编号改为{number}")
        else:
            item = _SUB.match(text)
            self._item = int(item[1]) if item and item[1].isdecimal() else self._item
            section.add(self._paragraph(line, text, place, section), line)

    def _note(self, place: str, change: str) -> None:
        self.report.normalised.append((place, change))

    # headings

    def _starts(self, line: FiledLine, text: str) -> bool:
        """Begin the section that a heading names; return whether it does."""
        bare = label_key(text)
        if (self._section and bare in _ATTACHMENTS_HEADINGS) or (bare.startswith("附件:") and len(bare) < 6):
            self._open(self._attachments, text).add(text, line)
            return True
        if len(text) > _LONGEST_HEADING + 10 or _SUB.match(text) or text.endswith(_SENTENCE):
            return False
        waiting = [title for title, file in self._files.items() if file not in self._begun]
        found = find_label(bare, waiting, alike=_likeness(text))
        if found is not None:
            self._open(self._files[found], text)
        return found is not None

    def _open(self, file: str, text: str) -> FiledSection:
        self._begun.add(file)
        section = self._section = self.report.sections[file]
        self._heading, self._headings, self._item = "", 0, 0
        numbered = _CHINESE_TOP.match(text)
        self._chapter = numbered[1] if numbered else ""
        if file != self._attachments and not text.startswith(f"{section.name}、"):
            self._note(section.where, f"标题“{text}”编号改为 {section.name}、")
        return section

    def _subheading(self, text: str, line: FiledLine, section: FiledSection) -> str | None:
        """Return a heading's title below the section's own, None if the paragraph is none."""
        match = _SUB.match(text)
        if match is None and (title := self._next_chapter(text)):
            return title
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

    def _next_chapter(self, text: str) -> str:
        """Return the title of a chapter the form set has not, "" for another line: its number follows the last one."""
        numbered = _CHINESE_TOP.match(text)
        is_short = len(text) <= _LONGEST_HEADING and not text.endswith((*_SENTENCE, "。"))
        if not (numbered and self._chapter and is_short):
            return ""
        if chinese(numbered[1]) != (chinese(self._chapter) or 0) + 1:
            return ""
        self._chapter = numbered[1]
        return text[numbered.end() :]

    # paragraphs

    def _paragraph(self, line: FiledLine, text: str, place: str, section: FiledSection) -> str:
        is_list = section is self.report.sections[self._attachments]
        found = [*self._listed_project(text)] if is_list else find_stated(text, self._figures, self._heading)
        pieces, end = [], 0
        for stated in found:
            pieces += [self._safe(text[end : stated.start], place), stated.tag]
            section.values.append(FiledValue(stated.path, stated.text, place, spot=PaperSpot(line)))
            end = stated.end
        written = "".join([*pieces, self._safe(text[end:], place)])
        return f"\\{written}" if written.startswith("#") else written

    def _listed_project(self, text: str) -> Iterator[StatedValue]:
        """Yield the project whose form an item of the list of attachments names, be it not quite by its name."""
        item = _LISTED_FORM.match(text)
        known = find_project(item["name"], list(self.projects)) if item else None
        if item and known:
            path = f"{term('projects')}.{self.projects[known]}.{term('name')}"
            start, end = item.start("name"), item.end("project")
            yield StatedValue(start, end, path, text=text[start:end], tag=f"{{{{ {path} | 称项目 }}}}")

    def _safe(self, text: str, place: str) -> str:
        """Return text that neither Markdown nor the language of templates takes for its own."""
        safe = _escaped(_IN_TEXT.sub(lambda sign: sign[0].translate(_FULL_WIDTH), fold(text)))
        if safe != text:
            self._note(place, "会被当作标记的符号改为全角，或在前面加反斜杠")
        return safe

    def _table(self, file: str, grid: FiledGrid) -> None:
        section = self._section
        if section is None:
            self.report.unread.append(FiledValue("", f"表格（{len(grid.rows)} 行）", file, spot=PaperSpot(grid)))
        elif grid.rows:
            width = max(map(len, grid.rows))
            texts = (("" if at in grid.doubtful else cell for at, cell in row) for row in grid.placed)
            rows = [[_escaped(join_lines(cell).translate(_IN_TABLES)) for cell in row] for row in texts]
            first, *rest = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
            self._note(section.next_place, "正文里的表格写成 Markdown 表格")
            section.add("\n".join([first, "|" + " --- |" * width, *rest]), grid)


def _escaped(text: str) -> str:
    return _OF_TAGS.sub(lambda signs: "".join(f"\\{sign}" for sign in signs[0]), text)


def _likeness(text: str) -> float:
    """Return how alike a line must be to the title of a section: the surer its number, the less."""
    if _CHINESE_TOP.match(text):
        return 0.72  # titles of sections on several budgets are alike to 0.70
    return 0.85 if _ARABIC_TOP.match(text) else 1
