"""Dates and years: other years, days outside the year, days that do not exist, what precedes what."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.findings import Finding, Severity
from jixiao.rules.printed_package import PrintedPackage
from tests.support.book import book_of, book_with, found
from tests.support.project import copy_project, edit

SHELVING = "data/2023/projects/03-shelving.yaml"


BUILDING = "data/2023/projects/01-building.yaml"


def found_after(tmp_path: Path, code: str, *edits: tuple[str, str, str]) -> list[Finding]:
    """Return what a rule finds in the real year after these edits (file, old, new)."""
    workspace = copy_project(tmp_path)
    for file, old, new in edits:
        edit(tmp_path / file, old, new)
    return found(code, book_of(workspace))


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("2022年，我馆圆满完成了年度工作目标。", Severity.WARNING),
        ("2022年年初安排批复的基本支出为300万元。", Severity.WARNING),
        ("2024年，我馆圆满完成了年度工作目标。", Severity.HINT),
    ],
)
def test_a_paragraph_left_from_last_year_is_a_warning_one_of_a_later_year_a_hint(text: str, severity: Severity) -> None:
    [finding] = found("D401", book_with(said=text))
    assert finding.severity is severity
    assert "2023 年度" in finding.found


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我馆完成了年度工作目标。",
        "三公经费较2022年下降，2022年结转资金已用完。",
        "完成2022年度部门决算公开和绩效自评。",
        "编制2024年度部门预算，完成2024年度报刊征订。",
        "出版《岳阳市档案馆指南（1980-2022）》《2022年大事记》。",
        "按照财绩〔2022〕10号文件，实施2021—2025年规划。",
        "该馆2016年建成，1949年以来的档案。",
        "下一步，2024年将继续推进。",
        "荣获“2022年度先进单位”。",
        "同2022年相比有所提高。",
        "2022年举办展览6场，2023年举办8场。",
        "三年共培训1500人，其中2021年400人、2022年500人、2023年600人。",
    ],
)
def test_years_named_with_reason_are_left_alone(text: str) -> None:
    assert found("D401", book_with(said=text)) == []


def test_next_year_in_the_section_of_plans_is_left_alone() -> None:
    book = book_with(said="2024年度编研工作抓紧抓实。")
    [plan] = [one for one in book.dossier.sections if "下一步" in one.title]
    moved = replace(book.paragraphs[0], where=f"报告 {plan.number}")
    assert found("D401", book)
    assert found("D401", replace(book, paragraphs=(moved,))) == []


def test_the_real_year_names_another_only_where_it_does(tmp_path: Path) -> None:
    [finding] = found_after(tmp_path, "D401")
    assert finding.subject.startswith("附件2.绩效指标.产出指标.时效指标[3]")
    assert "2024年度" in finding.found


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("2022年12月31日前", Severity.WARNING),
        ("2025年6月30日前", Severity.WARNING),
        ("2024年3月31日前", Severity.HINT),
    ],
)
def test_a_target_outside_the_year_is_found(tmp_path: Path, words: str, severity: Severity) -> None:
    findings = found_after(tmp_path, "D402", (SHELVING, "年度指标值: 2023年12月31日前", f"年度指标值: {words}"))
    assert [(one.severity, one.subject.rpartition(".")[2]) for one in findings] == [(severity, "年度指标值")]


@pytest.mark.parametrize(
    ("words", "severity"),
    [("2022年11月30日", Severity.WARNING), ("2024年2月1日", Severity.HINT), ("2024年12月31日", Severity.WARNING)],
)
def test_an_actual_outside_the_year_is_found(tmp_path: Path, words: str, severity: Severity) -> None:
    [finding] = found_after(tmp_path, "D402", (SHELVING, "实际完成值: 2023年12月31日前", f"实际完成值: {words}"))
    assert finding.severity is severity


@pytest.mark.parametrize(
    "words", ["2023年底前", "12月31日之前", "2023年第四季度", "年底前支付到位", "完成2022年度决算"]
)
def test_targets_within_the_year_are_left_alone(tmp_path: Path, words: str) -> None:
    edits = (SHELVING, "年度指标值: 2023年12月31日前", f"年度指标值: {words}")
    assert found_after(tmp_path, "D402", edits) == []


DEADLINE = """  报送期限:
    最后一日: 07-31
    依据: 某通知
