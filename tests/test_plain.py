"""JSON in pieces is JSON; texts are cut, and amounts written, in one way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.plain import (
    cut_end,
    cut_middle,
    cut_start,
    first_of,
    format_plain,
    json_pieces,
    json_text,
    read_count,
    strip_trailing_zeros,
)

words = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["a\nb\t\x00\x1f\x7f\x85\u2028\\\"'", "　𠀀"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
)


@given(st.dictionaries(words.filter(lambda key: key != "units"), values, min_size=1, max_size=3), st.lists(values))
def test_json_in_pieces_is_the_json_of_the_whole(head: dict[str, object], many: list[object]) -> None:
    assert "".join(json_pieces(head, "units", iter(many))) == json_text({**head, "units": many}, indent=1) + "\n"


@given(st.lists(st.text(), max_size=30), st.integers(1, 20))
def test_of_many_lines_the_first_are_told_and_the_rest_is_counted(lines: list[str], most: int) -> None:
    told = first_of(lines, most)
    if len(lines) <= most + 1:
        assert told == lines
    else:
        assert told[:-1] == lines[:most]
        assert f"另有 {len(lines) - most} 处" in told[-1]
    assert first_of(lines, most, everything=True) == lines


@pytest.mark.parametrize(
    ("amount", "words"),
    [("1.1500", "1.15"), ("100", "100"), ("0.0", "0"), ("1E+2", "100"), ("-0.50", "-0.5"), ("1E-7", "0.0000001")],
)
def test_an_amount_is_shown_as_it_would_be_typed(amount: str, words: str) -> None:
    assert format_plain(Decimal(amount)) == words


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_an_amount_without_needless_zeros_is_the_same_amount(amount: Decimal) -> None:
    words = format_plain(amount)
    assert Decimal(words) == amount
    assert "." not in words or not words.endswith(("0", "."))


@pytest.mark.parametrize(("digits", "bare"), [("1.50", "1.5"), ("1.00", "1"), ("100", "100"), ("1,000.0", "1,000")])
def test_zeros_go_behind_the_point_only(digits: str, bare: str) -> None:
    assert strip_trailing_zeros(digits) == bare


@pytest.mark.parametrize(
    ("text", "end", "start", "middle"),
    [
        ("一二", "一二", "一二", "一二"),
        ("一二三四五", "一二……", "……四五", "一二……四五"),
        ("一二三四", "一二……", "……三四", "一二三四"),
    ],
)
def test_what_is_left_out_is_marked(text: str, end: str, start: str, middle: str) -> None:
    assert (cut_end(text, 2), cut_start(text, 2), cut_middle(text, 2)) == (end, start, middle)


@pytest.mark.parametrize(
    ("words", "count"), [("0", 0), ("007", 7), ("999999999", 999_999_999), ("1" * 10, None), ("", None)]
)
def test_counts_are_read_up_to_nine_digits(words: str, count: int | None) -> None:
    assert read_count(words) == count


@pytest.mark.parametrize("words", ["-1", " 1", "1.0", "²", "٣", "9" * 5000])
def test_what_is_no_count_is_none(words: str) -> None:
    assert read_count(words) is None
