"""The roll-up as one page to look through, sort, filter and print; it needs no network and no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from jixiao.fleet.rollup import LINES, Mover, Outlier, Rollup
from jixiao.fleet.rollup_figures import MEASURES, Measure
from jixiao.fleet.rollup_words import MOVER_RULE, OUTLIER_RULE, measured, shown, title_of
from jixiao.fleet.statistics import Bin
from jixiao.fleet.unit_records import UnitRow
from jixiao.glossary import term
from jixiao.web.html_pages import NUMBER, Column, stream_page

_SHOWN = ("full_year_budget", "outturn", "execution_rate", "three_public_final", "score")
_UNIT = (Column("单位文件夹"), Column("单位名称", "words"))
_FATE = Column("状态", "fate")


class PageSection(Struct, frozen=True):
    """One part of a page: title, how many entries, the columns of its grid and its rows, made as they are asked for."""

    title: str
    count: int
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]
    note: str = ""


def render_rollup_page(rollup: Rollup) -> Iterator[str]:
    """Yield the page in pieces; the same roll-up gives the same bytes."""
    return render_bureau_page(
        title_of(rollup),
        cards=_figures(rollup),
        notes=rollup.notes,
        charts=[("自评得分分布", rollup.scores), ("执行率分布（%）", rollup.rates)],
        sections=[_unclean(rollup), _outliers(rollup), _movers(rollup), _codes(rollup), _units(rollup)],
    )


def render_bureau_page(
    title: str,
    *,
    cards: Iterable[tuple[str, str]],
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
        sections=[one for one in sections if one.count],
    )


def _drawing(bins: tuple[Bin, ...]) -> dict[str, object]:
    values = [str(one.count) for one in bins]
    return {"unit": "单位数", "years": [one.label for one in bins], "lines": [{"name": "单位数", "values": values}]}


def _figures(rollup: Rollup) -> Iterator[tuple[str, str]]:
    yield "个单位", str(len(rollup.rows))
    yield from ((f"个{status.value}", str(number)) for status, number in rollup.statuses.items())
    for measure in MEASURES:
        if measure.key in _SHOWN and rollup.totals[measure.key] is not None:
            unit = "万元" if measure.unit == "万元" else ""
            yield f"{unit} {measure.title}", measured(rollup.totals[measure.key], measure)
    yield from ((f"个{one.label}", str(one.count)) for one in rollup.grades)


def _unclean(rollup: Rollup) -> PageSection:
    columns = [*_UNIT, _FATE, *_numbers("错误", "警告"), Column("第一条错误")]
    rows = (
        [*_named(row), row.status.value, str(row.counts["error"]), str(row.counts["warning"]), row.first]
        for row in rollup.rows
        if not row.status.clean
    )
    return PageSection("没有通过的单位", rollup.unclean, columns, rows)


def _named(one: UnitRow | Outlier | Mover) -> list[str]:
    return [one.unit, one.name or "—"]


def _numbers(*titles: str) -> list[Column]:
    return [Column(title, NUMBER) for title in titles]


def _outliers(rollup: Rollup) -> PageSection:
    columns = [*_UNIT, Column("比较什么"), *_numbers("本单位", "中位数", "下界", "上界")]
    return PageSection("离群的数", len(rollup.outliers), columns, map(_outlier, rollup.outliers), OUTLIER_RULE)


def _outlier(one: Outlier) -> list[str]:
    values = (one.value, one.fences.median, one.fences.lower, one.fences.upper)
    return [*_named(one), one.aspect.title, *(shown(value, percent=one.aspect.percent) for value in values)]


def _movers(rollup: Rollup) -> PageSection:
    columns = [*_UNIT, *_numbers(*(f"{term(line)}增减" for line in LINES), "变动合计", "占上年")]
    return PageSection("较上年变动最大的单位", len(rollup.movers), columns, map(_mover, rollup.movers), MOVER_RULE)


def _mover(one: Mover) -> list[str]:
    return [*_named(one), *map(shown, one.changes), shown(one.amount), shown(one.ratio, percent=True)]


def _codes(rollup: Rollup) -> PageSection:
    counts = _numbers("有错误、警告的单位", "错误、警告条数", "提示条数", "已豁免条数")
    rows = (
        [one.code, one.title or "见提示代码一览", *map(str, (one.units, one.standing, one.hints, one.waived))]
        for one in rollup.codes
    )
    return PageSection("问题代码", len(rollup.codes), [Column("代码"), Column("核验内容", "words"), *counts], rows)


def _units(rollup: Rollup) -> PageSection:
    measures = [one for one in MEASURES if one.key in _SHOWN]
    figures = _numbers(*(one.title for one in measures))
    columns = [*_UNIT, _FATE, *figures, Column("等级"), *_numbers("错误", "警告", "已豁免")]
    return PageSection("全部单位", len(rollup.rows), columns, (_unit(row, measures) for row in rollup.rows))


def _unit(row: UnitRow, measures: Iterable[Measure]) -> list[str]:
    figures = [measured(row.figures.get(one.key), one) for one in measures]
    counts = (row.counts["error"], row.counts["warning"], row.waivers)
    return [*_named(row), row.status.value, *figures, row.grade or "—", *map(str, counts)]
