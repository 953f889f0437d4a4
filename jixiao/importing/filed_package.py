"""A filed package as a whole: what is filed under each path anywhere, and what stands in each printed place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from jixiao.glossary import term
from jixiao.importing.filed_projects import Identifiers, list_projects, read_outlay_lines
from jixiao.importing.form_labels import FormLabels
from jixiao.importing.indicator_tables import read_criteria, read_indicators
from jixiao.importing.part_recognition import RecognisedParts
from jixiao.importing.print_comparison import FiledPrint
from jixiao.importing.report_sections import read_report
from jixiao.importing.table_reader import FiledValue, Row
from jixiao.model.formset import FormSet, PartKind


def path_of(*names: str) -> str:
    """Return the path that English names make: annex1, three_public → 附件1.三公经费."""
    return ".".join(map(term, names))


# What the report should state and the annexes state too, where the report does not.
_INSTEAD = {
    path_of("basic_outlay", "initial", "public_funds"): path_of("annex1", "public_funds", "budget"),
    path_of("basic_outlay", "final", "goods_services"): path_of("annex1", "public_funds", "final"),
}
# Printed as part of the closing row, kept as a key of its own.
_DEVIATION = path_of("annex2", "total_score", "deviation"), path_of("annex2", "total_deviation")


class Filing:
    """The package, its projects, the lines of project outlay in Annex 1, its report."""

    def __init__(
        self, package: RecognisedParts, forms: Sequence[FormLabels], form_set: FormSet, identifiers: Identifiers
    ) -> None:
        self.package, self.form_set, self._forms = package, form_set, forms
        self.lines = list(read_outlay_lines(self._rows("annex1", "project_outlay", "project_lines"), form_set))
        per_project = [part for part in package.parts if part.form.part.kind is PartKind.PER_PROJECT]
        ordered = sorted(per_project, key=lambda part: part.number)
        self.projects = list_projects(ordered, self.lines, identifiers, form_set)
        names = {project.name: project.identifier for project in self.projects}
        self.report = read_report(package.report, form_set, names, is_loose=package.is_loose)
        self.indicators = read_indicators(self._rows("annex2", "indicator_rows"), form_set)
        self.criteria = read_criteria(self._rows("annex5", "criteria_rows"))
        self._values = self._everything()

    def find(self, path: str) -> FiledValue | None:
        """Return what is filed under a path: the first that says anything, annexes before cover and report."""
        return self._values.get(path)

    def find_value(self, path: str) -> FiledValue | None:
        """Return what the year's data take for a path, that of a project's form too; None where nothing was filed."""
        values, key = self._holder(path)
        return values.get(key)

    def take_instead(self, path: str, filed: FiledValue) -> None:
        """Let the year's data take another value for a path; what stands in each place of the paper stays as filed."""
        values, key = self._holder(path)
        values[key] = filed

    def _holder(self, path: str) -> tuple[Row, str]:
        for project in self.projects:
            root = f"{term('projects')}.{project.identifier}."
            if path.startswith(root):
                return project.values, path.removeprefix(root)
        return self._values, path

    def _everything(self) -> Row:
        annexes = [part.values.values() for part in self.package.parts]
        report = [section.values for section in self.report.sections.values()]
        values: Row = {}
        for filed in chain(*annexes, self.package.cover.values(), *report):
            if filed.path not in values or not values[filed.path].text.strip():
                values[filed.path] = filed
        values = {path: values[instead] for path, instead in _INSTEAD.items() if instead in values} | values
        printed, kept = _DEVIATION
        return values | ({kept: values[printed]} if printed in values else {})

    def list_absent(self) -> Iterator[str]:
        """Yield the labels of the forms with values that no file holds; of projects' forms, if none does."""
        for form in self._forms:
            if form.words and not self.package.filed_on(form):
                yield str(form.part.label).partition("（{")[0]

    def unread(self) -> Iterator[FiledValue]:
        """Yield everything that was not read, but for the rows of projects' indicators that fit nowhere."""
        yield from self.package.unread
        yield from chain.from_iterable(part.unread for part in self.package.parts)
        yield from self.indicators.unread
        yield from self.report.unread

    def _rows(self, *names: str) -> list[Row]:
        return [row for part in self.package.parts for row in part.rows.get(path_of(*names), [])]

    def prints(self) -> Iterator[FiledPrint]:
        """Yield what the package says in each place that prints a value."""
        of_projects = {id(project.part): project for project in self.projects if project.part}
        for part in self.package.parts:
            if project := of_projects.get(id(part)):
                label = part.form.label(project.number)
                yield from (FiledPrint(label, path, 1, filed) for path, filed in project.printed)
            else:
                yield from _prints(part.label, part.values)
        annex1 = self._label("annex1")
        for line in self.lines:
            yield from _prints(annex1, line.printed)
        indicators = {f"{term('indicators')}.{path}": filed for path, filed in self.indicators.values.items()}
        yield from _prints(self._label("annex2"), indicators, term("annex2"))
        yield from _prints(self._label("annex5"), self.criteria.values, term("annex5"))
        cover = next((str(form.part.label) for form in self._forms if not form.words), "")
        yield from _prints(cover, self.package.cover)
        for section in self.report.sections.values():
            ordinals: Counter[str] = Counter()
            for filed in section.values:
                ordinals[filed.path] += 1
                yield FiledPrint(section.where, filed.path, ordinals[filed.path], filed)

    def _label(self, name: str) -> str:
        """Return the label of the part whose values stand below a term."""
        prefix = f"{term(name)}."
        paths = ((part.label, path) for part in self.package.parts for path in (*part.values, *part.rows))
        return next((label for label, path in paths if path.startswith(prefix)), "")


def _prints(where: str, values: Mapping[str, FiledValue], root: str = "") -> Iterator[FiledPrint]:
    for path, filed in values.items():
        yield FiledPrint(where, f"{root}.{path}" if root else path, 1, filed)
