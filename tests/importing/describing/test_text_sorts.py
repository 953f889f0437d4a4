"""A text by itself: a label, words that may be one, a value, a unit, a mark."""

import pytest

from jixiao.importing.describing.text_sorts import TextSort, has_ticks, is_of_kind, sort_text
from jixiao.model.form_roles import FieldKind


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("", TextSort.EMPTY),
        ("　＿＿ ", TextSort.EMPTY),
        ("——", TextSort.MARK),
        ("万元", TextSort.UNIT),
        ("12,345.60", TextSort.VALUE),
        ("≥120次", TextSort.VALUE),
        ("95.1%", TextSort.VALUE),
        ("301-示例局", TextSort.VALUE),
        ("0000-0000001", TextSort.VALUE),
        ("2030年3月—2031年12月", TextSort.VALUE),
        ("新增☑ 延续□", TextSort.VALUE),
        ("按月发放。", TextSort.VALUE),
        ("说明原因（100字以内）", TextSort.VALUE),
        ("2030年预算数", TextSort.WORDS),
        ("产出指标(50分)", TextSort.WORDS),
        ("1、业务专项", TextSort.WORDS),
        ("示例中学", TextSort.WORDS),
    ],
)
def test_what_a_text_is(text: str, sort: TextSort) -> None:
    assert sort_text(text, known=False) is sort


def test_a_text_that_some_form_has_as_a_label_is_one() -> None:
    assert sort_text("项目名称", known=True) is TextSort.LABEL


def test_a_text_is_of_a_kind_where_it_can_be_read_so() -> None:
    assert is_of_kind("2030年3月5日", FieldKind.DATE)
    assert not is_of_kind("三月", FieldKind.MONTH)


def test_boxes_to_tick_are_seen() -> None:
    assert has_ticks("是□ 否□")
    assert not has_ticks("是否")
