"""Numbers of the forms as sentences are held against them."""

from __future__ import annotations

from decimal import Decimal

from jixiao.rules.claim_words import Column
from jixiao.rules.held_numbers import Held, Subject, hold, merge_subjects
from jixiao.rules.prose_numerals import find_numerals
from tests.support.book import clean_book


def test_a_number_fits_as_rounded_and_never_in_another_unit() -> None:
    held = Held("a", "元", Decimal(1_234_500), (), "123.45万元")
    fits = {
        words: held.fits(find_numerals(words)[0])
        for words in ("123.45万元", "123.5万元", "123万元", "123人", "124万元")
    }
    assert fits == {"123.45万元": True, "123.5万元": True, "123万元": True, "123人": False, "124万元": False}


def test_there_is_nothing_at_a_path_that_is_none() -> None:
    assert hold(clean_book(), "附件9.没有") is None


def test_many_matters_of_one_name_become_one_at_once() -> None:
    alike = [
        Subject("档案整理", {Column.ACTUAL: (Held(f"行[{n}]", "卷", exact=Decimal(n), printed=(), words=f"{n}卷"),)})
        for n in range(50)
    ]
    [merged] = merge_subjects([*alike, Subject("档案整理", is_project=True)])
    assert [held.path for held in merged.columns[Column.ACTUAL]] == [f"行[{n}]" for n in range(50)]
    assert not merged.is_project
