"""What an .xls says of its cells beside their values: how numbers are shown, which hold errors, where formulas are.

The reader of cells gives an empty cell for an error, and every number as it is stored. The file's own records
([MS-XLS], in the compound file of [MS-CFB]) are walked for that alone; where they are not as described there, nothing
is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from struct import Struct as Layout
from struct import error as BadLayout  # noqa: N812
from struct import unpack_from

from msgspec import Struct, field

from jixiao.accounts.number_looks import NumberLook, read_look
from jixiao.accounts.workbook_formats import HiddenThing, SheetFormats, note_look, tell_error

_FREE, _HEADER, _ENTRY, _MOST_SECTORS = 0xFFFFFFFA, 512, 128, 1_000_000
_BOF, _EOF, _SHEET, _FORMAT, _XF, _LOCKED = 0x809, 0x0A, 0x85, 0x41E, 0xE0, 0x2F
_FORMULA, _ERROR, _NUMBER, _SHORT, _SHORTS = 0x06, 0x205, 0x203, 0x27E, 0xBD
_VERSION, _TWO_BYTES, _MOST_SHEETS = 0x0600, 1, 60
_SECTOR_SHIFTS = (9, 12)
# Of a number's digits nothing is asked here.
_ANY = "1"
_RECORD, _CELL = Layout("<HH"), Layout("<HHH")
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
Record = tuple[int, bytes]


class _BookStyles(Struct):
    """What stands before the sheets: how each style shows numbers, where each sheet begins."""

    styles: list[NumberLook] = field(default_factory=list)
    sheets: list[tuple[str, int]] = field(default_factory=list)


def read_old_formats(data: bytes) -> Mapping[str, SheetFormats]:
    """Return by its name what each sheet of an .xls says; none where its records cannot be made out."""
    try:
        stream = _workbook_stream(data)
        styles = _read_styles(stream)
        return {name: _read_sheet(stream, start, styles) for name, start in styles.sheets} if styles else {}
    except (BadLayout, IndexError, UnicodeDecodeError, ValueError):
        return {}


# the records of a workbook


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """Yield the records from one on to the end of what it begins; what is nested in it is passed over."""
    depth = 0
    while at + _RECORD.size <= len(stream):
        kind, size = _RECORD.unpack_from(stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[at + _RECORD.size : at + _RECORD.size + size]
        at += _RECORD.size + size


def _read_styles(stream: bytes) -> _BookStyles | None:
    """Return what stands before the sheets; None in a file of another version, or with a password."""
    found = _BookStyles()
    looks: dict[int, NumberLook] = {}
    numbers: list[int] = []
    for kind, body in _records(stream, 0):
        if kind == _LOCKED or (kind == _BOF and unpack_from("<H", body)[0] != _VERSION):
            return None
        if len(found.sheets) > _MOST_SHEETS:
            raise ValueError
        if kind == _SHEET:
            found.sheets.append((_text(body, 6, unpack_from("<B", body, 6)[0], 1), unpack_from("<I", body)[0]))
        elif kind == _FORMAT:
            number, length = unpack_from("<HH", body)
            looks[number] = read_look(str(number), _text(body, 2, length, 2))
        elif kind == _XF:
            numbers.append(unpack_from("<H", body, 2)[0])
    for number in set(numbers) - looks.keys():
        looks[number] = read_look(str(number), None)
    found.styles = [looks[number] for number in numbers]
    return found


def _text(body: bytes, at: int, length: int, width: int) -> str:
    """Return a string whose length is written in ``width`` bytes at a place, its flags behind that."""
    wide = body[at + width] & _TWO_BYTES
    start = at + width + 1
    letters = body[start : start + length * (2 if wide else 1)]
    return letters.decode("utf-16-le" if wide else "latin-1")


def _read_sheet(stream: bytes, start: int, styles: _BookStyles) -> SheetFormats:
    formats = SheetFormats()
    for kind, body in _records(stream, start):
        if kind == _SHORTS:
            row, first = unpack_from("<HH", body)
            for number in range((len(body) - 6) // 6):
                style = unpack_from("<H", body, 4 + 6 * number)[0]
                note_look(formats, (row, first + number), styles.styles[style], _ANY)
        elif kind in (_NUMBER, _SHORT, _FORMULA):
            row, column, style = _CELL.unpack_from(body)
            note_look(formats, (row, column), styles.styles[style], _ANY)
            if kind == _FORMULA:
                formats.hidden.add(HiddenThing.FORMULAS)
                if body[12:14] == b"\xff\xff" and body[6] == 2:  # the stored result is an error
                    formats.unread[row, column] = _told(body[8])
        elif kind == _ERROR and body[7]:
            row, column, _ = _CELL.unpack_from(body)
            formats.unread[row, column] = _told(body[6])
    return formats


def _told(code: int) -> str:
    return tell_error(_ERRORS.get(code, str(code)))


# the compound file


def _workbook_stream(data: bytes) -> bytes:
    """Return the stream that holds the workbook; ValueError where there is none."""
    shift, short_shift = unpack_from("<HH", data, 30)
    if shift not in _SECTOR_SHIFTS or short_shift > shift:
        raise ValueError
    sectors, (directory,) = 1 << shift, unpack_from("<I", data, 48)
    (cutoff, short_table) = unpack_from("<II", data, 56)
    table = _table(data, sectors)
    entries = _chain(data, directory, table, size=sectors, header=_HEADER)
    root = b""
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        name = entries[at : at + max(unpack_from("<H", entries, at + 64)[0] - 2, 0)].decode("utf-16-le")
        start, size = unpack_from("<II", entries, at + 116)
        if at == 0:
            root = _chain(data, start, table, size=sectors, header=_HEADER) if start < _FREE else b""
        elif name == "Workbook" and size >= cutoff:
            return _chain(data, start, table, size=sectors, header=_HEADER)[:size]
        elif name == "Workbook":
            shorts = _numbers(_chain(data, short_table, table, size=sectors, header=_HEADER))
            return _chain(root, start, shorts, size=1 << short_shift, header=0)[:size]
    raise ValueError


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Return the table that says which sector follows which."""
    places = list(unpack_from("<109I", data, 76))
    more, count = unpack_from("<II", data, 68)
    while more < _FREE and count and len(places) < _MOST_SECTORS:
        listed = unpack_from(f"<{size // 4}I", data, _HEADER + more * size)
        places += listed[:-1]
        more, count = listed[-1], count - 1
    held = b"".join(data[_HEADER + one * size : _HEADER + (one + 1) * size] for one in places if one < _FREE)
    return _numbers(held)


def _numbers(held: bytes) -> tuple[int, ...]:
    return unpack_from(f"<{len(held) // 4}I", held)


def _chain(data: bytes, start: int, table: tuple[int, ...], *, size: int, header: int) -> bytes:
    """Return the sectors that follow one another from one on; ValueError for a chain that does not end."""
    pieces, left = [], len(table) + 1
    while start < _FREE:
        pieces.append(data[header + start * size : header + (start + 1) * size])
        start, left = table[start], left - 1
        if not left:
            raise ValueError
    return b"".join(pieces)
