"""One indicator told several times: so far and for the year, for a year and for several."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.told_terms import find_contradicting_terms
from tests.support.described_year import FORM, derive_sample, described

ROW = "三级指标: 甲, 指标值: ≥1, 完成值: '1', 分值: 60"
TEXT = described("          原因:", "          预计: {类型: 文字, 角色: 预计完成值, 填写要求: 可空}\n          原因:")


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        ("指标值: 420盏, 完成值: 231盏, 预计: 420盏", 0),
        ("指标值: 420盏, 完成值: 431盏, 预计: 420盏", 1),
        ("指标值: 42盏, 完成值: 31盏, 预计: 420盏", 1),
        ("指标值: ≥90%, 完成值: 95%, 预计: ≥92%", 0),
        ("指标值: ≤3500元, 完成值: 3480元, 预计: ≤3400元", 0),
        ("指标值: ≥90%, 完成值: 9.5%, 预计: ≥92%", 1),
        ("指标值: ≥90%, 完成值: 未调查, 预计: ≥92%", 0),
    ],
)
def test_what_was_done_so_far_is_no_more_than_what_is_expected(tmp_path: Path, cells: str, count: int) -> None:
    form = FORM.replace(ROW, f"三级指标: 甲, {cells}, 分值: 60")
    package = DescribedPackage(derive_sample(tmp_path, form=form, text=TEXT), {})
    assert [one.code for one in find_contradicting_terms(package)] == ["K117"] * count
