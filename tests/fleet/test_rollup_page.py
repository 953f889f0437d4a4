"""The page needs nothing but itself, and hostile names do no harm in it."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest

from benchmarks.believable.unit import YEAR
from jixiao.fleet.rollup import Rollup, roll_up
from jixiao.fleet.rollup_page import render_rollup_page
from tests.fleet.rows import EVIL, HOSTILE_ROWS, unread
from tests.support.browser import browser, chromium


@pytest.fixture(scope="module")
def whole() -> Rollup:
    return roll_up(YEAR, "全部单位", HOSTILE_ROWS)


def test_nothing_that_a_unit_is_called_becomes_markup(whole: Rollup) -> None:
    page = "".join(render_rollup_page(whole))
    assert EVIL not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.skipif(chromium() is None, reason="needs Chromium")
def test_the_page_draws_and_filters_in_a_real_browser(whole: Rollup, tmp_path: Path) -> None:
    file = tmp_path / "汇总.html"
    file.write_text("".join(render_rollup_page(whole)), "utf-8")
    with browser(chromium() or "") as page:
        page.open(file)
        assert page.requests == [file.as_uri()]
        assert page.complaints == []
        assert page.value(
            "[...document.querySelectorAll('canvas')].every(one => Chart.getChart(one).data.labels.length)"
        )
        table = "[...document.querySelectorAll('table.grid')].at(-1)"
        page.value(f"{table}.previousElementSibling.querySelector('input').focus()")
        page.type("unit-00007")
        assert page.value(f"[...{table}.tBodies[0].rows].filter(one => !one.hidden).length") == 1
        page.open(file, width=400)
        assert page.value("document.documentElement.scrollWidth <= innerWidth")


def test_the_sections_that_have_entries_are_numbered_and_counted(whole: Rollup) -> None:
    heads = [h2.text for h2 in lxml.html.fromstring("".join(render_rollup_page(whole))).iter("h2")]
    assert heads[0] == "一、没有通过的单位（2）"
    assert heads[-1] == f"五、全部单位（{len(HOSTILE_ROWS)}）"
    alone = lxml.html.fromstring("".join(render_rollup_page(roll_up(YEAR, "全部单位", HOSTILE_ROWS[:1]))))
    assert [h2.text for h2 in alone.iter("h2")] == [
        "一、较上年变动最大的单位（1）",
        "二、问题代码（3）",
        "三、全部单位（1）",
    ]


def test_a_value_that_is_not_known_is_a_dash() -> None:
    page = lxml.html.fromstring("".join(render_rollup_page(roll_up(YEAR, "全部单位", [unread(1)]))))
    *_, table = page.iter("table")
    cells = [cell.text for cell in table.iter("td")]
    assert cells[:8] == ["unit-00001", "—", "有错误", "—", "—", "—", "—", "—"]


def test_charts_draw_how_many_units_fall_where(whole: Rollup) -> None:
    data = lxml.html.fromstring("".join(render_rollup_page(whole))).findtext(".//script[@id='trends']")
    scores, _ = json.loads(str(data))
    assert sum(map(int, scores["lines"][0]["values"])) == whole.known