"""


@pytest.mark.parametrize(
    ("day", "deadline", "severity"),
    [
        ("2023-06-27", "", Severity.ERROR),
        ("2023-12-30", "", Severity.ERROR),
        ("2025-06-27", "", Severity.ERROR),
        ("2034-06-27", DEADLINE, Severity.ERROR),
        ("2024-08-01", DEADLINE, Severity.WARNING),
        ("2024-08-01", "", None),
        ("2024-07-31", DEADLINE, None),
        ("2023-12-31", "", None),
    ],
)
def test_the_day_of_filling_in_fits_the_year(
    tmp_path: Path, day: str, deadline: str, severity: Severity | None
) -> None:
    workspace = copy_project(tmp_path)
    edit(tmp_path / "data/2023/unit.yaml", "填报日期: 2024-06-27", f"填报日期: {day}")
    forms = tmp_path / "templates/yueyang-2023/forms.yaml"
    edit(forms, "  无需声明的数字: []\n", f"  无需声明的数字: []\n{deadline}")
    findings = found("D403", book_of(workspace))
    assert [one.severity for one in findings] == ([severity] if severity else [])


@pytest.mark.parametrize("words", ["2023年2月30日", "2023年2月29日", "4月31日", "2023年13月", "2023.6.31", "0月5日"])
def test_days_that_no_calendar_has_are_errors(words: str) -> None:
    [finding] = found("D404", book_with(said=f"已于{words}完成。"))
    assert finding.severity is Severity.ERROR
    assert words in finding.found


@pytest.mark.parametrize("words", ["2024年2月29日", "2月29日", "12月31日", "13个月", "2023年1-12月", "1至6月30日前"])
def test_days_that_exist_are_left_alone(words: str) -> None:
    assert found("D404", book_with(said=f"已于{words}完成。")) == []


@pytest.mark.parametrize(
    ("words", "severity"),
    [
        ("2023年9月至2023年3月", Severity.WARNING),
        ("2023年5月20日-2022年5月30日", Severity.WARNING),
        ("2023年至2021年", Severity.WARNING),
        ("2023年9月至3月", Severity.HINT),
        ("2023年5月20日至10日", Severity.HINT),
    ],
)
def test_spans_that_end_before_they_begin_are_found(words: str, severity: Severity) -> None:
    [finding] = found("D405", book_with(said=f"工期{words}。"))
    assert finding.severity is severity


@pytest.mark.parametrize(
    "words", ["2023年3月至2023年9月", "2022年9月至2023年3月", "2021—2025年", "2023年3月至9月", "2023年5月10日至20日"]
)
def test_spans_that_run_forward_are_left_alone(words: str) -> None:
    assert found("D405", book_with(said=f"工期{words}。")) == []


def test_a_matter_completed_before_it_was_started_is_found(tmp_path: Path) -> None:
    extra = """
      - 三级指标: 大楼维修{name}时间
        年度指标值: {day}
        实际完成值: {day}
        分值: 0
        得分: 0
        偏差原因: 无"""
    anchor = (
        "年度指标值: 年底前支付到位\n        实际完成值: 年底前支付到位\n"
        "        分值: 12\n        得分: 12\n        偏差原因: 无"
    )

    def rows(began: str, ended: str) -> tuple[str, str, str]:
        added = extra.format(name="开工", day=began) + extra.format(name="完工", day=ended)
        return BUILDING, anchor, anchor + added

    assert found_after(tmp_path / "a", "D405", rows("3月1日", "10月31日")) == []
    findings = found_after(tmp_path / "b", "D405", rows("10月1日", "3月31日"))
    assert [one.subject.rpartition(".")[2] for one in findings] == ["年度指标值", "实际完成值"]


def test_last_years_column_that_repeats_this_years_budget_is_a_hint(tmp_path: Path) -> None:
    [finding] = found_after(tmp_path, "D406")
    assert finding.severity is Severity.HINT
    assert finding.subject == "附件1.项目支出.上年决算"
    assert "17.95、105" in finding.found


def test_one_line_alike_is_no_finding(tmp_path: Path) -> None:
    edits = ("data/2022/final-accounts.yaml", "决算: 105", "决算: 104.2")
    assert found_after(tmp_path, "D406", edits) == []


def test_an_empty_book_of_dates_is_silent() -> None:
    book: PrintedPackage = book_with(said="无")
    assert [found(code, book) for code in ("D401", "D404", "D405")] == [[], [], []]
