"""The year as its report is read."""

from __future__ import annotations

import pytest

from jixiao.rules.reported_year import is_plan, read_reported_year
from tests.support.book import clean_book


def test_a_year_knows_its_projects_its_score_and_what_it_speaks_of() -> None:
    year = read_reported_year(clean_book())
    assert (year.project_count, year.all_named) == (len(clean_book().submission.projects), True)
    assert year.total_score == year.hold("附件2.总分.得分")
    assert "三公经费" in {one.name for one in year.subjects}


@pytest.mark.parametrize(("title", "planned"), [("下一步改进措施", True), ("存在的问题", False)])
def test_what_is_to_be_is_told_by_its_title(title: str, *, planned: bool) -> None:
    assert is_plan(title) is planned
