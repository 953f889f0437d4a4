"""Without a mouse, from the address to the package: find a place, type, take back, waive, commit, make."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.support.browser import Page
from tests.support.desk import Desk, open_desk, quote
from tests.support.made_unit import copy_made_unit

FOCUS = "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent)"
FILE = "data/2023/annex1.yaml"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, window: Page) -> Iterator[Desk]:
    workspace = copy_made_unit(tmp_path_factory.mktemp("keys"))
    for words in ("init -q", "config user.name 甲", "config user.email a@example.invalid", "add .", "commit -qm 数据"):
        subprocess.run(["git", *words.split()], cwd=workspace.root, check=True)  # noqa: S607 - anywhere
    with open_desk(workspace, 2023, page=window) as desk:
        yield desk
        assert not desk.page.complaints


def walk(desk: Desk, words: str, key: str = "Tab", most: int = 80) -> None:
    """Press a key until what has the focus is called so."""
    for _ in range(most):
        desk.page.press(key)
        if str(desk.page.value(FOCUS)).startswith(words):
            assert desk.page.value("document.activeElement.matches(':focus-visible')"), "nobody sees where the focus is"
            return
    raise AssertionError(f"{words} is not reached")


def region(desk: Desk, name: str) -> None:
    """Go to a region of the page by F6."""
    for _ in range(4):
        desk.page.press("F6")
        if desk.page.value("document.activeElement.closest('header, nav, main, aside').id") == name:
            return
    raise AssertionError(name)


def test_a_value_is_found_typed_and_taken_back(desk: Desk) -> None:
    region(desk, "parts")
    walk(desk, "附件1")
    desk.page.press("Enter")
    region(desk, "paper")
    walk(desk, "3、公务接待 2023年决算数")  # where it can be typed into at once
    desk.retype("1.63")
    desk.page.press("Enter")
    desk.saved()
    assert "决算: 1.63\n" in desk.read(FILE)
    desk.page.press("Control+z")
    desk.page.wait_for("document.getElementById('status').textContent.includes('1.63 → 1.36')")
    assert "决算: 1.36\n" in desk.read(FILE)


def test_places_still_open_are_gone_through_in_the_order_of_the_paper_by_key_and_by_mouse(desk: Desk) -> None:
    desk.part("附件2")
    desk.enter("年度预算申请（万元） 按收入性质分： 收入 一般公共预算", "待填")
    desk.part("附件1")
    desk.enter("公车运行维护 2023年决算数", "待填")
    desk.enter("财政供养人员情况（人） 2023年实际在职人数", "待填")
    seen = []
    for number in range(4):
        before = desk.page.value(FOCUS)
        desk.page.press("F8") if number < 2 else desk.page.click("document.querySelector('.open-count')")
        desk.page.wait_for(f"{FOCUS} !== {quote(str(before))} && {FOCUS}.includes('待填')")
        current = desk.page.value("document.querySelector('#parts a[aria-current]').textContent.slice(0, 3)")
        seen.append((current, str(desk.page.value(FOCUS)).split("，")[0]))
    assert seen[:3] == [
        ("附件1", "公车运行维护 2023年决算数"),
        ("附件2", "年度预算申请（万元） 按收入性质分： 收入 一般公共预算"),
        ("附件1", "财政供养人员情况（人） 2023年实际在职人数"),
    ]
    assert seen[3] == seen[0]
    for _ in range(3):
        desk.page.press("Control+z")
        desk.page.wait_for("document.getElementById('status').textContent.includes('〔待填〕 →')")
        desk.page.value("document.getElementById('status').textContent = ''")


def test_a_finding_is_gone_to_and_waived(desk: Desk) -> None:
    before = desk.page.value("document.querySelectorAll('.findings li').length")
    region(desk, "side")
    walk(desk, "豁免")
    desk.page.press("Enter")
    desk.dialog("豁免这一条")
    desk.page.type("核对过原件")
    desk.page.press("Tab")
    desk.page.type("填表人甲")
    walk(desk, "写入")
    desk.page.press("Enter")
    desk.page.wait_for("!document.querySelector('dialog')")
    assert "核对过原件" in desk.read("data/2023/waivers.yaml")
    assert desk.page.value("document.querySelectorAll('.findings li').length") < before
    region(desk, "side")
    walk(desk, "去改")
    desk.page.press("Enter")
    desk.page.wait_for("document.activeElement.closest('main')")


def test_what_was_changed_is_committed(desk: Desk) -> None:
    desk.page.wait_for("document.getElementById('tools').textContent.includes('提交…（')")
    region(desk, "top")
    walk(desk, "提交…")
    desk.page.press("Enter")
    assert "waivers" in desk.dialog("相比") or "豁免" in desk.dialog("相比")
    walk(desk, "提交")
    desk.page.press("Enter")
    desk.dialog("已提交")
    desk.page.press("Escape")
    log = ["git", "log", "--format=%s"]
    lines = subprocess.run(log, cwd=desk.workspace.root, check=True, capture_output=True, text=True).stdout.split("\n")
    assert len(lines) == 3


def test_the_package_is_made_with_progress_files_and_pages(desk: Desk) -> None:
    page, steps = desk.page, "document.querySelector('.making [role=status]').textContent"
    region(desk, "top")
    walk(desk, "生成…")
    page.press("Enter")
    desk.dialog("生成草稿")
    page.value(
        f"window.told = []; new MutationObserver(() => told.push({steps})).observe(document.querySelector("
        "'.making [role=status]'), {childList: true, characterData: true, subtree: true}); true"
    )
    walk(desk, "生成正式材料")
    page.press("Enter")
    page.wait_for(f"{steps} === '已生成正式材料。'", 120)
    page.wait_for("document.querySelector('.making a[download]')")
    assert len(set(page.value("told"))) > 5, "says what is being done"
    names = page.value("[...document.querySelectorAll('.making a')].map((one) => one.download)")
    assert {".zip", ".pdf", ".docx"} <= {name[name.rfind(".") :] for name in names}
    fetched = "Promise.all([...document.querySelectorAll('.making a')].map((one) => fetch(one.href)))"
    assert set(page.value(f"{fetched}.then((all) => all.map((one) => one.status))")) == {200}
    walk(desk, "PDF 各页")
    page.wait_for("document.querySelector('.pages img')?.naturalWidth > 500", 60)
    page.press("Escape")
    page.wait_for("!document.querySelector('dialog')")
    assert page.value(FOCUS) == "生成…"
