"""A part for the page: every mark with its owner, every field with what its editor needs."""

import msgspec
import pytest

from jixiao.serve.former_values import FormerValues
from jixiao.serve.part_json import part_json
from jixiao.serve.served_year import ServedYear
from jixiao.serve.year_opening import open_served_year
from tests.support.described_year import MADE as DESCRIBED
from tests.support.made_unit import MADE
from tests.support.served import RECEPTIONS

NOTHING = FormerValues({})


@pytest.fixture(scope="module", params=[MADE, DESCRIBED], ids=["coded", "described"])
def year(request: pytest.FixtureRequest) -> ServedYear:
    return open_served_year(request.param, 2023)


def test_every_mark_that_may_be_edited_has_its_field(year: ServedYear) -> None:
    for part in year.parts:
        told = part_json(year, part, NOTHING)
        msgspec.json.encode(told)
        for mark in told["marks"].values():
            assert (mark["field"] is not None) == (mark["owner"] in ("entered", "overridden", "follows"))
            assert mark["field"] is None or mark["field"] in told["fields"]


def test_between_them_the_parts_hold_every_value_that_is_typed(year: ServedYear) -> None:
    held = {name for part in year.parts for name in part_json(year, part, NOTHING)["fields"]}
    assert {name for name, one in year.entries.items() if one.entry.node is not None} <= held


def test_the_year_and_the_form_set_are_locked_with_a_reason() -> None:
    year = open_served_year(MADE, 2023)
    fields = part_json(year, year.parts[-1], NOTHING)["fields"].values()
    locked = {one["path"]: one["why"] for one in fields if not one["editable"]}
    assert {"单位.年度", "单位.表单集"} <= locked.keys()
    assert all(locked.values())


def test_last_years_value_stands_beside_this_years() -> None:
    year = open_served_year(MADE, 2023)
    fields = part_json(year, year.parts[0], NOTHING)["fields"].values()
    assert next(one for one in fields if one["path"] == RECEPTIONS)["lastYear"]


def test_a_class_of_outlay_is_chosen_from_the_form_sets() -> None:
    year = open_served_year(MADE, 2023)
    fields = (one for part in year.parts for one in part_json(year, part, NOTHING)["fields"].values())
    assert "运行维护经费" in next(one for one in fields if one["label"] == "支出类别")["choices"]
