"""The comparison as one HTML page to look through, sort, filter and print; it needs no network and no other file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.figures import RATE, round_half_up
from jixiao.plain import format_plain
from jixiao.review.review_types import Review, Trend, shown
from jixiao.review.summary_sentences import REFERENCES, summary, title
from jixiao.web.html_pages import render_page

_PLACES = 2


class _PageSection(Struct, frozen=True):
    """One kind of change: its anchor, which names the macro of its table too, its title, how many there are."""

    anchor: str
    title: str
    count: int


def render_comparison_page(review: Review) -> str:
    """Return the page; the same review gives the same bytes."""
    conclusion, *notes = summary(review)
    return render_page(
        "comparison.html",
        title=title(review),
        conclusion=conclusion,
        notes=notes,
        review=review,
        old=review.old.name,
        new=review.new.name,
        sections=[one for one in _sections(review) if one.count],
        finding_changes=[("新出现", one) for one in review.came] + [("已消除", one) for one in review.went],
        drawings=[_drawing(trend) for trend in review.trends],
        rate=RATE,
        shown=shown,
        chart_words=chart_words,
        years_without_values=_years_without_values,
    )


def _sections(review: Review) -> Iterator[_PageSection]:
    yield _PageSection("references", REFERENCES, len(review.references))
    yield _PageSection("entered", "填报的数", len(review.entered))
    yield _PageSection("derived", "算出的数", len(review.derived))
    yield _PageSection("moves", "项目和指标", len(review.moves))
    yield _PageSection("texts", "表内文字", len(review.texts))
    yield _PageSection("paragraphs", "报告正文", len(review.paragraphs))
    yield _PageSection("records", "按原件列报、豁免、核对数", len(review.records))
    yield _PageSection("findings", "核验问题", len(review.came) + len(review.went))
    yield _PageSection("settings", "表样设置", len(review.settings))
    yield _PageSection("templates", "模板", len(review.templates))


def _drawing(trend: Trend) -> dict[str, object]:
    """Return what the script draws; values are texts as shown, null where a year does not have them."""
    lines = [{"name": line.name, "values": [chart_words(one) for one in line.values]} for line in trend.lines]
    return {"unit": trend.unit, "years": [str(year) for year in trend.years], "lines": lines}


def _years_without_values(trend: Trend) -> list[int]:
    columns = zip(*(line.values for line in trend.lines), strict=True)
    return [
        year for year, values in zip(trend.years, columns, strict=False) if not any(one is not None for one in values)
    ]


def chart_words(amount: Decimal | None) -> str | None:
    """Return an amount with at most two decimals, half up, without trailing zeros; None where there is none."""
    if amount is None:
        return None
    digits = format_plain(round_half_up(amount, _PLACES))
    return "0" if digits == "-0" else digits
