"""T208: numbers of 实际完成情况 against those of the indicators."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.findings import Finding
from tests.support.book import book_of, found
from tests.support.cases import clean_project
from tests.support.project import edit

OPERATION = "data/2023/projects/01-operation.yaml"
SAID = "日常业务正常开展，全年编印简报24期、培训师资300人次。"


def saying(folder: Path, words: str) -> list[Finding]:
    workspace = clean_project(folder)
    edit(folder / OPERATION, SAID, words)
    return found("T208", book_of(workspace))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("日常业务正常开展，全年编印简报26期、培训师资300人次。", "26期"),
        ("全年编印简报42期。", "42期"),
        ("1.编印简报24期。\n    2.培训师资3000人次。", "3000人次"),
        ("编印简报24期，知晓率达71.5%。", "71.5%"),
    ],
)
def test_a_number_that_an_indicator_contradicts_is_found(tmp_path: Path, words: str, says: str) -> None:
    [finding] = saying(tmp_path, words)
    assert f"实际完成情况写 {says}" in finding.found


@pytest.mark.parametrize(
    "words",
    [
        SAID,
        "全年编印简报24期，其中专题简报6期。",
        "全年编印简报24期，另印增刊简报2期。",
        "全年编印简报约20期。",
        "接待来访260人次，编印画册26期。",
        "编印简报24期，编印简报合订本2期。",
        "简报累计已出260期。",
        "简报合格率98%，支出35.2万元。",
        "培训讲解员30人次。",
        "接待师资来访18人次。",
        "选派师资挂职5人次。",
    ],
)
def test_what_may_be_another_matter_is_left_alone(tmp_path: Path, words: str) -> None:
    assert saying(tmp_path, words) == []


def test_lines_copied_from_the_goals_say_nothing_of_what_was_done(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    edit(tmp_path / OPERATION, "    保障日常业务正常开展。\n", "    编印简报30期。\n")
    edit(tmp_path / OPERATION, SAID, "编印简报30期。")
    assert found("T208", book_of(workspace)) == []


def planned(folder: Path, words: str) -> list[Finding]:
    workspace = clean_project(folder)
    edit(folder / OPERATION, "    保障日常业务正常开展。\n", f"    {words}\n")
    return found("T208", book_of(workspace))


def test_a_goal_set_otherwise_than_its_indicators_target_is_found(tmp_path: Path) -> None:
    [finding] = planned(tmp_path, "编印简报42期。")
    assert "预期目标写 42期" in finding.found


@pytest.mark.parametrize("words", ["编印简报24期。", "编印简报约40期。", "累计编印简报240期。", "三年建成3个中心。"])
def test_goals_of_years_are_left_alone(tmp_path: Path, words: str) -> None:
    assert planned(tmp_path, words) == []


def test_an_actual_far_from_its_target_is_the_line_to_look_at(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    edit(tmp_path / OPERATION, "实际完成值: 24期", "实际完成值: 240期")
    [finding] = found("T208", book_of(workspace))
    assert (finding.place.line, finding.expected) == (line_with(tmp_path / OPERATION, "240期"), "两处同为 24期")


def line_with(path: Path, words: str) -> int:
    return next(number for number, line in enumerate(path.read_text("utf-8").split("\n"), 1) if words in line)
