"""Two wordings of a text, piece by piece."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.review.text_pieces import PieceKind, TextPiece, compare_texts, cut_kept, marked_line, measure_likeness

KEPT, DELETED, INSERTED = PieceKind
texts = st.text(st.sampled_from("甲乙丙 1.2%ab\n"), max_size=30)


def joined(pieces: Iterable[TextPiece], without: PieceKind) -> str:
    return "".join(one.text for one in pieces if one.kind is not without)


@settings(max_examples=60, deadline=None)
@given(old=texts, new=texts)
def test_the_pieces_give_both_texts(old: str, new: str) -> None:
    pieces = compare_texts(old, new)
    assert (joined(pieces, INSERTED), joined(pieces, DELETED)) == (old, new)


def test_numbers_with_their_signs_and_latin_words_change_as_wholes() -> None:
    assert compare_texts("增长12.5%", "增长12.6%") == (
        TextPiece(KEPT, "增长"),
        TextPiece(DELETED, "12.5%"),
        TextPiece(INSERTED, "12.6%"),
    )
    assert [one.text for one in compare_texts("Word好", "Works好")] == ["Word", "Works", "好"]


def test_a_line_shows_a_little_of_what_was_kept() -> None:
    assert marked_line(compare_texts("甲一\n乙", "甲二\n乙")) == "甲［-一-］｛+二+｝ 乙"
    long = "丙" * 30
    assert (
        marked_line(compare_texts(f"{long}一{long}", f"{long}二{long}"))
        == f"……{'丙' * 24}［-一-］｛+二+｝{'丙' * 24}……"
    )


def test_what_was_kept_is_cut_at_the_side_away_from_the_change() -> None:
    kept, changed = TextPiece(KEPT, "一二三四五六"), TextPiece(INSERTED, "甲" * 9)
    cut = [one.text for one in cut_kept([kept, changed, kept, changed, kept], 2)]
    assert cut == ["……五六", changed.text, "一二……五六", changed.text, "一二……"]
    assert list(cut_kept([kept], 2)) == [kept]


@pytest.mark.parametrize(("one", "other", "alike"), [("甲乙", "甲乙", 1.0), ("甲乙", "丙丁", 0.0), ("", "", 1.0)])
def test_likeness_goes_from_nothing_to_the_same(one: str, other: str, alike: float) -> None:
    assert measure_likeness(one, other, 0.5) == measure_likeness(other, one, 0.5) == alike


def test_likeness_below_the_least_asked_for_is_none() -> None:
    assert measure_likeness("甲乙丙丁", "甲戊己庚", 0.2) == 0.25
    assert measure_likeness("甲乙丙丁", "甲戊己庚", 0.5) == 0
