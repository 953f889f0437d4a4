"""C617, Y107, Y108: telephone, the unit's name, a project's class, plausible and as last year."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from jixiao.figures import Text
from jixiao.findings import Finding, Place, Severity
from jixiao.rules.printed_package import PrintedPackage
from tests.support.book import derive_once, found, read_once


def book(prior: Any = None, **unit: str) -> PrintedPackage:
    """Return the real year's book with entries of unit.yaml changed; ``prior`` is last year's submission."""
    return PrintedPackage(_with(unit, prior), derive_once(), (), ())


def _with(unit: dict[str, str], prior: Any = None) -> Any:
    now = read_once()
    changed = {name: Text(value, getattr(now.unit, name).place, f"单位.{name}") for name, value in unit.items()}
    return replace(now, unit=now.unit.model_copy(update=changed), prior=prior)


def told(code: str, one: PrintedPackage) -> list[Finding]:
    return found(code, one)


@pytest.mark.parametrize(
    "phone",
    [
        "8000000",
        "80000000",
        "0730-8000000",
        "010-80000000",
        "(0730)8000000",
        "（0730）8000000",
        "0730—8000000",
        "8000000-802",
        "8000000转802",
        "13800000000",
        "+86 138 0000 0000",
        "138-0000-0000",
        "400-800-0000",
        "12345",
        "8000000、8000001",
        "8000000 / 13800000000",
        "８００００００",
        "填表人甲 8000000",
        "138****0000",
        "无",
    ],
)
def test_whole_numbers_are_left_alone(phone: str) -> None:
    assert told("C617", book(telephone=phone)) == []


@pytest.mark.parametrize(
    "phone",
    ["800000", "1380000000", "138000000000", "0730-800000", "800000000", "8000000、800000", "23800000000"],
)
def test_a_digit_too_few_or_too_many_is_found(phone: str) -> None:
    [finding] = told("C617", book(telephone=phone))
    assert finding.severity is Severity.WARNING
    assert "不是完整的号码" in finding.found


def test_a_fixed_number_has_as_many_digits_as_last_year() -> None:
    last_year = _with({"telephone": "0730-80000000"})
    [finding] = told("C617", book(last_year, telephone="8000000"))
    assert finding.found.endswith("的本地号码是 7 位，上年是“0730-80000000”")
    assert told("C617", book(last_year, telephone="80000001")) == []
    assert told("C617", book(last_year, telephone="13800000000")) == []


@pytest.mark.parametrize(
    ("now", "then", "is_found"),
    [
        ("示例市档案局", "示例市档案馆", True),
        ("示例市档案", "示例市档案馆", True),
        ("示例市档案馆", "示例市档案馆", False),
        ("示例市档案馆(本级)", "示例市档案馆（本级）", False),
        ("示例市 档案馆", "示例市档案馆", False),
    ],
)
def test_the_unit_is_called_as_last_year(now: str, then: str, is_found: bool) -> None:
    findings = told("Y107", book(_with({"unit_name": then}), unit_name=now))
    assert [one.severity for one in findings] == [Severity.WARNING] * is_found


def test_a_unit_without_last_year_may_be_called_anything() -> None:
    assert told("Y107", book(unit_name="示例单位")) == []
    assert told("Y108", book(None)) == []


def test_a_project_stays_in_its_class() -> None:
    now = read_once()
    first, *others = now.projects
    moved = first.project.model_copy(update={"outlay_class": Text("业务工作经费", Place("data/2022/a.yaml"), "")})
    last_year = replace(now, projects=(replace(first, project=moved), *others))
    [finding] = told("Y108", book(last_year))
    assert finding.found.endswith("，上年是“业务工作经费”")
    assert told("Y108", book(now)) == []
    assert told("Y108", book(replace(now, projects=tuple(others)))) == []
