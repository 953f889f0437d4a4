"""A year is opened for questions as far as its errors allow, whatever forms it is on."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.reporting.outcome import Outcome
from jixiao.why.described_view import DescribedView
from jixiao.why.open_views import answer_from, open_views
from jixiao.why.query import read_query
from jixiao.why.year_view import YearView
from tests.support.described_year import FORM, MADE, YEAR, write_year
from tests.support.made_unit import MADE as OWN


def test_each_kind_of_year_has_its_view() -> None:
    own, described = open_views(OWN, 2023), open_views(MADE, YEAR)
    assert not isinstance(own, Outcome)
    assert not isinstance(described, Outcome)
    assert [type(view) for view in (*own, *described)] == [YearView, DescribedView]


def test_a_year_with_errors_is_told_instead(tmp_path: Path) -> None:
    found = open_views(write_year(tmp_path, FORM.replace("预算: 80", "预算: 八十")), 2030)
    assert isinstance(found, Outcome)


def test_what_no_set_knows_is_said() -> None:
    views = open_views(MADE, YEAR)
    assert not isinstance(views, Outcome)
    with pytest.raises(UsageError, match="没有"):
        answer_from(views, read_query(["没有的"]), rules=False, step=lambda _: None)
