"""Described forms as rules on scores read them, by roles."""

from decimal import Decimal
from pathlib import Path

from jixiao.rules.described_sheets import read_sheets
from tests.support.described_year import derive_sample, described


def test_funds_are_those_the_execution_rate_is_reckoned_from(tmp_path: Path) -> None:
    (sheet,) = read_sheets(derive_sample(tmp_path))
    assert [sheet.budget.words, sheet.outturn.words, sheet.points.words] == ["100", "75", "10"]


def test_rows_have_target_actual_points_score_and_reason(tmp_path: Path) -> None:
    (sheet,) = read_sheets(derive_sample(tmp_path))
    row = sheet.rows[1]
    assert (row.level1, row.level3.words, row.seen, row.deviation.words) == (
        "效益指标",
        "乙",
        ("≥1", "1", "30", "28"),
        "说明",
    )


def test_a_missed_target_may_score_near_what_was_reached_where_nobody_lays_it_down(tmp_path: Path) -> None:
    laid_down = described("        角色: 绩效指标\n", "        角色: 绩效指标\n        评分: 按完成比例\n")
    (judged,), (proportional,) = (
        read_sheets(derive_sample(tmp_path / str(at), text=text))
        for at, text in enumerate((described("名称: 示例表", "名称: 示例表"), laid_down))
    )
    assert (judged.leeway > 0, proportional.leeway) == (True, Decimal(0))


def test_sign_and_unit_in_columns_of_their_own_belong_to_the_target(tmp_path: Path) -> None:
    text = described(
        "          完成值: {类型: 文字, 角色: 完成值}\n",
        "          完成值: {类型: 文字, 角色: 完成值}\n"
        "          性质: {类型: 文字, 角色: 指标性质, 填写要求: 可空}\n"
        "          单位: {类型: 文字, 角色: 计量单位, 填写要求: 可空}\n",
    )
    (sheet,) = read_sheets(derive_sample(tmp_path, "指标值: ≥1, 完成值: '1', 分值: 60", SIGNED, text=text))
    assert (sheet.rows[0].target.words, sheet.rows[0].actual.words) == ("≥60场", "62场")


SIGNED = "性质: ≥, 单位: 场, 指标值: '60', 完成值: '62', 分值: 60"


def test_a_row_without_an_actual_is_left_to_others(tmp_path: Path) -> None:
    (sheet,) = read_sheets(derive_sample(tmp_path, "完成值: '1', 分值: 60", "完成值: ——, 分值: 60"))
    assert [row.level3.words for row in sheet.rows] == ["乙"]
