"""What names an indicator: its words, whatever number stands before them."""

import pytest

from jixiao.model.evaluation import Indicator, indicator_name, is_name, unnumbered
from tests.model.entered import entered


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1.编纂书籍", "编纂书籍"),
        ("（1）编纂书籍", "编纂书籍"),
        ("②编纂书籍", "编纂书籍"),
        ("12、编纂 书籍", "编纂 书籍"),
        ("1.5万卷", "1.5万卷"),
        ("编纂书籍", "编纂书籍"),
    ],
)
def test_a_number_typed_before_the_words_is_none_of_them(typed: str, words: str) -> None:
    assert unnumbered(typed) == words


def test_a_name_has_neither_number_nor_spaces_nor_a_width() -> None:
    assert indicator_name("1. 编纂 书籍") == "编纂书籍"
    assert is_name("编纂(书籍)", "2.编纂（书籍）")
    assert not is_name("", "2.")


def test_a_target_is_kept_as_it_was_typed() -> None:
    text = "三级指标: 卷\n年度指标值: ≥96%\n实际完成值:\n分值: 10\n得分: 9.5\n偏差原因:\n"
    indicator = entered(Indicator, text)
    assert indicator.score is not None
    assert (indicator.target, indicator.actual, str(indicator.score.amount)) == ("≥96%", "", "9.5")
