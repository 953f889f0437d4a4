"""The page for everyone: axe-core finds nothing, the keyboard does all, narrow and enlarged, in Chinese throughout."""

import re
from typing import Any

import pytest

from tests.support.axe import find_violations
from tests.support.desk import Desk

# axe leaves cells of one character out: every value's letters against what they stand on.
PALE = """(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((x) => x / 255)
    .map((x) => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
    .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parts(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('.mark[role], #parts a, .badge, #side p, button')].filter((one) => {
    const [ink, back] = [light(parts(getComputedStyle(one).color)), light(ground(one))].sort((a, b) => b - a);
    return !one.disabled && (ink + 0.05) / (back + 0.05) < 4.5;
  }).map((one) => one.outerHTML.slice(0, 200));
})()"""
NAMELESS = """[...document.querySelectorAll('.mark[role], button, a[href], input, textarea, select')].filter((one) =>
  !(one.getAttribute('aria-label') ?? (one.textContent.trim() || one.labels?.length))).map((one) => one.outerHTML)"""
FOCUS = "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent)"
SPENT = "3、公务接待 2023年决算数"


@pytest.fixture
def desk(whole: Desk) -> Desk:
    return whole


def barriers(desk: Desk) -> Any:
    return [*find_violations(desk.page), *desk.page.value(PALE), *desk.page.value(NAMELESS)]


@pytest.mark.parametrize("part", ["附件1", "附件2", "附件3（2）", "报告", "其他数据"])
def test_a_part_has_no_barriers(desk: Desk, part: str) -> None:
    desk.part(part)
    assert barriers(desk) == []


def test_an_editor_and_a_finding_have_no_barriers(desk: Desk) -> None:
    desk.part("附件1")
    desk.enter(SPENT, "1.63")
    desk.page.wait_for("document.querySelector('.findings li')")
    desk.page.click(desk.value(SPENT))
    assert barriers(desk) == []
    desk.page.press("Escape")
    desk.page.press("Control+z")
    desk.page.wait_for(f"{desk.value(SPENT)}.textContent === '1.36'")


def test_a_paragraph_that_is_written_has_no_barriers(desk: Desk) -> None:
    desk.part("报告")
    desk.page.value("document.querySelectorAll('.edit-line')[2].click()")
    assert barriers(desk) == []
    desk.page.press("Escape")


@pytest.mark.parametrize("tool", ["各行", "项目", "对照", "存档", "生成", "按键"])
def test_a_dialog_has_no_barriers_and_gives_the_focus_back(desk: Desk, tool: str) -> None:
    desk.part("附件3（2）")
    desk.tool(tool)
    desk.page.wait_for("document.querySelector('dialog[open]')")
    assert barriers(desk) == []
    desk.page.press("Escape")
    desk.page.wait_for("!document.querySelector('dialog')")
    assert desk.page.value(FOCUS).startswith(tool)


def test_the_keyboard_alone_goes_to_a_value_changes_it_and_takes_it_back(desk: Desk) -> None:
    desk.open()
    desk.page.press("Tab")
    assert desk.page.value(FOCUS) == "跳到表格"
    desk.page.press("Enter")
    desk.page.press("Tab", 2)
    assert desk.page.value(FOCUS).startswith("财政供养人员情况（人） 编制数")
    desk.page.press("Enter")
    desk.retype("22")
    desk.page.press("Enter")
    desk.saved()
    assert desk.shown("财政供养人员情况（人） 编制数，") == "22"
    desk.page.press("Escape")
    desk.page.press("Control+z")
    desk.page.wait_for(f"{desk.value('财政供养人员情况（人） 编制数，')}.textContent === '21'")


def test_f6_goes_round_the_page(desk: Desk) -> None:
    desk.open()
    regions = []
    for _ in range(4):
        desk.page.press("F6")
        regions.append(desk.page.value("document.activeElement.closest('header, nav, main, aside').id"))
    assert regions == ["top", "parts", "paper", "side"]


