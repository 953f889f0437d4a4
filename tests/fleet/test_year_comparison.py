"""Two years of all units: who moved most stands first, who could not be compared last."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from benchmarks.believable.unit import YEAR
from jixiao.fleet.unit_changes import MovedFigure, UnitChanges
from jixiao.fleet.unit_records import Status
from jixiao.fleet.unit_store import STORE, UnitStore
from jixiao.fleet.year_comparison import (
    YearComparison,
    compare_units,
    comparison_json,
    render_comparison_page,
    write_comparison_workbook,
)
from tests.fleet.rows import keep_rows


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> YearComparison:
    most = MovedFigure("项目支出 决算", "1.00", "3.5", Decimal("2.5"), Decimal("2.5"))
    changes = (
        UnitChanges("甲", "=甲", Status.PASSED, 3, 2, 1, 0, 4, (most,)),
        UnitChanges("乙", "乙", Status.PASSED),
        UnitChanges("丙", "", Status.FAILED, first="U002 没有上年"),
    )
    folder = tmp_path_factory.mktemp("store")
    keep_rows(folder, changes)
    return compare_units(YEAR, "全部单位", UnitStore(folder / STORE), [one.unit for one in changes])


def test_two_years_of_all_units_list_who_moved_most(comparison: YearComparison, tmp_path: Path) -> None:
    assert [one.unit for one in comparison.compared] == ["甲", "乙"]
    assert [(one.label, one.units) for one in comparison.classes][:3] == [("没有变动", 1), ("0—1", 0), ("1—10", 1)]
    write_comparison_workbook(tmp_path / "变动.xlsx", comparison)
    sheet = openpyxl.load_workbook(tmp_path / "变动.xlsx")["单位变动"]
    assert [cell.value for cell in sheet[3]][:8] == ["甲", "=甲", "通过", "项目支出 决算", "1.00", "3.5", 2.5, 2.5]
    assert "U002 没有上年" in "".join(render_comparison_page(comparison))
    assert '"label": "1—10"' in "".join(comparison_json(comparison))
