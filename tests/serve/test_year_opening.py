"""A year opened in two steps comes to what it comes to in one; judging ends where somebody is waiting."""

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.serve.year_opening import inspect_served_year, judge_served_year, open_served_year
from tests.support.filled_forms import MADE_YEARS
from tests.support.made_unit import MADE
from tests.support.project import ROOT

DESCRIBED = Workspace(MADE_YEARS / "sichuan-2023", ROOT / "templates")


@pytest.mark.parametrize("workspace", [MADE, DESCRIBED], ids=["own", "described"])
def test_a_year_that_is_not_judged_yet_prints_all_and_is_judged_afterwards(workspace: Workspace) -> None:
    year = inspect_served_year(workspace, 2023)
    prints = {part: [*marks] for part, marks in year.prints.items()}
    assert any(prints.values())
    judged, opened = judge_served_year(year), open_served_year(workspace, 2023)
    assert judged.unjudged is None
    assert judged.findings == opened.findings
    assert {part: [*marks] for part, marks in judged.prints.items()} == prints
    assert judge_served_year(judged) is judged


def test_what_is_raised_between_two_rules_ends_judging() -> None:
    rules: list[None] = []

    def pause() -> None:
        rules.append(None)
        if len(rules) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        judge_served_year(inspect_served_year(MADE, 2023), pause)
    assert len(rules) == 3


def test_a_year_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    assert open_served_year(Workspace(tmp_path, MADE.templates), 2001).failure
