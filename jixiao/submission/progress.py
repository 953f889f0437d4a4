"""How far a year is filled in, counted anew each time: of the places that are its own to fill in, those that are.

A place is the year's own if the next year would start without its value; in a file that no file of last year goes
before, such as a new project's, every value is. Whatever says 待填 is a place to fill in too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from jixiao.findings import is_open_place
from jixiao.model.data_files import PROJECT_FILE, file_of
from jixiao.model.scalars import open_mark
from jixiao.model.yearly import fields_of, of_the_year
from jixiao.paths import Workspace
from jixiao.source.nodes import Scalar
from jixiao.submission.year_models import model_finder
from jixiao.submission.year_reading import YearReading


class FileProgress(Struct, frozen=True):
    """One file: how many of its places are filled in, and of how many."""

    file: str
    filled: int
    total: int

    def as_json(self) -> dict[str, object]:
        """Return it as a flat object for programs."""
        return {"file": self.file, "filled": self.filled, "total": self.total}


class Progress(Struct, frozen=True):
    """How far a year is filled in, file by file."""

    files: tuple[FileProgress, ...]

    @property
    def filled(self) -> int:
        """The places filled in."""
        return sum(progress.filled for progress in self.files)

    @property
    def total(self) -> int:
        """All places there are to fill in."""
        return sum(progress.total for progress in self.files)

    @property
    def words(self) -> str:
        """Both as people say it: 已填 123／共 459 处."""
        return f"已填 {self.filled}／共 {self.total} 处"

    def as_json(self) -> dict[str, object]:
        """Return it for programs."""
        return {"filled": self.filled, "total": self.total, "files": [progress.as_json() for progress in self.files]}


def progress_of(workspace: Workspace, year: int, reading: YearReading) -> Progress | None:
    """Return how far a year is filled in; None where no place is open."""
    still_open = Counter(finding.place.file for finding in filter(is_open_place, reading.findings))
    if not still_open:
        return None
    return Progress(tuple(_counted(workspace, year, reading, still_open)))


def _counted(workspace: Workspace, year: int, reading: YearReading, still_open: Counter[str]) -> Iterator[FileProgress]:
    model_of = model_finder(workspace, year)
    folder, before = f"{workspace.shown(workspace.year(year))}/", _names(workspace.year(year - 1))
    for source in sorted(reading.sources, key=lambda one: one.file):
        name = source.file.removeprefix(folder)
        kind = file_of(name)
        filled = 0
        if kind is not None and kind.yearly:
            new = _lasting(name) not in before
            filled = sum(_is_filled(*one, new=new) for one in fields_of(model_of(name), source.tree))
        total = filled + still_open[source.file]
        if total:
            yield FileProgress(source.file, filled, total)


def _is_filled(name: str, kind: object, scalar: Scalar, *, new: bool) -> bool:
    return bool(scalar.strip()) and not open_mark(scalar) and (new or of_the_year(name, kind, scalar))


def _names(folder: Path) -> set[str]:
    return {_lasting(path.relative_to(folder).as_posix()) for path in folder.rglob("*.yaml")}


def _lasting(name: str) -> str:
    """Return a file's name without the number of a project, which may change from year to year."""
    project = PROJECT_FILE.fullmatch(name)
    return project["identifier"] if project else name
