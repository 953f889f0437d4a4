"""Which part of a package each table and line of the files belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from jixiao.importing.amounts import day, unit_note
from jixiao.importing.documents import Document, FiledGrid, FiledLine
from jixiao.importing.form_labels import FormLabels
from jixiao.importing.label_text import key
from jixiao.importing.table_reader import Instance, SeenValue
from jixiao.importing.texts import squeezed
from jixiao.model.formset import FormSet, PartKind

_LABEL = re.compile(
    r"附(?:件|表)([0-9]{1,2}|[一二三四五六七八九十])(?:[-(—－_.]([0-9]{1,3}|[一二三四五六七八九十])\)?)?(?:[:：].{0,40})?"
)
_LONGEST_LINE = 300
_COVER = "封面"
_LONGEST_CELL = 60
_FEWEST_WORDS = 2


class RecognisedParts(Struct):
    """What the files hold: filed parts in order, lines and tables of the report, lines nobody could place."""

    instances: list[Instance] = field(default_factory=list)
    cover: dict[str, SeenValue] = field(default_factory=dict)
    report: list[tuple[str, FiledLine | FiledGrid]] = field(default_factory=list)
    left: list[SeenValue] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def of(self, form: FormLabels) -> list[Instance]:
        """Return the parts filed on a form."""
        return [one for one in self.instances if one.form is form]


def sorted_out(documents: Iterable[Document], forms: Sequence[FormLabels], form_set: FormSet) -> RecognisedParts:
    """Return the package that the files make up."""
    sorter = _Sorter(forms, form_set)
    for document in documents:
        sorter.read(document)
    return sorter.package


class _Sorter:
    def __init__(self, forms: Sequence[FormLabels], form_set: FormSet) -> None:
        self.forms = forms
        self.package = RecognisedParts()
        self._titles = {key(section.title) for section in form_set.sections}
        self._fixed = {word for form in forms for word in form.fixed} | {
            key(str(part.title)) for part in form_set.parts
        }
        self._report_title = _title_patterns(str(form_set.report_title))
        self._file = ""
        self._current: Instance | None = None
        self._number = ""
        self._unit: str | None = None
        self._in_report = False

    def read(self, document: Document) -> None:
        self._file, self._current, self._in_report = document.name, None, False
        self._number, self._unit = "", None
        self.package.notes += [f"{document.name}：{note}" for note in document.notes]
        for block in document.blocks:
            if isinstance(block, FiledGrid):
                self._table(block)
            else:
                self._line(block)

    # tables

    def _table(self, grid: FiledGrid) -> None:
        words = {word for row in grid.rows for cell in row for word in _words(cell)}
        scores = {id(form): len(form.words & words) for form in self.forms}
        best = max(scores.values(), default=0)
        if best < _FEWEST_WORDS:
            self._unknown_table(grid)
            return
        current = self._current
        repeated = current is not None and {*current.form.groups, *current.form.inline} & words & current.read
        if current is None or scores[id(current.form)] < best or repeated:
            form = max(self.forms, key=lambda one: scores[id(one)])
            current = self._begin(form)
        current.take(grid)

    def _begin(self, form: FormLabels) -> Instance:
        label = str(form.part.label)
        if form.part.kind is PartKind.PER_PROJECT:
            label = label.replace("{序号}", self._number or str(len(self.package.of(form)) + 1))
        instance = Instance(form, label, self._file, unit=self._unit)
        self.package.instances.append(instance)
        self._current, self._in_report, self._number = instance, False, ""
        return instance

    def _unknown_table(self, grid: FiledGrid) -> None:
        if self._in_report:
            self.package.report.append((self._file, grid))
        elif any(cell.strip() for row in grid.rows for cell in row):
            first = next(cell for row in grid.rows for cell in row if cell.strip())
            self.package.left.append(SeenValue("", f"表格（{len(grid.rows)} 行，开头是“{first[:20]}”）", self._file))

    # lines

    def _line(self, line: FiledLine) -> None:
        text = line.full.strip()
        if not text:
            return
        label = _LABEL.fullmatch(re.sub(r"\s", "", text).replace("（", "(").replace("）", ")"))
        if label and len(text) < 60 and not self._is_list(text):
            self._number = label[2] if label[2] and label[2].isdecimal() else ""
            self._in_report, self._current = False, None
        elif self._starts_report(line):
            self._in_report, self._current = True, None
            self.package.report.append((self._file, line))
        elif self._in_report:
            self.package.report.append((self._file, line))
        elif not self._values(text) and not self._is_fixed(text):
            self.package.left.append(SeenValue("", text, f"{self._file} 第{line.at}段"))
        if unit := unit_note(text):
            self._unit = unit if len(text) < 40 else self._unit

    def _is_list(self, text: str) -> bool:
        return self._in_report and text.rstrip().endswith(("：", ":"))

    def _starts_report(self, line: FiledLine) -> bool:
        return not self._in_report and key(line.full) in self._titles

    def _values(self, text: str) -> bool:
        """Take the labelled values of a line, such as 填表人：…; return whether there are any."""
        if len(text) > _LONGEST_LINE:
            return False
        own = [self._current.form] if self._current else []
        for form in [*own, *(one for one in self.forms if not one.words)]:
            if found := list(_values_in(text, form)):
                if form not in own:
                    self._current = None
                for path, value in found:
                    self._keep(path, value)
                return True
        return False

    def _keep(self, path: str, text: str) -> None:
        place = self._current.spoken if self._current else f"{self._file} {_COVER}"
        held = self._current.seen if self._current else self.package.cover
        held.setdefault(path, SeenValue(path, text, place))

    def _is_fixed(self, text: str) -> bool:
        plain, bare = squeezed(text), key(text)
        if not bare or bare in self._fixed or any(pattern.fullmatch(plain) for pattern in self._report_title):
            return True
        return any(len(one) > 6 and one in bare and len(bare) < len(one) + 12 for one in self._fixed)


def _words(cell: str) -> Iterator[str]:
    """Yield what may be a label in a cell: the whole, and what stands before a colon."""
    if cell.strip() and len(cell) < _LONGEST_CELL:
        yield key(cell)
        yield from (key(step) for step in cell.replace("：", ":").split(":")[:2])


def _title_patterns(title: str) -> list[re.Pattern[str]]:
    """Return patterns of the report's title, whole and line by line."""
    lines = [squeezed(line) for line in title.split("\n")]
    worded = [re.escape(line).replace(r"\{年度\}", "[0-9]{4}").replace(r"\{单位名称\}", ".{2,40}") for line in lines]
    return [re.compile(one) for one in ["".join(worded), *worded]]


def _values_in(text: str, form: FormLabels) -> Iterator[tuple[str, str]]:
    for pattern, path in form.lines:
        match = pattern.search(text)
        # A line that is nothing but a value must look like one.
        if match and (not pattern.pattern.startswith("^") or day(match[1])):
            yield path, match[1].strip()
