"""Words that say the contrary of each other, and those that do not."""

from __future__ import annotations

from itertools import chain

import pytest

from jixiao.rules.contrary_words import find_contrary, read_opposites


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("显著", "不显著"),
        ("落实管护责任", "管护责任没有落实"),
        ("热情周到", "不够热情"),
        ("无重大风险", "存在重大风险"),
        ("零发生", "发生1起"),
        ("持续向好", "趋于严峻"),
        ("缩短", "延长"),
        ("改善", "没有变化"),
        ("A级", "B级"),
        ("AAA级", "AA级"),
        ("Ⅱ类", "Ⅳ类"),
        ("良好及以上", "及格"),
        ("特级", "一级"),
        ("完好", "基本完好"),
    ],
)
def test_the_contrary_or_less_is_named(target: str, actual: str) -> None:
    assert find_contrary(target, actual, "工作成效")


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("提升", "不断提升"),
        ("及时办理", "不动产登记及时办理"),
        ("有效保护", "未成年人得到有效保护"),
        ("有所减少", "明显改善"),
        ("无堵塞", "河道畅通"),
        ("稳定", "基本稳定"),
        ("无投诉", "未接到投诉"),
        ("有序开展", "有序开展，未发现问题"),
        ("B级以上", "A级"),
        ("妥善处置", "妥善处置突发事件三起"),
    ],
)
def test_the_same_in_other_words_is_none(target: str, actual: str) -> None:
    assert not find_contrary(target, actual, "工作成效")


def test_a_higher_level_of_protection_is_the_higher_grade() -> None:
    assert find_contrary("三级", "二级", "等级保护")
    assert not find_contrary("二级", "三级", "等级保护")
    assert find_contrary("二级", "三级", "档案室等级")


def test_no_grade_stands_in_two_places_of_a_scale() -> None:
    for scale in read_opposites().scales:
        words = list(chain(*scale))
        assert len(set(words)) == len(words)
