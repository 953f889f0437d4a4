"""A returned file, opened: what it printed when it was made, what stands in it now, both as they are compared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import WordDocument
from jixiao.docx.folded_paper import fold_paper, note_folding
from jixiao.docx.package import BadPackage
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.reconcile.expected import Expected, ExpectedForm
from jixiao.reconcile.origin import Origin, read_origin
from jixiao.reconcile.returned_workbook import is_workbook, read_workbook
from jixiao.reconcile.word_passages import BodyItem, lay_out
from jixiao.source.regular_file import UnreadableFile, read_regular

# A file with so many more paragraphs and tables than the package is something else.
_MOST_TIMES, _FEW = 10, 500
_SHARE = 0.5


class ReturnedPaper(Struct, frozen=True):
    """A file: its ``origin`` if that can be known, its body, and the paper for what stands beside.

    ``repeats`` are marks of cells that a workbook keeps locked: what is typed elsewhere stands there unchanged.
    ``reckoned`` are texts that it printed and that the data may by now make others.
    """

    origin: Origin | None
    body: tuple[BodyItem, ...]
    paper: WordDocument
    repeats: frozenset[str] = frozenset()
    reckoned: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def open_returned(path: Path) -> ReturnedPaper:
    """Return a file that came back, a DOCX or a workbook of forms; UsageError for one that cannot be read."""
    try:
        data = read_regular(path, package.MAX_UNPACKED)
    except UnreadableFile as error:
        raise UsageError(f"读不出 {path}（{error.words}）。请核对文件名。") from error
    try:
        return _open_workbook(data) if is_workbook(data) else _open_document(data)
    except BadPackage as error:
        raise UsageError(f"{path.name} 读不了：{error}。") from error


def _open_document(data: bytes) -> ReturnedPaper:
    paper = read_paper(data)
    notes = tuple(filter(None, [note_folding(paper)]))
    return ReturnedPaper(read_origin(data), tuple(lay_out(fold_paper(paper).blocks)), paper, notes=notes)


def _open_workbook(data: bytes) -> ReturnedPaper:
    book = read_workbook(data)
    repeats = frozenset(name for name, one in book.mapped.marks.items() if not one.is_open)
    reckoned = book.mapped.reckoned
    return ReturnedPaper(
        book.mapped.origin, book.body, book.paper, repeats=repeats, reckoned=reckoned, notes=book.notes
    )


def origin_of(returned: ReturnedPaper, workspace: Workspace, year: int | None) -> Origin:
    """Return what the file printed when it was made; the data of today where that cannot be known any more."""
    found = returned.origin
    if found is not None and year in (None, found.year):
        return found
    years = [year] if year is not None else workspace.years()[::-1]
    if not years:
        raise UsageError("data/ 里还没有任何年度的数据。")
    return Origin(years[0], known=False)


def sheets_in(expected: Expected, body: Iterable[BodyItem], name: str) -> list[ExpectedForm]:
    """Return the parts that the file of that name holds; UsageError if it holds none of ours."""
    items = list(body)
    most = _FEW + _MOST_TIMES * sum(len(sheet.body) for sheet in expected.sheets)
    names = {name for item in items for name in item.names}
    texts = {_squeezed(item) for item in items}
    found = [sheet for sheet in expected.sheets if _is_in(sheet, names, texts)]
    if not found or len(items) > most:
        raise UsageError(f"{name} 不是本单位这一年度的材料：里面找不到成套材料的任何一部分。年度不对的，加 --year。")
    return found


def count_held(expected: Expected, body: Iterable[BodyItem]) -> tuple[int, int]:
    """Return how many marks of a package are in a file, and how many of its paragraphs and tables read the same."""
    items = list(body)
    ours = [item for sheet in expected.sheets for item in sheet.body]
    marks = {name for item in ours for name in item.names} & {name for item in items for name in item.names}
    texts = {_squeezed(item) for item in items}
    return len(marks), sum(_squeezed(item) in texts for item in ours)


def _is_in(sheet: ExpectedForm, names: set[str], texts: set[str]) -> bool:
    if any(item.names & names for item in sheet.body):
        return True
    known = [_squeezed(item) for item in sheet.body]
    return sum(text in texts for text in known) >= max(len(known) * _SHARE, 2)


def _squeezed(item: BodyItem) -> str:
    return "".join(item.text.split())
