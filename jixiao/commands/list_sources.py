"""``make sources``: what each reference into the accounts finds, what nobody uses there, what a new export changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from msgspec import Struct

from jixiao.accounts.cell_reference import parse_reference
from jixiao.accounts.find_cell import CellTrouble, cells_of, list_row_labels
from jixiao.accounts.ledger import FOLDER, AccountBook, DrawnUse, Ledger, read_book
from jixiao.accounts.sheet_tables import cell_name
from jixiao.accounts.stored_workbook import shortest_decimal
from jixiao.docx.package import BadPackage
from jixiao.errors import UsageError
from jixiao.figures import DrawnCell
from jixiao.findings import Finding
from jixiao.forms.read_described import read_described_year
from jixiao.glossary import term
from jixiao.model.data_files import SOURCES
from jixiao.paths import Workspace
from jixiao.plain import format_plain
from jixiao.review.revisions import list_former_contents
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import Entries, Items, Scalar
from jixiao.source.regular_file import MAX_DOCUMENT, MAX_TEXT, read_if_regular, read_regular
from jixiao.source.rewrite import Edit, Manuscript, apply_edits
from jixiao.source.store import FileChange, replace_files
from jixiao.submission.form_set_names import has_described_sets
from jixiao.submission.read import read_year

DEED = "make sources"
_UNRECORDED = "N002"


class UnusedCell(Struct, frozen=True):
    """A number of a workbook that no reference draws: where it stands, its labels and what it is."""

    sheet: str
    ref: str
    labels: tuple[str, ...]
    amount: Decimal


class ChangedDraw(Struct, frozen=True):
    """A reference that drew something else from the workbook that was accepted last; None for nothing."""

    use: DrawnUse
    before: DrawnCell | None


class SourceReport(Struct, frozen=True):
    """One workbook of a year: its name and file, its digest and the one recorded, references, and what they leave.

    ``changes`` are None where the workbook that was accepted last is not to be had, and () where nothing changed.
    """

    name: str
    file: str
    digest: str
    recorded: str
    hidden: tuple[str, ...]
    uses: tuple[DrawnUse, ...]
    unused: tuple[UnusedCell, ...]
    changes: tuple[ChangedDraw, ...] | None


class SourcesReport(Struct, frozen=True):
    """All workbooks of a year, the references that draw nothing, and the findings about either."""

    year: int
    books: tuple[SourceReport, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[str, ...] = ()


def report_sources(workspace: Workspace, year: int, *, accept: bool = False) -> SourcesReport:
    """Return what a year draws from its workbooks; with ``accept`` their digests are written down.

    UsageError for a year without sources.yaml.
    """
    if not (workspace.year(year) / SOURCES.name).is_file():
        shown = workspace.shown(workspace.year(year) / SOURCES.name)
        raise UsageError(f"{year} 年度没有 {shown}，没有从工作簿取数。写法见 docs/data-files.md。")
    ledger, sources, findings = _read(workspace, year)
    about = [one for one in findings if one.code.startswith("N")]
    books = [_report(workspace, year, book, ledger.uses) for book in ledger.books.values() if book is not None]
    accepted: tuple[str, ...] = ()
    if accept:
        accepted = _accept(workspace, year, books, sources)
        about = [one for one in about if one.code != _UNRECORDED]
    return SourcesReport(year, tuple(books), tuple(about), accepted)


def _read(workspace: Workspace, year: int) -> tuple[Ledger, Sequence[SourceText], Sequence[Finding]]:
    if has_described_sets(workspace, year):
        described = read_described_year(workspace, year)
        return described.ledger, described.sources, described.findings
    reading = read_year(workspace, year)
    return reading.ledger, reading.sources, reading.findings


def _report(workspace: Workspace, year: int, book: AccountBook, uses: Iterable[DrawnUse]) -> SourceReport:
    own = tuple(use for use in uses if (found := parse_reference(use.text)) and found.source == book.source.name)
    recorded = str(book.source.source_digest or "").lower()
    return SourceReport(
        str(book.source.name),
        file=book.file,
        digest=book.digest,
        recorded=recorded,
        hidden=book.hidden,
        uses=own,
        unused=tuple(_unused(book, own)),
        changes=() if recorded in ("", book.digest) else _changes(workspace, year, book, own),
    )


def _unused(book: AccountBook, uses: Sequence[DrawnUse]) -> Iterator[UnusedCell]:
    drawn = {(use.cell.sheet, use.cell.ref) for use in uses if use.cell is not None}
    for grid in book.grids:
        met: set[str] = set()
        for label in list_row_labels(grid):
            for cell in cells_of(grid, label):
                stored, ref = grid.cells.get(cell.spot), cell_name(cell.spot)
                if isinstance(stored, float) and stored and (grid.sheet.name, ref) not in drawn and ref not in met:
                    met.add(ref)
                    labels = (cell.row, " › ".join(cell.column[-2:]))
                    yield UnusedCell(grid.sheet.name, ref, labels, shortest_decimal(stored))


def _changes(
    workspace: Workspace, year: int, book: AccountBook, uses: Iterable[DrawnUse]
) -> tuple[ChangedDraw, ...] | None:
    """Return what differs from the workbook that was accepted last; None where neither folder nor Git has it."""
    former = _former_book(workspace, year, book)
    if former is None:
        return None
    before = ((use, _draw_again(former, use)) for use in uses)
    return tuple(ChangedDraw(use, cell) for use, cell in before if _drawn(cell) != _drawn(use.cell))


def _drawn(cell: DrawnCell | None) -> tuple[Decimal, str] | None:
    return None if cell is None else (cell.amount, cell.unit)


def _draw_again(book: AccountBook, use: DrawnUse) -> DrawnCell | None:
    reference = parse_reference(use.text)
    try:
        return book.draw(reference, use.cell.places if use.cell else 0) if reference else None
    except CellTrouble:
        return None


def _former_book(workspace: Workspace, year: int, book: AccountBook) -> AccountBook | None:
    path = workspace.year(year) / FOLDER / book.source.source_file
    wanted = str(book.source.source_digest).lower()
    for data in _former_contents(workspace, path):
        if hashlib.sha256(data).hexdigest() == wanted:
            try:
                return read_book(book.source, book.file, data)
            except BadPackage:
                return None
    return None


def _former_contents(workspace: Workspace, path: Path) -> Iterator[bytes]:
    others = sorted(one for one in path.parent.glob("*.xls*") if one != path)
    yield from (data for one in others if (data := read_if_regular(one, MAX_DOCUMENT)) is not None)
    yield from list_former_contents(workspace, path)


def _accept(
    workspace: Workspace, year: int, books: Iterable[SourceReport], sources: Iterable[SourceText]
) -> tuple[str, ...]:
    """Write the digests of the workbooks into sources.yaml; return the names of those whose digest is new."""
    path = workspace.year(year) / SOURCES.name
    shown = workspace.shown(path)
    changed = {book.name: book for book in books if book.digest != book.recorded}
    tree = next((one.tree for one in sources if one.file == shown), None)
    before = read_regular(path, MAX_TEXT)
    text = before.decode("utf-8")
    after, _ = apply_edits(text, [*_digest_edits(text, tree, changed)])
    if changed:
        replace_files(workspace.root, [FileChange(path, shown, before, after.encode())], DEED)
    return tuple(changed)


def _digest_edits(text: str, tree: object, changed: dict[str, SourceReport]) -> Iterator[Edit]:
    entries = tree.get(term("sources")) if isinstance(tree, Entries) else None
    manuscript, key = Manuscript(text), term("source_digest")
    for entry in entries if isinstance(entries, Items) else ():
        if not isinstance(entry, Entries) or (book := changed.get(str(entry.get(term("name"))).strip())) is None:
            continue
        held, file = entry.get(key), entry[term("source_file")]
        if isinstance(held, Scalar):
            yield manuscript.replaced(held, book.digest)
        elif isinstance(file, Scalar):
            indent = " " * (entry.key_places[term("source_file")].column - 1)
            end = manuscript.offset(file.end)
            yield Edit(end, end, f"\n{indent}{key}: {book.digest}")


def describe_sources(report: SourcesReport) -> dict[str, object]:
    """Return a report as plain values for programs."""
    return {
        "year": report.year,
        "sources": [_describe(book) for book in report.books],
        "accepted": list(report.accepted),
        "findings": [finding.as_json() for finding in report.findings],
    }


def _describe(book: SourceReport) -> dict[str, object]:
    return {
        "name": book.name,
        "file": book.file,
        "digest": book.digest,
        "recorded": book.recorded,
        "hidden": list(book.hidden),
        "references": [_describe_use(use) for use in book.uses],
        "unused": [
            {"sheet": one.sheet, "cell": one.ref, "labels": list(one.labels), "value": format_plain(one.amount)}
            for one in book.unused
        ],
        "changes": None
        if book.changes is None
        else [
            {**_describe_use(one.use), "before": None if one.before is None else format_plain(one.before.amount)}
            for one in book.changes
        ],
    }


def _describe_use(use: DrawnUse) -> dict[str, object]:
    drawn = use.cell.as_json() if use.cell else {}
    return {"path": use.path, "reference": use.text, **use.place.as_json(), **drawn}
