"""Names of levels are compared without what forms write behind them."""

from pathlib import Path

from jixiao.rules.level_weights import squeeze_label
from tests.support.described_year import described, judge_sample


def test_brackets_and_spaces_are_no_part_of_a_name() -> None:
    assert squeeze_label(" 产出指标\n（50分）") == "产出指标"


def test_a_blank_level_is_that_of_the_row_above(tmp_path: Path) -> None:
    text = described("一级指标: {类型: 文字, 角色: 一级指标}", "一级指标: {类型: 文字, 角色: 一级指标, 填写要求: 可空}")
    rows = "分值: 40, 得分: 40}\n  - {三级指标: 丙, 指标值: ≥1, 完成值: '1', 分值: 20, 得分: 20}"
    assert judge_sample(tmp_path, "分值: 60, 得分: 60}", rows, text=text) == []


def test_a_weight_may_be_of_all_rows(tmp_path: Path) -> None:
    text = described("{名称: 效益指标, 分值: 30}", "{名称: 全部, 分值: 100}")
    (finding,) = judge_sample(tmp_path, text=text)
    assert (finding.code, finding.seen) == ("K102", ("90", "100"))


def test_a_level_without_rows_is_missed(tmp_path: Path) -> None:
    (finding,) = judge_sample(tmp_path, text=described("效益指标, 分值: 30", "满意度指标, 分值: 0.5"))
    assert finding.found == "“指标”里没有“满意度指标”"
