"""Forms of described sets handed in: read by their layouts into a year in memory, judged, and placed on the paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from jixiao.build.described_case import DescribedCase, open_described_year
from jixiao.examine.examined_paper import ExaminedPaper, PlacedFinding, UnreadText, count_texts
from jixiao.examine.figure_facts import FigureFact, StatedFigure
from jixiao.examine.finding_spots import FindingSpot
from jixiao.examine.handed_in import HandedIn
from jixiao.examine.own_forms import hold_forms_against
from jixiao.figures import Figure
from jixiao.findings import Finding, Severity, is_open_place
from jixiao.forms.load_sets import load_described_sets
from jixiao.importing.described_import import (
    DescribedImport,
    PlacedForm,
    make_blank_tree,
    plan_described,
)
from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine, PaperSpot
from jixiao.importing.form_recognition import RecognisedDocument, read_all_layouts, recognise_document
from jixiao.importing.import_result import write_tree
from jixiao.importing.paper_cells import CellReading, PaperPlace
from jixiao.paths import Workspace
from jixiao.publish.folder import create_folder
from jixiao.reporting.margin_words import comment_lines
from jixiao.source.nodes import parse_yaml
from jixiao.source.scalar_text import scalars_of
from jixiao.source.work_folder import work_folder
from jixiao.submission.form_set_names import is_described

# What forms must agree in: one that was not handed in has no lines, and counts for nothing.
_BETWEEN_FORMS = ("K103",)
# What formulas draw from data of the year before.
_OF_OTHER_YEARS = ("K109",)

_UNSEEN = "99-not_handed_in.yaml"

Spots = Mapping[PaperPlace, PaperSpot]


class RecognisedFiles(Struct, frozen=True):
    """The described forms in files, and what to say of form sets that could not be used."""

    documents: tuple[RecognisedDocument, ...] = ()
    notes: tuple[str, ...] = ()
    wanted: bool = False

    @property
    def forms(self) -> bool:
        """Whether there are any."""
        return any(one.forms for one in self.documents)

    @property
    def year(self) -> int | None:
        """The year the first of the forms states; None where none does."""
        years = (form.reading.year for one in self.documents for form in one.forms)
        return next((year for year in years if year), None)

    @property
    def unread(self) -> tuple[int, int]:
        """How many cells of tables were not read, and how many paragraphs."""
        left = [cell.place.table > 0 for one in self.documents for cell in _left(one)]
        return sum(left), len(left) - sum(left)


def recognise_forms(workspace: Workspace, documents: Sequence[Document], wanted: str) -> RecognisedFiles:
    """Return the described forms in documents; UsageError for a set that is not there."""
    described = bool(wanted) and is_described(workspace, wanted)
    if wanted and not described:
        return RecognisedFiles()
    layouts, notes = read_all_layouts(workspace, wanted)
    read = tuple(recognise_document(one, layouts) for one in documents) if layouts else ()
    return RecognisedFiles(read, tuple(notes), described)


def examine_forms(
    workspace: Workspace, year: int, files: Sequence[HandedIn], recognised: RecognisedFiles, *, own_data: bool
) -> ExaminedPaper:
    """Return what described forms come to, with ``own_data`` also against the unit's own data of the year.

    UsageError for forms of another year, or one of them twice.
    """
    with work_folder() as folder:
        (Path(folder) / "data").mkdir()
        blank = Workspace(Path(folder), workspace.templates)
        plan = plan_described(blank, year, recognised.documents, "")
        create_folder(blank.year(year), {**dict(_unseen_projects(blank, plan)), **plan.files})
        opened = open_described_year(blank, year, draft=True)
    spots = {one.name: dict(_spots(one.document.blocks)) for one in files}
    index = _FormSpots(plan, opened.cases, spots)
    placed = [
        PlacedFinding(finding, spot, comment_lines(finding, {}))
        for finding in opened.findings
        if not finding.waived and finding.code not in _OF_OTHER_YEARS
        if not (plan.missing and finding.code in _BETWEEN_FORMS)
        if (spot := index.find(finding)) is not None
    ]
    own = hold_forms_against(workspace, year, opened.cases, index.of) if own_data else None
    if own is not None:
        placed = [one for one in placed if not own.lets_stand(one.finding)]
        placed += [PlacedFinding(one.finding, one.spot, comment_lines(one.finding, {})) for one in own.found]
    unread = [UnreadText(f"{one.file} {cell.place}", cell.text) for one in recognised.documents for cell in _left(one)]
    weights = list(Severity)
    return ExaminedPaper(
        year=year,
        unit=opened.cases[0].unit_name if opened.cases else "",
        form_set="、".join(dict.fromkeys(one.recognised.layout.set_name for one in plan.forms)),
        files=tuple(files),
        placed=tuple(sorted(placed, key=lambda one: weights.index(one.finding.severity))),
        moment=opened.cases[0].dossier.filled_on.value,
        facts=tuple(_facts(opened.cases, index)),
        unread=tuple(unread),
        notes=(*plan.notes, *recognised.notes, *_blanks(plan, opened.findings), *(own.notes if own else ())),
        texts=count_texts(files),
        held_against=own is not None,
    )


def _blanks(plan: DescribedImport, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what forms handed in should say and do not."""
    filed = {f"data/{plan.year}/{one.name}": one.form.description.title for one in plan.forms}
    for finding in filter(is_open_place, findings):
        if finding.place.file in filed:
            yield f"{filed[finding.place.file]}：应填而没有填的“{finding.subject}”"


