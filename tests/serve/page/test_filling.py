"""Filling in on the page: ranges from Excel, paragraphs, rows and projects, what is written from a finding."""

from collections.abc import Iterator

import pytest

from tests.support.desk import Desk, quote

SPENT = "3、公务接待 2023年决算数"
FILE = "data/2023/annex1.yaml"


@pytest.fixture
def desk(whole: Desk) -> Iterator[Desk]:
    """A page on which nothing is open, and the data as they were: all that a test did is taken back."""
    yield whole
    whole.page.value("document.querySelectorAll('dialog').forEach((one) => one.close())")
    whole.page.press("Escape")
    while whole.page.value("!document.querySelector('#tools button').disabled"):
        before = whole.page.value("document.querySelector('#tools button').title")
        whole.page.value("document.querySelector('#tools button').click()")
        whole.page.wait_for(f"document.querySelector('#tools button').title !== {quote(before)}")


def copied(*rows: str) -> str:
    """Return a range as Excel puts it on the clipboard, cells between bars."""
    cells = ["".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows]
    return f"<html><body><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></body></html>"


def paste(desk: Desk, name: str, html: str, plain: str = "") -> str:
    """Paste a range at a value and return what the page says of it."""
    desk.page.click(desk.value(name))
    desk.page.paste(plain or "x", html)
    return desk.status("粘贴")


def test_a_range_from_excel_goes_over_the_cells_with_its_signs_understood(desk: Desk) -> None:
    desk.part("附件1")
    told = paste(desk, "其中：办公经费 2023年预算数", copied("￥2.50|３.８５", "1,006.50|-", "(1.50)|31"))
    assert "负数“-1.50”" in told
    assert desk.shown("其中：办公经费 2023年预算数") == "2.50"
    assert desk.shown("其中：办公经费 2023年决算数") == "3.85"
    assert desk.shown("水费、电费、差旅费 2023年预算数") == "1006.50"
    assert desk.shown("水费、电费、差旅费 2023年决算数") == "0"
    assert desk.shown("会议费、培训费 2023年决算数") == "31"


def test_spanned_cells_keep_the_others_in_their_places(desk: Desk) -> None:
    desk.part("附件1")
    spanned = """<table><tr><td rowspan="2">办公</td><td colspan="2">5.5</td><td>9.5</td></tr>
        <tr><td colspan="2">3.5</td><td>8.5</td></tr></table>"""
    paste(desk, "其中：办公经费 2022年决算数", spanned)
    assert desk.shown("其中：办公经费 2023年预算数") == "5.5"
    assert desk.shown("其中：办公经费 2023年决算数") == "9.5"
    assert desk.shown("水费、电费、差旅费 2023年决算数") == "8.5"


def test_plain_text_with_tabs_is_a_range_too(desk: Desk) -> None:
    desk.part("附件1")
    paste(desk, "政府采购金额 2023年预算数", "", "188.5\t80.5\r\n68.5\t66.5\r\n")
    assert desk.shown("政府采购金额 2023年决算数") == "80.5"
    assert desk.shown("部门基本支出预算调整 2023年预算数") == "68.5"


def test_what_does_not_fit_is_said(desk: Desk) -> None:
    desk.part("附件1")
    desk.page.click(desk.value("三公经费 2023年预算数"))
    desk.page.paste("9\t9\n")
    assert "2 格是算出来的或固定的，没有改" in desk.status("粘贴")


def test_a_paragraph_is_written_and_a_figure_inserted_by_name(desk: Desk) -> None:
    desk.part("报告")
    line = (
        "[...document.querySelectorAll('.writable')].find((one) => one.textContent.includes('负责馆藏档案的科学分类'))"
    )
    desk.page.value(f"{line}.querySelector('.edit-line').click()")
    desk.page.value("getSelection().selectAllChildren(document.activeElement), getSelection().collapseToEnd()")
    desk.page.type("三公经费")
    desk.page.press("Control+i")
    desk.page.wait_for("document.querySelector('dialog .names button')")
    desk.page.type("三公经费.决算")
    desk.page.wait_for("document.querySelector('dialog .names button')?.textContent.startsWith('附件1.三公经费.决算')")
    desk.page.press("Enter")
    desk.page.wait_for("!document.querySelector('dialog')")
    desk.page.type("万元。")
    desk.page.press("Control+Enter")
    desk.page.wait_for(f"{line}?.textContent.includes('三公经费1.92万元。')", 20)
    assert "三公经费{{ 附件1.三公经费.决算 }}万元。" in "".join(
        path.read_text("utf-8") for path in desk.path("data/2023/report").iterdir()
    )


def test_a_row_is_added_named_moved_and_removed(desk: Desk) -> None:
    desk.part("附件2")
    rows = "document.querySelectorAll('.sheet tr').length"
    before = desk.page.value(rows)
    desk.page.click("[...document.querySelectorAll('.mark.typable')].find((one) => one.textContent === '2.编纂书籍')")
    desk.page.press("Escape")
    desk.page.press("Alt+Insert")
    desk.page.wait_for(f"{rows} === {before + 1}", 20)


def test_a_project_is_begun_renamed_and_ended(desk: Desk) -> None:
    desk.tool("项目")
    desk.tool("加一个项目")
    desk.page.type("示例项目")
    desk.page.press("Tab")
    desk.page.type("sample")
    desk.tool("加入")
    desk.page.wait_for("document.getElementById('parts').textContent.includes('示例项目')", 20)


def test_a_waiver_is_written_from_its_finding(desk: Desk) -> None:
    desk.part("附件1")
    desk.enter(SPENT, "1.63")
    item = "[...document.querySelectorAll('.findings li')].find((one) => one.textContent.includes('T204'))"
    desk.page.wait_for(item)
    desk.page.click(f"[...{item}.querySelectorAll('button')].find((one) => one.textContent === '豁免…')")
    desk.page.type("核对过，确是这个数。")
    desk.page.press("Tab")
    desk.page.type("填表人甲")
    desk.tool("写入")
    desk.page.wait_for(f"!document.querySelector('dialog') && !({item})", 20)
    assert "核对过，确是这个数。" in desk.read("data/2023/waivers.yaml")


def test_a_value_is_printed_as_filed(desk: Desk) -> None:
    desk.part("附件1")
    desk.page.click(desk.value("三公经费 2023年预算数"))
    desk.tool("按原件印")
    desk.page.type("5.01")
    desk.page.press("Tab")
    desk.page.type("原件如此")
    desk.tool("写入")
    desk.page.wait_for(f"{desk.value('三公经费 2023年预算数')}?.textContent === '5.01'", 20)
    assert "原件如此" in desk.read("data/2023/overrides.yaml")
