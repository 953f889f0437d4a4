"""A105, T205–T207: lines within their budgets, carried-over and other funds, money added during the year."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.findings import Finding, Severity
from jixiao.paths import Workspace
from tests.support.book import book_of, found
from tests.support.cases import clean_project
from tests.support.project import edit

SERVICE, ANNEX1 = "projects/03-service.yaml", "annex1.yaml"
CARRIED = "  上年结转资金:\n    年初预算数: 50\n    全年预算数: 50\n    全年执行数: 50\n"
OTHER = "  其他资金:\n    年初预算数: 0\n    全年预算数: 10\n    全年执行数: 10\n"


def after(folder: Path, code: str, *edits: tuple[str, str, str]) -> list[Finding]:
    """Return what a rule finds in the clean year after edits of its files."""
    workspace = clean_project(folder)
    for name, old, new in edits:
        edit(folder / "data/2023" / name, old, new)
    return found(code, book_of(workspace))


@pytest.mark.parametrize(
    ("name", "old", "new", "subject"),
    [
        (ANNEX1, "    预算: 20\n", "    预算: 6.5\n", "附件1.公用经费.水费、电费、差旅费.决算"),
        (ANNEX1, "    决算: 1.35\n", "    决算: 2.35\n", "附件1.三公经费.公务接待.决算"),
        (SERVICE, CARRIED, CARRIED.replace("执行数: 50", "执行数: 51"), "各项目.service.资金.上年结转资金.全年执行数"),
        (SERVICE, OTHER, OTHER.replace("执行数: 10", "执行数: 11"), "各项目.service.资金.其他资金.全年执行数"),
    ],
)
def test_a_line_over_its_own_budget_is_found(tmp_path: Path, name: str, old: str, new: str, subject: str) -> None:
    [finding] = after(tmp_path, "A105", (name, old, new))
    assert (finding.subject, finding.severity) == (subject, Severity.WARNING)
    assert finding.place.file == f"data/2023/{name}"


def test_where_the_total_is_over_too_its_line_is_a_hint(tmp_path: Path) -> None:
    [finding] = after(tmp_path, "A105", (SERVICE, CARRIED, CARRIED.replace("执行数: 50", "执行数: 55")))
    assert finding.severity is Severity.HINT
    assert finding.found.endswith("，合计也超过预算 160")


@pytest.mark.parametrize("initial", ["0", "50"])
def test_what_was_carried_over_is_budgeted_as_such_or_not_at_all(tmp_path: Path, initial: str) -> None:
    edits = (SERVICE, CARRIED, CARRIED.replace("年初预算数: 50", f"年初预算数: {initial}"))
    assert after(tmp_path, "T205", edits) == []


@pytest.mark.parametrize("initial", ["60", "40", "0.5"])
def test_carried_funds_have_no_other_budget_at_the_start(tmp_path: Path, initial: str) -> None:
    edits = (SERVICE, CARRIED, CARRIED.replace("年初预算数: 50", f"年初预算数: {initial}"))
    [finding] = after(tmp_path, "T205", edits)
    assert finding.severity is Severity.WARNING
    assert finding.subject == "各项目.service.资金.上年结转资金.年初预算数"


def test_a_budget_in_the_row_of_carried_funds_is_found(tmp_path: Path) -> None:
    nothing = "  上年结转资金:\n    年初预算数: 0\n"
    [finding] = after(
        tmp_path, "T205", ("projects/01-operation.yaml", nothing, nothing.replace("年初预算数: 0", "年初预算数: 36"))
    )
    assert finding.found == "附件3（1）“上年结转资金”年初预算数 36，全年预算数 0"


def moved(general: str, other: str) -> list[tuple[str, str, str]]:
    edits = (("一般公共预算: 763.8", f"一般公共预算: {general}"), ("其他资金: 10", f"其他资金: {other}"))
    return [("annex2.yaml", *one) for one in edits]


def test_other_funds_in_the_wrong_row_of_annex_2_are_found(tmp_path: Path) -> None:
    edits = (
        ("annex2.yaml", "一般公共预算: 763.8", "一般公共预算: 768.8"),
        ("annex2.yaml", "其他资金: 10", "其他资金: 5"),
    )
    [finding] = after(tmp_path, "T206", *edits)
    assert finding.found == "附件2 其他资金 5，各项目其他资金的全年预算数合计 10"
    assert finding.place.file == "data/2023/annex2.yaml"


def test_other_funds_of_no_project_weigh_what_the_form_set_says(tmp_path: Path) -> None:
    edits = (
        ("annex2.yaml", "一般公共预算: 763.8", "一般公共预算: 753.8"),
        ("annex2.yaml", "其他资金: 10", "其他资金: 20"),
    )
    [finding] = after(tmp_path, "T206", *edits)
    assert finding.severity is Severity.WARNING
    forms = tmp_path / "templates/yueyang-2023/forms.yaml"
    edit(forms, "  其他资金多于各项目: 警告\n", "")
    assert found("T206", book_of(Workspace(tmp_path))) == []


def test_where_the_totals_differ_more_other_funds_tell_nothing(tmp_path: Path) -> None:
    assert after(tmp_path, "T206", ("annex2.yaml", "其他资金: 10", "其他资金: 20")) == []


@pytest.mark.parametrize(
    ("said", "is_found"),
    [
        ("年中追加预算，支付较晚", True),
        ("年中新增项目", True),
        ("追加预算9月下达", True),
        ("年中没有追加预算", False),
        ("年中压减了一次", True),
        ("支付较晚", False),
        ("年中追加后又年中压减", False),
    ],
)
def test_what_was_added_shows_in_the_budget(tmp_path: Path, said: str, is_found: bool) -> None:
    edits = ("projects/01-operation.yaml", "总分偏差原因: 无", f"总分偏差原因: {said}")
    findings = after(tmp_path, "T207", edits)
    assert [(one.severity, one.subject) for one in findings] == [
        (Severity.WARNING, "各项目.operation.资金.年度资金总额.年初预算数")
    ] * is_found


def test_where_it_shows_nothing_is_said(tmp_path: Path) -> None:
    assert after(tmp_path, "T207", ("projects/02-upkeep.yaml", "总分偏差原因: 无", "总分偏差原因: 年中追加预算")) == []
