"""The page to look at: printed, read only, as a file without a server; and packages made from it."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pypdfium2
import pytest

from jixiao.paths import Workspace
from jixiao.serve.offline_copy import write_offline_copy
from tests.support.browser import Page
from tests.support.desk import Desk, open_desk
from tests.support.filled_forms import MADE_YEARS
from tests.support.project import ROOT, copy_project
from tests.support.serving import serving

SPENT = "3、公务接待 2023年决算数"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, window: Page) -> Iterator[Desk]:
    with open_desk(copy_project(tmp_path_factory.mktemp("page")), 2023, read_only=True, page=window) as desk:
        yield desk
        assert not desk.page.complaints


def test_what_is_printed_is_the_form_and_nothing_of_the_page(desk: Desk) -> None:
    desk.part("附件1")
    printed = pypdfium2.PdfDocument(io.BytesIO(desk.page.pdf()))
    words = "".join(page.get_textpage().get_text_bounded() for page in printed)
    assert "2023年度部门整体支出绩效评价基础数据表" in words
    assert "1.36" in words
    assert "打印" not in words
    assert "全部" not in words


def test_a_page_that_only_reads_has_no_way_to_change(desk: Desk) -> None:
    desk.part("附件1")
    assert desk.page.value("document.querySelectorAll('.mark.typable').length") == 0
    desk.page.click(desk.value(SPENT))
    desk.page.press("F2")
    assert not desk.page.value("Boolean(document.querySelector('.editor'))")
    assert "撤销" not in desk.page.value("document.getElementById('tools').textContent")
    desk.part("报告")
    assert not desk.page.value("Boolean(document.querySelector('.edit-line'))")


# What changes something, as the page calls it.
DOORS = re.compile("改|填写|撤销|重做|各行|项目…|提交|存档|豁免|说明原因|按原件|留空|加一行|生成|粘贴|写入|用我的")
SAID = """[...document.querySelectorAll(
  'button, a[href], summary, input, textarea, select, [contenteditable], dialog th')].map(
(one) => `${one.tagName} ${one.textContent} ${one.getAttribute('aria-label') ?? ''} ${one.title}`)"""


def doors(page: Page) -> list[str]:
    """Return what of a page to look at offers a change: buttons, links, fields, keys."""
    return [one for one in page.value(SAID) if DOORS.search(one) or one.startswith(("INPUT", "TEXTAREA", "SELECT"))]


def test_a_page_that_only_reads_offers_no_change_anywhere(desk: Desk) -> None:
    for part in ("附件1", "附件3（2）", "报告", "其他数据"):
        desk.part(part)
        desk.page.wait_for("document.querySelector('.mark[role]')")  # a long list is drawn where it is near
        desk.page.value("document.querySelector('.mark[role]').focus()")
        assert doors(desk.page) == []
    for tool in ("对照", "成品", "按键"):
        desk.tool(tool)
        desk.page.wait_for("document.querySelector('dialog[open]')")
        assert doors(desk.page) == []
        desk.page.press("Escape")
        desk.page.wait_for("!document.querySelector('dialog')")


def test_a_page_that_only_reads_takes_no_paste(desk: Desk) -> None:
    desk.part("附件1")
    desk.page.value(f"{desk.value(SPENT)}.focus()")
    desk.page.paste("7\t8", "")
    assert "只读" in desk.status("只读")


def test_a_described_form_is_filled_in_the_same_way(tmp_path: Path, window: Page) -> None:
    copytree(MADE_YEARS / "sichuan-2023/data", tmp_path / "data")
    with open_desk(Workspace(tmp_path, ROOT / "templates"), 2023, page=window) as desk:
        desk.enter("预算执行情况（10分） 其中：财政资金 预算执行数", "70")
        assert "101.90 → 93.50" in desk.status("变动")
        assert desk.shown("预算执行情况（10分） 总额 预算执行数") == "93.50"
        assert not desk.page.complaints


def test_what_stands_in_the_data_is_no_markup(tmp_path: Path, window: Page) -> None:
    workspace = copy_project(tmp_path)
    path = workspace.root / "data/2023/projects/01-building.yaml"
    hostile = "<img src=x onerror=document.title=1>\"'&<script>"
    old = path.read_text("utf-8")
    name = next(line for line in old.split("\n") if "名称:" in line)
    path.write_text(
        old.replace(name, f"{name.partition(':')[0]}: '{hostile.replace(chr(39), chr(39) * 2)}'", 1), "utf-8"
    )
    with open_desk(workspace, 2023, page=window) as desk:
        desk.tool("项目")
        assert hostile in desk.dialog("<img")
        assert desk.page.value("document.querySelectorAll('img, script:not([src])').length") == 0
        assert desk.page.value("document.title") != "1"
        desk.page.press("Escape")
        desk.tool("存档")
        desk.tool("现在存一份")
        assert ".zip" in desk.dialog("（刚存）")


LOST = "document.getElementById('lost').textContent"


def test_what_is_typed_while_the_server_is_gone_is_kept_and_written_when_it_is_back(
    tmp_path: Path, window: Page
) -> None:
    workspace = copy_project(tmp_path)
    file = workspace.root / "data/2023/annex1.yaml"
    with serving(workspace, 2023) as address:
        desk = Desk(window, workspace, address)
        desk.open()
        desk.enter(SPENT, "1.37")
        window.wait_for("'listening' in document.documentElement.dataset")
    window.wait_for(f"{LOST}.includes('填报程序已经关闭。此前输入的都已保存')")
    window.click(desk.value(SPENT))
    desk.retype("7.5")
    window.press("Enter")
    window.wait_for(f"{LOST}.includes('没有存进去的 1 处记在这个浏览器里')")
    assert desk.shown(SPENT) == "7.5"
    assert "决算: 1.37\n" in file.read_text("utf-8")
    with serving(workspace, 2023, kill=True) as address:
        desk = Desk(window, workspace, address)
        desk.open()
        assert "7.5" in desk.dialog("上次没有存进去的 1 处")
        desk.tool("写入")
        assert "1.37 → 7.5" in desk.status("7.5")
        assert "决算: 7.5\n" in file.read_text("utf-8")
        desk.tool("撤销")
        desk.status("7.5 → 1.37")
        window.wait_for("'listening' in document.documentElement.dataset")
    window.wait_for(f"{LOST}.includes('填报程序没有回答')")
    with serving(workspace, 2023) as address:
        desk = Desk(window, workspace, address)
        desk.open()
        assert not window.value("Boolean(document.querySelector('dialog'))")
        desk.tool("撤销")
        desk.status("1.37 → 7.5")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, window: Page) -> Page:
    folder = tmp_path_factory.mktemp("copy")
    (folder / "copy.html").write_text(write_offline_copy(copy_project(folder), 2023), "utf-8")
    window.open("about:blank")  # so that nothing is asked any more by the page before, whose server is gone
    window.open(folder / "copy.html", 1400)
    window.wait_for("'ready' in document.documentElement.dataset", 30)
    return window


def test_a_copy_shows_the_forms_and_asks_nobody(copy: Page) -> None:
    assert "附件1" in copy.value("document.querySelector('.sheet').textContent")
    assert copy.value("document.querySelectorAll('.mark.typable').length") == 0
    assert [one for one in copy.requests if not one.startswith(("file:", "data:", "blob:"))] == []
    copy.value("[...document.querySelectorAll('#parts a')].find((one) => one.textContent.startsWith('报告')).click()")
    copy.wait_for("document.querySelector('.sheet').textContent.includes('整体支出绩效自评报告')")
    assert not copy.complaints


def test_a_copy_offers_no_change_anywhere(copy: Page) -> None:
    copy.value("document.querySelector('.mark[role]').focus()")
    assert copy.value("document.querySelectorAll('.findings li').length") > 0
    assert doors(copy) == []
