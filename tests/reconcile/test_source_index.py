"""A printed value is known by the scalar it was typed in, and what is typed on paper by how the data write it."""

from __future__ import annotations

import pytest

from jixiao.reconcile.source_index import data_words, find_entry, half_width, index_sources, is_plain, same
from tests.support.returned import made_case, prints

MEALS, TOTAL = ("附件1", "附件1.三公经费.公务接待.决算"), ("附件1", "附件1.三公经费.决算")


def test_a_typed_value_has_its_scalar_and_a_computed_one_none() -> None:
    index = index_sources(made_case())
    scalar = index.scalar_of(prints()[MEALS])
    assert scalar is not None
    assert (scalar.place.file, str(scalar)) == ("data/2023/annex1.yaml", prints()[MEALS].printed)
    assert is_plain(prints()[MEALS], scalar)
    assert index.scalar_of(prints()[TOTAL]) is None
    assert find_entry(prints()[TOTAL]) is None


def test_what_is_printed_as_filed_was_typed_among_the_overrides() -> None:
    filed = made_case().overridden[0]
    place = find_entry(filed)
    assert place is not None
    assert place.file == "data/2023/overrides.yaml"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("1.5", "1.5"),
        ("１．５", "1.5"),
        ("1,234.50", "1234.50"),
        ("-3", "-3"),
        ("", ""),
        ("1.5万", None),
        ("约1", None),
    ],
)
def test_a_number_is_written_in_plain_digits_or_not_at_all(typed: str, written: str | None) -> None:
    scalar = index_sources(made_case()).scalar_of(prints()[MEALS])
    assert scalar is not None
    assert data_words(prints()[MEALS], scalar, typed)[0] == written


@pytest.mark.parametrize(("typed", "plain"), [("１２", "12"), ("1,234", "1234"), ("1,23", "1,23"), ("1 2", "12")])
def test_digits_are_read_at_half_width(typed: str, plain: str) -> None:
    assert half_width(typed) == plain


def test_spaces_at_the_ends_of_lines_make_no_difference() -> None:
    assert same("甲 \n乙", " 甲\n乙 ")
    assert not same("甲\n乙", "甲乙")
