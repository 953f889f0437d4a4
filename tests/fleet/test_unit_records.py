"""What is kept of a unit: its status, its findings counted, and until when they hold."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.believable.unit import YEAR
from jixiao.build.steps import open_year
from jixiao.findings import Finding, Place, Severity
from jixiao.fleet.unit_records import Status, UnitRow, as_plain, count_findings, holds_until
from tests.fleet.rows import row
from tests.support.cases import clean_project


def test_findings_are_counted_by_weight_and_waived_ones_apart() -> None:
    def finding(code: str, severity: Severity, waived: str = "") -> Finding:
        return Finding(code, Place("a.yaml"), "有误", "对", "改", severity, subject="甲", waived=waived)

    found = count_findings(
        UnitRow("甲", "甲", Status.PASSED),
        [
            finding("T203", Severity.ERROR, "核对过"),
            finding("T203", Severity.ERROR),
            finding("S301", Severity.WARNING),
            finding("C610", Severity.HINT),
        ],
    )
    assert found.counts == {"error": 1, "warning": 1, "hint": 1}
    assert (found.codes, found.hints, found.waived) == ({"S301": 1, "T203": 1}, {"C610": 1}, {"T203": 1})
    assert found.first == "T203 a.yaml:1:1：有误"


def test_a_record_is_plain_values_with_exact_amounts() -> None:
    plain = as_plain(row(1, "甲", outturn=Decimal("1E+2"), score=None))
    assert (plain["unit"], plain["status"]) == ("unit-00001", "通过")
    assert (plain["figures"]["outturn"], plain["figures"]["score"]) == ("100", None)
    assert json.loads(json.dumps(plain)) == plain


@pytest.mark.parametrize(
    ("status", "clean"),
    [(Status.BUILT, True), (Status.PASSED, True), (Status.FLAWED, False), (Status.FAILED, False)],
)
def test_a_unit_is_clean_where_nothing_stands_in_its_way(status: Status, clean: bool) -> None:
    assert status.clean is clean


def test_a_check_holds_until_the_next_waiver_expires(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    waivers = [
        WAIVER.format(code=code, until=until) for code, until in (("A101", "2024-05-01"), ("A102", "2024-06-01"))
    ]
    (workspace.year(YEAR) / "waivers.yaml").write_text("豁免:\n" + "".join(waivers), "utf-8")
    case = open_year(workspace, YEAR, draft=False)
    days = [holds_until(case.reading, date(2024, month, 1)) for month in (4, 5, 6, 7)]
    assert days == [date(2024, 5, 1), date(2024, 5, 1), date(2024, 6, 1), None]


WAIVER = """\
  - 规则: {code}
    对象: 没有
    所见: 没有
    理由: 试
    责任人: 填表人甲
    有效期至: {until}
"""
