"""The roll-up as one page to look through, sort, filter and print; it needs no network and no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from jixiao.fleet.rollup import LINES, Code, Mover, Outlier, Rollup
from jixiao.fleet.rollup_figures import MEASURES, Measure
from jixiao.fleet.rollup_words import MOVER_RULE, OUTLIER_RULE, measured, shown, title_of
from jixiao.fleet.statistics import Bin
from jixiao.fleet.unit_records import UnitRow
from jixiao.glossary import term
from jixiao.web.grid import Column, streamed_grid
from jixiao.web.html import Markup, data_block, element, streamed, streamed_page
from jixiao.web.interactive import DATA, scripts, style

_NUMERALS = "一二三四五六七八九十"
_SHOWN = ("full_year_budget", "outturn", "execution_rate", "three_public_final", "score")
_UNIT = (Column("单位文件夹"), Column("单位名称", class_="words"))


class PageSection(Struct, frozen=True):
    """One part of a page: title, how many entries, content in pieces, made as they are asked for."""

    title: str
    count: int
    content: Iterator[Markup]


def rollup_page(rollup: Rollup) -> Iterator[str]:
    """Yield the page in pieces; the same roll-up gives the same bytes."""
    charts = [("自评得分分布", rollup.scores), ("执行率分布（%）", rollup.rates)]
    sections = [
        PageSection("没有通过的单位", rollup.unclean, _unclean(row for row in rollup.rows if not row.status.clean)),
        PageSection("离群的数", len(rollup.outliers), chain([_note(OUTLIER_RULE)], _outliers(rollup.outliers))),
        PageSection("较上年变动最大的单位", len(rollup.movers), chain([_note(MOVER_RULE)], _movers(rollup.movers))),
        PageSection("问题代码", len(rollup.codes), _codes(rollup.codes)),
        PageSection("全部单位", len(rollup.rows), _units(rollup.rows)),
    ]
    return laid_out(title_of(rollup), cards=_figures(rollup), notes=rollup.notes, charts=charts, sections=sections)


def laid_out(
    title: str,
    cards: Iterable[tuple[str, str]],
    notes: Iterable[str],
    charts: Sequence[tuple[str, tuple[Bin, ...]]],
    sections: Iterable[PageSection],
) -> Iterator[str]:
    """Yield, in pieces, a page of cards, notes, charts of how many units fall where, and numbered sections."""
    numbered = zip(_NUMERALS, (one for one in sections if one.count), strict=False)
    shown_cards = (element("li", element("b", value), f" {name}") for name, value in cards)
    top = [
        element("h1", title),
        element("ul", *shown_cards, class_="figures"),
        element("ul", *(element("li", one) for one in notes), class_="notes"),
        element("div", *(_chart(number, *one) for number, one in enumerate(charts)), class_="charts"),
    ]
    main = streamed("main", chain(top, *(_section(numeral, one) for numeral, one in numbered)), id="main")
    skip = element("a", "跳到正文", class_="skip", href="#main")
    data = data_block(DATA, [_chart_data(bins) for _, bins in charts])
    line = [Markup("\n")]
    return streamed_page(title, style() + _STYLE, chain([skip], line, main, line, [data]), scripts=scripts())


_STYLE = """
.figures { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .6rem; justify-content: center; }
.figures li { border: 1px solid #b8c4d3; border-radius: 4px; padding: .3rem .9rem; background: #f6f8fb; }
.figures b { font-size: 1.3em; font-variant-numeric: tabular-nums; }
.charts figure { overflow-x: auto; } .charts table { font-size: 12px; }
.charts td, .charts tbody th, .charts thead th { text-align: center; padding: .05rem .35rem; white-space: nowrap; }
section { overflow-x: auto; }
"""


def _section(numeral: str, one: PageSection) -> Iterator[Markup]:
    heading = element("h2", f"{numeral}、{one.title}（{one.count}）")
    return streamed("section", chain([heading], one.content))


def _note(words: str) -> Markup:
    return element("p", words, class_="hint")


def _chart(number: int, title: str, bins: tuple[Bin, ...]) -> Markup:
    spoken = f"{title}图，数值见图下的表"
    canvas = element("canvas", spoken, role="img", aria_label=spoken, data_trend=str(number))
    head = element("tr", element("th", "", scope="col"), *(element("th", one.label, scope="col") for one in bins))
    line = element("tr", element("th", "单位数", scope="row"), *(element("td", str(one.count)) for one in bins))
    values = element("table", element("caption", title), element("thead", head), element("tbody", line))
    return element(
        "figure", element("figcaption", title), element("div", canvas, class_="drawing"), values, class_="bars"
    )


def _chart_data(bins: tuple[Bin, ...]) -> dict[str, object]:
    values = [str(one.count) for one in bins]
    return {"unit": "单位数", "years": [one.label for one in bins], "lines": [{"name": "单位数", "values": values}]}


# the roll-up's parts


def _figures(rollup: Rollup) -> Iterator[tuple[str, str]]:
    yield "个单位", str(len(rollup.rows))
    yield from ((f"个{status.value}", str(number)) for status, number in rollup.statuses.items())
    for measure in MEASURES:
        if measure.key in _SHOWN and rollup.totals[measure.key] is not None:
            unit = "万元" if measure.unit == "万元" else ""
            yield f"{unit} {measure.title}", measured(rollup.totals[measure.key], measure)
    yield from ((f"个{one.label}", str(one.count)) for one in rollup.grades)


def _unclean(rows: Iterable[UnitRow]) -> Iterator[Markup]:
    columns = [
        *_UNIT,
        Column("状态", class_="fate"),
        Column("错误", number=True),
        Column("警告", number=True),
        Column("第一条错误"),
    ]
    return streamed_grid(
        "没有通过的单位",
        columns,
        (
            [*_named(row), row.status.value, str(row.counts["error"]), str(row.counts["warning"]), row.first]
            for row in rows
        ),
    )


def _named(one: UnitRow | Outlier | Mover) -> list[str]:
    return [one.unit, one.name or "—"]


def _outliers(outliers: Iterable[Outlier]) -> Iterator[Markup]:
    columns = [*_UNIT, Column("比较什么")] + [
        Column(name, number=True) for name in ("本单位", "中位数", "下界", "上界")
    ]
    return streamed_grid("离群的数", columns, map(_outlier, outliers))


def _outlier(one: Outlier) -> list[str]:
    values = (one.value, one.fences.median, one.fences.lower, one.fences.upper)
    return [*_named(one), one.aspect.title, *(shown(value, percent=one.aspect.percent) for value in values)]


def _movers(movers: Iterable[Mover]) -> Iterator[Markup]:
    lines = [Column(f"{term(line)}增减", number=True) for line in LINES]
    columns = [*_UNIT, *lines, Column("变动合计", number=True), Column("占上年", number=True)]
    return streamed_grid("较上年变动最大的单位", columns, map(_mover, movers))


def _mover(one: Mover) -> list[str]:
    return [*_named(one), *map(shown, one.changes), shown(one.amount), shown(one.ratio, percent=True)]


def _codes(codes: Iterable[Code]) -> Iterator[Markup]:
    counts = [Column(name, number=True) for name in ("有错误、警告的单位", "错误、警告条数", "提示条数", "已豁免条数")]
    rows = (
        [one.code, one.title or "见提示代码一览", *map(str, (one.units, one.standing, one.hints, one.waived))]
        for one in codes
    )
    return streamed_grid("问题代码", [Column("代码"), Column("核验内容", class_="words"), *counts], rows)


def _units(rows: Iterable[UnitRow]) -> Iterator[Markup]:
    measures = [one for one in MEASURES if one.key in _SHOWN]
    columns = [
        *_UNIT, Column("状态", class_="fate"), *(Column(one.title, number=True) for one in measures),
        Column("等级"), *(Column(name, number=True) for name in ("错误", "警告", "已豁免")),
    ]  # fmt: skip
    return streamed_grid("全部单位", columns, (_unit(row, measures) for row in rows))


def _unit(row: UnitRow, measures: Iterable[Measure]) -> list[str]:
    figures = [measured(row.figures.get(one.key), one) for one in measures]
    counts = (row.counts["error"], row.counts["warning"], row.waivers)
    return [*_named(row), row.status.value, *figures, row.grade or "—", *map(str, counts)]
