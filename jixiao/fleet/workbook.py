"""The roll-up as a workbook for a finance officer: to filter, to sort, to add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from jixiao import figures
from jixiao.fleet import rollup_figures
from jixiao.fleet.rollup import CODE_COUNTS, MOVER_RULE, OUTLIER_RULE, Rollup, mover_of, outlier_values
from jixiao.fleet.rollup_figures import LINES, MEASURES, Measure
from jixiao.fleet.statistics import change, quotient
from jixiao.fleet.unit_records import UnitRow
from jixiao.fleet.xlsx_writer import COUNT, MONEY, MOST_ROWS, RATE, SCORE, Cell, XlsxBook, XlsxColumn
from jixiao.glossary import term

UnitFindings = tuple[UnitRow, list[dict[str, Any]]]

_FORMATS = {rollup_figures.MONEY: MONEY, figures.RATE: RATE, figures.POINTS: SCORE}
_SUM, _AVERAGE = 109, 101
UNIT = (XlsxColumn("单位文件夹", width=16), XlsxColumn("单位名称", width=28))
_COUNTS = (
    *(XlsxColumn(title, COUNT, 7, _SUM) for title in ("错误", "警告", "提示", "已豁免")),
    XlsxColumn("问题代码（条数）", width=36),
    XlsxColumn("豁免代码（条数）", width=24),
)
_FINDING_COLUMNS = (
    *UNIT, XlsxColumn("代码", width=8), XlsxColumn("级别", width=7), XlsxColumn("文件", width=28),
    XlsxColumn("行", COUNT, 6), XlsxColumn("问题", width=60), XlsxColumn("应为", width=40),
    XlsxColumn("改法", width=40), XlsxColumn("豁免理由", width=30),
)  # fmt: skip
_FINDING_KEYS = ("code", "severity", "file", "line", "found", "expected", "remedy", "waived")


def write_workbook(path: Path, rollup: Rollup, findings: Iterable[UnitFindings]) -> None:
    """Write the workbook; ``findings`` are those kept of the units, each with its row."""
    book = XlsxBook(path)
    _write_units(book, rollup)
    _write_spread(book, rollup)
    _write_movers(book, rollup)
    _write_outliers(book, rollup)
    _write_codes(book, rollup)
    _write_findings(book, findings)
    book.finish()


def _write_units(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("单位汇总", wide=True)
    sheet.title(rollup.title)
    sheet.note(
        f"金额单位：{rollup_figures.MONEY}。黄色一行随筛选变化：金额、人数、条数是合计，自评{term('score')}是平均，"
        f"{term('execution_rate')}是全部单位的。{''.join(rollup.notes)}"
    )
    columns = [*UNIT, XlsxColumn("状态", width=9), XlsxColumn("等级", width=7), *map(_column, MEASURES), *_COUNTS]
    sums = [rollup.score if measure.key == "score" else rollup.totals[measure.key] for measure in MEASURES]
    totals = ["合计", "", "", "", *sums, *rollup.counts.values(), None, None]
    sheet.table(columns, map(_cells, rollup.rows), totals=totals, count=len(rollup.rows), frozen=2)


def _column(measure: Measure) -> XlsxColumn:
    function = _SUM if measure.added else _AVERAGE if measure.unit == figures.POINTS else 0
    width = 13 if measure.unit == rollup_figures.MONEY else 9
    return XlsxColumn(measure.title, _FORMATS.get(measure.unit, COUNT), width, function)


def _cells(row: UnitRow) -> list[Cell]:
    amounts = [row.figures.get(measure.key) for measure in MEASURES]
    counts = [row.counts.get(severity, 0) for severity in ("error", "warning", "hint")]
    codes = (_join_codes(row.codes), _join_codes(row.waived))
    return [row.unit, row.name, row.status.value, row.grade, *amounts, *counts, row.waivers, *codes]


def _join_codes(codes: Mapping[str, int]) -> str:
    return " ".join(code if number == 1 else f"{code}×{number}" for code, number in codes.items())


def _write_spread(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("合计与分布")
    sheet.widths(26, 18, 12)
    sheet.title("合计与分布")
    sheet.skip()
    for title, form in (("合计（万元）", MONEY), ("合计（人、个）", COUNT), ("全部单位", RATE)):
        measures = [measure for measure in MEASURES if _FORMATS.get(measure.unit, COUNT) == form]
        totals = [(measure.title, rollup.totals[measure.key]) for measure in measures]
        sheet.block([XlsxColumn("项目"), XlsxColumn(title, form)], totals)
    places = {}
    for title, counts in (
        ("状态", [(status.value, number) for status, number in rollup.statuses.items()]),
        ("等级", [(grade.label, grade.units) for grade in rollup.grades]),
        ("自评得分", [(score.label, score.units) for score in rollup.scores]),
        ("执行率（%）", [(rate.label, rate.units) for rate in rollup.rates]),
    ):
        sheet.skip()
        places[title] = sheet.block([XlsxColumn(title), XlsxColumn("单位数", COUNT)], counts)
    sheet.chart("自评得分分布", *places["自评得分"], "E3")
    sheet.chart("执行率分布（%）", *places["执行率（%）"], "E18")


def _write_movers(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("较上年变动")
    sheet.note(MOVER_RULE)
    columns = [*UNIT]
    for line in LINES:
        titles = (term("prior_final"), term("final"), "增减")
        columns += [XlsxColumn(f"{term(line)}{title}", MONEY, 13) for title in titles]
        columns.append(XlsxColumn(f"{term(line)}增减率", RATE, 10))
    columns += [XlsxColumn("变动合计", MONEY, 13), XlsxColumn("占上年", RATE, 10)]
    sheet.table(columns, (_mover_cells(row) for row in rollup.rows if row.figures), frozen=2)


def _mover_cells(row: UnitRow) -> list[Cell]:
    cells: list[Cell] = [row.unit, row.name]
    for line in LINES:
        old, new = row.figures[f"{line}_prior_final"], row.figures[f"{line}_final"]
        by = change(old, new)
        cells += [old, new, by, quotient(by, old)]
    mover = mover_of(row)
    return [*cells, *((mover.amount, mover.ratio) if mover else (None, None))]


def _write_outliers(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("离群")
    sheet.note(OUTLIER_RULE)
    values = (XlsxColumn(name, width=14) for name in ("本单位", "中位数", "下界", "上界"))
    rows = ([outlier.unit, outlier.name, *outlier_values(outlier)] for outlier in rollup.outliers)
    sheet.table([*UNIT, XlsxColumn("比较什么", width=30), *values], rows, frozen=2)


def _write_codes(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("问题代码", landscape=False)
    counts = (XlsxColumn(title, COUNT, 11) for title in CODE_COUNTS)
    rows = (list(asdict(code).values()) for code in rollup.codes)
    sheet.table([XlsxColumn("代码", width=8), XlsxColumn("核验内容", width=36), *counts], rows)


def _write_findings(book: XlsxBook, findings: Iterable[UnitFindings]) -> None:
    sheet = book.sheet("问题清单")
    room = MOST_ROWS - 3
    sheet.note(f"错误和警告逐条列出（提示只计数）；最多 {room} 条。")
    sheet.table(_FINDING_COLUMNS, islice(_finding_cells(findings), room), frozen=2)


def _finding_cells(findings: Iterable[UnitFindings]) -> Iterator[list[Cell]]:
    for row, found in findings:
        yield from ([row.unit, row.name, *(finding[key] for key in _FINDING_KEYS)] for finding in found)
