"""A filed package as a whole: what is seen under each path anywhere, and what is said in each printed place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from jixiao.glossary import term
from jixiao.importing.criteria import criteria
from jixiao.importing.form_labels import FormLabels
from jixiao.importing.indicator_tables import Indicators, indicators
from jixiao.importing.outlays import Identifiers, outlay_lines
from jixiao.importing.part_recognition import RecognisedParts
from jixiao.importing.print_comparison import FiledPrint
from jixiao.importing.project_forms import filed_lines, filed_projects, filed_values
from jixiao.importing.report_sections import FiledReport, read_report
from jixiao.importing.table_reader import SeenValue
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
        self.package, self.forms, self.form_set = package, forms, form_set
        rows = self._rows("annex1", "project_outlay", "project_lines")
        self.lines = list(outlay_lines(rows, form_set))
        per_project = [one for one in package.instances if one.form.part.kind is PartKind.PER_PROJECT]
        ordered = sorted(per_project, key=lambda one: _number(one.label))
        self.projects = filed_projects(ordered, self.lines, identifiers)
        names = {one.name: one.identifier for one in self.projects}
        self.report: FiledReport = read_report(package.report, form_set, names)
        self.indicators: Indicators = indicators(self._rows("annex2", "indicator_rows"), form_set)
        self.criteria, self._scored = criteria(self._rows("annex5", "criteria_rows"))
        self._seen = self._everything()

    def find(self, path: str) -> SeenValue | None:
        """Return what is filed under a path: the first that says anything, annexes before cover and report."""
        return self._seen.get(path)

    def left(self) -> Iterator[SeenValue]:
        """Yield everything that was not read."""
        yield from self.package.left
        yield from chain.from_iterable(one.left for one in self.package.instances)
        yield from self.indicators.left
        yield from self.report.left

    def _everything(self) -> dict[str, SeenValue]:
        seen: dict[str, SeenValue] = {}
        annexes = [one.seen.values() for one in self.package.instances]
        report = [one.seen for one in self.report.sections.values()]
        for one in chain(*annexes, self.package.cover.values(), *report):
            if one.path not in seen or not seen[one.path].text.strip():
                seen[one.path] = one
        for path, instead in _INSTEAD.items():
            if path not in seen and instead in seen:
                seen[path] = seen[instead]
        printed, kept = _DEVIATION
        return seen | ({kept: seen[printed]} if printed in seen else {})

    def _rows(self, *names: str) -> list[dict[str, SeenValue]]:
        source = path_of(*names)
        return [row for one in self.package.instances for row in one.rows.get(source, [])]

    def _label(self, name: str) -> str:
        """Return the label of the part whose values stand below a term."""
        prefix = f"{term(name)}."
        labels = (
            one.label for one in self.package.instances for path in (*one.seen, *one.rows) if path.startswith(prefix)
        )
        return next(labels, "")

    def said(self) -> Iterator[FiledPrint]:
        """Yield what the package says in each place that prints a value."""
        by_instance = {id(one.instance): one for one in self.projects if one.instance}
        for instance in self.package.instances:
            if one := by_instance.get(id(instance)):
                label = str(instance.form.part.label).replace("{序号}", str(one.number))
                yield from filed_values(one, instance, self.form_set, label)
            else:
                yield from _at(instance.label, instance.seen)
        yield from filed_lines(self.lines, self._label("annex1"))
        yield from _at(self._label("annex2"), self.indicators.seen, path_of("annex2", "indicators"))
        yield from _at(self._label("annex5"), self._scored, term("annex5"))
        cover = next((str(form.part.label) for form in self.forms if not form.words), "")
        yield from _at(cover, self.package.cover)
        yield from self._said_in_report()

    def _said_in_report(self) -> Iterator[FiledPrint]:
        for section in self.report.sections.values():
            counts: dict[str, int] = {}
            for seen in section.seen:
                counts[seen.path] = counts.get(seen.path, 0) + 1
                yield FiledPrint(section.where, seen.path, counts[seen.path], seen)


def _at(where: str, seen: dict[str, SeenValue], root: str = "") -> Iterator[FiledPrint]:
    yield from (FiledPrint(where, f"{root}.{path}" if root else path, 1, one) for path, one in seen.items())


def _number(label: str) -> int:
    digits = "".join(char for char in label.partition("（")[2] if char.isdecimal())
    return int(digits or 0)
