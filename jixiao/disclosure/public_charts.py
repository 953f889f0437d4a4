"""Charts of what every package has: budget and outturn, points and scores of each form; drawn as lengths of bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from jixiao.build.described_case import DescribedCase, PackageCase
from jixiao.disclosure.privacy import Privacy
from jixiao.plain import cut_end
from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.form_tables import EvaluationForm, Number, list_evaluation_forms

_WIDEST = 200
_NAME = 24


class ChartBar(Struct, frozen=True):
    """A bar: what it shows in words, and its length in pixels of the drawing."""

    words: str
    length: int


class ChartRow(Struct, frozen=True):
    """What the bars of a row are about, whole and as the drawing says it, and the bars in the order of the series."""

    name: str
    short: str
    bars: tuple[ChartBar, ...]


class PublicChart(Struct, frozen=True):
    """A chart of bars that lie: its title, the unit of its numbers, the series, the rows."""

    title: str
    unit: str
    series: tuple[str, ...]
    rows: tuple[ChartRow, ...]


def draw_charts(case: PackageCase, privacy: Privacy, titles: Mapping[str, str]) -> list[PublicChart]:
    """Return the charts of a package; ``titles`` are those of its public parts by label. Of forms that lack a number
    or hide it there is no row, and no chart without rows.
    """
    package = DescribedPackage(case.dossier, {}) if isinstance(case, DescribedCase) else case.printed_package
    forms = [form for form in list_evaluation_forms(package) if form.where in titles]
    money = [(form, (form.budget, form.outturn)) for form in forms]
    scores = [(form, (form.total_points, form.total_score)) for form in forms]
    charts = [
        _chart("预算和执行", "万元", ("全年预算数", "全年执行数"), money, privacy=privacy, titles=titles),
        _chart("自评得分", "分", ("分值", "得分"), scores, privacy=privacy, titles=titles),
    ]
    return [chart for chart in charts if chart.rows]


def _chart(
    title: str,
    unit: str,
    series: tuple[str, ...],
    shown: Iterable[tuple[EvaluationForm, tuple[Number, ...]]],
    *,
    privacy: Privacy,
    titles: Mapping[str, str],
) -> PublicChart:
    told = [(form, numbers) for form, numbers in shown if all(_is_told(one, privacy) for one in numbers)]
    units = {one.figure.unit for _, numbers in told for one in numbers if one.figure.unit}
    most = max((one.value for _, numbers in told for one in numbers), default=Decimal(0))
    rows = tuple(_row(privacy.words.redact(_name(form, titles)), numbers, most) for form, numbers in told)
    return PublicChart(title, units.pop() if len(units) == 1 else unit, series, rows)


def _is_told(number: Number, privacy: Privacy) -> bool:
    return number.amount is not None and number.amount >= 0 and not privacy.hides(number.figure)


def _row(name: str, numbers: tuple[Number, ...], most: Decimal) -> ChartRow:
    bars = tuple(ChartBar(one.words, int(_WIDEST * one.value / most) if most else 0) for one in numbers)
    return ChartRow(name, cut_end(name, _NAME), bars)


def _name(form: EvaluationForm, titles: Mapping[str, str]) -> str:
    title = titles[form.where]
    return title if title == form.where else f"{form.where} {title}"
