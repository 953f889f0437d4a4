"""Two years of all units side by side: whose figures moved most, and how much else changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from jixiao.fleet.rollup_figures import format_value
from jixiao.fleet.rollup_page import Cells, PageSection, number_columns, render_bureau_page
from jixiao.fleet.statistics import Bin
from jixiao.fleet.unit_changes import UnitChanges
from jixiao.fleet.unit_records import Status, as_plain
from jixiao.fleet.unit_store import Many, UnitStore
from jixiao.fleet.workbook import UNIT
from jixiao.fleet.xlsx_writer import COUNT, MONEY, RATE, Cell, XlsxBook, XlsxColumn
from jixiao.plain import json_pieces
from jixiao.web.html_pages import PageColumn

EDGES = (1, 10, 50, 100, 500, 1000)
_FIGURE = (
    XlsxColumn("变动的数", width=34), XlsxColumn("上年", width=12), XlsxColumn("本年", width=12),
    XlsxColumn("增减（万元）", MONEY, 13), XlsxColumn("增减率", RATE, 10),
)  # fmt: skip
_COUNTS = {
    "entered": "填报的数变动",
    "derived": "算出的数变动",
    "projects": "项目增减改名",
    "indicators": "指标增减改名",
    "paragraphs": "报告改写段落",
}


class YearComparison(Struct, frozen=True):
    """All units against the year before; ``changes`` in the order of the units.

    ``compared`` are those that could be, whose figures moved most first, ``failed`` the others; ``classes`` say how
    many units moved by how much, by the figure that moved most.
    """

    year: int
    scope: str
    changes: Many[UnitChanges]
    compared: Many[UnitChanges]
    failed: Many[UnitChanges]
    classes: tuple[Bin, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.year - 1} 年度与 {self.year} 年度对照（{self.scope}，{len(self.changes)} 个单位）"


def compare_units(year: int, scope: str, store: UnitStore, units: Sequence[str]) -> YearComparison:
    """Return the comparison of all units kept in the store; nothing is held but their names and how far each moved."""
    changes = store.read_rows(UnitChanges, units)
    ranks = sorted((-unit.most, unit.unit) for unit in changes if unit.status is not Status.FAILED)
    compared = store.read_rows(UnitChanges, [unit for _, unit in ranks])
    failed = store.read_rows(UnitChanges, [unit.unit for unit in changes if unit.status is Status.FAILED])
    classes = _classes(unit.most for unit in compared)
    return YearComparison(year, scope, changes=changes, compared=compared, failed=failed, classes=classes)


def _classes(amounts: Iterable[Decimal]) -> tuple[Bin, ...]:
    bounds = [0, *EDGES]
    names = ["没有变动", *(f"{low}—{high}" for low, high in zip(bounds, EDGES, strict=False)), f"{EDGES[-1]}以上"]
    placed = Counter(0 if not amount else 1 + sum(amount >= edge for edge in EDGES) for amount in amounts)
    return tuple(Bin(name, placed[number]) for number, name in enumerate(names))


def comparison_json(comparison: YearComparison) -> Iterator[str]:
    """Yield the comparison as JSON in pieces, amounts as texts, exact; ends with a line end."""
    value = {"year": comparison.year, "scope": comparison.scope, "classes": comparison.classes}
    units = ({key: item for key, item in asdict(unit).items() if key != "first"} for unit in comparison.changes)
    return json_pieces(as_plain(value), "units", map(as_plain, units))


def write_comparison_workbook(path: Path, comparison: YearComparison) -> None:
    """Write the comparison as a workbook: a line for each unit, and one for each figure that moved most."""
    book = XlsxBook(path)
    sheet = book.sheet("单位变动")
    sheet.title(comparison.title)
    counts = [XlsxColumn(title, COUNT, 10) for title in _COUNTS.values()]
    changes = map(_unit_cells, chain(comparison.compared, comparison.failed))
    sheet.table([*UNIT, XlsxColumn("状态", width=9), *_FIGURE, *counts], changes, frozen=2)
    sheet = book.sheet("变动最大的数")
    sheet.note("每个单位变动最大的五个数，万元。")
    figures = ([unit.unit, unit.name, *_values(figure)] for unit in comparison.compared for figure in unit.biggest)
    sheet.table([*UNIT, *_FIGURE], figures, frozen=2)
    book.finish()


def _values(record: Struct) -> list[Cell]:
    return list(asdict(record).values())


def _unit_cells(unit: UnitChanges) -> list[Cell]:
    figure = _values(unit.biggest[0]) if unit.biggest else [None] * len(_FIGURE)
    return [unit.unit, unit.name, unit.status.value, *figure, *_counts(unit)]


def _counts(unit: UnitChanges) -> list[int]:
    return [getattr(unit, name) for name in _COUNTS]


def render_comparison_page(comparison: YearComparison) -> Iterator[str]:
    """Yield the comparison as a page in pieces."""
    compared, failed = comparison.compared, comparison.failed
    cards = [("个单位", len(comparison.changes)), ("个有变动", sum(bool(unit.most) for unit in compared))]
    cards += [("个不能比较", len(failed))] if failed else []
    units = [PageColumn("单位文件夹"), PageColumn("单位名称"), PageColumn("变动最大的数")]
    columns = units + number_columns("上年", "本年", "增减（万元）", "增减率", *_COUNTS.values())
    rows = map(_page_cells, compared)
    reasons = ([unit.unit, unit.first] for unit in failed)
    return render_bureau_page(
        comparison.title,
        cards=cards,
        notes=(),
        charts=[("变动最大的数（万元）", comparison.classes)],
        sections=[
            PageSection("变动最大的单位", len(compared), columns, rows),
            PageSection("不能比较的单位", len(failed), [units[0], PageColumn("原因")], reasons),
        ],
    )


def _page_cells(unit: UnitChanges) -> Cells:
    figure = ["—", "", "", "", ""]
    if unit.biggest:
        most = unit.biggest[0]
        by = (f"{most.difference:+f}", format_value(most.ratio, percent=True))
        figure = [most.label, most.old, most.new, *by]
    return [unit.unit, unit.name or "—", *figure, *_counts(unit)]
