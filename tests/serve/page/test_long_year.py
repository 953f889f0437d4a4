"""A year with thousands of rows: only what is near is drawn, typing waits for nobody, findings come behind."""

import time
from collections.abc import Iterator

import pytest

from tests.support.browser import Page
from tests.support.desk import Desk, open_desk, quote
from tests.support.long_year import LONG_YEAR, make_long_year

MIDDLE = "(() => {const p = document.getElementById('paper'); p.scrollTop = p.scrollHeight * %s})()"
# The first number in the window that can be typed into.
SEEN = """[...document.querySelectorAll('td .mark.typable')].find((one) => {
  const { top } = one.getBoundingClientRect();
  return top > 250 && top < 600 && /^[\\d.]+$/.test(one.textContent);
})"""
DRAWN = "document.querySelectorAll('.sheet .mark').length"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, window: Page) -> Iterator[Desk]:
    with open_desk(make_long_year(tmp_path_factory.mktemp("long"), 1000), LONG_YEAR, page=window) as desk:
        desk.part("附件3")
        desk.page.wait_for("!document.querySelector('.judging')", 60)
        yield desk
        assert not desk.page.complaints


def mark_seen(desk: Desk) -> str:
    """Return the mark of the number seen once what is drawn and taken down no longer moves it."""
    place = f"(() => {{const one = {SEEN}; return one ? [one.dataset.mark, one.getBoundingClientRect().top] : null}})()"
    before = None
    while (now := desk.page.value(place)) is None or now != before:
        before = now
        time.sleep(0.4)
    return str(now[0])


def test_what_is_far_off_is_not_drawn_and_taken_down_again(desk: Desk) -> None:
    most = []
    for place in (0.2, 0.4, 0.6, 0.8):
        desk.page.value(MIDDLE % place)
        desk.page.wait_for(f"Boolean({SEEN})")
        most.append(desk.page.value(DRAWN))
    assert max(most) < 3500  # of 6,000
    desk.page.value(MIDDLE % 0)


def test_what_is_typed_shows_at_once_and_the_next_value_waits_for_nobody(desk: Desk) -> None:
    desk.page.value(MIDDLE % 0.5)
    value = f"document.querySelector('[data-mark={quote(mark_seen(desk))}]')"
    desk.page.click(value)
    desk.page.wait_for("Boolean(document.querySelector('.editor'))")
    desk.retype("7")
    desk.page.press("Tab")
    assert desk.page.value(f"{value}.textContent") == "7"
    assert desk.page.value(f"{value}.classList.contains('saving')")
    assert desk.page.value("Boolean(document.querySelector('.editor'))")
    desk.page.press("Escape")
    desk.saved()
    assert "分值: 7\n" in desk.read(next(desk.path(f"data/{LONG_YEAR}/projects").iterdir()))
    desk.page.wait_for("!document.querySelector('.judging')", 60)
    assert "错误" in desk.page.value(f"{value}.getAttribute('aria-label')")
    desk.tool("撤销")
    desk.page.wait_for(f"{value}.textContent !== '7'")


def test_as_a_list_only_what_is_near_is_drawn_and_a_value_far_off_is_gone_to(desk: Desk) -> None:
    desk.page.value("[...document.querySelectorAll('.view-tools button')].find((one) => true).click()")
    desk.page.wait_for("Boolean(document.querySelector('.field-list .piece > *'))")
    assert desk.page.value(DRAWN) < 1500  # of 6,000
    last = "[...document.querySelectorAll('.piece')].at(-1)"
    desk.page.value(f"{last}.scrollIntoView()")
    desk.page.wait_for(f"{last}.querySelectorAll('.mark.typable').length > 3")
    value = f"[...{last}.querySelectorAll('.mark.typable')].filter((one) => /^[\\d.]+$/.test(one.textContent)).at(-1)"
    field = desk.page.value(f"{value}.dataset.field")
    desk.page.click(f"document.querySelector('[data-field=\"{field}\"]')")
    desk.retype("待填")
    desk.page.press("Enter")
    desk.saved()
    desk.page.wait_for("!document.querySelector('.judging')", 60)
    desk.page.wait_for("document.querySelector('.open-count').textContent.includes('还要填 1 处')", 60)
    desk.page.value("document.getElementById('paper').scrollTop = 0, document.activeElement.blur()")
    desk.page.wait_for(f"!document.querySelector('[data-field=\"{field}\"]')")
    desk.page.press("F8")
    desk.page.wait_for(f"document.activeElement.dataset.field === '{field}'")
    desk.tool("撤销")
    desk.page.wait_for("!document.querySelector('.open-count')?.textContent.includes('还要填')", 60)
    desk.page.value("[...document.querySelectorAll('.view-tools button')].find((one) => true).click()")
    desk.page.wait_for("document.querySelector('.sheet table')")


def test_enter_goes_down_from_one_drawn_piece_to_the_next(desk: Desk) -> None:
    desk.page.value(MIDDLE % 0.5)
    desk.page.wait_for(f"Boolean({SEEN})")
    last = "[...document.querySelectorAll('.piece table')].find((one) => one.closest('.piece').nextElementSibling"
    last += ".firstElementChild).rows"
    desk.page.value(f"(window.last = [...{last}].at(-1)).querySelectorAll('.mark.typable')[1].focus()")
    desk.page.press("ArrowDown")
    places = "[document.activeElement, last].map((one) => [...document.querySelectorAll('.piece')]"
    places += ".indexOf(one.closest('.piece')))"
    here, before = desk.page.value(places)
    assert here == before + 1
    assert desk.page.value("document.activeElement.closest('td').cellIndex") == desk.page.value(
        "last.querySelectorAll('.mark.typable')[1].closest('td').cellIndex"
    )
