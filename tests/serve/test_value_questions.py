"""Where a value comes from, which names the report may draw on, what differs from last year."""

import pytest

from jixiao.errors import UsageError
from jixiao.serve.value_questions import LAST_YEAR, compare_state, explain_value, find_names
from jixiao.serve.year_opening import open_served_year
from tests.support.described_year import MADE as DESCRIBED
from tests.support.made_unit import MADE
from tests.support.served import RECEPTIONS


def test_a_mark_is_explained_like_its_path() -> None:
    year = open_served_year(MADE, 2023)
    mark = next(name for name, one in year.prints[year.parts[0].id].items() if one.path == "附件1.三公经费.决算")
    told = explain_value(year, mark=mark)
    assert told == explain_value(year, path="附件1.三公经费.决算")
    assert RECEPTIONS in told["text"]


def test_a_described_value_is_explained_too() -> None:
    year = open_served_year(DESCRIBED, 2023)
    path = next(one.path for one in year.prints[year.parts[0].id].values() if one.path.endswith("执行率"))
    assert "怎么来的" in explain_value(year, path=path)["text"]


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(UsageError):
        explain_value(open_served_year(MADE, 2023), mark="_JX0")


def test_names_hold_all_the_words_asked_for() -> None:
    found = find_names(open_served_year(MADE, 2023), "公务接待 决算")
    assert found
    assert all("公务接待" in one["path"] and "决算" in one["path"] for one in found)
    assert any(
        one["tag"] == "{{ 附件1.公用经费.水费电费差旅费.决算 }}"
        for one in find_names(open_served_year(MADE, 2023), "水费")
    )


def test_last_year_is_compared() -> None:
    told = compare_state(MADE, 2024, LAST_YEAR)
    assert told["with"] == "2023 年度"
    assert told["changes"]
    assert {"subject", "words", "kind", "places"} == told["changes"][0].keys()
