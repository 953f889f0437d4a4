"""What the pages of a PDF do not say is found; what stands elsewhere as LibreOffice sets it is no fault."""

from __future__ import annotations

import pytest

from jixiao.docx.blocks import TextSpan
from jixiao.readback.pdf_passages import find_missing, find_missing_passages
from jixiao.render.passages import Passage
from tests.readback.finished import expected
from tests.support.returned import prints


def found(*replaced: tuple[str, str]) -> list[tuple[str, str]]:
    """Return code and place on paper of what pages do not say in which some words are replaced."""
    text = "".join(one.text for one in expected().whole.passages)
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    pages = [f"{text[start : start + 600]}\n— 1 —" for start in range(0, len(text), 600)]
    missing = find_missing_passages(pages, expected().whole.passages, expected().prints, "整套.pdf")
    return [(one.code, one.printed[0]) for one in missing]


def test_page_numbers_between_are_no_fault() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("80.63", "80.36", "附件1.政府采购金额.决算"),
        ("控制率", "控制", ""),
        ("公务接待", "", ""),
    ],
)
def test_what_the_pages_do_not_say_is_found(old: str, new: str, path: str) -> None:
    places = found((old, new))
    assert places
    assert {code for code, _ in places} == {"V006"}
    assert any((prints()["附件1", path].spoken if path else "附件1") in place for _, place in places)


def test_one_of_two_like_paragraphs_missing_is_found() -> None:
    passages = [
        Passage("备注：一个一级项目支出一张表"),
        Passage("另一段文字"),
        Passage("备注：一个一级项目支出一张表"),
    ]
    pages = ["备注：一个一级项目支出一张表\n另一段文字"]
    assert [one.code for one in find_missing_passages(pages, passages, {}, "整套.pdf")] == ["V006"]


def test_cells_that_change_places_at_the_end_of_a_page_are_no_fault() -> None:
    left, right = "甲格里写的一段文字", "乙格里写的另外几句"
    assert find_missing(left + right, right + left, {0, len(left), len(left + right)}) == []


def test_a_stretch_that_is_nowhere_is_missing() -> None:
    assert find_missing("前面文字甲后面文字", "前面文字后面文字", {0}) == [(4, 5)]


def test_characters_that_share_a_glyph_are_the_same_in_a_pdf() -> None:
    passages = [Passage("葛\U000e0100城见10Ω冷库")]
    pages = ["葛城\u2ec510\u2126\uf92e库"]
    assert list(find_missing_passages(pages, passages, {}, "整套.pdf")) == []


LABEL = [Passage("年度总体目标"), Passage("一是办好活动；二是购置新书；三是修好馆舍。")]


def test_lines_of_a_label_read_in_turn_with_a_text_beside_it_are_no_fault() -> None:
    pages = ["年度总体 一是办好活动；\n目标 二是购置新书；\n三是修好馆舍。"]
    assert list(find_missing_passages(pages, LABEL, {}, "整套.pdf")) == []


def test_a_label_that_lost_a_line_is_found() -> None:
    pages = ["年度总体 一是办好活动；\n二是购置新书；\n三是修好馆舍。"]
    assert [one.seen for one in find_missing_passages(pages, LABEL, {}, "整套.pdf")] == [("年度总体目标",)]


def value(text: str) -> list[Passage]:
    return [Passage(text, (TextSpan("v", 0, len(text)),)), Passage("读者满意度")]


def test_a_value_of_words_that_the_end_of_a_page_cuts_is_no_fault() -> None:
    pages = ["服务对象满意度指", "三级指标\n标 读者满意度"]
    assert list(find_missing_passages(pages, value("服务对象满意度指标"), {}, "整套.pdf")) == []


def test_a_value_that_lost_its_end_at_the_end_of_a_page_is_found() -> None:
    pages = ["读者评价良", "三级指标 读者满意度"]
    assert [one.seen for one in find_missing_passages(pages, value("读者评价良好"), {}, "整套.pdf")] == [
        ("读者评价良好",)
    ]


@pytest.mark.parametrize("sign", "。，、；")
def test_a_heading_row_printed_again_does_not_make_up_for_a_sign_lost_at_a_lines_end(sign: str) -> None:
    heading, sentence = (
        f"名称{sign}单位",
        f"馆党组认真对照检查逐项整改{sign}2023年工作按期完成并取得较好成效得到各方肯定",
    )
    expected = heading + sentence
    actual = heading + sentence.replace(sign, "") + heading
    assert find_missing(expected, actual, {0, len(heading)}) == [(expected.rindex(sign), expected.rindex(sign) + 1)]


def test_a_stop_that_changes_places_with_a_sign_of_another_font_is_no_fault() -> None:
    assert find_missing("面积1300㎡。2023年工作按期完成", "面积1300。㎡2023年工作按期完成", {0}) == []
