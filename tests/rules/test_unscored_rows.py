"""What is missed in a list without scores wants a reason."""

from pathlib import Path

import pytest

from tests.support.described import line_of
from tests.support.described_year import FORM, described, judge_sample

UNSCORED = (
    described("分值: {类型: 分值, 角色: 指标分值}", "分值: {类型: 分值, 填写要求: 可空}")
    .replace("得分: {类型: 得分, 角色: 指标得分}", "得分: {类型: 得分, 填写要求: 可空}")
    .replace("        分值分配:\n          - {名称: 产出指标, 分值: 60}\n          - {名称: 效益指标, 分值: 30}\n", "")
    .replace(" + 合计(指标.得分)", "")
)
ROW = "三级指标: 甲, 指标值: ≥1, 完成值: '1', 分值: 60, 得分: 60"


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("三级指标: 场次, 指标值: 12场, 完成值: 9场", ["K116"]),
        ("三级指标: 场次, 指标值: 12场, 完成值: 9场, 原因: 雨天取消三场", []),
        ("三级指标: 场次, 指标值: 12场, 完成值: 12场", []),
    ],
)
def test_a_miss_is_explained(tmp_path: Path, row: str, codes: list[str]) -> None:
    form = FORM.replace(", 分值: 30, 得分: 28", "")
    found = judge_sample(tmp_path, ROW, row, text=UNSCORED, form=form)
    assert [(one.code, one.place.line) for one in found] == [(code, line_of("三级指标: 甲", FORM)) for code in codes]
