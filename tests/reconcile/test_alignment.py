"""Paragraphs and rows are paired in order: by marks, by what they say, by likeness; the rest is gone or new."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.docx.blocks import TextSpan
from jixiao.reconcile.alignment import align, find_moved
from jixiao.reconcile.word_passages import WordPassage


def unit(written: str) -> WordPassage:
    """Return a unit; a letter and a colon before the text are its mark."""
    mark, _, text = written.rpartition(":")
    return WordPassage(text, (TextSpan(f"_JX{mark}", 0, len(text)),) if mark else ())


def pairs(old: str, new: str) -> list[tuple[str, str]]:
    left, right = [unit(one) for one in old.split()], [unit(one) for one in new.split()]
    return [
        (left[one].text if one is not None else "", right[other].text if other is not None else "")
        for one, other in align(left, right)
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲 乙 丙", "甲 乙 丙", [("甲", "甲"), ("乙", "乙"), ("丙", "丙")]),
        ("甲 乙 丙", "甲 丙", [("甲", "甲"), ("乙", ""), ("丙", "丙")]),
        ("甲 丙", "甲 乙 丙", [("甲", "甲"), ("", "乙"), ("丙", "丙")]),
        ("a:12 b:13", "a:99 b:98", [("12", "99"), ("13", "98")]),
        ("甲乙丙丁 戊", "甲乙丙己 戊", [("甲乙丙丁", "甲乙丙己"), ("戊", "戊")]),
        ("甲 子丑 戊", "甲 寅卯 戊", [("甲", "甲"), ("子丑", ""), ("", "寅卯"), ("戊", "戊")]),
        ("a:一 b:二 c:三", "c:三 a:一 b:二", [("三", "三"), ("一", "一"), ("二", "二")]),
        ("a:一 b:二", "二 a:一", [("", "二"), ("一", "一"), ("二", "")]),
    ],
)
def test_pairs(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(old, new) == expected


@pytest.mark.parametrize(
    ("now", "moved"),
    [("", ()), ("012", ()), ("0213", (2,)), ("3012", (3,)), ("1230", (0,)), ("0312", (3,)), ("02", ())],
)
def test_the_fewest_that_have_moved_are_told(now: str, moved: tuple[int, ...]) -> None:
    pairs = [(int(one), other) for other, one in enumerate(now)]
    assert find_moved([*pairs, (9, None), (None, len(now))]) == frozenset(moved)


@given(st.lists(st.sampled_from("甲乙丙"), max_size=8), st.lists(st.sampled_from("甲乙丙"), max_size=8))
def test_everything_is_there_once(old: list[str], new: list[str]) -> None:
    found = align([WordPassage(one) for one in old], [WordPassage(one) for one in new])
    assert sorted(one for one, _ in found if one is not None) == list(range(len(old)))
    assert [other for _, other in found if other is not None] == list(range(len(new)))
