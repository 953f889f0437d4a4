"""The state for the page: counters add up, findings keep their names."""

from jixiao.findings import is_open_place
from jixiao.serve.state_json import state_json
from jixiao.serve.year_opening import open_served_year
from tests.support.made_unit import MADE


def test_counters_are_those_of_the_findings() -> None:
    year = open_served_year(MADE, 2023)
    state = state_json(year)
    assert state["waived"] + state["open"] + state["errors"] + state["warnings"] + state["hints"] == len(year.findings)
    assert sum(one["open"] for one in state["parts"]) == sum(map(is_open_place, year.findings))


def test_every_finding_has_a_name_of_its_own_and_keeps_it() -> None:
    one, other = open_served_year(MADE, 2023), open_served_year(MADE, 2023)
    assert len(set(one.finding_names)) == len(one.findings)
    assert one.finding_names == other.finding_names


def test_projects_and_sections_are_named() -> None:
    state = state_json(open_served_year(MADE, 2023))
    assert [one["number"] for one in state["projects"]] == [1, 2, 3, 4, 5]
    assert all(one["name"] for one in state["projects"])
    assert state["sections"][0]["id"] == "一"
