"""The indicators of described forms, cell by cell."""

from __future__ import annotations

from jixiao.rules.rows_by_role import list_rows_by_role
from tests.support.told import PROJECT, form_of

FORM = "部门预算项目支出绩效自评表（1）"


def test_a_target_has_its_sign_and_its_unit_with_it() -> None:
    rows = list(list_rows_by_role(form_of(PROJECT, FORM)))
    assert [row.target.words for row in rows] == ["≥1200页", "≥95%", "≤10月", "开放"]
    assert [row.actual.words for row in rows] == ["1236页", "97%", "11月", "开放"]


def test_the_changed_target_counts() -> None:
    rows = list(list_rows_by_role(form_of("chongqing-2021", "部门整体绩效自评表")))
    assert [row.target.words for row in rows][:3] == ["≤100%", "≥15家", "≥4000件"]


def test_points_scores_and_reasons_are_those_of_the_row() -> None:
    row = list(list_rows_by_role(form_of(PROJECT, FORM)))[2]
    assert (row.points.words, row.score.words, str(row.shortfall)) == ("20", "18", "2")
    assert row.deviation.is_reason
    assert row.path.endswith("绩效指标[3]")
