"""Targets and actuals of any indicator, as they are read, and what looks mistyped in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.model.form_roles import Role
from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.measured_cells import list_measured_cells, measured_numbers_look_right
from tests.support.book import clean_book
from tests.support.described_year import derive_sample, described

ROW = "三级指标: 甲, 指标值: ≥1, 完成值: '1'"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("三级指标: 场次, 指标值: ≥06场, 完成值: 62场", ["≥06场"]),
        ("三级指标: 场次, 指标值: ≥60场, 完成值: 062场", ["062场"]),
        ("三级指标: 场次, 指标值: ≥0.6万场, 完成值: 0.62万场", []),
        ("三级指标: 完工, 指标值: 06月05日前, 完成值: 06月01日", []),
        ("三级指标: 读者满意度, 指标值: ≥9%, 完成值: '95%'", ["≥9%"]),
        ("三级指标: 不满意率, 指标值: ≤5%, 完成值: '3%'", []),
        ("三级指标: 借阅率, 指标值: ≥9%, 完成值: '10%'", []),
    ],
)
def test_a_leading_zero_and_a_low_satisfaction_are_told(tmp_path: Path, row: str, told: list[str]) -> None:
    package = DescribedPackage(derive_sample(tmp_path, ROW, row), {})
    assert [one.seen[0] for one in measured_numbers_look_right(package)] == told


def test_cells_of_either_kind_of_package_have_their_roles(tmp_path: Path) -> None:
    for package in (clean_book(), DescribedPackage(derive_sample(tmp_path), {})):
        cells = list_measured_cells(package)
        assert {cell.role for cell in cells} == {Role.TARGET, Role.ACTUAL}
        assert all(cell.spot.place.line for cell in cells)


@pytest.mark.parametrize(
    ("name", "target", "told"),
    [("水质合格率", "1000%", 1), ("水质合格率", "100%", 0), ("产量增长率", "120%", 0), ("任务完成率", "≥105%", 0)],
)
def test_a_share_of_more_than_the_whole_is_told_where_indicators_have_no_actual(
    tmp_path: Path, name: str, target: str, told: int
) -> None:
    text = described("          完成值: {类型: 文字, 角色: 完成值}\n", "          完成值: 文字\n")
    dossier = derive_sample(tmp_path, ROW, f"三级指标: {name}, 指标值: '{target}', 完成值: 无", text=text)
    assert len(list(measured_numbers_look_right(DescribedPackage(dossier, {})))) == told
