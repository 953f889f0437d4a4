"""What the report may speak of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.rules.claim_subjects import Held, Subject, hold, list_subjects
from jixiao.rules.claim_words import Column
from jixiao.rules.prose_numerals import find_numerals
from tests.support.book import clean_book


def subject(name: str) -> Subject:
    """Return the matter of a name in the clean unit."""
    return next(one for one in list_subjects(clean_book()) if one.name == name)


@pytest.mark.parametrize(
    ("name", "column", "amount"),
    [
        ("三公经费", Column.FINAL, 65_500),
        ("三公经费", Column.PRIOR, 68_000),
        ("公用经费", Column.BUDGET, 600_000),
        ("办公楼运行维护费", Column.INITIAL, 800_000),
        ("工资福利支出", Column.FINAL, 3_302_000),
        ("编制数", Column.FINAL, 30),
        ("组织业务培训", Column.ACTUAL, 12),
        ("培训合格率", Column.TARGET, 95),
    ],
)
def test_a_line_a_project_and_an_indicator_have_their_columns(name: str, column: Column, amount: int) -> None:
    assert subject(name).columns[column][0].exact == amount


def test_what_has_no_number_of_its_own_is_no_subject() -> None:
    names = {one.name for one in list_subjects(clean_book())}
    assert not {"合计", "决算", "年度资金总额"} & names


def test_a_number_fits_as_rounded_and_never_in_another_unit() -> None:
    held = Held("a", "元", Decimal(1_234_500), (), "123.45万元")
    fits = {
        words: held.fits(find_numerals(words)[0])
        for words in ("123.45万元", "123.5万元", "123万元", "123人", "124万元")
    }
    assert fits == {"123.45万元": True, "123.5万元": True, "123万元": True, "123人": False, "124万元": False}


def test_there_is_nothing_at_a_path_that_is_none() -> None:
    assert hold(clean_book(), "附件9.没有") is None
