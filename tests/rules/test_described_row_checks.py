"""A row is named by its indicator, so that findings keep their subject when rows move."""

from pathlib import Path

from tests.support.described_year import judge_sample


def test_a_finding_is_about_the_indicator_by_name(tmp_path: Path) -> None:
    (finding,) = judge_sample(tmp_path, "得分: 28", "得分: 31")
    assert finding.subject == "项目表 指标 “乙”"


def test_an_open_score_is_no_fault(tmp_path: Path) -> None:
    assert judge_sample(tmp_path, "得分: 28", "得分: 待填") == []


def test_none_is_an_actual_where_it_is_the_target(tmp_path: Path) -> None:
    assert judge_sample(tmp_path, "乙, 指标值: ≥1, 完成值: '1'", "乙, 指标值: 无, 完成值: 无") == []
