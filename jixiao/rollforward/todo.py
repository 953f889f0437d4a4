"""What of a year is still open: places to fill in, and what reads as it did last year though it should not.

Nothing of this is stored: it is found again each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import PurePosixPath

from msgspec import Struct

from jixiao.findings import Finding, Place, blocks_draft, is_open_place
from jixiao.forms.read_described import DescribedReading
from jixiao.glossary import term
from jixiao.model.data_files import FORM_SET
from jixiao.model.entered_year import Submission
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.rules.unchanged import files_of, unchanged
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import load_yaml
from jixiao.submission.form_set_names import DESCRIPTION, has_described_sets, list_form_set_names
from jixiao.submission.progress import Progress, progress_of
from jixiao.submission.read import read_year
from jixiao.submission.year_reading import YearReading
from jixiao.targets.number_words import in_chinese

_PROJECT_NAME = compile_late(rf"{term('projects')}\.([a-z][a-z0-9_]*)")


class OpenKind(StrEnum):
    """What is to be done at an open place."""

    UNREADABLE = "读不出"
    FILL_IN = "待填"
    CHECK = "请核对"
    REWRITE = "请改写"


class Open(Struct, frozen=True, order=True):
    """One place that is still open, and what stands or is missing there."""

    place: Place
    kind: OpenKind
    what: str

    def as_json(self) -> dict[str, object]:
        """Return the place as a flat object for programs."""
        return {"kind": self.kind.value, **self.place.as_json(), "what": self.what}


class Todo(Struct, frozen=True):
    """All open places of a year in order, how many other errors there are, and notes for the user.

    ``progress`` is None where nothing is left to fill in.
    """

    year: int
    places: list[Open]
    errors: int
    notes: list[str]
    progress: Progress | None = None


def todo_of(workspace: Workspace, year: int) -> Todo:
    """Return what is open in a year as read; UsageError if there is no data for it."""
    reading = read_year(workspace, year)
    return todo_in(workspace, year, reading, reading.findings)


def todo_in(workspace: Workspace, year: int, reading: YearReading, findings: Iterable[Finding]) -> Todo:
    """Return what is open in a year that was read; ``findings`` are all that is known of it, the rules' too."""
    folder = f"{workspace.shown(workspace.year(year))}/"
    places = set(_findings([finding for finding in reading.findings if finding.place.file.startswith(folder)]))
    places |= set(_unchanged(reading, year))
    notes: list[str] = []
    if reading.repaired:
        places |= set(_gone_projects(workspace, reading.repaired))
        notes += _notes(reading.repaired)
    errors = sum(blocks_draft([finding]) for finding in findings)
    return Todo(year, places=sorted(places), errors=errors, notes=notes, progress=progress_of(workspace, year, reading))


def todo_in_described(
    workspace: Workspace, year: int, reading: DescribedReading, findings: Iterable[Finding], progress: Progress | None
) -> Todo:
    """Return what is open in a year on described form sets, as ``todo_in`` does; ``progress`` is how far it is."""
    folder = f"{workspace.shown(workspace.year(year))}/"
    ours = [source for source in reading.sources if source.file.startswith(folder)]
    places = set(_findings([finding for finding in reading.findings if finding.place.file.startswith(folder)]))
    before = _sources_before(workspace, year - 1)
    places |= {Open(one.place, OpenKind.CHECK, one.found) for one in unchanged(files_of([*ours, *before], year))}
    notes: list[str] = []
    for name, entered in reading.repaired.sets.items() if reading.repaired else ():
        notes += _unfit_notes(year, name, entered.described.description.applies_to, DESCRIPTION)
    errors = sum(blocks_draft([finding]) for finding in findings)
    return Todo(year, places=sorted(places), errors=errors, notes=notes, progress=progress)


def _sources_before(workspace: Workspace, year: int) -> Iterator[SourceText]:
    """Yield the data files of a year on described sets, as far as there is one."""
    if not has_described_sets(workspace, year):
        return
    for name in list_form_set_names(workspace, year):
        for path in sorted(workspace.year(year).glob(f"{name}/**/*.yaml")):
            yield load_yaml(path, workspace.shown(path), "")


def _findings(findings: list[Finding]) -> Iterator[Open]:
    for finding in findings:
        if is_open_place(finding):
            yield Open(finding.place, OpenKind.FILL_IN, finding.found.rpartition("：")[0])
        elif finding.code.startswith("L"):
            yield Open(finding.place, OpenKind.UNREADABLE, finding.found)


def _unchanged(reading: YearReading, year: int) -> Iterator[Open]:
    chapters = _chapters(reading.repaired) if reading.repaired else {}
    for one in unchanged(files_of(reading.sources, year)):
        chapter = chapters.get(PurePosixPath(one.place.file).name, "") if one.matter.of_report else ""
        yield Open(one.place, OpenKind.REWRITE if one.matter.of_report else OpenKind.CHECK, chapter + one.found)


def _chapters(submission: Submission) -> dict[str, str]:
    """Return how the report's chapters are called, by their files."""
    return {
        str(section.source_file): f"{in_chinese(number)}、{section.title}："
        for number, section in enumerate(submission.form_set.sections, start=1)
    }


def _gone_projects(workspace: Workspace, submission: Submission) -> Iterator[Open]:
    """Yield the places of the report that draw on a project the year does not have."""
    known = {numbered.identifier for numbered in submission.projects}
    for name, text in submission.narrative.items():
        file = f"{workspace.shown(workspace.year(submission.year))}/report/{name}"
        for number, line in enumerate(text.split("\n"), start=1):
            drawn = {match[1]: match.start() + 1 for match in reversed(list(_PROJECT_NAME.finditer(line)))}
            for identifier, column in drawn.items():
                if identifier not in known:
                    yield Open(Place(file, number, column), OpenKind.REWRITE, f"引用的项目“{identifier}”本年没有")


def _notes(submission: Submission) -> list[str]:
    name = str(submission.unit.form_set)
    return _unfit_notes(submission.year, name, submission.form_set.applies_to, FORM_SET.name)


def _unfit_notes(year: int, name: str, applies_to: Iterable[int], file: str) -> list[str]:
    """Return what to say where a form set is not made for a year; ``file`` is the one in its folder that says so."""
    if year in applies_to:
        return []
    applies = "、".join(map(str, applies_to))
    note = (
        f"表单集 {name} 的适用年度是 {applies}，没有 {year}。先照用；主管机关的表样、分值有变动的，换用新的表单集，"
        f"没有变动的，在 templates/{name}/{file} 的“{term('applies_to')}”里加上 {year}。"
    )
    return [note]
