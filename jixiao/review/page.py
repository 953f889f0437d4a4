"""The comparison as one HTML page to look through, sort, filter and print; it needs no network and no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources

from jixiao.review.chart import chart, chart_data
from jixiao.review.page_tables import (
    derived_grid,
    entered_grid,
    findings_grid,
    moves_grid,
    paragraphs_grid,
    records_grid,
    templates_grid,
    texts_grid,
)
from jixiao.review.review import FigureChange, Review, SideName
from jixiao.web.html import Markup, data_block, element, joined, page, table
from jixiao.web.style import STYLE

_BIGGEST = 8
_LIBRARY, _LICENCE = "chart.umd.min.js", "chart.LICENSE.md"
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class _Section:
    """One kind of change: its anchor, title, how many there are, and the content."""

    anchor: str
    title: str
    count: int
    content: Markup


def review_page(review: Review) -> str:
    """Return the page; the same review gives the same bytes."""
    title = f"{review.old.name} → {review.new.name} 对照"
    sections = [one for one in _sections(review) if one.count]
    numbered = zip(_NUMERALS, sections, strict=False)
    main = element(
        "main",
        element("h1", "变动对照"),
        element("p", f"{review.old.name} → {review.new.name}", class_="title"),
        _summary(review, sections),
        _trends(review),
        *(_shown(number, one) for number, one in numbered),
        id="main",
    )
    skip = element("a", "跳到正文", class_="skip", href="#main")
    data = data_block("trends", chart_data(review.trends))
    return page(title, STYLE + _asset("page.css"), skip, main, data, scripts=(_library(), _asset("page.js")))


def _sections(review: Review) -> Iterator[_Section]:
    old, new = review.old.name, review.new.name
    yield _Section("entered", "填报的数", len(review.entered), entered_grid(review.entered, old, new))
    yield _Section("derived", "算出的数", len(review.derived), derived_grid(review.derived, old, new))
    yield _Section("moves", "项目和指标", len(review.moves), moves_grid(review.moves, old, new))
    yield _Section("texts", "表内文字", len(review.texts), texts_grid(review.texts))
    yield _Section("paragraphs", "报告正文", len(review.paragraphs), paragraphs_grid(review.paragraphs))
    yield _Section(
        "records", "按原件列报、豁免、核对数", len(review.records), records_grid("记录", review.records, old, new)
    )
    findings = len(review.came) + len(review.went)
    yield _Section("findings", "核验问题", findings, findings_grid(review.came, review.went))
    yield _Section("settings", "表样设置", len(review.settings), records_grid("表样设置", review.settings, old, new))
    yield _Section("templates", "模板", len(review.templates), templates_grid(review.templates))


def _shown(number: str, section: _Section) -> Markup:
    heading = element("h2", f"{number}、{section.title}（{section.count} 处）", id=f"{section.anchor}-title")
    return element("section", heading, section.content, id=section.anchor, aria_labelledby=f"{section.anchor}-title")


# --- summary ----------------------------------------------------------------------------------------------------------


def _summary(review: Review, sections: list[_Section]) -> Markup:
    links = (element("a", element("b", str(one.count)), f" {one.title}", href=f"#{one.anchor}") for one in sections)
    notes = [*_side_notes(review.old), *_side_notes(review.new), *_part_notes(review)]
    return joined(
        [
            element("p", element("strong", _conclusion(review)), class_="conclusion"),
            element("nav", *links, class_="cards", aria_label="各类变动") if sections else Markup(),
            element("ul", *(element("li", note) for note in notes), class_="notes") if notes else Markup(),
            _biggest(review.biggest[:_BIGGEST]),
        ]
    )


def _conclusion(review: Review) -> str:
    if not review.differs:
        return "两边完全相同。"
    if not review.visible:
        return "印出来的每一页都与原来相同，只有纸面上看不出的改动。"
    if review.parts:
        return f"{len(review.parts)} 个部分中有 {len(review.changed_parts)} 个印出来与原来不同。"
    figures, texts = len(review.entered) + len(review.derived), len(review.texts) + len(review.paragraphs)
    return f"{figures} 个数、{texts} 处文字不同。"


def _side_notes(side: SideName) -> Iterator[str]:
    if not side.whole:
        yield f"{side.name}只保存了决算数，只比较两边都有的数。"
    if side.errors:
        yield f"{side.name}还有 {side.errors} 个错误没有改好，按草稿比较。"
    yield from (f"{side.name}：{note}" for note in side.notes)


def _part_notes(review: Review) -> Iterator[str]:
    changed = [part.label for part in review.changed_parts]
    same = [part.label for part in review.parts if part.same]
    if changed:
        yield f"印出来不同：{'、'.join(changed)}。"
    if same and changed:
        yield f"印出来相同：{'、'.join(same)}。"


def _biggest(figures: Iterable[FigureChange]) -> Markup:
    rows = [(one.label, f"{one.old_words} → {one.new_words}", one.difference_words, one.ratio_words) for one in figures]
    if not rows:
        return Markup()
    heading = element("h2", "变动最大的数（万元）")
    return element("section", heading, table(("项目", "原 → 现", "增减", "增减幅度"), rows, class_="biggest"))


# --- charts and assets ------------------------------------------------------------------------------------------------


def _trends(review: Review) -> Markup:
    if not review.trends:
        return Markup()
    charts = (chart(number, trend) for number, trend in enumerate(review.trends))
    return element("section", element("h2", "历年走势"), element("div", *charts, class_="charts"))


def _library() -> str:
    """Return Chart.js with its licence, without the line that points to its source map."""
    code, _, _ = _asset(_LIBRARY).partition("//# sourceMappingURL=")
    return f"/*\n{_asset(_LICENCE)}*/\n{code}"


def _asset(name: str) -> str:
    return (resources.files("jixiao.review") / "assets" / name).read_text("utf-8")
