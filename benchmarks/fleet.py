"""A bureau's units: built together by Jixiao, one after another by the naive script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.believable.unit import YEAR, Shape
from benchmarks.make_units import DRAWN, Made, make_units
from benchmarks.measuring import PYTHON, ROOT, Command, Cost, Costs, Series, costs, run
from benchmarks.outcome import Ratio, Row, Section
from jixiao.render.disk_cache import FOLDER

# Small units, for how a run grows with their number alone.
SMALL = Shape(projects=1, indicators=8)
# A package has five parts besides its projects; the naive script's time goes by parts.
_OTHER_PARTS = 5
_SAMPLE, _HUNDRED = 25, "unit-000??"
_FEW = 100
# One worker and two take turns so often; of one turn each the clock has said 1.7 and 1.9.
_TURNS = 3


def units(folder: Path, count: int) -> Section:
    """Return what ``count`` drawn units, 100 or more, cost without PDF, beside the naive script on a sample of them."""
    made = make_units(folder, count, shape=DRAWN)
    two, one = costs(
        {jobs: partial(together, folder, "--jobs", str(jobs), "--units", _HUNDRED) for jobs in (2, 1)}, _TURNS
    ).values()
    every = together(folder, "--jobs", "2")
    again = together(folder, "--jobs", "2", force=False)
    sample = run(
        [PYTHON, "-m", "benchmarks.naive", "--units", folder, "--limit", str(_SAMPLE), "--output", folder / "naive"]
    )
    naive = _for_all(sample, made)
    section = Section(
        f"{count} units",
        f"Drawn units, {sum(one.projects for one in made)} projects in all, without PDF. The naive script builds the "
        f"first {_SAMPLE} of them, one after another; for all it is reckoned from these by the number of parts.",
        "seconds",
    )
    section.rows += [
        _row(f"{count} units, two workers", every),
        _row(f"{count} units again, nothing changed", again),
        _row(f"naive.py, {_SAMPLE} units", sample),
        _row(f"naive.py, reckoned for {count}", naive),
        _taken("99 units, two workers", two),
        _taken("99 units, one worker", one),
    ]
    section.ratios += [
        Ratio(f"{count} units on two workers, against naive.py", every.wall / naive.wall, 1 / 10, "clock"),
        Ratio(
            "the same, by processor time (a tenth on two cores is a fifth)", every.cpu / naive.cpu, 1 / 5, "processor"
        ),
        Ratio(
            "two workers, how many times one", one.wall.median / two.wall.median, 1.8, "clock, median", at_least=True
        ),
    ]
    return section


def throughput(folder: Path, many: int) -> Section:
    """Return what a hundred and ``many`` small units cost a unit, and how much memory the parent wants."""
    section = Section(
        "Few units and many",
        f"Small units ({SMALL.projects} project, {SMALL.indicators} indicators a form), two workers, without PDF.",
        "seconds",
    )
    taken = {}
    for count in (_FEW, many):
        make_units(folder / str(count), count, shape=SMALL)
        taken[count] = together(folder / str(count), "--jobs", "2")
        section.rows.append(_row(f"{count} units", taken[count]))
    each = (taken[many].cpu / many) / (taken[_FEW].cpu / _FEW)
    memory = taken[many].own / taken[_FEW].own
    section.ratios += [
        Ratio(f"one of {many} units, against one of {_FEW}", each, 1.1, "processor"),
        Ratio(f"parent's memory with {many} units, against {_FEW}", memory, 1.1, "peak"),
    ]
    return section


def together(bureau: Path, *options: str, force: bool = True) -> Cost:
    """Return what building a bureau's units costs, without PDF.

    ``force`` builds again what has not changed, and pandoc's results of earlier runs are forgotten first.
    """
    if force:
        for kept in FOLDER.glob("*.report-*"):
            kept.unlink()
    command: Command = [PYTHON, ROOT / "build.py", "fleet", "report", "--year", str(YEAR), "--no-pdf", *options]
    return run([*command, *(["--force"] if force else [])], cwd=bureau)


def _for_all(sample: Cost, made: Sequence[Made]) -> Cost:
    """Return what the naive script would take for all units, from what it took for the first ones."""
    parts = [one.projects + _OTHER_PARTS for one in made]
    share = sum(parts) / sum(parts[:_SAMPLE])
    return replace(sample, wall=sample.wall * share, cpu=sample.cpu * share)


def _row(name: str, one: Cost) -> Row:
    return _taken(name, Costs(*(Series((value,)) for value in (one.wall, one.cpu, one.peak, one.own))))


def _taken(name: str, one: Costs) -> Row:
    return Row(name, {"clock": one.wall, "processor": one.cpu, "peak MB": one.peak, "parent's peak MB": one.own})
