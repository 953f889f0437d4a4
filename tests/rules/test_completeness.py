"""What must be there, what must not be there twice, numbers that follow, lists of projects, the scoring sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from jixiao.findings import Severity
from tests.support.texts import edited, findings, real_book, replaced, report_of, told


@pytest.mark.parametrize(
    ("text", "found", "severity"),
    [
        ("## 存在的问题", "报告“存在的问题及原因分析”没有正文", Severity.ERROR),
        ("——", "报告“存在的问题及原因分析”没有正文", Severity.ERROR),
        ("无", "报告“存在的问题及原因分析”只写了“无”", Severity.WARNING),
        ("本单位无此项支出。", "只写了“本单位无此项支出。”", Severity.WARNING),
        ("## 问题一\n## 问题二\n原因是预算未细化。", "标题“问题一”下面没有正文", Severity.WARNING),
        ("原因是预算未细化。\n## 问题二", "标题“问题二”下面没有正文", Severity.WARNING),
    ],
)
def test_a_section_must_hold_text(text: str, found: str, severity: Severity) -> None:
    [finding] = findings("C601", report_of(七=text), "报告 七")
    assert found in finding.found
    assert finding.severity is severity


@pytest.mark.parametrize(
    "text", ["## 问题\n### 细化不够\n原因是预算未细化。", "预算调整率偏高。", "## 问题\n无重大问题，个别指标偏低。"]
)
def test_a_section_with_text_is_complete(text: str) -> None:
    assert told("C601", report_of(七=text), "报告 七") == []


def test_nothing_is_enough_where_the_form_set_says_so() -> None:
    assert told("C601", real_book()) == []


def test_a_section_without_any_paragraph_is_placed_in_its_file() -> None:
    [finding] = findings("C601", report_of(一="正文。"), "报告 七")
    assert finding.place.file == "report/07-problems.md"


SATISFACTION = """  满意度指标:
    服务对象满意度指标:
      - 三级指标: 受益对象满意度
        年度指标值: ≥96%
        实际完成值: 96%
        分值: 10
        得分: 10
        偏差原因: 无
"""


QUALITY = re.compile(r"    质量指标:\n(?:      .*\n)+")


ECOLOGY = re.compile(r"    生态效益指标:\n(?:      .*\n)+")


def without(pattern: re.Pattern[str] | str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, "", text, count=1)


def test_a_level_1_without_indicators_is_an_error(tmp_path: Path) -> None:
    book = edited(tmp_path, "projects/01-building.yaml", replaced({SATISFACTION: "  满意度指标: {}\n"}))
    [finding] = findings("C602", book)
    assert (finding.found, finding.severity) == ("附件3（1）“满意度指标”下没有三级指标", Severity.ERROR)


def test_a_level_2_without_indicators_is_a_hint(tmp_path: Path) -> None:
    [finding] = findings("C602", edited(tmp_path, "projects/01-building.yaml", without(QUALITY)))
    assert (finding.found, finding.severity) == ("附件3（1）“质量指标”下没有三级指标", Severity.HINT)


def test_a_level_2_that_may_be_left_out_is_not_missed(tmp_path: Path) -> None:
    assert told("C602", edited(tmp_path, "projects/01-building.yaml", without(ECOLOGY))) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("实际完成值: 正常开展工作", "实际完成值:", "“维护一栋大楼”的实际完成值留空"),
        ("实际完成值: 正常开展工作", "实际完成值: /", "“维护一栋大楼”的实际完成值只有“/”"),
        ("年度指标值: 一栋", "年度指标值: ——", "“维护一栋大楼”的年度指标值只有“——”"),
        ("三级指标: 维护一栋大楼", "三级指标: '1.'", "三级指标只有“1.”"),
        ("三级指标: 维护一栋大楼", "三级指标: 无", "三级指标只有“无”"),
        ("全年执行数: 103.86", "全年执行数:", "全年执行数”留空"),
    ],
)
def test_a_cell_that_holds_nothing_is_pointed_at(tmp_path: Path, old: str, new: str, found: str) -> None:
    book = edited(tmp_path, "projects/01-building.yaml", replaced({old: new}))
    [finding] = findings("C603", book, "各项目.building")
    assert found in finding.found
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("年度指标值: 一栋", "年度指标值: 无"),
        ("实际完成值: 正常开展工作", "实际完成值: 0"),
        ("全年执行数: 103.86", "全年执行数: 0"),
    ],
)
def test_nothing_and_zero_are_statements(tmp_path: Path, old: str, new: str) -> None:
    book = edited(tmp_path, "projects/01-building.yaml", replaced({old: new}))
    assert told("C603", book, "各项目.building") == []


def test_the_filed_year_is_told_of_what_it_really_contains() -> None:
    told_of = {code: [one.place.file for one in findings(code, real_book())] for code in ("C603", "C604", "C605")}
    assert told_of == {
        "C603": ["data/2023/projects/03-shelving.yaml"],
        "C604": ["data/2023/annex2.yaml"],
        "C605": ["data/2023/annex2.yaml"],
    }


@pytest.mark.parametrize(
    ("values", "lacking"),
    [
        ((1200, 0, 0, 0), "预算投资"),
        ((0, 1200, 0, 0), "批复规模、预算投资、实际投资"),
        ((1200, 1180, 0, 0), "预算投资、实际投资"),
        ((1200, 1180, 300, 0), "实际投资"),
        ((0, 0, 300, 0), "批复规模"),
        ((1200, 0, 300, 0), None),
        ((1200, 1180, 300, 290), None),
        ((0, 0, 0, 0), None),
    ],
)
def test_sizes_and_investments_come_together(
    tmp_path: Path, values: tuple[int, int, int, int], lacking: str | None
) -> None:
    names = ("批复规模", "实际规模", "预算投资", "实际投资")

    def filled(text: str) -> str:
        for name, value in zip(names, values, strict=True):
            text = text.replace(f"  {name}: 0\n", f"  {name}: {value}\n")
        return f"{text}\n"

    found = told("C616", edited(tmp_path, "annex1.yaml", filled))
    assert [words.rpartition("没有填")[2] for words in found] == ([lacking] if lacking else [])
