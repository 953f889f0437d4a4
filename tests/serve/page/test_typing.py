"""Typing on the page in a real Chromium: what is typed lands in the data, and the page says what moved."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.support.browser import browser, chromium
from tests.support.desk import Desk
from tests.support.project import ROOT

SPENT = "3、公务接待 2023年决算数"
TOTAL = "三公经费 2023年决算数"
FILE = "data/2023/annex1.yaml"
FOCUS = "document.activeElement.getAttribute('aria-label')"
OLD = (ROOT / FILE).read_text("utf-8")


def retyped(words: str) -> str:
    """Return the file with other words for what was spent on receptions."""
    head, name, rest = OLD.partition("公务接待:")
    before, key, after = rest.partition("决算: ")
    return f"{head}{name}{before}{key}{words}\n{after.partition(chr(10))[2]}"


@pytest.fixture
def desk(whole: Desk) -> Iterator[Desk]:
    """A page on which nothing is open, and the data as they were."""
    yield whole
    whole.page.press("Escape")
    if whole.read(FILE) != OLD:
        whole.path(FILE).write_text(OLD, "utf-8")
        whole.page.wait_for(f"{whole.value(SPENT)}.textContent === '1.36'")


def test_of_a_long_text_only_what_changed_is_told(desk: Desk) -> None:
    desk.part("附件1")
    name = "厉行节约保障措施"
    before = desk.shown(name)
    desk.enter(name, f"{before[:60]}不{before[60:]}{'长' * 3000}", "Tab")
    told = desk.status("变动")
    assert "不" in told
    assert len(told) < 200
    desk.page.press("Escape")
    desk.tool("撤销")
    desk.status("变动")
    desk.page.wait_for(f"{desk.value(name)}.textContent.length < 1500")


def test_a_number_that_is_typed_lands_in_its_span_and_moves_its_total(desk: Desk) -> None:
    desk.enter(SPENT, "1.63")
    assert desk.shown(SPENT) == "1.63"
    assert desk.shown(TOTAL) == "2.19"
    assert desk.read(FILE) == retyped("1.63")


def test_what_moved_is_marked_listed_and_said_aloud(desk: Desk) -> None:
    desk.enter(SPENT, "1.63")
    assert "1.92 → 2.19" in desk.status("变动")
    assert desk.page.value(f"{desk.value(TOTAL)}.classList.contains('moved')")
    assert "1.36 → 1.63" in desk.page.value("document.getElementById('changes-body').textContent")


def test_the_finding_shows_at_the_cell_and_first_in_the_list(desk: Desk) -> None:
    desk.enter(SPENT, "1.63")
    desk.page.wait_for("document.getElementById('counters').textContent.includes('错误 2')")  # with its likely cause
    assert "像是 1.36" in desk.page.value("document.querySelector('.findings li').textContent")
    assert "像是 1.36" in desk.page.value(f"{desk.value(TOTAL)}.getAttribute('aria-label')")


def test_escape_leaves_everything_as_it_was(desk: Desk) -> None:
    desk.page.click(desk.value(SPENT))
    desk.retype("9")
    desk.page.press("Escape")
    assert desk.shown(SPENT) == "1.36"
    assert desk.read(FILE) == OLD
    assert desk.page.value(FOCUS).startswith(SPENT)


def test_tab_goes_to_the_next_value_that_can_be_typed_and_enter_to_the_one_below(desk: Desk) -> None:
    desk.page.click(desk.value("3、公务接待 2023年预算数"))
    desk.page.press("Tab")
    assert desk.page.value(FOCUS) == SPENT
    desk.page.press("Shift+Tab")
    assert desk.page.value(FOCUS) == "3、公务接待 2023年预算数"
    desk.page.press("Enter")
    assert desk.page.value(FOCUS).startswith("项目支出： 2023年预算数")


def test_f2_and_a_letter_open_the_editor_and_arrows_go_round(desk: Desk) -> None:
    desk.page.click(desk.value(SPENT))
    desk.page.press("Escape")
    desk.page.press("ArrowLeft")
    assert desk.page.value(FOCUS).startswith("3、公务接待 2023年预算数")
    desk.page.press("F2")
    assert desk.page.value("document.activeElement.value") == "2"
    desk.page.press("Escape")
    desk.page.press("7")
    assert desk.page.value("document.activeElement.value") == "7"


def test_the_editor_tells_unit_last_years_value_and_help(desk: Desk) -> None:
    desk.page.click(desk.value(SPENT))
    hint = desk.page.value("document.getElementById('editor-hint').textContent")
    assert "单位：万元" in hint
    assert "上年：1.02" in hint


def test_a_derived_value_is_locked_and_says_why(desk: Desk) -> None:
    desk.page.click(desk.value(TOTAL))
    assert not desk.page.value("Boolean(document.querySelector('.editor'))")
    desk.page.wait_for("document.getElementById('cell-body').textContent.includes('由这些规则核对')")
    why = desk.page.value("document.getElementById('cell-body').textContent")
    assert "annex1.yaml 第23行" in why
    assert "附件1 第4行第4格" in why


def test_words_that_are_no_number_are_refused_with_a_reason(desk: Desk) -> None:
    desk.enter(SPENT, "不知道")
    assert "没有写入" in desk.status("没有写入")
    assert desk.read(FILE) == OLD


def test_undo_and_redo_by_keys(desk: Desk) -> None:
    desk.enter(SPENT, "1.63")
    desk.page.press("Control+z")
    desk.page.wait_for(f"{desk.value(TOTAL)}.textContent === '1.92'")
    assert desk.read(FILE) == OLD
    desk.page.press("Control+y")
    desk.page.wait_for(f"{desk.value(TOTAL)}.textContent === '2.19'")


def test_an_edit_outside_the_page_appears_in_it(desk: Desk) -> None:
    desk.path(FILE).write_text(retyped("1.37"), "utf-8")
    desk.page.wait_for(f"{desk.value(TOTAL)}.textContent === '1.93'")
    assert "1.36 → 1.37" in desk.status("变动")


def test_two_who_write_at_one_place_are_both_shown(desk: Desk) -> None:
    desk.page.click(desk.value(SPENT))
    desk.retype("1.5")
    desk.path(FILE).write_text(retyped("1.37"), "utf-8")
    desk.page.wait_for("document.getElementById('changes-body').textContent.includes('1.36 → 1.37')")
    desk.page.press("Enter")
    told = desk.dialog("有人同时改了同一处")
    assert "1.5" in told
    assert "1.37" in told
    assert "决算: 1.37" in desk.read(FILE)
    desk.tool("用我的")
    desk.page.wait_for(f"{desk.value(SPENT)}.textContent === '1.5'")
    assert "决算: 1.5\n" in desk.read(FILE)


def test_another_window_shows_what_was_typed_in_this_one(desk: Desk) -> None:
    with browser(str(chromium())) as page:
        other = Desk(page, desk.workspace, desk.address)
        other.open()
        desk.enter(SPENT, "1.63")
        page.wait_for(f"{desk.value(TOTAL)}.textContent === '2.19'")


def test_what_was_changed_is_committed_with_a_message_in_words(desk: Desk) -> None:
    def git(*words: str) -> str:
        command = ["git", "-c", "user.name=甲", "-c", "user.email=a@example.invalid", *words]
        return subprocess.run(command, cwd=desk.workspace.root, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    git("config", "user.name", "甲")
    git("config", "user.email", "a@example.invalid")
    git("add", "data", "templates")
    git("commit", "-qm", "数据")
    desk.enter(SPENT, "1.63")
    desk.page.wait_for("document.getElementById('tools').textContent.includes('提交')")
    desk.tool("提交")
    assert "1.36 → 1.63" in desk.dialog("相比")
    desk.tool("提交")
    desk.dialog("已提交")
    assert "1.63" in git("log", "-1", "--format=%B")


TEXT = "document.querySelector('.mark.typable[data-mark=' + CSS.escape(textMark) + ']')"


def to_a_text(desk: Desk) -> str:
    """Go to a value of words; return the expression for it."""
    desk.part("附件2")
    fields = "import('./page/store.js').then((store) => Object.entries(store.partNow().marks).find(([, one]) =>"
    fields += " store.fieldOf(one.field)?.kind === 'text' && one.shown.length > 1 && one.shown.length < 12)[0])"
    desk.page.value(f"{fields}.then((mark) => (window.textMark = mark))")
    return TEXT


def test_no_letter_of_an_input_method_is_taken_for_a_word(desk: Desk) -> None:
    place = to_a_text(desk)
    before, data = desk.page.value(f"{place}.textContent"), written(desk)
    desk.page.click(place)
    desk.page.compose("zhongguo")
    drawing = "Promise.all([import('./page/desk.js'), import('./page/store.js')]).then(([desk, store]) =>"
    desk.page.value(f"window.drawn = 0; void {drawing} desk.drawPart(store.partNow().id)).then(() => (drawn = 1))")
    desk.page.wait_for("performance.now() > 0")
    desk.page.compose("zhongguoren")
    assert desk.page.value("document.activeElement.value").endswith("zhongguoren")
    assert written(desk) == data
    assert desk.page.value("drawn") == 0
    desk.page.type("中国人")
    desk.page.wait_for("drawn")
    assert desk.page.value("document.activeElement.value") == "中国人"
    desk.page.press("Tab")
    desk.saved()
    assert "zhong" not in written(desk)
    assert ": 中国人\n" in written(desk)
    desk.page.press("Escape")
    desk.page.press("Control+z")
    desk.page.wait_for(f"{place}.textContent === {before!r}")
    desk.part("附件1")


def written(desk: Desk) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(desk.path("data/2023").rglob("*.yaml")))


def test_a_key_of_an_input_method_ends_neither_editor_nor_word(desk: Desk) -> None:
    place = to_a_text(desk)
    desk.page.click(place)
    desk.page.compose("zhong")
    desk.page.call("Input.dispatchKeyEvent", type="rawKeyDown", key="Enter", windowsVirtualKeyCode=229)
    assert desk.page.value("document.activeElement.tagName") in ("TEXTAREA", "INPUT")
    desk.page.type("中")
    desk.page.press("Escape")


def test_a_latin_letter_on_a_text_opens_its_editor_and_is_left_to_the_input_method(desk: Desk) -> None:
    place = to_a_text(desk)
    before = desk.page.value(f"{place}.textContent")
    desk.page.value(f"{place}.focus()")
    desk.page.press("z")
    assert desk.page.value("document.activeElement.value") == before
    desk.page.press("Escape")
