"""Which described form a filed document is, or each of several in it: the one whose words it shows and whose cells it
fills. What shows too few of any form's words is unknown, and nothing of it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from jixiao.errors import UsageError
from jixiao.findings import is_blocking
from jixiao.forms.load_sets import list_described_sets, load_described_sets
from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine, LeftOut
from jixiao.importing.form_layout import FormLayout
from jixiao.importing.label_text import label_key
from jixiao.importing.paper_cells import CellFate, CellReading, PaperReading, place_in, place_line
from jixiao.importing.paper_reading import read_paper_form
from jixiao.importing.template_layout import read_layouts
from jixiao.paths import Workspace

# A document is one of ours where it shows so much of a form's own words, and so much of its cells is understood.
LABELS_SHARE, CELLS_SHARE = 0.75, 0.6
# What is left tells against a form more than what is read tells for it.
_WEIGHT_OF_LEFT = 2
_LONGEST_TITLE = 60
# Of 600 rows, 17 layouts make 1.9 s, the three that the first rows choose 0.6 s.
_ENOUGH_ROWS, _PROMISING = 80, 3


class RecognisedForm(Struct, frozen=True):
    """One form in a document: what its layout made of it, and which share of its words and of the cells were known."""

    file: str
    reading: PaperReading
    labels_share: float
    cells_share: float

    @property
    def layout(self) -> FormLayout:
        """The form's layout."""
        return self.reading.layout

    @property
    def known(self) -> bool:
        """Whether it is that form."""
        return self.labels_share >= LABELS_SHARE and self.cells_share >= CELLS_SHARE

    @property
    def likeness(self) -> tuple[float, float]:
        """How much speaks for it."""
        return len(self.reading.read) - _WEIGHT_OF_LEFT * len(self.reading.left), self.labels_share


class RecognisedDocument(Struct, frozen=True):
    """What was made of one file: its forms in order, all cells that belong to none, and what stands beside its text."""

    file: str
    forms: tuple[RecognisedForm, ...]
    unknown: tuple[CellReading, ...]
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def cells(self) -> list[CellReading]:
        """Everything that was made of the file's texts."""
        return [*(cell for form in self.forms for cell in form.reading.cells), *self.unknown]


def read_all_layouts(workspace: Workspace, wanted: str = "") -> tuple[list[FormLayout], list[str]]:
    """Return the layouts of all described form sets, or of the one wanted, and what to say of sets that have errors.

    UsageError where the one wanted is not there or has errors.
    """
    names = list_described_sets(workspace)
    if wanted and wanted not in names:
        raise UsageError(f"没有表样说明“{wanted}”。已有：{'、'.join(names) or '（没有）'}。")
    layouts: list[FormLayout] = []
    notes: list[str] = []
    for name, reading in load_described_sets(workspace, [wanted] if wanted else names).items():
        if reading.described is not None and reading.is_sound:
            layouts += read_layouts(name, workspace.form_set(name), reading.described.description)
            continue
        fault = next(finding for finding in reading.findings if is_blocking([finding]))
        notes.append(f"表单集 {name} 的说明有错，没有用来认表：{fault.place} {fault.found}")
    if wanted and notes:
        raise UsageError(f"{notes[0]}。先改好，再导入。")
    return layouts, notes


def recognise_document(document: Document, layouts: Sequence[FormLayout]) -> RecognisedDocument:
    """Return which forms a document holds, each read by its layout: as one form, or as those under its titles."""
    whole = _recognise(document, [(0, document.blocks)], layouts)
    pieces = [*_pieces(document.blocks)]
    if len(pieces) == 1:
        return whole
    apart = _recognise(document, pieces, layouts)
    return max(whole, apart, key=lambda one: sum(form.likeness[0] for form in one.forms))


def _recognise(
    document: Document, pieces: Sequence[tuple[int, Sequence[FiledBlock]]], layouts: Sequence[FormLayout]
) -> RecognisedDocument:
    forms: list[RecognisedForm] = []
    unknown: list[CellReading] = []
    for tables_before, blocks in pieces:
        best = _likeliest(document.name, blocks, layouts, tables_before)
        if best and best.known:
            forms.append(best)
        else:
            unknown += _left(blocks, tables_before)
    return RecognisedDocument(
        document.name, tuple(forms), tuple(unknown), notes=document.notes, left_out=document.left_out
    )


def _likeliest(
    file: str, blocks: Sequence[FiledBlock], layouts: Sequence[FormLayout], tables_before: int
) -> RecognisedForm | None:
    read = [_weigh(file, read_paper_form(one, blocks, tables_before)) for one in _promising(file, blocks, layouts)]
    return max(read, key=lambda form: (form.known, form.likeness), default=None)


def _promising(file: str, blocks: Sequence[FiledBlock], layouts: Sequence[FormLayout]) -> Sequence[FormLayout]:
    """Return the layouts that may be a document's: of one with long tables, those that make most of how they begin."""
    if not any(isinstance(block, FiledGrid) and len(block.rows) > _ENOUGH_ROWS for block in blocks):
        return layouts
    heads = [block.head(_ENOUGH_ROWS) if isinstance(block, FiledGrid) else block for block in blocks]
    tried = [_weigh(file, read_paper_form(layout, heads)) for layout in layouts]
    best = sorted(tried, key=lambda form: form.likeness, reverse=True)[:_PROMISING]
    return [form.layout for form in best]


def _weigh(file: str, reading: PaperReading) -> RecognisedForm:
    words = reading.layout.words or reading.layout.lines
    labels = len(reading.labels & words) / max(len(words), 1)
    places = {cell.place for cell in reading.cells}
    left = {cell.place for cell in reading.left}
    return RecognisedForm(file, reading, labels, 1 - len(left) / max(len(places), 1))


def _pieces(blocks: Sequence[FiledBlock]) -> Iterator[tuple[int, tuple[FiledBlock, ...]]]:
    """Yield the blocks cut before each title that stands behind a table, with how many tables stand before."""
    piece: list[FiledBlock] = []
    before = tables = 0
    for block in blocks:
        if isinstance(block, FiledLine) and _is_title(block.full) and any(isinstance(one, FiledGrid) for one in piece):
            yield before, tuple(piece)
            piece, before = [], tables
        tables += isinstance(block, FiledGrid)
        piece.append(block)
    yield before, tuple(piece)


def _is_title(text: str) -> bool:
    key = label_key(text)
    return len(key) <= _LONGEST_TITLE and (key.endswith("表") or key.startswith("附"))


def _left(blocks: Sequence[FiledBlock], tables_before: int) -> Iterator[CellReading]:
    table = tables_before
    for block in blocks:
        if isinstance(block, FiledLine):
            if block.full.strip():
                yield CellReading(place_line(block), block.full, CellFate.LEFT)
            continue
        table += 1
        for row, cells in enumerate(block.rows):
            for number, text in enumerate(cells):
                if text.strip():
                    yield CellReading(place_in(block, table, row, number), text, CellFate.LEFT)
