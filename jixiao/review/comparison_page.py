"""The comparison as one HTML page to look through, sort, filter and print; it needs no network and no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jixiao.review.chart import chart, chart_data
from jixiao.review.comparison_tables import (
    derived_grid,
    entered_grid,
    findings_grid,
    moves_grid,
    paragraphs_grid,
    records_grid,
    references_grid,
    templates_grid,
    texts_grid,
)
from jixiao.review.review_types import Review
from jixiao.review.summary_sentences import REFERENCES, summary, title
from jixiao.web.html import Markup, data_block, element, joined, page
from jixiao.web.interactive import DATA, scripts, style

_NUMERALS = "一二三四五六七八九十"


class _PageSection(Struct, frozen=True):
    """One kind of change: its anchor, title, how many there are, and the content."""

    anchor: str
    title: str
    count: int
    content: Markup


def review_page(review: Review) -> str:
    """Return the page; the same review gives the same bytes."""
    sections = [one for one in _sections(review) if one.count]
    numbered = zip(_NUMERALS, sections, strict=False)
    main = element(
        "main",
        element("h1", title(review)),
        _summary(review, sections),
        _trends(review),
        *(_shown(number, one) for number, one in numbered),
        id="main",
    )
    skip = element("a", "跳到正文", class_="skip", href="#main")
    data = data_block(DATA, chart_data(review.trends))
    return page(title(review), style(), skip, main, data, scripts=scripts())


def _sections(review: Review) -> Iterator[_PageSection]:
    old, new = review.old.name, review.new.name
    yield _PageSection("references", REFERENCES, len(review.references), references_grid(review.references, old, new))
    yield _PageSection("entered", "填报的数", len(review.entered), entered_grid(review.entered, old, new))
    yield _PageSection("derived", "算出的数", len(review.derived), derived_grid(review.derived, old, new))
    yield _PageSection("moves", "项目和指标", len(review.moves), moves_grid(review.moves, old, new))
    yield _PageSection("texts", "表内文字", len(review.texts), texts_grid(review.texts))
    yield _PageSection("paragraphs", "报告正文", len(review.paragraphs), paragraphs_grid(review.paragraphs))
    yield _PageSection(
        "records", "按原件列报、豁免、核对数", len(review.records), records_grid("记录", review.records, old, new)
    )
    findings = len(review.came) + len(review.went)
    yield _PageSection("findings", "核验问题", findings, findings_grid(review.came, review.went))
    yield _PageSection(
        "settings", "表样设置", len(review.settings), records_grid("表样设置", review.settings, old, new)
    )
    yield _PageSection("templates", "模板", len(review.templates), templates_grid(review.templates))


def _shown(number: str, section: _PageSection) -> Markup:
    heading = element("h2", f"{number}、{section.title}（{section.count} 处）", id=f"{section.anchor}-title")
    return element("section", heading, section.content, id=section.anchor, aria_labelledby=f"{section.anchor}-title")


# --- summary, charts --------------------------------------------------------------------------------------------------


def _summary(review: Review, sections: Iterable[_PageSection]) -> Markup:
    first, *others = summary(review)
    links = [element("a", element("b", str(one.count)), f" {one.title}", href=f"#{one.anchor}") for one in sections]
    return joined(
        [
            element("p", element("strong", first), class_="conclusion"),
            element("nav", *links, class_="cards", aria_label="各类变动") if links else Markup(),
            element("ul", *(element("li", one) for one in others), class_="notes") if others else Markup(),
        ]
    )


def _trends(review: Review) -> Markup:
    if not review.trends:
        return Markup()
    charts = (chart(number, trend) for number, trend in enumerate(review.trends))
    return element("section", element("h2", "历年走势"), element("div", *charts, class_="charts"))
