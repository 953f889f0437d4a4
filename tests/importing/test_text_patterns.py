"""A template's text of words and values as a pattern."""

import pytest

from jixiao.importing.text_patterns import list_paths, make_pattern


@pytest.mark.parametrize(
    "filed", ["填表人：甲 电话：1", "填表人:甲  电话:1", "填 表 人： 甲电话：1", "填表人：__甲__ 电话： 1 "]
)
def test_spaces_and_the_width_of_signs_do_not_matter(filed: str) -> None:
    match = make_pattern("填表人：{{ 填表人 }}  电话：{{ 电话 }}").pattern.fullmatch(filed)
    assert match is not None
    assert [one.strip() for one in match.groups()] == ["甲", "1"]


def test_other_words_are_another_line() -> None:
    assert make_pattern("填表人：{{ 填表人 }}").pattern.fullmatch("制表人：甲") is None


def test_a_filter_is_no_part_of_a_path() -> None:
    assert list_paths("{{ 资金.总额 | 小数(2) }}，{{ 年度 }}") == ["资金.总额", "年度"]


def test_only_a_text_without_words_is_known_by_the_line_before_it() -> None:
    assert make_pattern("{{ 其他 }}", after="十、其他").after == "十、其他"
    assert make_pattern("共{{ 其他 }}项", after="十、其他").after == ""
