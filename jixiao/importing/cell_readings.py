"""``import --readings``: what was made of every cell, for programs and for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jixiao.findings import quoted
from jixiao.importing.form_layout import FormLayout
from jixiao.importing.form_recognition import RecognisedDocument
from jixiao.importing.paper_cells import CellFate, CellReading, PaperPlace
from jixiao.plain import first_of, one_line, printable

_STATUS = {CellFate.READ: "read", CellFate.LEFT: "left"}
_SHOWN, _LISTED = 40, 8


def list_readings(documents: Sequence[RecognisedDocument], case: str) -> list[dict[str, object]]:
    """Return an object for each value that was read and for each text that was left, in the order of the files.

    ``place`` counts from 1 as Word has it: paragraphs outside tables, tables, rows, cells of a row;
    in a workbook it is the sheet and the cell. ``set`` and ``form`` are those it was read by, "" where by none.
    """
    return [
        {
            "case": case,
            "file": document.file,
            "set": layout.set_name if layout else "",
            "form": str(layout.form.name) if layout else "",
            "place": _place(cell.place),
            "status": _STATUS[cell.fate],
            "field": cell.path,
            "value": dict(cell.value) if isinstance(cell.value, Mapping) else cell.value or cell.text,
        }
        for document in documents
        for layout, cells in _by_form(document)
        for cell in cells
        if cell.fate in _STATUS
    ]


def _by_form(document: RecognisedDocument) -> Iterator[tuple[FormLayout | None, Sequence[CellReading]]]:
    yield from ((form.layout, form.reading.cells) for form in document.forms)
    yield None, document.unknown


def name_case(paths: Sequence[Path]) -> str:
    """Return what readings of these files are called: the file's name, of several their folder's."""
    return paths[0].stem if len(paths) == 1 else paths[0].resolve().parent.name


def format_readings(
    documents: Sequence[RecognisedDocument], notes: Sequence[str] = (), *, everything: bool = False
) -> str:
    """Return per file which form it is, how many of its cells were understood, and what was left; notes last."""
    lines = [line for document in documents for line in _document_lines(document, everything)]
    told = [f"注意：{note}" for note in (*(note for document in documents for note in document.notes), *notes)]
    return printable("\n".join([*lines, *told]), lines=True) + "\n"


def _document_lines(document: RecognisedDocument, everything: bool) -> Iterator[str]:
    if not document.forms:
        yield f"{document.file}：没有认出是哪一种表，没有读入；没有它的表单集的，先用 make new-form 由它做一套"
    for form in document.forms:
        yield f"{document.file}：{form.layout.set_name}“{form.layout.form.title}”，{_share(form.reading.cells)}"
    if changed := [cell for cell in document.cells if cell.change]:
        yield f"  金额的单位与表样不同，折算 {len(changed)} 处，请核对："
        told = [f"    {cell.place}  {_short(cell.text)} {cell.change}" for cell in changed]
        yield from first_of(told, _LISTED, everything=everything)
    left = [cell for cell in document.cells if cell.fate is CellFate.LEFT]
    if document.forms and left:
        yield f"  没有读入 {len(left)} 处："
        told = [f"    {cell.place}  {_short(cell.text)}" for cell in left]
        yield from first_of(told, _LISTED, everything=everything)
    if document.left_out:
        yield f"  正文以外没有读入 {len(document.left_out)} 处："
        told = [f"    {one.place}  {_short(one.what)}" for one in document.left_out]
        yield from first_of(told, _LISTED, everything=everything)


def _share(cells: Sequence[CellReading]) -> str:
    places = {cell.place for cell in cells}
    left = {cell.place for cell in cells if cell.fate is CellFate.LEFT}
    return f"认出 {len(places)} 格中的 {len(places - left)} 格"


def _short(text: str) -> str:
    return quoted(one_line(text), characters=_SHOWN)


def _place(place: PaperPlace) -> dict[str, int | str]:
    if place.at:
        return {"sheet": place.at.sheet, "ref": place.at.ref}
    if place.paragraph:
        return {"paragraph": place.paragraph}
    return {"table": place.table, "row": place.row, "cell": place.cell}
