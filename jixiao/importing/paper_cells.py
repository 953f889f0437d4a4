"""What became of every text of a filed document, and the year that it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from msgspec import Struct, field

from jixiao.importing.documents import FiledBlock, FiledGrid, FiledLine, SheetPlace
from jixiao.importing.form_layout import FormLayout
from jixiao.importing.label_text import narrow_digits
from jixiao.importing.printed_values import Value
from jixiao.patterns import compile_late

_YEARS = compile_late(r"(?<![0-9])(20[0-9]{2})(?=\s*年)")


class CellFate(Enum):
    """What became of a text on paper."""

    READ = "读入"
    LABEL = "表样的字"
    MARK = "不填的记号"
    LEFT = "没有读入"


class PaperPlace(Struct, frozen=True):
    """Where a text stands: the ordinal of its paragraph, or of its table, row and cell; from 1.

    ``at`` is where that is in a workbook.
    """

    paragraph: int = 0
    table: int = 0
    row: int = 0
    cell: int = 0
    at: SheetPlace | None = None

    def __str__(self) -> str:
        if self.at:
            return str(self.at)
        if self.paragraph:
            return f"第{self.paragraph}段"
        return f"表{self.table} 第{self.row}行第{self.cell}格"


class CellReading(Struct, frozen=True):
    """What was made of one text: where it stands, what became of it, and the field and value if it was read.

    ``change`` says in words how the value was brought into the unit of the form.
    """

    place: PaperPlace
    text: str
    fate: CellFate
    path: str = ""
    value: Value = ""
    change: str = ""

    @property
    def written(self) -> str:
        """The value as a data file has it: a name with its code as on paper, a period as 2020-03 至 2022-12."""
        if isinstance(self.value, str):
            return self.value
        if "起" in self.value:
            return f"{self.value['起']} 至 {self.value['止']}"
        return re.sub(r"\s+", "", self.text)


class PaperReading(Struct):
    """All that was made of a document by one layout."""

    layout: FormLayout
    year: int | None
    cells: list[CellReading] = field(default_factory=list)

    @property
    def read(self) -> list[CellReading]:
        """What was read."""
        return [reading for reading in self.cells if reading.fate is CellFate.READ]

    @property
    def left(self) -> list[CellReading]:
        """What was not read."""
        return [reading for reading in self.cells if reading.fate is CellFate.LEFT]

    @property
    def labels(self) -> set[str]:
        """The form's own words that were met."""
        return {reading.path for reading in self.cells if reading.fate is CellFate.LABEL}


def place_line(line: FiledLine) -> PaperPlace:
    """Return where a paragraph stands."""
    return PaperPlace(paragraph=line.ordinal, at=line.at)


def place_in(grid: FiledGrid, table: int, row: int, number: int) -> PaperPlace:
    """Return where a cell of the so-manieth table stands, by its row and number in it from 0."""
    return PaperPlace(table=table, row=row + 1, cell=number + 1, at=grid.place(row, number))


def lines_in(block: FiledBlock) -> list[str]:
    """Return what stands as a line in a block: a paragraph, or a row of a table that is a single cell."""
    if isinstance(block, FiledLine):
        return [block.full]
    return [row[0] for row in block.rows if len(row) == 1]


# (2024年1—8月): the line below a title, of nothing but the year and the part of it that a form is of.
_YEAR_ALONE = compile_late(r"[(（]\s*(20[0-9]{2})\s*年[0-9一二三四上下半全年至第季度月—–~～-]{0,10}[)）]")


def find_year(blocks: Sequence[FiledBlock]) -> int | None:
    """Return the year a document is of: that of its title, else the latest that stands in its tables' headings."""
    lines = [narrow_digits(text) for block in blocks for text in lines_in(block)]
    titled = [int(year) for line in lines for year in _YEARS.findall(line) if "年度" in line or "表" in line]
    titled = titled or [int(match[1]) for line in lines if (match := _YEAR_ALONE.fullmatch(line.strip()))]
    if titled:
        return titled[0]
    grids = [block for block in blocks if isinstance(block, FiledGrid)]
    cells = (narrow_digits(cell) for grid in grids for row in grid.rows for cell in row)
    headed = [int(year) for cell in cells if len(cell) < 30 for year in _YEARS.findall(cell) if "数" in cell]
    return max(headed, default=None)
