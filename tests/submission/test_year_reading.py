"""How much of a year can be used in spite of what was found in it."""

import pytest

from jixiao.findings import NOT_FILLED_IN, Place, finding_at
from jixiao.source.decoding import SourceText
from jixiao.submission.year_reading import YearReading


def reading(code: str, *, lost_keys: bool = False) -> YearReading:
    finding = finding_at(Place("annex1.yaml", 1), (code, "甲", "乙", "丙"))
    return YearReading(None, [finding], [SourceText("annex1.yaml", lost_keys=lost_keys)])


@pytest.mark.parametrize("code", ["L004", "M007", NOT_FILLED_IN, "N008"])
def test_names_stay_where_a_value_alone_is_flawed(code: str) -> None:
    assert reading(code).names_stay


def test_names_may_be_gone_where_more_is_flawed() -> None:
    assert not reading("M001").names_stay
    assert not reading("M007", lost_keys=True).names_stay


def test_a_year_with_errors_has_no_submission() -> None:
    assert reading("M007").submission is None
