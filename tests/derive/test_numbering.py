"""Chinese numbers for headings."""

import pytest

from jixiao.derive.numbering import chinese_number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
    ],
)
def test_numbers_as_headings_have_them(number: int, words: str) -> None:
    assert chinese_number(number) == words


def test_the_numbers_from_1_to_99_are_all_different() -> None:
    assert len({chinese_number(number) for number in range(1, 100)}) == 99


@pytest.mark.parametrize("number", [0, 100, -1])
def test_there_are_no_others(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_number(number)
