"""Charts of the comparison page: a drawing for the eye, a table of the same values, and the data of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.figures import round_half_up
from jixiao.review.review_types import Trend, TrendLine
from jixiao.web.html import Markup, element

_NONE = "—"
_PLACES = 2
_BARS_UP_TO = 4


def chart(number: int, trend: Trend) -> Markup:
    """Return the place where the page's script draws the trend, bars for few years, and its values as a table."""
    title = f"{trend.title}（{trend.unit}）"
    spoken = f"{title}走势图，数值见图下的表"
    return element(
        "figure",
        element("figcaption", title),
        element(
            "div",
            element("canvas", spoken, role="img", aria_label=spoken, data_trend=str(number)),
            class_="drawing",
        ),
        _values(title, trend),
        *(element("p", note, class_="note") for note in _notes(trend)),
        class_="bars" if len(trend.years) <= _BARS_UP_TO else "lines",
    )


def _notes(trend: Trend) -> Iterator[str]:
    empty = [
        str(year) for number, year in enumerate(trend.years) if all(line.values[number] is None for line in trend.lines)
    ]
    if empty:
        yield f"{'、'.join(empty)}年的数据里没有这些数。"


def _values(title: str, trend: Trend) -> Markup:
    head = (element("th", str(year), scope="col", class_="number") for year in trend.years)
    return element(
        "table",
        element("caption", title),
        element("thead", element("tr", element("th", "项目", scope="col"), *head)),
        element("tbody", *(_line(line) for line in trend.lines)),
    )


def _line(line: TrendLine) -> Markup:
    cells = (element("td", words(one) or _NONE, class_="number") for one in line.values)
    return element("tr", element("th", line.name, scope="row"), *cells)


def chart_data(trends: Iterable[Trend]) -> list[dict[str, object]]:
    """Return what the script draws; values are texts as shown, null where a year does not have them."""
    return [
        {
            "unit": trend.unit,
            "years": [str(year) for year in trend.years],
            "lines": [{"name": line.name, "values": [words(one) for one in line.values]} for line in trend.lines],
        }
        for trend in trends
    ]


def words(amount: Decimal | None) -> str | None:
    """Return an amount with at most two decimals, half up, without trailing zeros; None where there is none."""
    if amount is None:
        return None
    digits = format(round_half_up(amount, _PLACES), "f").rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits
