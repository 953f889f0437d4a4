"""The harness's own parts, on tiny inputs; nothing here is timed, and Node.js is not needed."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from docx.table import Table

from benchmarks import table
from benchmarks.believable.unit import Shape
from benchmarks.chart import bars
from benchmarks.documents import same_texts
from benchmarks.fleet import together
from benchmarks.make_units import make_units
from benchmarks.measuring import Failed, Series, alternately, costs, run
from benchmarks.outcome import Ratio, Row, Section
from benchmarks.peer import PEERS, main
from benchmarks.rebuild import changed
from benchmarks.results_page import markdown
from benchmarks.run import write
from benchmarks.stages import STAGES, stages
from jixiao.docx import package

SECTION = Section(
    "One table",
    "Twenty rows.",
    "ms",
    [Row("jixiao", {"median": Series((1.0, 3.0, 2.0))}), Row("docxtpl & co", {"median": Series((22.0,))})],
    [Ratio("against docxtpl", 0.09, 0.05, "clock"), Ratio("two workers", 1.9, 1.8, "clock", at_least=True)],
    chart="median",
)


def test_tasks_take_turns() -> None:
    turns: list[str] = []
    results = alternately({name: partial(turns.append, name) for name in "ab"}, 2)
    assert turns == ["a", "b", "a", "b"]
    assert list(results) == ["a", "b"]


def test_a_command_has_a_cost_and_must_do_its_work() -> None:
    made = costs({"nothing": lambda: run([sys.executable, "-c", "pass"])}, rounds=2)["nothing"]
    assert len(made.wall.values) == 2
    assert made.peak.least > 1
    # A worker that outlives its parent is counted too.
    left = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'sum(range(10**7))'])"
    assert run([sys.executable, "-c", left]).cpu > 2 * made.cpu.least
    with pytest.raises(Failed, match="exit code 3"):
        run([sys.executable, "-c", "raise SystemExit(3)"])


def test_the_page_of_results_states_median_least_and_most_and_what_was_missed() -> None:
    page = markdown([SECTION], {"processor": "a slow one"})
    assert "| jixiao | 2.00 (1.00–3.00) |" in page
    assert "| docxtpl & co | 22.0 |" in page
    assert "| against docxtpl | clock | ≤ 0.050 | 0.090 | **missed** |" in page
    assert "| two workers | clock | ≥ 1.80 | 1.90 | reached |" in page
    assert "![One table](one-table.svg)" in page


def test_results_are_written_with_their_charts(tmp_path: Path) -> None:
    write(tmp_path, {"table": SECTION})
    assert {path.name for path in tmp_path.iterdir()} == {"README.md", "results.json", "one-table.svg"}
    package.parse_xml((tmp_path / "one-table.svg").read_bytes())


def test_a_chart_is_the_same_for_the_same_numbers() -> None:
    values = [("docxtpl & co", 2.0, 1.0, 3.0), ("nothing", 0.0, 0.0, 0.0)]
    assert bars("Title", "ms", values) == bars("Title", "ms", values)
    assert "docxtpl &amp; co" in bars("Title", "ms", values)
    assert bars("Empty", "ms", [])


def add_rows(made: Table, rows: list[list[str]]) -> None:
    for row in rows:
        table.add_row(made, row)


@pytest.mark.parametrize("peer", PEERS)
def test_every_python_peer_fills_in_the_table(peer: str, tmp_path: Path) -> None:
    if peer == "docx-mailmerge2":
        pytest.importorskip("mailmerge", reason="comes with the bench extra")
    template, data, made, wanted = (tmp_path / name for name in ("t.docx", "d.json", "made.docx", "wanted.docx"))
    table.write_template(template, table.LANGUAGES[peer])
    data.write_text(json.dumps(table.data(3)), "utf-8")
    main(peer, str(template), str(data), "1", str(made))
    rows = [list(row.values()) for row in table.data(3)["rows"]]
    table.write_template(wanted, lambda made: add_rows(made, rows))
    same_texts({"wanted": wanted, peer: made})


def test_documents_that_differ_are_no_measurement(tmp_path: Path) -> None:
    table.write_template(tmp_path / "one.docx", lambda made: add_rows(made, [["甲"]]))
    table.write_template(tmp_path / "other.docx", lambda made: add_rows(made, [["乙"]]))
    with pytest.raises(Failed, match="'甲' and '乙'"):
        same_texts({name: tmp_path / f"{name}.docx" for name in ("one", "other")})


def test_one_figure_changes_at_each_step() -> None:
    text = "政府采购金额:\n  预算: 188\n  决算: 81.63\n退休人员: 9\n"
    assert changed(text, "退休人员", 1) == text.replace("9", "10")
    assert changed(text, "政府采购金额", 1) == text.replace("188", "189")
    assert changed(text, "退休人员", 3) == text.replace("9", "12")


def test_the_stages_of_a_unit_are_told_apart(tmp_path: Path) -> None:
    section = stages(tmp_path, with_pdf=False, count=2, shape=Shape(projects=1, indicators=6))
    spent = {row.name: row.cells["mean processor ms"].median for row in section.rows if row.name in STAGES}
    assert set(spent) == set(STAGES)
    assert min(spent[stage] for stage in ("read", "judge", "render", "assemble")) > 0


def test_what_is_measured_later_joins_what_is_there(tmp_path: Path) -> None:
    later = replace(SECTION, title="One annex")
    write(tmp_path, {"annex": later})
    assert write(tmp_path, {"table": SECTION}) == {"table": SECTION, "annex": later}


def test_a_bureau_is_built_as_its_own_command_builds_it(tmp_path: Path) -> None:
    make_units(tmp_path, 1, shape=Shape(projects=1, indicators=6))
    assert together(tmp_path, "--jobs", "1").own > 1
    assert list((tmp_path / "output").rglob("*.zip"))
