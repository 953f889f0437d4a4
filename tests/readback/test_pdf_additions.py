"""Words that only the PDF has are found; what a PDF has on top by its nature is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.docx.running_words import FIELD
from jixiao.readback.pdf_additions import PdfPlan, find_added_words

HEADING = "指标名称年度指标值得分"
ROWS = [HEADING, "编纂书籍一本", "1.36", "12次", "接收档案进馆一千二百卷宗并扫描", "无"]
PLAN = PdfPlan(ROWS, running=[f"—{FIELD}—", "绩效自评", FIELD], headings=[HEADING], numbers=["一、", "1."])
PAGES = ["绩效自评" + "".join(ROWS[:4]) + "—1—", HEADING + "".join(ROWS[4:]) + "—2—"]


def found(pages: list[str], plan: PdfPlan = PLAN) -> list[tuple[int, str]]:
    return [(one.page, one.text) for one in find_added_words(pages, plan)]


def test_page_numbers_running_lines_and_repeated_headings_are_no_additions() -> None:
    assert found(PAGES) == []
    assert found([page.replace("编纂", "一、编纂") for page in PAGES]) == []


def test_a_cell_that_a_page_breaks_may_come_in_another_order() -> None:
    first, second = "对市馆馆藏档案科学分类保管和鉴定密级档案", "另一格也在这一页上断开并且接到下一页去了"
    plan = PdfPlan([first + second, "1.36"])
    assert found([first[:9] + second[:9], first[9:] + second[9:] + "1.36"], plan) == []


@pytest.mark.parametrize("added", ["9", "另有一句", "12次", "1.36", "接收档案进馆一千二百卷宗并扫描"])
def test_words_on_top_are_found_with_their_page_though_they_stand_elsewhere(added: str) -> None:
    [(page, words)] = found([PAGES[0], PAGES[1].replace("接收", f"{added}接收")])
    assert (page, words in added) == (2, True)


def test_an_added_word_is_shown_with_what_stands_around() -> None:
    [one] = find_added_words([PAGES[0].replace("12次", "12次数"), PAGES[1]], PLAN)
    assert (one.text, one.around[0].endswith("12次")) == ("数", True)


@given(st.integers(0, len(PAGES[0]) - 4), st.integers(1000, 9999))
def test_no_number_comes_in_unseen(at: int, number: int) -> None:
    assert found([f"{PAGES[0][:at]}〔{number}〕{PAGES[0][at:]}", PAGES[1]])


def test_of_many_ten_are_told() -> None:
    plan = PdfPlan([f"第{number}段写得很长很长的一段话" for number in range(30)])
    assert len(found(["〔加〕".join(plan.passages)], plan)) == 10


def test_leaders_with_page_numbers_of_contents_are_no_additions() -> None:
    assert found(["一、基本情况.........3二、收支情况.........5"], PdfPlan(["一、基本情况", "二、收支情况"])) == []
