"""Which part of a package each table and line of the files belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from jixiao.importing.amounts import read_day, unit_note
from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine, PaperSpot
from jixiao.importing.form_labels import FormLabels
from jixiao.importing.label_text import label_key, squeeze
from jixiao.importing.table_reader import FiledForm, FiledValue
from jixiao.model.formset import FormSet, PartKind
from jixiao.patterns import compile_late

_LABEL = compile_late(
    r"附(?:件|表)([0-9]{1,2}|[一二三四五六七八九十])(?:[-(—－_.]([0-9]{1,3}|[一二三四五六七八九十])\)?)?(?:[:：].{0,40})?"
)
_LONGEST_LINE, _LONGEST_CELL, _LONGEST_LABEL, _LONGEST_NOTE = 300, 60, 60, 40
_COVER = "封面"
_SENTENCE_END = "。"
_FEWEST_WORDS = 2


class RecognisedParts(Struct):
    """What the files hold: filed parts in order, lines and tables of the report, lines nobody could place.

    A report ``is_loose`` whose headings are none of the form set's.
    """

    parts: list[FiledForm] = field(default_factory=list)
    cover: dict[str, FiledValue] = field(default_factory=dict)
    report: list[tuple[str, FiledBlock]] = field(default_factory=list)
    unread: list[FiledValue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_loose: bool = False

    def take_as_report(self) -> None:
        """Let lines that nobody could place be the report, where no heading of one was recognised: it has others."""
        lines = [one for one in self.unread if one.spot is not None and isinstance(one.spot.block, FiledLine)]
        if not self.report and any(one.text.endswith(_SENTENCE_END) for one in lines):
            self.is_loose = True
            self.report = [(one.place.partition(" ")[0], one.spot.block) for one in lines if one.spot]
            self.unread = [one for one in self.unread if one not in lines]

    def filed_on(self, form: FormLabels) -> list[FiledForm]:
        """Return the parts filed on a form."""
        return [part for part in self.parts if part.form is form]


def recognise_parts(documents: Iterable[Document], forms: Sequence[FormLabels], form_set: FormSet) -> RecognisedParts:
    """Return the package that the files make up."""
    recogniser = _Recogniser(forms, form_set)
    for document in documents:
        recogniser.read(document)
    return recogniser.package


class _Recogniser:
    def __init__(self, forms: Sequence[FormLabels], form_set: FormSet) -> None:
        self.package = RecognisedParts()
        self._forms = forms
        self._sections = {label_key(section.title) for section in form_set.sections}
        self._fixed = {label_key(str(part.title)) for part in form_set.parts}.union(*(form.fixed for form in forms))
        self._report_title = _title_patterns(str(form_set.report_title))
        self._file = ""
        self._current: FiledForm | None = None
        self._number = 0
        self._unit: str | None = None
        self._in_report = False

    def read(self, document: Document) -> None:
        self._file, self._current, self._in_report = document.name, None, False
        self._number, self._unit = 0, None
        self.package.notes += [f"{document.name}：{note}" for note in document.notes]
        self.package.unread += [FiledValue("", left.what, left.place) for left in document.left_out]
        for block in document.blocks:
            if isinstance(block, FiledGrid):
                self._table(block)
            elif (text := block.full.strip()) and not block.doubtful:
                self._line(block, text)

    # tables

    def _table(self, grid: FiledGrid) -> None:
        words = {word for row in grid.rows for cell in row for word in _label_keys(cell)}
        best = max(self._forms, key=lambda form: len(form.words & words), default=None)
        if best is None or len(best.words & words) < _FEWEST_WORDS:
            self._unknown_table(grid)
            return
        part = self._current
        repeated = part is not None and {*part.form.groups, *part.form.inline} & words & part.labels_met
        if part is None or repeated or len(part.form.words & words) < len(best.words & words):
            part = self._begin(best)
        part.read(grid)

    def _begin(self, form: FormLabels) -> FiledForm:
        repeats = form.part.kind is PartKind.PER_PROJECT
        number = (self._number or len(self.package.filed_on(form)) + 1) if repeats else 0
        part = FiledForm(form, form.label(number), self._file, self._unit)
        part.number = number
        self.package.parts.append(part)
        self._current, self._in_report, self._number = part, False, 0
        return part

    def _unknown_table(self, grid: FiledGrid) -> None:
        if self._in_report:
            self.package.report.append((self._file, grid))
        elif first := next((cell for row in grid.rows for cell in row if cell.strip()), ""):
            text = f"表格（{len(grid.rows)} 行，开头是“{first[:20]}”）"
            self.package.unread.append(FiledValue("", text, self._file, spot=PaperSpot(grid)))

    # lines

    def _line(self, line: FiledLine, text: str) -> None:
        label = _LABEL.fullmatch(squeeze(text).replace("（", "(").replace("）", ")"))
        introduces_list = self._in_report and text.endswith(("：", ":"))
        if label and len(text) < _LONGEST_LABEL and not introduces_list:
            self._number = int(label[2]) if label[2] and label[2].isdecimal() else 0
            self._in_report, self._current = False, None
        elif self._in_report or label_key(line.full) in self._sections:
            self._in_report, self._current = True, None
            self.package.report.append((self._file, line))
        elif not self._take_values(line, text) and not self._is_fixed(text):
            place = f"{self._file} 第{line.ordinal}段"
            self.package.unread.append(FiledValue("", text, place, spot=PaperSpot(line)))
        if len(text) < _LONGEST_NOTE:
            self._unit = unit_note(text) or self._unit

    def _take_values(self, line: FiledLine, text: str) -> bool:
        """Take the labelled values of a line, such as 填表人：…; return whether there are any."""
        if len(text) > _LONGEST_LINE:
            return False
        own = [self._current.form] if self._current else []
        covers = [] if text.endswith(_SENTENCE_END) else [form for form in self._forms if not form.words]
        for form in [*own, *covers]:
            if found := list(_values_in(text, form)):
                part = self._current = self._current if form in own else None
                place = part.place if part else f"{self._file} {_COVER}"
                for path, value in found:
                    filed = FiledValue(path, value, place, spot=PaperSpot(line))
                    (part.values if part else self.package.cover).setdefault(path, filed)
                return True
        return False

    def _is_fixed(self, text: str) -> bool:
        key = label_key(text)
        if not key or key in self._fixed or any(pattern.fullmatch(squeeze(text)) for pattern in self._report_title):
            return True
        return any(len(words) > 6 and words in key and len(key) < len(words) + 12 for words in self._fixed)


def _label_keys(cell: str) -> Iterator[str]:
    """Yield what may be a label in a cell: the whole, and what stands before a colon."""
    if cell.strip() and len(cell) < _LONGEST_CELL:
        yield label_key(cell)
        yield from map(label_key, cell.replace("：", ":").split(":")[:2])


def _title_patterns(title: str) -> list[re.Pattern[str]]:
    """Return patterns of the report's title, whole and line by line."""
    lines = [squeeze(line) for line in title.split("\n")]
    worded = [re.escape(line).replace(r"\{年度\}", "[0-9]{4}").replace(r"\{单位名称\}", ".{2,40}") for line in lines]
    return [re.compile(pattern) for pattern in ["".join(worded), *worded]]


def _values_in(text: str, form: FormLabels) -> Iterator[tuple[str, str]]:
    for pattern, path in form.lines:
        match = pattern.search(text)
        # A line that is nothing but a value must look like one.
        if match and (not pattern.pattern.startswith("^") or read_day(match[1])):
            yield path, match[1].strip()
