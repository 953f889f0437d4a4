"""What is to be done: units as they were are passed over, whatever changed is done again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from benchmarks.believable.unit import YEAR
from jixiao.fleet.batch import Action, Done
from jixiao.fleet.budget_units import FleetUnit
from jixiao.fleet.fleet_plan import Task, UnitProgress
from jixiao.fleet.fleet_run import open_run
from jixiao.fleet.unit_records import Status, UnitRow
from jixiao.fleet.unit_store import UnitRecord
from jixiao.paths import Bureau
from tests.fleet.bureaus import (
    FLAWED,
    REQUEST,
    UNITS,
    bureau,
    copy_built,
    finished,
    rows_of,
    touch,
)


def test_units_that_are_as_they_were_are_passed_over(built: Bureau, tmp_path: Path) -> None:
    whole = copy_built(built, tmp_path)
    touch(whole.units / UNITS[1])
    (whole.output(YEAR) / "units" / UNITS[3] / "manifest.json").unlink()
    again = finished(whole)
    assert {name for name, one in again.items() if not one.kept} == {UNITS[1], UNITS[3]}
    assert again[FLAWED].status is Status.FLAWED
    check = replace(REQUEST, action=Action.CHECK)
    assert all(one.kept for one in finished(whole, check).values())
    assert not finished(whole, replace(check, force=True, pattern=UNITS[0]))[UNITS[0]].kept


def test_a_template_that_changed_has_all_units_done_again(built: Bureau, tmp_path: Path) -> None:
    whole = copy_built(built, tmp_path)
    forms = whole.templates / "yueyang-2023" / "forms.yaml"
    forms.write_text(forms.read_text("utf-8") + "# 改过\n", "utf-8")
    request = replace(REQUEST, action=Action.CHECK, pattern=UNITS[0])
    assert not any(one.kept for one in finished(whole, request).values())


def test_a_package_that_cannot_be_stored_fails_its_unit_alone(tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    packages = whole.output(YEAR) / "units"
    packages.parent.mkdir(parents=True)
    packages.touch()
    with open_run(whole, replace(REQUEST, pattern="*[13]")) as run:
        list(run.progress)
        rows = rows_of(run)
    assert (rows[UNITS[0]].status, rows[FLAWED].status) == (Status.FAILED, Status.FLAWED)
    assert rows[UNITS[0]].first.startswith("U005")
    packages.unlink()
    again = finished(whole, replace(REQUEST, pattern="*[13]"))
    assert (again[UNITS[0]].status, again[UNITS[0]].kept, again[FLAWED].kept) == (Status.BUILT, False, True)


def test_a_record_that_cannot_be_kept_fails_its_unit_alone(built: Bureau, tmp_path: Path) -> None:
    whole = copy_built(built, tmp_path)
    with open_run(whole, REQUEST) as run:
        record = UnitRecord(UnitRow(UNITS[0], "", Status.PASSED, figures={"score": object()}))  # type: ignore[dict-item]
        assert run.plan.keep(Done(record)) == UnitProgress(UNITS[0], Status.FAILED)
        assert rows_of(run)[UNITS[0]].first.startswith("U004")


WAIVER = """\
豁免:
  - 规则: T101
    对象: 没有
    所见: 没有
    理由: 试
    责任人: 填表人甲
    有效期至: 2099-12-31
"""


def test_when_a_waiver_expires_its_unit_is_checked_again(tmp_path: Path) -> None:
    whole, request = bureau(tmp_path), replace(REQUEST, action=Action.CHECK, pattern=UNITS[0])
    (whole.units / UNITS[0] / "data" / str(YEAR) / "waivers.yaml").write_text(WAIVER, "utf-8")
    with open_run(whole, request) as run:
        list(run.progress)
        unit = FleetUnit(UNITS[0], whole)
        assert isinstance(replace(run.plan, today=date(2099, 12, 31)).task_of(unit), UnitProgress)
        assert isinstance(replace(run.plan, today=date(2100, 1, 1)).task_of(unit), Task)
