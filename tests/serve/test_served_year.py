"""A year as the page shows it: which entry each print comes from, and where to go for a finding."""

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.serve.served_year import ServedYear
from jixiao.serve.year_opening import open_served_year
from tests.support.described_year import MADE as DESCRIBED
from tests.support.made_unit import MADE
from tests.support.served import RECEPTIONS, YEAR, copy_clean_year


@pytest.fixture(scope="module")
def year() -> ServedYear:
    return open_served_year(MADE, YEAR)


def owners(year: ServedYear, path: str) -> set[str]:
    """Return who says what is printed under a path."""
    return {
        year.behind[part][mark][0]
        for part, prints in year.prints.items()
        for mark, printed in prints.items()
        if printed.path == path
    }


def test_a_typed_value_leads_to_its_entry_and_a_total_to_none(year: ServedYear) -> None:
    assert owners(year, RECEPTIONS) == {"entered"}
    assert owners(year, "附件1.三公经费.决算") == {"derived"}
    assert owners(year, "年度") == {"fixed"}


def test_every_print_of_an_entry_is_known_the_one_in_its_own_form_first(year: ServedYear) -> None:
    held = year.entry_of("各项目.building.资金.当年财政拨款.全年预算数")
    assert held is not None
    places = year.marks_of[held.id]
    assert year.part(places[0][0]).identifier == "building"  # type: ignore[union-attr]


def test_a_value_printed_as_filed_leads_to_what_was_filed(year: ServedYear) -> None:
    filed = [held for marks in year.behind.values() for owner, held in marks.values() if owner == "overridden"]
    assert filed
    assert all(held is not None and held.entry.key == "实报" for held in filed)


def test_all_that_is_printed_lies_in_one_part(year: ServedYear) -> None:
    assert sum(map(len, year.prints.values())) == len(year.cases[0].inspection.prints)


def test_every_finding_has_a_part_to_go_to(year: ServedYear) -> None:
    assert year.findings
    assert all(part for _, part, _ in year.homes)


def test_a_value_left_out_that_follows_may_be_typed() -> None:
    year = open_served_year(DESCRIBED, YEAR)
    follows = [held for marks in year.behind.values() for owner, held in marks.values() if owner == "follows"]
    assert follows
    assert all(held is not None and held.entry.node is None for held in follows)


def test_a_year_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    workspace = copy_clean_year(tmp_path)
    unit = tmp_path / f"data/{YEAR}/unit.yaml"
    unit.write_text(unit.read_text("utf-8").replace("表单集: ", "表单集: 没有的"), "utf-8")
    year = open_served_year(workspace, YEAR)
    assert not year.drawable
    assert year.parts == ()
    assert "没有表单集" in year.failure


def test_a_year_that_is_not_there_is_a_failure_in_words(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    year = open_served_year(Workspace(tmp_path, MADE.templates), 2001)
    assert "没有 2001 年度的数据" in year.failure
