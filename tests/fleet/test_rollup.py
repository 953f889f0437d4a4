"""The roll-up ties to its units, and finds what lies far out and what moved most."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.believable.unit import YEAR
from jixiao.derive.derivation import derive
from jixiao.fleet.rollup import Rollup, roll_up, rollup_json
from jixiao.fleet.rollup_figures import MEASURES
from jixiao.fleet.unit_records import Status, UnitRow
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.fleet.bureaus import FLAWED, bureau, checked
from tests.fleet.rows import row, unread

LINES = {"three_public": "三公经费", "public_funds": "公用经费", "project_outlay": "项目支出"}


def rolled(*rows: UnitRow) -> Rollup:
    return roll_up(YEAR, "全部单位", rows)


def test_totals_tie_to_what_the_units_print(tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    rows, _ = checked(whole)
    expected, unit = Decimal(0), ""
    for name in rows:
        submission = read_year(Workspace(whole.units / name, whole.templates), YEAR).submission
        if name == FLAWED:
            assert submission is None
        else:
            assert submission is not None
            dossier = derive(submission)
            assert rows[name].figures["outturn"] == dossier.annex2.funds.outturn.amount
            assert rows[name].name == dossier.unit.unit_name
            expected += dossier.annex2.funds.outturn.amount
            unit = name
    found = rolled(*rows.values())
    assert found.totals["outturn"] == expected
    assert found.known == len(rows) - 1
    assert rows[unit].figures["three_public_prior_final"] is not None
    assert found.notes == ("有 1 个单位的数据读不出来，没有计入合计、分布和比较。",)


@given(st.lists(st.decimals(0, 10**9, places=6), min_size=1, max_size=8))
def test_a_total_is_the_exact_sum_of_its_column(amounts: list[Decimal]) -> None:
    found = rolled(*(row(number, outturn=one) for number, one in enumerate(amounts)))
    assert found.totals["outturn"] == sum(amounts)


def test_the_rate_of_all_is_that_of_the_sums_not_the_average() -> None:
    found = rolled(
        row(1, full_year_budget=Decimal(100), outturn=Decimal(100)),
        row(2, full_year_budget=Decimal(300), outturn=Decimal(100)),
    )
    assert found.totals["execution_rate"] == Decimal("0.5")


def test_a_unit_that_could_not_be_read_counts_as_a_unit_and_nowhere_else() -> None:
    found = rolled(row(1), unread(2))
    assert found.statuses == {Status.PASSED: 1, Status.FLAWED: 1}
    assert sum(one.units for one in found.scores) == found.known == 1


def test_a_figure_that_is_not_known_is_left_out() -> None:
    found = rolled(row(1, three_public_prior_final=None), row(2, three_public_prior_final=Decimal(3)))
    assert found.totals["three_public_prior_final"] == 3
    assert [one.unit for one in found.movers] == ["unit-00002"]


def test_the_units_that_moved_most_come_first() -> None:
    still: dict[str, Any] = {f"{line}_{column}": Decimal(5) for line in LINES for column in ("final", "prior_final")}
    found = rolled(
        row(1, **still),
        row(2, **still | {"project_outlay_final": Decimal(7)}),
        row(3, **still | {"three_public_final": Decimal(1), "public_funds_final": Decimal("6.5")}),
    )
    assert [(one.unit, one.amount) for one in found.movers] == [("unit-00003", Decimal("5.5")), ("unit-00002", 2)]
    assert found.movers[0].changes == (Decimal(-4), Decimal("1.5"), Decimal(0))


def test_a_unit_far_from_the_others_stands_out() -> None:
    rates = [Decimal(90 + number) / 100 for number in range(9)] + [Decimal("0.2")]
    found = rolled(*(row(number, execution_rate=one) for number, one in enumerate(rates)))
    assert [(one.unit, one.aspect.title) for one in found.outliers] == [("unit-00009", "执行率")]


def test_codes_are_counted_over_all_units() -> None:
    codes = {one.code: one for one in rolled(row(1), row(2), unread(3)).codes}
    assert (codes["C601"].units, codes["C601"].standing) == (2, 2)
    assert (codes["P502"].units, codes["P502"].hints) == (0, 4)
    assert (codes["T203"].standing, codes["T203"].waived) == (0, 6)
    assert codes["C601"].title
    assert codes["L001"].units == 1


def test_a_unit_that_is_there_twice_is_pointed_out() -> None:
    (note,) = rolled(row(1, "档案馆"), row(2, "档案馆"), row(3, "教育局")).notes
    assert note == "下列单位名称在不止一个文件夹里出现，合计可能重复：档案馆。"


def test_programs_get_exact_amounts() -> None:
    value = json.loads(
        "".join(rollup_json(rolled(row(1, outturn=Decimal("0.1")), row(2, outturn=Decimal("0.2")), unread(3))))
    )
    assert value["totals"]["outturn"] == "0.3"
    assert value["measures"]["outturn"] == {"title": "全年执行数", "unit": "万元"}
    assert set(value["units"][0]["figures"]) == {one.key for one in MEASURES}
    assert value["units"][2]["first"] == "L001 坏了"