@pytest.mark.parametrize("width", [400, 700], ids=["400 px", "200 %"])
def test_a_narrow_window_scrolls_one_way_and_can_be_filled_in(desk: Desk, width: int) -> None:
    desk.open(width)
    assert desk.page.value("document.documentElement.scrollWidth") <= width
    desk.page.value(
        "[...document.querySelectorAll('.view-tools button')].find((one) => one.textContent === '按清单看')?.click()"
    )
    desk.page.wait_for("document.querySelector('.field-list')")
    assert desk.page.value("document.documentElement.scrollWidth") <= width
    desk.enter("公务接待 决算", "1.63")
    assert "1.63" in desk.status("变动")
    assert barriers(desk) == []
    desk.page.press("Escape")
    desk.page.press("Control+z")
    desk.page.wait_for(f"{desk.value('公务接待 决算')}.textContent === '1.36'")


def test_the_page_speaks_chinese(desk: Desk) -> None:
    desk.open()
    words = desk.page.value("document.getElementById('top').textContent + document.getElementById('side').textContent")
    for tool in ("各行", "项目", "对照", "存档", "生成", "按键"):
        desk.tool(tool)
        words += desk.page.wait_for("document.querySelector('dialog[open]')?.innerText")
        desk.page.press("Escape")
        desk.page.wait_for("!document.querySelector('dialog')")
    names = {"Tab", "Shift", "Esc", "Alt", "Ctrl", "Excel", "WPS", "Insert", "Delete", "Git", "PDF", "KB", "zip"}
    own = {path.stem.split("-", 1)[1] for path in desk.path("data/2023/projects").iterdir()}
    assert set(re.findall(r"[A-Za-z_]{2,}", words)) - names - own == set()


def test_a_screen_reader_hears_row_column_value_unit_and_what_is_wrong(desk: Desk) -> None:
    desk.open()
    desk.enter(SPENT, "1.63")
    desk.page.wait_for("document.querySelector('.findings li')")
    names = desk.page.spoken("button")
    assert all(names)
    [value] = [one for one in names if one.startswith(f"{SPENT}，")]
    assert value.startswith(f"{SPENT}，1.63 万元，错误：")
    total = next(one for one in names if one.startswith("三公经费 2023年决算数，"))
    assert "，算出" in total
    heard = desk.page.value(
        "[...document.querySelectorAll('.mark[role]')].map((one) => one.getAttribute('aria-label'))"
    )
    assert set(heard) <= set(names), "every value on the paper is told"
    shown = desk.page.value("[...document.querySelectorAll('.mark[role]')].map((one) => one.textContent.trim())")
    assert [name for name, value in zip(heard, shown, strict=True) if value.replace("\n", "") not in name] == []
    desk.page.press("Escape")
    desk.page.press("Control+z")
    desk.page.wait_for(f"{desk.value(SPENT)}.textContent === '1.36'")


def test_what_had_the_focus_keeps_it_when_it_is_drawn_anew(desk: Desk) -> None:
    desk.open()
    desk.enter(SPENT, "1.63")
    for tool in ("撤销", "重做", "撤销"):
        before = desk.page.value("document.getElementById('counters').textContent")
        desk.page.value(
            f"[...document.querySelectorAll('#tools button')].find((one) => one.textContent === '{tool}').focus()"
        )
        desk.page.press("Enter")
        desk.page.wait_for(f"document.getElementById('counters').textContent !== {before!r}")
        desk.saved()
        assert desk.page.value("document.activeElement.closest('header')?.id") == "top"


def test_where_the_reader_sets_the_colours_values_can_still_be_told_apart(desk: Desk) -> None:
    desk.page.emulate(forced_colors="active")
    try:
        desk.open()
        looks = (
            "((one) => [one.borderBottomStyle, one.outlineStyle, one.textDecorationLine].join())(getComputedStyle({}))"
        )
        cell = "document.querySelector('td.holds.{}')"
        assert desk.page.value(looks.format(cell.format("typable"))) != desk.page.value(
            looks.format(cell.format("locked"))
        )
        desk.page.press("Tab", 3)
        assert desk.page.value("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    finally:
        desk.page.emulate()
