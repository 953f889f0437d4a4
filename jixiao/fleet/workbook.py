"""The roll-up as a workbook for a finance officer: to filter, to sort, to add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from jixiao.figures import POINTS
from jixiao.figures import RATE as RATES
from jixiao.fleet.rollup import LINES, Code, Outlier, Rollup, mover_of
from jixiao.fleet.rollup_figures import MEASURES, Measure
from jixiao.fleet.rollup_figures import MONEY as YUAN
from jixiao.fleet.rollup_words import MOVER_RULE, OUTLIER_RULE, shown, title_of
from jixiao.fleet.statistics import change, quotient
from jixiao.fleet.unit_records import UnitRow
from jixiao.fleet.xlsx_writer import COUNT, MONEY, MOST_ROWS, RATE, SCORE, Cell, XlsxBook, XlsxColumn
from jixiao.glossary import term

_FORMS = {YUAN: MONEY, RATES: RATE, POINTS: SCORE}
UnitFindings = tuple[UnitRow, list[dict[str, Any]]]

_SUM, _AVERAGE = 109, 101
_UNIT = (XlsxColumn("单位文件夹", width=16), XlsxColumn("单位名称", width=28))


def rollup_workbook(path: Path, rollup: Rollup, findings: Iterable[UnitFindings]) -> None:
    """Write the workbook; ``findings`` are those kept of the units, each with its row."""
    book = XlsxBook(path)
    _units(book, rollup)
    _spread(book, rollup)
    _movers(book, rollup)
    _outliers(book, rollup)
    _codes(book, rollup)
    _findings(book, findings)
    book.finish()


# units


def _units(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("单位汇总")
    sheet.line(title_of(rollup), bold=True, font_size=14)
    sheet.line(
        f"金额单位：{YUAN}。黄色一行随筛选变化：金额、人数、条数是合计，自评{term('score')}是平均，"
        f"{term('execution_rate')}是全部单位的。{''.join(rollup.notes)}",
        font_color="#666666",
    )
    columns = [*_UNIT, XlsxColumn("状态", width=9), XlsxColumn("等级", width=7), *map(_column, MEASURES), *_COUNTS]
    sheet.table(columns, map(_cells, rollup.rows), totals=_totals(rollup), count=len(rollup.rows), frozen=2)
    sheet.page(wide=True)


def _column(measure: Measure) -> XlsxColumn:
    function = _SUM if measure.added else _AVERAGE if measure.unit == POINTS else 0
    return XlsxColumn(measure.title, _FORMS.get(measure.unit, COUNT), 13 if measure.unit == YUAN else 9, function)


_COUNTS = (
    *(XlsxColumn(title, COUNT, 7, _SUM) for title in ("错误", "警告", "提示", "已豁免")),
    XlsxColumn("问题代码（条数）", width=36),
    XlsxColumn("豁免代码（条数）", width=24),
)


def _cells(row: UnitRow) -> list[Cell]:
    counts = [row.counts.get(severity, 0) for severity in ("error", "warning", "hint")]
    figures = [row.figures.get(one.key) for one in MEASURES]
    return [
        row.unit, row.name, row.status.value, row.grade,
        *figures, *counts, row.waivers, _coded(row.codes), _coded(row.waived),
    ]  # fmt: skip


def _coded(codes: Mapping[str, int]) -> str:
    return " ".join(code if number == 1 else f"{code}×{number}" for code, number in codes.items())


def _totals(rollup: Rollup) -> list[Cell]:
    sums = [rollup.score if one.key == "score" else rollup.totals[one.key] for one in MEASURES]
    counts = [rollup.counts[name] for name in ("error", "warning", "hint", "waived")]
    return ["合计", "", "", "", *sums, *counts, None, None]


# spread


def _spread(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("合计与分布")
    sheet.widths(26, 18, 12)
    sheet.line("合计与分布", bold=True, font_size=14)
    sheet.line("")
    for title, form in (("合计（万元）", MONEY), ("合计（人、个）", COUNT), ("全部单位", RATE)):
        told = [one for one in MEASURES if _FORMS.get(one.unit, COUNT) == form]
        sheet.block(
            [XlsxColumn("项目"), XlsxColumn(title, form)], [(one.title, rollup.totals[one.key]) for one in told]
        )
    sheet.line("")
    sheet.block(_counted("状态"), [(status.value, number) for status, number in rollup.statuses.items()])
    sheet.line("")
    sheet.block(_counted("等级"), [(one.label, one.count) for one in rollup.grades])
    sheet.line("")
    scores = sheet.block(_counted("自评得分"), [(one.label, one.count) for one in rollup.scores])
    sheet.line("")
    rates = sheet.block(_counted("执行率（%）"), [(one.label, one.count) for one in rollup.rates])
    sheet.chart("自评得分分布", *scores, "E3")
    sheet.chart("执行率分布（%）", *rates, "E18")
    sheet.page()


def _counted(title: str) -> list[XlsxColumn]:
    return [XlsxColumn(title), XlsxColumn("单位数", COUNT)]


# comparisons


def _movers(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("较上年变动")
    sheet.line(MOVER_RULE, font_color="#666666")
    columns = [*_UNIT]
    for line in LINES:
        titles = (term("prior_final"), term("final"), "增减")
        columns += [XlsxColumn(f"{term(line)}{title}", MONEY, 13) for title in titles] + [
            XlsxColumn(f"{term(line)}增减率", RATE, 10)
        ]
    columns += [XlsxColumn("变动合计", MONEY, 13), XlsxColumn("占上年", RATE, 10)]
    sheet.table(columns, map(_moved, (row for row in rollup.rows if row.figures)), frozen=2)
    sheet.page()


def _moved(row: UnitRow) -> list[Cell]:
    cells: list[Cell] = [row.unit, row.name]
    for line in LINES:
        old, new = row.figures[f"{line}_prior_final"], row.figures[f"{line}_final"]
        by = change(old, new)
        cells += [old, new, by, quotient(by, old)]
    mover = mover_of(row)
    return [*cells, *((mover.amount, mover.ratio) if mover else (None, None))]


def _outliers(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("离群")
    sheet.line(OUTLIER_RULE, font_color="#666666")
    columns = [
        *_UNIT,
        XlsxColumn("比较什么", width=30),
        *(XlsxColumn(name, width=14) for name in ("本单位", "中位数", "下界", "上界")),
    ]
    sheet.table(columns, (_outlier(one) for one in rollup.outliers), frozen=2)
    sheet.page()


def _outlier(one: Outlier) -> list[Cell]:
    values = (one.value, one.fences.median, one.fences.lower, one.fences.upper)
    return [
        one.unit,
        one.name,
        one.aspect.title,
        *(shown(value, percent=one.aspect.percent) for value in values),
    ]


# findings


def _codes(book: XlsxBook, rollup: Rollup) -> None:
    sheet = book.sheet("问题代码")
    counts = ("有错误、警告的单位", "错误、警告条数", "提示条数", "已豁免条数")
    columns = [
        XlsxColumn("代码", width=8),
        XlsxColumn("核验内容", width=36),
        *(XlsxColumn(name, COUNT, 11) for name in counts),
    ]
    sheet.table(columns, map(_code, rollup.codes))
    sheet.page(landscape=False)


def _code(one: Code) -> list[Cell]:
    return [one.code, one.title, one.units, one.standing, one.hints, one.waived]


_FINDING_COLUMNS = (
    *_UNIT, XlsxColumn("代码", width=8), XlsxColumn("级别", width=7), XlsxColumn("文件", width=28),
    XlsxColumn("行", COUNT, 6), XlsxColumn("问题", width=60), XlsxColumn("应为", width=40),
    XlsxColumn("改法", width=40), XlsxColumn("豁免理由", width=30),
)  # fmt: skip


def _findings(book: XlsxBook, findings: Iterable[UnitFindings]) -> None:
    sheet = book.sheet("问题清单")
    room = MOST_ROWS - 3
    sheet.line(f"错误和警告逐条列出（提示只计数）；最多 {room} 条。", font_color="#666666")
    sheet.table(_FINDING_COLUMNS, islice(_listed(findings), room), frozen=2)
    sheet.page()


def _listed(findings: Iterable[UnitFindings]) -> Iterator[list[Cell]]:
    for row, found in findings:
        for one in found:
            yield [
                row.unit, row.name, one["code"], one["severity"], one["file"], one["line"],
                one["found"], one["expected"], one["remedy"], one["waived"],
            ]  # fmt: skip
