"""What a workbook of forms says of itself, on a sheet that nobody sees: its year, and what each value printed.

It is written as rows of texts; the cells of the values are found by their names, which are those of the bookmarks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from jixiao.reconcile.origin import Origin

MAP_SHEET = "_jixiao"
GUIDE_SHEET = "说明"
MARK_NAMES = "_JX"
TABLE_NAMES = "_JXTABLE_"
_FIRST_WORDS = ("jixiao-workbook", "1")
# A cell of Excel holds 32,767 letters.
_PIECE = 30_000


class MappedMark(Struct, frozen=True):
    """A value in the workbook: what it printed, whether it is all its cell holds, whether it may be typed there."""

    printed: str
    is_whole: bool
    is_open: bool


class WorkbookMap(Struct, frozen=True):
    """Year and unit, Git's digest of each data file, the values by mark, and by its name each table's columns.

    ``reckoned`` are words between values that hold numbers: some forms print sums among their fixed words.
    """

    unit: str
    year: int
    files: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, MappedMark] = field(default_factory=dict)
    tables: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    reckoned: frozenset[str] = frozenset()

    @property
    def origin(self) -> Origin:
        """What the package printed when the workbook was written."""
        printed = {name: one.printed for name, one in self.marks.items()}
        return Origin(self.year, self.unit, printed, self.files)

    def as_rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the map as rows of texts."""
        yield _FIRST_WORDS
        yield "unit", self.unit
        yield "year", str(self.year)
        yield from (("file", name, blob) for name, blob in self.files.items())
        yield from (("table", name, " ".join(map(str, columns))) for name, columns in self.tables.items())
        yield from (("reckoned", text[:_PIECE]) for text in sorted(self.reckoned))
        for name, one in self.marks.items():
            yield "mark", name, "whole" if one.is_whole else "part", "open" if one.is_open else "locked", *_cut(one)


def _cut(mark: MappedMark) -> Iterator[str]:
    text = mark.printed
    return (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))


def read_map(rows: Sequence[Sequence[object]]) -> WorkbookMap | None:
    """Return the map that rows of a sheet hold; None for any others, or where the year cannot be read."""
    lines = [[*("" if cell is None else _text(cell) for cell in row), *[""] * _PIECES] for row in rows]
    if not lines or tuple(lines[0][:2]) != _FIRST_WORDS:
        return None
    stated = {line[0]: line[1] for line in lines if line[0] in ("unit", "year")}
    if not _is_year(stated.get("year", "")):
        return None
    return WorkbookMap(
        stated.get("unit", ""),
        int(stated["year"]),
        files={line[1]: line[2] for line in lines if line[0] == "file" and line[2]},
        marks={line[1]: _mark(line) for line in lines if line[0] == "mark" and line[_PIECES]},
        reckoned=frozenset(line[1] for line in lines if line[0] == "reckoned"),
        tables={line[1]: _columns(line[2]) for line in lines if line[0] == "table" and line[2]},
    )


_PIECES = 3


def _mark(line: Sequence[str]) -> MappedMark:
    return MappedMark("".join(line[_PIECES + 1 :]), is_whole=line[2] == "whole", is_open=line[_PIECES] == "open")


def _columns(words: str) -> tuple[int, ...]:
    return tuple(int(word) for word in words.split() if word.isdecimal() and len(word) < _PIECES * 2)


def _text(cell: object) -> str:
    """Return a cell as it was written: programs make numbers of texts that look like numbers."""
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell).replace("\r\n", "\n")


def _is_year(words: str) -> bool:
    return words.isdecimal() and len(words) == len("2023")