def _unseen_projects(workspace: Workspace, plan: DescribedImport) -> Iterator[tuple[str, bytes]]:
    """Yield a project to be filled in for each form of projects that nobody handed in: a year has at least one."""
    names = dict.fromkeys(one.recognised.layout.set_name for one in plan.forms)
    for set_name, reading in load_described_sets(workspace, names).items():
        for form in reading.described.forms.values() if reading.described else ():
            base = f"{set_name}/{form.description.source_file}"
            if form.is_per_project and not any(one.name.startswith(f"{base}/") for one in plan.forms):
                yield f"{base}/{_UNSEEN}", write_tree(make_blank_tree(form), "# 没有交来\n").encode()


def _left(one: RecognisedDocument) -> Iterator[CellReading]:
    yield from (cell for form in one.forms for cell in form.reading.left)
    yield from one.unknown


def _spots(blocks: Sequence[FiledBlock]) -> Iterator[tuple[PaperPlace, PaperSpot]]:
    """Yield the place of each paragraph and cell of a document, as readings name it, with what stands there."""
    table = 0
    for block in blocks:
        if isinstance(block, FiledLine):
            yield PaperPlace(paragraph=block.ordinal, at=block.at), PaperSpot(block)
            continue
        table += 1
        yield from _grid_spots(block, table)


def _grid_spots(grid: FiledGrid, table: int) -> Iterator[tuple[PaperPlace, PaperSpot]]:
    for row, cells in enumerate(grid.rows):
        for number in range(len(cells)):
            place = PaperPlace(table=table, row=row + 1, cell=number + 1, at=grid.place(row, number))
            yield place, PaperSpot(grid, row, number)


class _FormSpots:
    """Where what was read of described forms stands on the paper."""

    def __init__(self, plan: DescribedImport, cases: Sequence[DescribedCase], spots: Mapping[str, Spots]) -> None:
        self._paths: dict[str, PaperSpot] = {}
        self._files: dict[str, PaperSpot] = {}
        self._lines: dict[tuple[str, int], str] = {}
        for one in plan.forms:
            for cell in one.recognised.reading.read:
                spot = spots[one.recognised.file].get(cell.place)
                if spot is not None:
                    self._paths.setdefault(f"{one.prefix}.{cell.path}", spot)
                    self._files.setdefault(f"data/{plan.year}/{one.name}", _begin(spot))
            self._lines |= dict(_lines(plan, one))
        self._printed = {
            printed.spoken: self._paths[printed.path]
            for case in cases
            for printed in case.inspection.prints
            if printed.path in self._paths
        }

    def find(self, finding: Finding) -> FindingSpot | None:
        """Return where a finding stands; None where what it speaks of was not handed in."""
        path = self._lines.get((finding.place.file, finding.place.line), "")
        candidates = (
            self._paths.get(finding.subject),
            *(self._printed.get(where) for where in finding.printed),
            self._paths.get(path),
        )
        exact = next(filter(None, candidates), None)
        if exact is not None:
            return FindingSpot(exact, finding.seen)
        begin = self._files.get(finding.place.file)
        is_rule = finding.waivable or finding.balance is not None
        return FindingSpot(begin, exact=False) if begin is not None and is_rule else None

    def of(self, path: str) -> PaperSpot | None:
        """Return where a value was read."""
        return self._paths.get(path)


def _begin(spot: PaperSpot) -> PaperSpot:
    return PaperSpot(spot.block, 0, 0) if isinstance(spot.block, FiledGrid) else spot


def _lines(plan: DescribedImport, one: PlacedForm) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the lines of a form's file with the path of what stands there."""
    name = f"data/{plan.year}/{one.name}"
    tree = parse_yaml(plan.files[one.name].decode(), name, one.prefix).tree
    for place, scalar in scalars_of(tree).items():
        yield (name, place.line), scalar.path


def _facts(cases: Sequence[DescribedCase], index: _FormSpots) -> Iterator[FigureFact]:
    stated: dict[str, list[StatedFigure]] = {}
    for case in cases:
        for printed in case.inspection.prints:
            if isinstance(printed.value, Figure) and index.of(printed.path) is not None and printed.printed.strip():
                stated.setdefault(printed.path, []).append(StatedFigure(printed.spoken, printed.printed))
    return (FigureFact(name, tuple(places)) for name, places in stated.items())
