"""How far a year on described form sets is filled in: of the places that are its own to fill in, those that are.

As for any other year: a place is the year's own if the next year would start without its value; in a file that no file
of last year goes before, every value is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jixiao.findings import is_open_place
from jixiao.forms.described_set import DescribedForm
from jixiao.forms.read_described import DescribedReading
from jixiao.model.data_files import UNIT
from jixiao.model.scalars import open_mark
from jixiao.model.unit import DescribedUnit
from jixiao.model.yearly import fields_of, of_the_year
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.rollforward.field_fate import is_lasting, tells_of_its_year, walk_typed
from jixiao.source.decoding import SourceText
from jixiao.source.list_scalars import list_scalars
from jixiao.source.nodes import Scalar
from jixiao.submission.progress import FileProgress, Progress

_NUMBERED = compile_late(r"(?<=/)[0-9]+-(?=[^/]+$)")


def described_progress(workspace: Workspace, year: int, reading: DescribedReading) -> Progress | None:
    """Return how far a year's data files are filled in; None where no place is open."""
    folder = f"{workspace.shown(workspace.year(year))}/"
    still_open = Counter(one.place.file for one in reading.findings if is_open_place(one))
    if not any(file.startswith(folder) for file in still_open):
        return None
    before, forms, counted = _names(workspace.year(year - 1)), _forms_of(reading), []
    for source in reading.sources:
        if source.file.startswith(folder):
            new = _lasting(source.file.removeprefix(folder)) not in before
            filled = sum(map(_is_filled, _own_places(source, forms.get(source.file), new=new)))
            if total := filled + still_open[source.file]:
                counted.append(FileProgress(source.file, filled, total))
    return Progress(tuple(counted))


def _own_places(source: SourceText, form: DescribedForm | None, *, new: bool) -> Iterator[Scalar]:
    """Yield the values of a file that are the year's own."""
    if new:
        yield from list_scalars(source.tree)
    elif form is not None:
        for value in walk_typed(form, source.tree):
            about = value.field.description
            if not is_lasting(about) or tells_of_its_year(about, value.node):
                yield from list_scalars(value.node)
    elif source.file.endswith(f"/{UNIT.name}"):
        yield from (one for name, kind, one in fields_of(DescribedUnit, source.tree) if of_the_year(name, kind, one))


def _is_filled(scalar: Scalar) -> bool:
    return bool(scalar.strip()) and not open_mark(scalar)


def _forms_of(reading: DescribedReading) -> dict[str, DescribedForm]:
    entered = reading.repaired.sets.values() if reading.repaired else ()
    return {one.file: one.form for each in entered for one in each.forms}


def _names(folder: Path) -> set[str]:
    return {_lasting(path.relative_to(folder).as_posix()) for path in folder.rglob("*.yaml")}


def _lasting(name: str) -> str:
    """Return a file's name without the number of a project, which may change from year to year."""
    return _NUMBERED.sub("", name)
