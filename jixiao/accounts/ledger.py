"""A year's workbooks, opened, and the references to them in its data files, each made the cell that it means."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from jixiao.accounts.cell_amount import read_cell
from jixiao.accounts.cell_reference import WRITTEN, CellReference, has_labels, names_source, parse_reference
from jixiao.accounts.find_cell import CellTrouble, LabelledCell, find_cell, find_sheet
from jixiao.accounts.sheet_tables import SheetGrid, cell_name, plain_label
from jixiao.accounts.stored_workbook import open_workbook
from jixiao.docx.package import BadPackage
from jixiao.figures import DrawnCell, Text
from jixiao.findings import Finding, Message, Place, finding_at, quoted
from jixiao.glossary import nearest, term
from jixiao.model.sources import AccountSource
from jixiao.paths import Workspace, readable
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import Drawn, Entries, Flawed, Items, Scalar
from jixiao.source.regular_file import MAX_DOCUMENT, ReadFault, UnreadableFile, read_regular

T = TypeVar("T")

FOLDER = "sources"
USUAL_PLACES = 2
_SHOWN_DIGITS = 12


class AccountBook(Struct, frozen=True):
    """A workbook of a year: its entry in sources.yaml, its file as shown, its SHA-256, the sheets one can see."""

    source: AccountSource
    file: str
    digest: str
    grids: tuple[SheetGrid, ...]
    hidden: tuple[str, ...]

    def find(self, reference: CellReference) -> LabelledCell:
        """Return the cell that a reference means; CellTrouble for none or several."""
        return find_cell(find_sheet(self.grids, reference.sheet, self.hidden), reference)

    def draw(self, reference: CellReference, places: int) -> DrawnCell:
        """Return what a reference draws, money to be rounded to so many places; CellTrouble for no sure number."""
        cell = self.find(reference)
        amount = read_cell(cell, str(self.source.money_unit or ""))
        name, ref = cell.grid.sheet.name, cell_name(cell.spot)
        return DrawnCell(
            self.file,
            name,
            ref=ref,
            amount=amount.amount,
            unit=amount.unit,
            is_own_unit=amount.is_own_unit,
            percent=amount.percent,
            places=places,
        )


class DrawnUse(Struct, frozen=True):
    """A reference: where, for which value, its text, and what it drew, None where it drew nothing, as ``why`` says."""

    place: Place
    path: str
    text: str
    cell: DrawnCell | None
    why: str = ""


class Ledger(Struct):
    """The workbooks of a year by their names, None for one that cannot be read; what was found, read and drawn."""

    books: dict[str, AccountBook | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    files: list[SourceText] = field(default_factory=list)
    uses: list[DrawnUse] = field(default_factory=list)

    def is_asked(self, text: str) -> bool:
        """Return whether a file's text may hold references."""
        return has_labels(text)

    def fill(self, source: SourceText, places: int | None) -> None:
        """Put the cells that are meant in place of the references in a file; findings go to the file."""
        self._fill(source, source.tree, USUAL_PLACES if places is None else places)

    def _fill(self, source: SourceText, node: object, places: int) -> None:
        steps = node.items() if isinstance(node, Entries) else enumerate(node) if isinstance(node, Items) else ()
        for step, value in list(steps):
            if isinstance(value, Scalar):
                node[step] = self._drawn(source, value, places)  # type: ignore[index]
            else:
                self._fill(source, value, places)

    def _drawn(self, source: SourceText, scalar: Scalar, places: int) -> Scalar | Flawed:
        """Return a scalar as what it draws, itself where it is no reference; Flawed where nothing can be drawn."""
        name = names_source(scalar) if has_labels(scalar) else ""
        if not name or "\n" in scalar or not (name in self.books or parse_reference(scalar)):
            return scalar
        cell, why = None, ""
        try:
            cell = self._draw(name, scalar, places)
        except CellTrouble as trouble:
            source.findings.append(finding_at(scalar.place, trouble.message, subject=scalar.path, seen=(str(scalar),)))
            why = str(trouble)
        self.uses.append(DrawnUse(scalar.place, scalar.path, str(scalar), cell=cell, why=why))
        return Drawn.of(scalar, cell) if cell else Flawed()

    def _draw(self, name: str, text: str, places: int) -> DrawnCell | None:
        if name not in self.books:
            guess = nearest(name, self.books)
            listed = "、".join(self.books) or "（没有）"
            remedy = f"是否应为“{guess}”？" if guess else f"在 sources.yaml 的“{term('sources')}”里列上这个来源。"
            raise CellTrouble("N003", f"没有叫“{name}”的来源", f"sources.yaml 列了的：{listed}", remedy)
        reference = parse_reference(text)
        if reference is None:
            remedy = "照写法改：来源名称、工作表、行、列各一段；标签里有点或括号的，写在 ['…'] 里。"
            raise CellTrouble("N003", f"取数的引用{quoted(text)}写法不对", WRITTEN, remedy)
        book = self.books[name]
        return book.draw(reference, places) if book is not None else None

    def draw_control(self, path: str, text: Text, places: int | None) -> DrawnCell | None:
        """Return what a form set says to hold a figure against; None where the year has no such source or no number."""
        reference = parse_reference(text)
        book = self.books.get(reference.source) if reference else None
        if book is None or reference is None:
            return None
        cell, why = None, ""
        try:
            cell = book.draw(reference, USUAL_PLACES if places is None else places)
        except CellTrouble as trouble:
            why = str(trouble)
        self.uses.append(DrawnUse(text.place, f"{term('controls')} {path}", str(text), cell=cell, why=why))
        return cell

    def check_owner(self, unit_name: str, year: int) -> Iterator[Finding]:
        """Yield findings on workbooks of another unit or year, or of several."""
        for book in self.books.values():
            if book is not None:
                yield from _check_owner(book, unit_name, year)


