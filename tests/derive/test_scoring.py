"""Execution rates and their scores, at the edges."""

from decimal import Decimal

import pytest

from jixiao.derive.derivation import derive
from jixiao.derive.scoring import derive_execution, derive_indicator_rows, derive_total_score
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.model.entered_year import Submission
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.figures import entered
from tests.support.project import ROOT


@pytest.fixture(scope="module")
def submission() -> Submission:
    read = read_year(Workspace(ROOT), 2023).submission
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("budget", "outturn", "rate", "score"),
    [
        ("210", "207.72", "0.9891", "9.9"),
        ("362", "231.56", "0.6397", "6.4"),
        ("100", "98.994", "0.9899", "9.9"),  # the rate is rounded before it is multiplied
        ("100", "0", "0", "0"),
        ("0", "0", "0", "0"),
        ("0", "12", "0", "0"),
        ("382", "382.42", "1.0011", "10"),
        ("100", "250", "2.5", "10"),
    ],
)
def test_rate_and_score(submission: Submission, budget: str, outturn: str, rate: str, score: str) -> None:
    spending = derive_execution(entered(budget), entered(outturn), submission.form_set.scoring)
    assert spending.points.amount == 10
    assert spending.execution_rate.amount == Decimal(rate)
    assert spending.execution_rate.literal is None
    assert spending.score.amount == Decimal(score)
    assert (spending.execution_rate.places, spending.score.places) == (0, 1)


def test_a_blank_budget_is_a_budget_of_0(submission: Submission) -> None:
    blank = Figure(Decimal(0), "万元", Place("a.yaml"), literal="")
    assert derive_execution(blank, blank, submission.form_set.scoring).score.amount == 0


def test_rows_stand_in_the_order_of_the_form_whatever_that_of_the_data(submission: Submission) -> None:
    tree = derive(submission).projects.in_order[0].indicators
    shuffled = {one: dict([*two.items()][::-1]) for one, two in [*tree.items()][::-1]}
    assert derive_indicator_rows(shuffled, submission.form_set) == derive_indicator_rows(tree, submission.form_set)


def test_merged_cells_begin_where_a_level_begins(submission: Submission) -> None:
    rows = derive_indicator_rows(derive(submission).annex2.indicators, submission.form_set)
    assert sum(row.level1_starts for row in rows) == 3
    assert sum(row.level2_starts for row in rows) == 9
    assert [str(row.level1) for row in rows if row.level1_starts] == [
        "产出指标\n\n(50分)",
        "效益指标\n\n（30分）",
        "满意度\n指标\n（10分）",
    ]


def test_a_level_without_indicators_has_no_row(submission: Submission) -> None:
    tree = derive(submission).projects.in_order[0].indicators
    without = {one: two for one, two in tree.items() if one != "效益指标"}
    without["产出指标"] = {**without["产出指标"], "时效指标": []}
    rows = derive_indicator_rows(without, submission.form_set)
    assert "时效指标" not in {str(row.level2) for row in rows}
    assert {str(row.level1).split("\n")[0] for row in rows} == {"产出指标", "满意度"}
    assert derive_indicator_rows({}, submission.form_set) == ()


def test_the_total_adds_the_execution_rate(submission: Submission) -> None:
    spending = derive_execution(entered("362"), entered("231.56"), submission.form_set.scoring)
    digital = derive(submission).projects.by_identifier()["digital"]
    closing = derive_total_score(
        spending, derive_indicator_rows(digital.indicators, submission.form_set), Text("", Place(""), "")
    )
    assert (closing.points.amount, closing.score.amount) == (Decimal(100), Decimal("92.8"))
