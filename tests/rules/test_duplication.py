"""C605–C607: what stands there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.findings import Severity
from tests.support.texts import edited, findings, real_book, replaced, report_of, told, with_goals

LONG = (
    "负责接收市直机关、团体和企业事业单位需永久保存的档案资料，组织实施档案资料征集，"
    "并对所征集的资料进行鉴定、整理、归档工作"
)


def test_a_goal_that_stands_twice_is_a_warning(tmp_path: Path) -> None:
    book = with_goals(tmp_path, f"1.{LONG}。\n2.做好利用工作。\n3.{LONG}。")
    [finding] = findings("C605", book, "附件2.年度总体目标.预期目标")
    assert "相同" in finding.found
    assert finding.severity is Severity.WARNING


def test_a_paragraph_that_nearly_stands_twice_is_a_hint() -> None:
    other = LONG.replace("鉴定、整理", "鉴别、整理")
    [finding] = findings("C605", report_of(六=f"1.{LONG}。\n2.做好利用工作。", 七=f"{other}。"), "报告")
    assert "几乎相同" in finding.found
    assert (finding.printed[0], finding.severity) == ("报告 七 第1段", Severity.HINT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("工作环境改善。", "工作环境改善。"),
        (f"第一季度{LONG}。", f"第二季度{LONG}。"),
        (f"{LONG}12次。", f"{LONG}13次。"),
        ("## 结果应用情况和公开公示情况", "## 结果应用情况和公开公示情况"),
        (f"{LONG}。", f"{LONG[:30]}，另行安排培训、交流、研讨、参观等活动，提高干部队伍素质。"),
    ],
)
def test_short_or_different_lines_are_no_repetition(one: str, other: str) -> None:
    assert told("C605", report_of(六=one, 七=f"{other}\n正文。"), "报告") == []


def test_a_loop_of_the_report_is_no_repetition() -> None:
    assert told("C605", real_book(), "报告") == []


def test_one_indicator_twice_with_one_target_is_a_warning_with_two_a_hint(tmp_path: Path) -> None:
    [finding] = findings("C606", real_book())
    assert (finding.place.file, finding.severity) == ("data/2023/projects/01-building.yaml", Severity.WARNING)
    changed = edited(tmp_path, "projects/01-building.yaml", lambda text: text.replace("经济平稳发展", "经济增长5%", 1))
    [finding] = findings("C606", changed)
    assert finding.severity is Severity.HINT


def test_achievements_in_other_words_or_with_results_are_told_apart(tmp_path: Path) -> None:
    assert len(told("C607", real_book())) == 6
    change = replaced({"    接收破产改制企业档案在内的近20万卷档案\n\n": "    接收档案20.3万卷，全部入库\n\n"})
    assert len(told("C607", edited(tmp_path, "projects/03-shelving.yaml", change))) == 5
