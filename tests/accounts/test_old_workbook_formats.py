"""Per cents and errors of an .xls, read off records written by hand."""

from random import Random
from struct import pack

import pytest

from jixiao.accounts.old_workbook_formats import read_old_formats

SECTOR, END, UNUSED = 512, 0xFFFFFFFE, 0xFFFFFFFF


def record(kind: int, body: bytes) -> bytes:
    return pack("<HH", kind, len(body)) + body


def begin(version: int = 0x0600, what: int = 0x05) -> bytes:
    return record(0x809, pack("<HHHHII", version, what, 0, 0, 0, 0))


def percent_styles() -> bytes:
    """Return a format of one's own with a per cent sign, one that only shows the sign, and a style of each."""
    formats = [(164, "0.0%;[Red]-0.0%"), (165, '0"%"')]
    held = b"".join(record(0x41E, pack("<HHB", number, len(code), 0) + code.encode()) for number, code in formats)
    return held + b"".join(record(0xE0, pack("<HH16x", 0, number)) for number in (0, 10, 164, 165))


def cells() -> bytes:
    """Return 0.5 in four styles, two numbers in one record, an error, TRUE, formulas with a number and an error."""
    numbers = b"".join(record(0x203, pack("<HHHd", 0, column, column, 0.5)) for column in range(4))
    several = record(0xBD, pack("<HHHIHIH", 1, 2, 1, 0, 0, 0, 3))
    wrong = record(0x205, pack("<HHHBB", 2, 0, 0, 7, 1)) + record(0x205, pack("<HHHBB", 2, 1, 0, 1, 0))
    reckoned = record(0x06, pack("<HHHdHI", 3, 0, 1, 0.5, 0, 0))
    failed = record(0x06, pack("<HHHBBBBBBHHI", 3, 1, 0, 2, 0, 42, 0, 0, 0, 0xFFFF, 0, 0))
    return numbers + several + wrong + reckoned + failed


def book(sheet: bytes = b"", *, version: int = 0x0600, size: int = 4096) -> bytes:
    """Return a workbook of one sheet as a compound file; of less than 4096 bytes it stands among the small streams."""
    name = "表".encode("utf-16-le")
    head = begin(version) + percent_styles()
    at = len(head) + 4 + 10 + len(name) - 2 + 4
    listed = record(0x85, pack("<IBBBB", at, 0, 0, 1, 1) + name)
    stream = head + listed + record(0x0A, b"")
    stream += begin(version, 0x10) + sheet + begin(version, 0x20) + record(0x203, bytes(14)) + record(0x0A, b"")
    stream = (stream + record(0x0A, b"")).ljust(size, b"\0")
    return compound(stream)


def compound(stream: bytes) -> bytes:
    """Return a compound file whose sectors are the table, the directory, the table of small sectors, the stream."""
    count = -(-len(stream) // SECTOR)
    small = len(stream) < 4096
    table = [0xFFFFFFFD, END, END, *range(4, 3 + count), END]
    shorts = [*range(1, -(-len(stream) // 64)), END] if small else []
    entries = [("Root Entry", 3 if small else END, len(stream)), ("Workbook", 0 if small else 3, len(stream))]
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + pack("<HB49xII", 2 * len(name) + 2, 2, start, size).ljust(64, b"\0")
        for name, start, size in entries
    )
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    head += bytes(10) + pack("<IIIIIIIII", 1, 1, 0, 4096, 2, 1, END, 0, 0) + pack("<108I", *[UNUSED] * 108)
    sectors = [pack(f"<{len(one)}I", *one).ljust(SECTOR, b"\xff") for one in (table, shorts)]
    held = stream.ljust(count * SECTOR, b"\0")
    return head + sectors[0] + directory.ljust(SECTOR, b"\0") + sectors[1] + held


@pytest.mark.parametrize("size", [1500, 4096, 9000])
def test_cells_shown_as_per_cents_and_errors_are_known(size: int) -> None:
    formats = read_old_formats(book(cells(), size=size))["表"]
    assert formats.percents == {(0, 1), (0, 2), (1, 2), (3, 0)}
    assert formats.unread == {(2, 0): "错误值 #DIV/0!，没有读入", (3, 1): "错误值 #N/A，没有读入"}
    assert len(formats.hidden) == 1


def test_of_another_version_or_with_a_password_nothing_is_known() -> None:
    assert read_old_formats(book(cells(), version=0x0500)) == {}
    locked = compound((begin() + record(0x2F, bytes(6)) + record(0x0A, b"")).ljust(4096, b"\0"))
    assert read_old_formats(locked) == {}


def test_whatever_the_bytes_are_there_is_an_answer() -> None:
    sound, random = book(cells()), Random(7)  # noqa: S311 # drawn, no secret
    for _ in range(400):
        broken = bytearray(sound)
        for _ in range(random.randint(1, 12)):
            broken[random.randrange(len(broken))] = random.randrange(256)
        read_old_formats(bytes(broken[: random.randint(1, len(broken))]))