def open_ledger(workspace: Workspace, folder: Path, sources: Sequence[AccountSource]) -> Ledger:
    """Return the workbooks that a year's folder lists, opened; what is wrong with one is a finding."""
    ledger = Ledger()
    for source in sources:
        if source.name.unknown or source.source_file.unknown:
            continue
        if str(source.name) in ledger.books:
            message = "N003", f"来源“{source.name}”列了两次", "每个来源一个名称", "改其中一个的名称。"
            ledger.findings.append(finding_at(source.name.place, message, subject=str(source.name)))
            continue
        ledger.books[str(source.name)] = _opened(ledger, workspace, folder, source)
    return ledger


def _opened(ledger: Ledger, workspace: Workspace, folder: Path, source: AccountSource) -> AccountBook | None:
    path = folder / FOLDER / source.source_file
    shown, place, subject = workspace.shown(path), source.source_file.place, f"{term('sources')}.{source.name}"
    try:
        data = read_regular(path, MAX_DOCUMENT)
        book = read_book(source, shown, data)
    except UnreadableFile as error:
        missing = error.fault is ReadFault.MISSING
        remedy = "把导出的工作簿放进去，或改文件名。" if missing else "换成文件本身，并检查读取权限。"
        ledger.findings.append(finding_at(place, ("N001", f"{shown}：{error.words}", shown, remedy), subject=subject))
        return None
    except BadPackage as error:
        message = (
            "N001",
            f"工作簿 {readable(path.name)} 用不了：{error}",
            "没有密码、没有宏的 .xlsx 或 .xls",
            "照所说的另存。",
        )
        ledger.findings.append(finding_at(place, message, subject=subject))
        return None
    ledger.files.append(SourceText(shown, data=data))
    ledger.findings += _check_digest(source, book.digest, subject)
    return book


def read_book(source: AccountSource, shown: str, data: bytes) -> AccountBook:
    """Return a workbook from its bytes; BadPackage for one that cannot be read, ToolFailed for no reader."""
    opened = open_workbook(data)
    formats = opened.formats
    seen = [sheet for sheet in opened.sheets if sheet.table and not sheet.hidden]
    grids = tuple(SheetGrid(sheet, None if formats is None else formats.get(sheet.name)) for sheet in seen)
    hidden = tuple(sheet.name for sheet in opened.sheets if sheet.hidden)
    return AccountBook(source, shown, hashlib.sha256(data).hexdigest(), grids=grids, hidden=hidden)


def _check_digest(source: AccountSource, digest: str, subject: str) -> Iterator[Finding]:
    key, recorded = term("source_digest"), source.source_digest
    if recorded is not None and str(recorded).lower() == digest:
        return
    place = source.source_file.place if recorded is None else recorded.place
    remedy = "先用 make sources 看取到的数和变化，核对后 make sources ARGS=--accept 记下摘要。"
    found = "还没有记下工作簿的摘要" if recorded is None else "工作簿与记下的摘要不同：换过文件，或文件被改动过"
    message: Message = ("N002", found, f"{key}: {digest[:_SHOWN_DIGITS]}……", remedy)
    yield finding_at(place, message, subject=subject, seen=(digest,))


def _check_owner(book: AccountBook, unit_name: str, year: int) -> Iterator[Finding]:
    place, subject = book.source.source_file.place, f"{term('sources')}.{book.source.name}"
    wanted = str(book.source.unit_name or unit_name)
    names = _stated(grid.unit_name for grid in book.grids)
    others = [name for name in names if plain_label(wanted) not in name]
    if len(names) > 1:
        told = "、".join(map(quoted, names))
        message = (
            "N009",
            f"一个工作簿里有 {len(names)} 个单位：{told}",
            quoted(wanted),
            "按单位分别导出，每个单位一个文件。",
        )
        yield finding_at(place, message, subject=subject, seen=tuple(names))
    elif others and wanted:
        remedy = f"换成本单位的；名称写法不同的，在这个来源下写“{term('unit_name')}: {others[0]}”。"
        message = "N009", f"工作簿的编制单位是{quoted(others[0])}", quoted(wanted), remedy
        yield finding_at(place, message, subject=subject, seen=(others[0],))
    due = book.source.year or year
    wrong = [found for found in _stated(grid.year for grid in book.grids) if found != due]
    if wrong:
        remedy = f"换成 {due} 年度的；要取别的年度的数，在这个来源下写“{term('year')}: {wrong[0]}”。"
        message = "N009", f"工作簿里有 {wrong[0]} 年度的表", f"{due} 年度", remedy
        yield finding_at(place, message, subject=subject, seen=(str(wrong[0]),))


def _stated(said: Iterable[T]) -> list[T]:
    """Return what sheets say of themselves, each once, without those that say nothing."""
    return [one for one in dict.fromkeys(said) if one]
