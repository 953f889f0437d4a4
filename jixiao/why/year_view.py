"""Everything about one year that a question is answered from: values by path, prints, pages, paragraphs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import cached_property

from jixiao.build.described_case import PackageCase
from jixiao.build.steps import Inspected
from jixiao.figures import Figure, Text
from jixiao.glossary import term
from jixiao.lineage import derivation_words, lineage
from jixiao.model.controls import Control
from jixiao.model.movements import MovementReason
from jixiao.model.overrides import Override
from jixiao.model.scalars import Day
from jixiao.model.waivers import Waiver
from jixiao.render.parts import RenderFolders
from jixiao.render.passages import PrintedPassage, PrintedSpan, list_form_passages
from jixiao.render.printing import Print
from jixiao.rules.printed_package import leaves
from jixiao.submission.succession import names_of, succession_of

Value = Figure | Text | Day


class PackageView(ABC):
    """A package that could be read and derived, laid out for questions."""

    overrides: tuple[Override, ...]
    controls: tuple[Control, ...] = ()
    waivers: tuple[Waiver, ...]
    movements: tuple[MovementReason, ...] = ()

    def __init__(self, case: PackageCase) -> None:
        self.package: PackageCase = case

    @abstractmethod
    def list_held(self) -> Iterator[Value]:
        """Yield what was derived and typed, what has no path included."""

    @abstractmethod
    def name_projects(self) -> dict[str, str]:
        """Return the names of projects by what stands for them in paths."""

    @abstractmethod
    def list_aliases(self) -> Iterator[tuple[str, str]]:
        """Yield what people call a form or a project, and what the paths of its values begin with."""

    @property
    def folders(self) -> RenderFolders:
        """Where templates lie."""
        return self.package.folders

    @cached_property
    def values(self) -> dict[str, Value]:
        """Every value that has a path: what is printed, what was derived, what was typed."""
        found: dict[str, Value] = {}
        for value in self._all():
            if value.path:
                found.setdefault(value.path, value)
        return found

    def _all(self) -> Iterator[Value]:
        yield from self.list_held()
        yield from (printed.value for printed in self.prints if printed.value is not None)

    @property
    def prints(self) -> list[Print]:
        """Everything the package prints, in order."""
        return self.package.inspection.prints

    @property
    def paragraphs(self) -> tuple[PrintedPassage, ...]:
        """The report's paragraphs."""
        return self.package.inspection.paragraphs

    @cached_property
    def blocks(self) -> tuple[PrintedPassage, ...]:
        """The forms' cells and paragraphs as printed; none where the templates cannot be filled in."""
        prints = {printed.mark: printed for printed in self.prints}
        pages = self.package.inspection.pages.items()
        return tuple(block for label, page in pages for block in list_form_passages(page, label, prints))

    def row(self, where: str, row: int) -> list[PrintedPassage]:
        """Return the cells of a row; the paragraphs outside tables for row 0."""
        return [paragraph for paragraph in self.blocks if (paragraph.where, paragraph.row) == (where, row)]

    def printed(self, value: Value) -> list[Print]:
        """Return the prints of a value, those under other paths that repeat it included."""
        paths = {value.path, _source_path(value)}
        return [one for one in self.prints if one.value is not None and paths & {one.path, _source_path(one.value)}]

    def users(self, value: Value) -> list[Figure]:
        """Return the figures that are computed from a value, in the order of the package."""
        if isinstance(value, Text):
            return self._earned_by(value)
        if not isinstance(value, Figure):
            return []
        paths = {value.path, value.source.path}
        figures = (one for one in self.values.values() if isinstance(one, Figure) and one.path not in paths)
        return [figure for figure in figures if not paths.isdisjoint(lineage(figure))]

    def _earned_by(self, text: Text) -> list[Figure]:
        """Return the score that follows from a target or an actual, where it was left out."""
        before, _, name = text.path.rpartition(".")
        score = self.values.get(f"{before}.{term('score')}")
        follows = isinstance(score, Figure) and derivation_words(score) and name in map(term, ("target", "actual"))
        return [score] if isinstance(score, Figure) and follows else []

    def around(self, printed: Print) -> tuple[str, str, str]:
        """Return the text before a print, what is printed, the text behind it: a table's row, or a paragraph."""
        if printed.row:
            return self._around_cell(printed)
        holders: list[PrintedPassage] = [*self.paragraphs, *self.row(printed.where, 0)]
        for holder in holders:
            for span in holder.marks:
                if holder.where == printed.where and _same(span, printed):
                    return _split(holder.text, span)
        return "", printed.printed, ""

    def _around_cell(self, one: Print) -> tuple[str, str, str]:
        before, behind, printed = [], [], one.printed
        for block in self.row(one.where, one.row):
            span = next((span for span in block.marks if _same(span, one)), None)
            if span is not None:
                left, printed, right = _split(block.text, span)
                before.append(left)
                behind.append(right)
            else:
                (behind if behind else before).append(block.text)
        return " │ ".join(before), printed, " │ ".join(behind)


class YearView(PackageView):
    """A year on our own forms."""

    def __init__(self, case: Inspected) -> None:
        super().__init__(case)
        self.case = case
        self.dossier = case.dossier
        self.submission = case.submission
        self.overrides, self.controls = case.submission.overrides, case.submission.controls
        self.waivers, self.movements = case.submission.waivers, case.submission.movements

    def list_held(self) -> Iterator[Value]:
        """Yield what was derived and typed, what has no path included."""
        for root in (self.dossier, self.submission):
            yield from (value for value in leaves(root) if isinstance(value, Figure | Text))

    def name_projects(self) -> dict[str, str]:
        """Return the names of projects, those that only last year's column still shows by the keys of their lines."""
        ended = {key: f"{name}（上年列在这一类，本年不再列支）" for key, name in self._ended.items()}
        return {project.identifier: str(project.name) for project in self.dossier.projects} | ended

    def list_aliases(self) -> Iterator[tuple[str, str]]:
        """Yield what people call a project or a line of one, and what the paths of its values begin with."""
        labels = list(dict.fromkeys([one.where for one in self.blocks] or [one.where for one in self.prints]))
        for project in self.dossier.projects:
            begins = f"{term('projects')}.{project.identifier}"
            label = next((one for one in labels if one.endswith((f"({project.number})", f"（{project.number}）"))), "")
            yield from ((own, begins) for own in (label, str(project.name)) if own)
        for line, name in self._ended.items():
            yield name, f"{term('annex1')}.{term('project_outlay')}.{line}"

    @cached_property
    def _ended(self) -> Mapping[str, str]:
        return names_of(succession_of(self.submission))


def _same(span: PrintedSpan, printed: Print) -> bool:
    return (span.print.path, span.print.occurrence) == (printed.path, printed.occurrence)


def _split(text: str, span: PrintedSpan) -> tuple[str, str, str]:
    return text[: span.start], text[span.start : span.end], text[span.end :]


def _source_path(value: Value) -> str:
    return value.source.path if isinstance(value, Figure) else value.path
