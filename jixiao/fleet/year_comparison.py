"""Two years of all units side by side: whose figures moved most, and how much else changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec import Struct

from jixiao.fleet.rollup_page import PageSection, render_bureau_page
from jixiao.fleet.rollup_words import shown
from jixiao.fleet.statistics import Bin
from jixiao.fleet.unit_changes import Moved, Shift
from jixiao.fleet.unit_records import Status
from jixiao.fleet.unit_store import Many, UnitStore
from jixiao.fleet.xlsx_writer import COUNT, MONEY, RATE, Cell, XlsxBook
from jixiao.fleet.xlsx_writer import XlsxColumn as SheetColumn
from jixiao.plain import json_pieces
from jixiao.web.html_pages import NUMBER, Column

EDGES = (1, 10, 50, 100, 500, 1000)
_UNIT = (Column("单位文件夹"), Column("单位名称"))
_COUNTS = {
    "entered": "填报的数变动",
    "derived": "算出的数变动",
    "projects": "项目增减改名",
    "indicators": "指标增减改名",
    "paragraphs": "报告改写段落",
}


class Movement(Struct, frozen=True):
    """All units against the year before; ``shifts`` in the order of the units.

    ``compared`` are those that could be, whose figures moved most first, ``failed`` the others; ``classes`` say how
    many units moved by how much, by the figure that moved most.
    """

    year: int
    scope: str
    shifts: Many[Shift]
    compared: Many[Shift]
    failed: Many[Shift]
    classes: tuple[Bin, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.year - 1} 年度与 {self.year} 年度对照（{self.scope}，{len(self.shifts)} 个单位）"


def moved(year: int, scope: str, store: UnitStore, units: Sequence[str]) -> Movement:
    """Return the comparison of all units kept in the store; nothing is held but their names and how far each moved."""
    shifts = store.read_rows(Shift, units)
    ranks = sorted((-one.most, one.unit) for one in shifts if one.status is not Status.FAILED)
    compared = store.read_rows(Shift, [unit for _, unit in ranks])
    failed = store.read_rows(Shift, [one.unit for one in shifts if one.status is Status.FAILED])
    return Movement(
        year,
        scope=scope,
        shifts=shifts,
        compared=compared,
        failed=failed,
        classes=_classes(one.most for one in compared),
    )


def _classes(amounts: Iterable[Decimal]) -> tuple[Bin, ...]:
    bounds = [0, *EDGES]
    names = ["没有变动", *(f"{low}—{high}" for low, high in zip(bounds, EDGES, strict=False)), f"{EDGES[-1]}以上"]
    placed = Counter(0 if not amount else 1 + sum(amount >= edge for edge in EDGES) for amount in amounts)
    return tuple(Bin(name, placed[number]) for number, name in enumerate(names))


def movement_json(movement: Movement) -> Iterator[str]:
    """Yield the comparison as JSON in pieces; ends with a line end."""
    value: dict[str, Any] = {
        "year": movement.year,
        "scope": movement.scope,
        "classes": [{"label": one.label, "units": one.count} for one in movement.classes],
    }
    return json_pieces(value, "units", (one.as_json() for one in movement.shifts))


def movement_workbook(path: Path, movement: Movement) -> None:
    """Write the comparison as a workbook: a line for each unit, and one for each figure that moved most."""
    book = XlsxBook(path)
    units = [SheetColumn("单位文件夹", width=16), SheetColumn("单位名称", width=28)]
    figures = [
        SheetColumn("变动的数", width=34), SheetColumn("上年", width=12), SheetColumn("本年", width=12),
        SheetColumn("增减（万元）", MONEY, 13), SheetColumn("增减率", RATE, 10),
    ]  # fmt: skip
    sheet = book.sheet("单位变动")
    sheet.line(movement.title, bold=True, font_size=14)
    counts = [SheetColumn(title, COUNT, 10) for title in _COUNTS.values()]
    every = chain(movement.compared, movement.failed)
    sheet.table([*units, SheetColumn("状态", width=9), *figures, *counts], map(_line, every), frozen=2)
    sheet.page()
    sheet = book.sheet("变动最大的数")
    sheet.line("每个单位变动最大的五个数，万元。", font_color="#666666")
    rows = ([one.unit, one.name, *_figure(figure)] for one in movement.compared for figure in one.biggest)
    sheet.table([*units, *figures], rows, frozen=2)
    sheet.page()
    book.finish()


def _line(one: Shift) -> list[Cell]:
    figure = _figure(one.biggest[0]) if one.biggest else [None] * 5
    return [one.unit, one.name, one.status.value, *figure, *(getattr(one, name) for name in _COUNTS)]


def _figure(one: Moved) -> list[Cell]:
    return [one.label, one.old, one.new, one.difference, one.ratio]


def render_movement_page(movement: Movement) -> Iterator[str]:
    """Yield the comparison as a page in pieces."""
    compared, failed = movement.compared, movement.failed
    changed = sum(bool(one.most) for one in compared)
    cards = [("个单位", str(len(movement.shifts))), ("个有变动", str(changed))]
    cards += [("个不能比较", str(len(failed)))] if failed else []
    words = [Column("变动最大的数"), *(Column(name, NUMBER) for name in ("上年", "本年", "增减（万元）", "增减率"))]
    columns = [*_UNIT, *words, *(Column(title, NUMBER) for title in _COUNTS.values())]
    reasons = ([one.unit, one.first] for one in failed)
    return render_bureau_page(
        movement.title,
        cards=cards,
        notes=(),
        charts=[("变动最大的数（万元）", movement.classes)],
        sections=[
            PageSection("变动最大的单位", len(compared), columns, map(_cells, compared)),
            PageSection("不能比较的单位", len(failed), [_UNIT[0], Column("原因")], reasons),
        ],
    )


def _cells(one: Shift) -> list[str]:
    return [one.unit, one.name or "—", *_words(one), *(str(getattr(one, name)) for name in _COUNTS)]


def _words(one: Shift) -> Iterator[str]:
    if not one.biggest:
        yield from ("—", "", "", "", "")
        return
    most = one.biggest[0]
    yield from (most.label, most.old, most.new, f"{most.difference:+f}", shown(most.ratio, percent=True))
