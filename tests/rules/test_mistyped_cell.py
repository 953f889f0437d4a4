"""Which of a target and an actual that are far apart looks mistyped."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.earning import list_judged_rows
from jixiao.rules.mistyped_cell import is_target_mistyped
from tests.support.described_year import derive_sample

ROW = "三级指标: 甲, 指标值: ≥1, 完成值: '1'"


@pytest.mark.parametrize(
    ("target", "actual", "of_target"),
    [
        ("≥04公顷", "41公顷", True),
        ("≥660户", "62户", True),
        ("≥60户", "662户", False),
        ("≥21户", "126户", False),
        ("≥81场", "20场", True),
        ("≥9%", "95%", True),
        ("≥90%", "9.5%", False),
        ("≥90%", "950%", False),
        ("≥920%", "94%", True),
        ("≥400000公顷", "41公顷", True),
        ("≥40公顷", "410000公顷", False),
        ("≥60户", "6.2户", False),
        ("≥6户", "62户", False),
        ("≥60户", "62场", False),
        ("≤1.8元", "17.0元", False),
        ("≥6.2户", "60户", True),
        ("达到", "62场", False),
        ("≥200万页", "205页", False),
        ("≥-5%", "-50%", False),
    ],
)
def test_the_cell_that_a_slip_explains_is_the_one_mistyped(
    tmp_path: Path, target: str, actual: str, of_target: bool
) -> None:
    row = f"三级指标: 甲, 指标值: {target}, 完成值: {actual}"
    package = DescribedPackage(derive_sample(tmp_path, ROW, row), {})
    assert is_target_mistyped(list_judged_rows(package)[0]) is of_target
