"""The comparison as one HTML page to look through, sort, filter and print; it needs no network and no other file."""

from __future__ import annotations

from decimal import Decimal

from jixiao.figures import RATE, round_half_up
from jixiao.plain import format_plain
from jixiao.review.review_types import REFERENCES, Review, Trend
from jixiao.web.html_pages import render_page

_PLACES = 2
# The kinds of change by their anchors, which name the macros of their tables and what of a review they show.
_SECTIONS = {
    "references": REFERENCES,
    "entered": "填报的数",
    "derived": "算出的数",
    "moves": "项目和指标",
    "texts": "表内文字",
    "paragraphs": "报告正文",
    "records": "按原件列报、豁免、核对数",
    "findings": "核验问题",
    "settings": "表样设置",
    "templates": "模板",
}


def render_comparison_page(review: Review) -> str:
    """Return the page; the same review gives the same bytes."""
    findings = [("新出现", one) for one in review.new_findings] + [("已消除", one) for one in review.resolved]
    changes = {name: findings if name == "findings" else getattr(review, name) for name in _SECTIONS}
    conclusion, *notes = review.summary
    return render_page(
        "comparison.html",
        title=review.title,
        conclusion=conclusion,
        notes=notes,
        old=review.old.name,
        new=review.new.name,
        sections=[(name, title, changes[name]) for name, title in _SECTIONS.items() if changes[name]],
        trends=review.trends,
        drawings=[_drawing(trend) for trend in review.trends],
        rate=RATE,
        chart_words=chart_words,
        years_without_values=_years_without_values,
    )


def _drawing(trend: Trend) -> dict[str, object]:
    """Return what the script draws; values are texts as shown, null where a year does not have them."""
    lines = [{"name": line.name, "values": [chart_words(amount) for amount in line.values]} for line in trend.lines]
    return {"unit": trend.unit, "years": [str(year) for year in trend.years], "lines": lines}


def _years_without_values(trend: Trend) -> list[int]:
    columns = zip(trend.years, *(line.values for line in trend.lines), strict=True)
    return [year for year, *values in columns if all(value is None for value in values)]


def chart_words(amount: Decimal | None) -> str | None:
    """Return an amount with at most two decimals, half up, without trailing zeros; None where there is none."""
    if amount is None:
        return None
    digits = format_plain(round_half_up(amount, _PLACES))
    return "0" if digits == "-0" else digits
