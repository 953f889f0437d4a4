"""Make believable units of a bureau: any number, the same for the same seed, a share of them with known errors.

    python -m benchmarks.make_units FOLDER [--count N] [--seed S] [--planted SHARE]

Writes ``units/<unit>/data/<year>/…`` beside ``templates/``, and ``manifest.json``: for each unit its size, and the
codes that a check must at least give (none: it has neither errors nor warnings). A unit depends on the seed and its own
number alone: unit 7 is the same among ten and among ten thousand. Units have 1–40 projects and 6–60 indicators a form
(fewer cannot agree with the form set, and stand among the planted errors).
"""

from __future__ import annotations

import argparse
import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from benchmarks.believable.faults import plant
from benchmarks.believable.unit import YEAR, Shape, unit

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
MANIFEST = "manifest.json"
DRAWN = Shape()


@dataclass(frozen=True, slots=True)
class Made:
    """What the manifest says of a unit: how many projects and indicators, what was planted, the codes it must give."""

    unit: str
    projects: int
    indicators: int
    fault: str
    codes: tuple[str, ...]


def make_units(folder: Path, count: int, *, seed: int = 1, planted: float = 0.0, shape: Shape = DRAWN) -> list[Made]:
    """Write units into an empty or new folder and return what was made, in order."""
    shutil.copytree(TEMPLATES, folder / "templates", dirs_exist_ok=True)
    made = [_make(folder, number, seed, planted, shape) for number in range(1, count + 1)]
    units = [asdict(one) for one in made]
    words = json.dumps({"year": YEAR, "seed": seed, "planted": planted, "units": units}, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(words + "\n", "utf-8")
    return made


def chance(seed: int, number: int) -> Random:
    """Return the source of chance of one unit."""
    return Random(f"{seed}/{number}")


def _make(folder: Path, number: int, seed: int, planted: float, shape: Shape) -> Made:
    rng = chance(seed, number)
    one = unit(rng, number, shape)
    fault = plant(rng, one) if rng.random() < planted else None
    name = f"unit-{number:05d}"
    for path, text in one.written().items():
        target = folder / "units" / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    told = (fault.name, fault.codes) if fault else ("", ())
    return Made(name, len(one.projects), sum(1 for _ in one.rows), *told)


def main() -> None:
    """Make units as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--planted", type=float, default=0.1, help="share of units with an error, 0 to 1")
    parser.add_argument("--projects", type=int, help="projects of each unit (drawn if not given)")
    parser.add_argument("--indicators", type=int, help="indicators of each form (drawn if not given)")
    args = parser.parse_args()
    shape = Shape(args.projects, args.indicators)
    made = make_units(args.folder, args.count, seed=args.seed, planted=args.planted, shape=shape)
    faulty = sum(1 for one in made if one.codes)
    print(f"{len(made)} units, {faulty} with a planted error, {sum(one.projects for one in made)} projects")


if __name__ == "__main__":
    main()
