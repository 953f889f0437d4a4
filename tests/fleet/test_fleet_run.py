"""A run over all units: the same bytes as alone, one failure stops no other, and what was interrupted goes on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.believable.unit import YEAR
from jixiao.build.steps import Read, open_year
from jixiao.build.stories import build_package
from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.fleet import batch
from jixiao.fleet.batch import Action, Order
from jixiao.fleet.budget_units import FleetUnit
from jixiao.fleet.fleet_plan import Task, UnitProgress
from jixiao.fleet.fleet_run import open_run, split_batches
from jixiao.fleet.run_outputs import write_summary
from jixiao.fleet.unit_records import Status
from jixiao.fleet.unit_store import STORE, UnitStore
from jixiao.paths import Bureau, Workspace
from tests.fleet.bureaus import COUNT, FLAWED, REQUEST, bureau, checked, files_below, finished, rows_of, touch

ROOT = Path(__file__).resolve().parents[2]
UNITS = [f"unit-{number:05d}" for number in range(1, COUNT + 1)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """A bureau that was run over once; nobody may change it."""
    whole = bureau(tmp_path_factory.mktemp("bureau"))
    with open_run(whole, REQUEST) as run:
        list(run.progress)
        write_summary(run, "全部单位")
    return whole


def test_every_unit_is_built_but_the_one_with_an_error(built: Bureau) -> None:
    folders = sorted(path.name for path in (built.output(YEAR) / "units").iterdir())
    assert folders == [name for name in UNITS if name != FLAWED]


def test_a_package_is_the_same_as_the_unit_makes_alone(built: Bureau, tmp_path: Path) -> None:
    name = UNITS[0]
    alone = Workspace(built.units / name, built.templates, revision="")
    outcome = build_package(Workspace(alone.root, alone.shared_templates, ""), YEAR, step=lambda _: None, pdf=False)
    assert outcome.folder
    in_fleet = files_below(built.output(YEAR) / "units" / name)
    in_fleet["manifest.json"] = _without_revision(in_fleet["manifest.json"])
    expected = files_below(outcome.folder)
    expected["manifest.json"] = _without_revision(expected["manifest.json"])
    assert in_fleet == expected


def _without_revision(manifest: bytes) -> bytes:
    return b"\n".join(line for line in manifest.split(b"\n") if "修订".encode() not in line)


@given(count=st.integers(0, 300), workers=st.integers(1, 16))
def test_batches_hold_every_unit_once_in_order_and_shrink_to_one(count: int, workers: int) -> None:
    units = [FleetUnit(str(number), Bureau(Path())) for number in range(count)]
    batches = list(split_batches(units, workers))
    sizes = [len(batch) for batch in batches]
    assert [unit for batch in batches for unit in batch] == units
    assert sizes == sorted(sizes, reverse=True)
    assert not sizes or (sizes[0] <= 8 and sizes[-1] == 1)


def test_units_that_are_as_they_were_are_passed_over(tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    assert not any(one.kept for one in finished(whole).values())
    touch(whole.units / UNITS[1])
    (whole.output(YEAR) / "units" / UNITS[3] / "manifest.json").unlink()
    again = finished(whole)
    assert {name for name, one in again.items() if not one.kept} == {UNITS[1], UNITS[3]}
    assert again[FLAWED].status is Status.FLAWED
    check = finished(whole, replace(REQUEST, action=Action.CHECK))
    assert all(one.kept for one in check.values())
    assert not any(one.kept for one in finished(whole, replace(REQUEST, force=True)).values())


def test_a_template_that_changed_has_all_units_done_again(tmp_path: Path) -> None:
    whole, request = bureau(tmp_path), replace(REQUEST, action=Action.CHECK, pattern="*[12]")
    finished(whole, request)
    forms = whole.templates / "yueyang-2023" / "forms.yaml"
    forms.write_text(forms.read_text("utf-8") + "# 改过\n", "utf-8")
    assert not any(one.kept for one in finished(whole, request).values())


def test_a_run_that_is_stopped_goes_on_where_it_was(built: Bureau, tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    with open_run(whole, replace(REQUEST, jobs=1)) as run:
        first = next(run.progress)
        run.progress.close()
    assert multiprocessing.active_children() == []
    with open_run(whole, REQUEST) as run:
        again = {one.unit: one for one in run.progress}
        write_summary(run, "全部单位")
    assert again[first.unit].kept
    assert sum(one.kept for one in again.values()) < COUNT
    assert files_below(whole.output(YEAR)) == files_below(built.output(YEAR))


def test_a_run_that_is_killed_goes_on_where_it_was(built: Bureau, tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "fleet",
        "report",
        "--year",
        str(YEAR),
        "--no-pdf",
        "--jobs",
        "1",
    ]
    store = UnitStore(whole.output(YEAR) / STORE)
    with subprocess.Popen(command, cwd=whole.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not any_kept(store):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    with open_run(whole, REQUEST) as run:
        assert sum(one.kept for one in run.progress) < COUNT
        write_summary(run, "全部单位")
    assert files_below(whole.output(YEAR)) == files_below(built.output(YEAR))


def any_kept(store: UnitStore) -> bool:
    """Return whether a unit is kept already."""
    try:
        return store.path.is_file() and bool(store.list_others([]))
    except EnvironmentFailure:  # the file is being made
        return False


def test_a_worker_that_is_killed_takes_no_unit_along(built: Bureau, tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    with open_run(whole, REQUEST) as run:
        progress = [next(run.progress)]
        multiprocessing.active_children()[0].kill()
        progress += run.progress
        write_summary(run, "全部单位")
    assert sorted(one.unit for one in progress) == UNITS
    assert files_below(whole.output(YEAR)) == files_below(built.output(YEAR))


@pytest.fixture
def deadly() -> Iterator[None]:
    """Kill every worker as soon as it is seen."""
    stop = threading.Event()

    def kill() -> None:
        while not stop.wait(0.02):
            for child in multiprocessing.active_children():
                os.kill(child.pid or 0, signal.SIGKILL)

    thread = threading.Thread(target=kill)
    thread.start()
    yield
    stop.set()
    thread.join()


@pytest.mark.usefixtures("deadly")
def test_a_unit_that_workers_die_over_again_and_again_fails(tmp_path: Path) -> None:
    rows, findings = checked(bureau(tmp_path), pattern=UNITS[0], jobs=1)
    assert rows[UNITS[0]].status is Status.FAILED
    assert [one["code"] for one in findings[UNITS[0]]] == ["U006"]


def test_a_fault_of_the_program_fails_its_unit_alone(built: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    units = {name: Workspace(built.units / name, built.templates) for name in UNITS[:2]}
    real = open_year

    def faulty(workspace: Workspace, year: int, *, draft: bool) -> Read:
        if workspace.root.name == UNITS[0]:
            raise ZeroDivisionError("被零除")
        return real(workspace, year, draft=draft)

    monkeypatch.setattr(batch, "open_year", faulty)
    one, other = batch.work_on(Order(Action.CHECK, YEAR), units)
    assert (one.record.row.status, other.record.row.status) == (Status.FAILED, Status.PASSED)
    (finding,) = one.record.findings
    assert finding["code"] == "U004"
    assert "ZeroDivisionError：被零除" in str(finding["found"])
    assert "Traceback" not in str(finding)


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


def test_a_unit_that_is_gone_leaves_nothing(tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    finished(whole, replace(REQUEST, pattern="*[12]"))
    (whole.units / UNITS[0]).rename(tmp_path / "搬走了")
    finished(whole, replace(REQUEST, action=Action.CHECK))
    assert [path.name for path in (whole.output(YEAR) / "units").iterdir()] == [UNITS[1]]


def test_two_runs_do_not_write_the_same_folder(tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    with open_run(whole, REQUEST), pytest.raises(UsageError, match="另一个 fleet 正在写"), open_run(whole, REQUEST):
        pass


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


def test_pdfs_of_several_units_are_made_in_one_run_of_libreoffice(tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    together = finished(whole, replace(REQUEST, pattern="*[12]", pdf=True, jobs=1))
    assert {one.status for one in together.values()} == {Status.BUILT}
    folder = whole.output(YEAR) / "units" / UNITS[0]
    alone = build_package(Workspace(whole.units / UNITS[0], whole.templates, ""), YEAR, step=lambda _: None)
    assert alone.folder
    (pdf,) = (path for path in folder.iterdir() if path.suffix == ".pdf")
    assert pdf.read_bytes() == (alone.folder / pdf.name).read_bytes()
