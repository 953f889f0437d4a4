"""Measure and write down.

    python -m benchmarks.run [--only NAME …] [--rounds N] [--units N] [--count] [--output FOLDER]

Writes README.md, results.json and charts into ``benchmarks/results/``; what is not measured anew stays as it was.
The numbers in docs/scale.md follow. With ``--count`` valgrind counts the
instructions behind the main claims, which takes some minutes. Peers in JavaScript are measured where Node.js is, and
installed into ``benchmarks/peers/node_modules`` at first.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import commands, documents, fleet
from benchmarks.chart import bars
from benchmarks.measuring import ROOT, load, machine
from benchmarks.outcome import Section
from benchmarks.results_page import as_json, chart_name, markdown, sections_of
from benchmarks.scale import SCALE, rescaled
from benchmarks.stages import stages

RESULTS = ROOT / "benchmarks/results"
RUNS = 30  # documents a process makes


def sections(folder: Path, rounds: int, units: int, *, count: bool) -> dict[str, Callable[[], Section]]:
    """Return what can be measured, by name; ``units`` is how many a bureau has."""
    return {
        "table": lambda: documents.tables(folder, rounds, RUNS),
        "annex": lambda: documents.annex(folder, rounds, RUNS, count=count),
        "cold": lambda: commands.cold(folder, rounds, count=count),
        "warm": lambda: commands.warm(folder, rounds),
        "pdf": lambda: commands.pdf(folder, rounds),
        "growth": lambda: commands.growth(folder, min(rounds, 3)),
        "stages": lambda: stages(folder / "stages", with_pdf=shutil.which("soffice") is not None),
        "units": lambda: fleet.units(folder / "units", units),
        "throughput": lambda: fleet.throughput(folder / "throughput", 10 * units),
    }


def write(folder: Path, measured: Mapping[str, Section]) -> dict[str, Section]:
    """Store the results among those that are there, and return all, in the order they are measured in."""
    folder.mkdir(parents=True, exist_ok=True)
    facts, stored = machine(), folder / "results.json"
    known = sections_of(stored.read_text("utf-8")) if stored.exists() else {}
    order = list(sections(Path(), 0, 0, count=False))
    every = dict(sorted({**known, **measured}.items(), key=lambda item: order.index(item[0])))
    (folder / "README.md").write_text(markdown(list(every.values()), facts), "utf-8")
    stored.write_text(as_json(every, facts), "utf-8")
    for section in every.values():
        if section.chart:
            series = [(row.name, row.cells[section.chart]) for row in section.rows]
            values = [(name, one.median, one.least, one.most) for name, one in series]
            (folder / chart_name(section)).write_text(bars(section.title, section.unit, values), "utf-8")
    return every


def _conditions(args: argparse.Namespace, before: float) -> str:
    wanted = f"--rounds {args.rounds}; {before:.1f} processes wanted a processor as it began"
    return f"{wanted}; {args.remark}" if args.remark else wanted


def main() -> None:
    """Measure what the command line names."""
    names = list(sections(Path(), 0, 0, count=False))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--units", type=int, default=500, help="units of a bureau, at least 100")
    parser.add_argument("--count", action="store_true", help="count instructions too")
    parser.add_argument("--remark", default="", help="what else to say of how it was measured")
    parser.add_argument("--output", type=Path, default=RESULTS)
    args = parser.parse_args()
    if shutil.which("soffice") is None:
        args.only = [name for name in args.only if name != "pdf"]
    with TemporaryDirectory(prefix="jixiao-bench-") as name:
        for chosen, measure in sections(Path(name), args.rounds, args.units, count=args.count).items():
            if chosen in args.only:
                print(f"measuring: {chosen} …", file=sys.stderr)
                before, section = load(), measure()
                section.conditions = _conditions(args, before)
                every = write(args.output, {chosen: section})
    if args.output == RESULTS:
        SCALE.write_text(rescaled(SCALE.read_text("utf-8"), every), "utf-8")
    print(f"written: {args.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
