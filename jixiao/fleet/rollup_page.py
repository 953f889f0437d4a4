"""The roll-up as one page to look through, sort, filter and print; it needs no network and no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from jixiao.fleet.rollup import CODE_COUNTS, MOVER_RULE, OUTLIER_RULE, Mover, Outlier, Rollup, outlier_values
from jixiao.fleet.rollup_figures import LINES, MEASURES, MONEY, format_measure, format_value
from jixiao.fleet.statistics import Bin
from jixiao.fleet.unit_records import UnitRow
from jixiao.glossary import term
from jixiao.web.html_pages import NUMBER, PageColumn, stream_page

_SHOWN = ("full_year_budget", "outturn", "execution_rate", "three_public_final", "score")
_MEASURES = [measure for measure in MEASURES if measure.key in _SHOWN]
_UNIT = (PageColumn("单位文件夹"), PageColumn("单位名称", "words"))
_STATUS = PageColumn("状态", "fate")


Cells = Sequence[str | int]


class PageSection(Struct, frozen=True):
    """One part of a page: title, how many entries, the columns of its grid and its rows, made as they are asked for."""

    title: str
    count: int
    columns: Sequence[PageColumn]
    rows: Iterable[Cells]
    note: str = ""


def render_rollup_page(rollup: Rollup) -> Iterator[str]:
    """Yield the page in pieces; the same roll-up gives the same bytes."""
    return render_bureau_page(
        rollup.title,
        cards=_cards(rollup),
        notes=rollup.notes,
        charts=[("自评得分分布", rollup.scores), ("执行率分布（%）", rollup.rates)],
        sections=[_unclean(rollup), _outliers(rollup), _movers(rollup), _codes(rollup), _units(rollup)],
    )


def render_bureau_page(
    title: str,
    *,
    cards: Iterable[tuple[str, str | int]],
    notes: Iterable[str],
    charts: Sequence[tuple[str, tuple[Bin, ...]]],
    sections: Iterable[PageSection],
) -> Iterator[str]:
    """Yield, in pieces, a page of cards, notes, charts of how many units fall where, and the sections with entries."""
    return stream_page(
        "rollup.html",
        title=title,
        cards=cards,
        notes=notes,
        charts=charts,
        drawings=[_drawing(bins) for _, bins in charts],
        sections=[section for section in sections if section.count],
    )


def _drawing(bins: tuple[Bin, ...]) -> dict[str, object]:
    values = [str(bin.units) for bin in bins]
    return {"unit": "单位数", "years": [one.label for one in bins], "lines": [{"name": "单位数", "values": values}]}


def _cards(rollup: Rollup) -> Iterator[tuple[str, str | int]]:
    yield "个单位", len(rollup.rows)
    yield from ((f"个{status.value}", number) for status, number in rollup.statuses.items())
    for measure in _MEASURES:
        if rollup.totals[measure.key] is not None:
            unit = MONEY if measure.unit == MONEY else ""
            yield f"{unit} {measure.title}", format_measure(rollup.totals[measure.key], measure)
    yield from ((f"个{grade.label}", grade.units) for grade in rollup.grades)


def number_columns(*titles: str) -> list[PageColumn]:
    """Return columns of numbers."""
    return [PageColumn(title, NUMBER) for title in titles]


def _named(row: UnitRow | Outlier | Mover) -> list[str]:
    return [row.unit, row.name or "—"]


def _unclean(rollup: Rollup) -> PageSection:
    columns = [*_UNIT, _STATUS, *number_columns("错误", "警告"), PageColumn("第一条错误")]
    rows = (
        [*_named(row), row.status.value, row.counts["error"], row.counts["warning"], row.first]
        for row in rollup.rows
        if not row.status.clean
    )
    return PageSection("没有通过的单位", rollup.unclean, columns, rows)


def _outliers(rollup: Rollup) -> PageSection:
    columns = [*_UNIT, PageColumn("比较什么"), *number_columns("本单位", "中位数", "下界", "上界")]
    rows = ([*_named(outlier), *outlier_values(outlier)] for outlier in rollup.outliers)
    return PageSection("离群的数", len(rollup.outliers), columns, rows, note=OUTLIER_RULE)


def _movers(rollup: Rollup) -> PageSection:
    columns = [*_UNIT, *number_columns(*(f"{term(line)}增减" for line in LINES), "变动合计", "占上年")]
    rows = (
        [*_named(mover), *map(format_value, [*mover.changes, mover.amount]), format_value(mover.ratio, percent=True)]
        for mover in rollup.movers
    )
    return PageSection("较上年变动最大的单位", len(rollup.movers), columns, rows, note=MOVER_RULE)


def _codes(rollup: Rollup) -> PageSection:
    columns = [PageColumn("代码"), PageColumn("核验内容", "words"), *number_columns(*CODE_COUNTS)]
    rows: Iterable[Cells] = (
        [code.code, code.title or "见提示代码一览", code.units, code.standing, code.hints, code.waived]
        for code in rollup.codes
    )
    return PageSection("问题代码", len(rollup.codes), columns, rows)


def _units(rollup: Rollup) -> PageSection:
    amounts = number_columns(*(measure.title for measure in _MEASURES))
    columns = [*_UNIT, _STATUS, *amounts, PageColumn("等级"), *number_columns("错误", "警告", "已豁免")]
    return PageSection("全部单位", len(rollup.rows), columns, map(_unit_cells, rollup.rows))


def _unit_cells(row: UnitRow) -> list[str | int]:
    amounts = [format_measure(row.figures.get(measure.key), measure) for measure in _MEASURES]
    counts = (row.counts["error"], row.counts["warning"], row.waivers)
    return [*_named(row), row.status.value, *amounts, row.grade or "—", *counts]
