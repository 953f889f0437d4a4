"""workbook: a year's forms written as workbooks, for colleagues to fill in."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from jixiao.build.described_case import PackageCase
from jixiao.build.packing import write_folder
from jixiao.build.steps import Step
from jixiao.build.year_documents import map_sources, render_case
from jixiao.errors import UsageError
from jixiao.figures import TO_FILL_IN
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.publish.file_names import file_name
from jixiao.reconcile.compared_case import Unprintable, list_report_labels, open_packages
from jixiao.reconcile.edit_pieces import pieces_of
from jixiao.reconcile.entry_cells import EntryCell, list_entry_cells
from jixiao.reconcile.expected import values_of
from jixiao.reconcile.form_workbook import is_untouched, write_form_workbook
from jixiao.reconcile.row_heights import with_heights
from jixiao.reconcile.sheet_layout import FormSheet, SheetCell, lay_out_sheet
from jixiao.reconcile.source_index import index_sources
from jixiao.reconcile.workbook_map import TABLE_NAMES, MappedMark, WorkbookMap
from jixiao.source.regular_file import MAX_DOCUMENT, UnreadableFile, read_regular

_ENDING = "（填报表）.xlsx"


class WorkbookMade(Struct, frozen=True):
    """One workbook: its name in the folder, its sheets, the cells to be typed in and how many are not filled in."""

    name: str
    sheets: tuple[str, ...]
    entries: int
    open_entries: int


class WorkbooksMade(Struct, frozen=True):
    """The workbooks of a year in their folder; ``folder`` is None where data that cannot be read stood in the way."""

    year: int
    folder: Path | None = None
    files: tuple[WorkbookMade, ...] = ()
    findings: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def make_workbooks(workspace: Workspace, year: int, *, step: Step) -> WorkbooksMade:
    """Write output/<year>-工作簿/ with a workbook for each form set.

    UsageError where one there was filled in by hand, or would be larger than what is read back.
    """
    step(f"正在读取 {year} 年度的数据……")
    cases = open_packages(workspace, year)
    if isinstance(cases, Unprintable):
        return WorkbooksMade(year, findings=cases.findings, texts=cases.texts)
    folder = workspace.output(year).with_name(f"{year}-工作簿")
    _refuse_filled_in(workspace, folder)
    step("正在写工作簿……")
    made = [_make_workbook(case) for case in cases]
    write_folder(folder, {about.name: content for about, content in made})
    return WorkbooksMade(year, folder, tuple(about for about, _ in made))


def _refuse_filled_in(workspace: Workspace, folder: Path) -> None:
    """Refuse to replace what somebody has filled in where it was written."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        try:
            changed = path.is_file() and not is_untouched(read_regular(path, MAX_DOCUMENT))
        except (UnreadableFile, ValueError):
            changed = True
        if changed:
            shown = workspace.shown(path)
            raise UsageError(f"{shown} 有人改过，没有覆盖。先收回（make reconcile FILE={shown}）或移到别处，再生成。")


def _make_workbook(case: PackageCase) -> tuple[WorkbookMade, bytes]:
    reports = list_report_labels(case)
    parts = (part for part in render_case(case).parts if part.label not in reports)
    sheets = [sheet for part in parts if (sheet := lay_out_sheet(part.label, part.docx)) is not None]
    sheets = [with_heights(sheet) for sheet in sheets]
    if not sheets:
        raise UsageError("这一年度没有表：报告和封面不做成工作簿，请用 make draft 生成的 Word 草稿。")
    marks = [span.name for cell in _cells(sheets) for span in values_of(cell.passage)]
    entries = list_entry_cells(case.inspection.prints, index_sources(case), marks)
    mapped = _map(case, sheets, entries)
    _refuse_large(sheets, mapped)
    open_entries = sum(TO_FILL_IN in mapped.marks[mark].printed for mark in entries)
    name = posixpath.join(case.subfolder, file_name(case.title, _ENDING))
    about = WorkbookMade(name, tuple(sheet.label for sheet in sheets), len(entries), open_entries)
    return about, write_form_workbook(sheets, entries, mapped)


def _cells(sheets: list[FormSheet]) -> Iterator[SheetCell]:
    return (cell for sheet in sheets for cell in sheet.cells)


def _map(case: PackageCase, sheets: list[FormSheet], entries: Mapping[str, EntryCell]) -> WorkbookMap:
    prints = {printed.mark: printed for printed in case.inspection.prints}
    marks: dict[str, MappedMark] = {}
    for cell in _cells(sheets):
        spans = [span for span in values_of(cell.passage) if span.name in prints]
        for span in spans:
            is_whole = len(spans) == 1 and (span.start, span.end) == (0, len(cell.passage.text))
            marks[span.name] = MappedMark(prints[span.name].printed, is_whole, is_open=span.name in entries)
    tables = [table.columns for sheet in sheets for table in sheet.tables]
    named = {f"{TABLE_NAMES}{number}": columns for number, columns in enumerate(tables, start=1)}
    passages = (cell.passage for cell in _cells(sheets))
    pieces = (piece for one in passages for piece in pieces_of(one.text, values_of(one), open_ends=False))
    reckoned = frozenset(one.text for one in pieces if not one.mark and any(sign.isdigit() for sign in one.text))
    files = map_sources(case).files
    return WorkbookMap(case.unit_name, case.year, files=files, marks=marks, tables=named, reckoned=reckoned)


def _refuse_large(sheets: list[FormSheet], mapped: WorkbookMap) -> None:
    """Refuse what could not be read back."""
    from jixiao.accounts.workbook_cells import MAX_CELLS, MAX_CHARACTERS, MAX_SHEETS  # no reader is needed to write

    rows = [*mapped.as_rows()]
    cells = sum(sheet.rows * len(sheet.widths) for sheet in sheets) + len(rows) * max(map(len, rows))
    letters = sum(len(text) for row in rows for text in row) * 2
    if cells > MAX_CELLS or letters > MAX_CHARACTERS or len(sheets) + 2 > MAX_SHEETS:
        raise UsageError(
            f"这套表太大（{len(sheets)} 张表，{cells:,} 格），做成工作簿收不回来；请用 make draft 生成的 Word 草稿。"
        )
