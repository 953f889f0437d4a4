"""The 核验报告: verdict, findings with places, the fact sheet, what was not read; text and JSON say the same."""

from msgspec.structs import replace

from jixiao.examine.commented_copy import list_copies
from jixiao.examine.examined_page import describe_examined, exit_code, format_examined, render_examined
from jixiao.examine.examined_paper import UnreadText
from tests.support.examined import examined_part, rewritten_part

PAPER = examined_part("附件1", rewritten_part("附件1", "2.35", "2.53"))
COPIES = [*list_copies(PAPER)]


def test_the_page_says_what_was_found_and_lists_every_figure() -> None:
    page = render_examined(PAPER, COPIES)
    assert "【错误 A101】" in page
    assert "附件1.三公经费.决算" in page
    assert "文字共" in page
    assert "<script" not in page


def test_what_a_file_says_is_text_on_the_page() -> None:
    paper = replace(PAPER, unread=(UnreadText("甲 第1段", "<b>乙</b>"),))
    page = render_examined(paper, COPIES)
    assert "&lt;b&gt;乙&lt;/b&gt;" in page
    assert "没有读懂的" in format_examined(paper, COPIES, "output", everything=False)


def test_the_terminal_says_the_same_shorter() -> None:
    text = format_examined(PAPER, COPIES, "output/核验/附件1", everything=False)
    assert "【错误 A101】" in text
    assert "应为：2.35" in text
    assert "已写入 output/核验/附件1/" in text


def test_programs_get_findings_facts_and_the_share_read() -> None:
    told = describe_examined(PAPER, COPIES)
    assert (told["exit"], exit_code(PAPER), told["read_share"]) == (1, 1, "100%")
    assert isinstance(told["findings"], list)
    assert {"code": "A101", "severity": "错误"}.items() <= told["findings"][0].items()
