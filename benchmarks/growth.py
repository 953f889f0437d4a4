"""How every command grows with the rows of a year: one command, one curve.

    python -m benchmarks.growth [--rows N …] [--only NAME …] [--kind own described] [--code CHECKOUT] [--limit SECONDS]

A made-up year of one project with so many indicators (our own forms: halved between Annex 2 and Annex 3; a described
set: the national form). Without PDF. Prints Markdown: seconds of processor at each size, the exponent between the two
largest (1 is linear), and the peak memory at the largest. ``--code`` measures another checkout's program on the same
data.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from benchmarks.believable.unit import YEAR, Shape
from benchmarks.make_units import make_units
from benchmarks.measuring import PYTHON, ROOT, Cost, Failed, run
from jixiao.docx import package

ROWS = (100, 1000, 3000)
DESCRIBED = "national-2020"
_MADE = ROOT / "tests/data/described" / DESCRIBED / "data"
_BODY = "word/document.xml"
_NAME = re.compile(r"(三级指标: )(.+)")
_ACTUAL = re.compile(r"(实际完成值: )(.+)")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Case:
    """A year of so many rows, in a folder of its own below which everything is made."""

    root: Path
    rows: int
    described: bool
    limit: float

    @property
    def files(self) -> list[Path]:
        """The data files that hold the rows."""
        year = self.root / f"data/{YEAR}"
        if self.described:
            return [next((year / DESCRIBED / "projects").glob("*.yaml"))]
        return [year / "annex2.yaml", *(year / "projects").glob("*.yaml")]

    @property
    def whole(self) -> Path:
        """The document of the whole package, made by ``report``."""
        return next((self.root / f"output/{YEAR}").glob("*.docx"), self.root / "missing.docx")

    def does(self, *words: str | Path, cwd: Path | None = None) -> Cost:
        """Return what a command of Jixiao took; exit code 1 (it found something) is an end as well."""
        command = [PYTHON, "-m", "jixiao", *map(str, words)]
        shell = 'timeout "$0" "$@"; code=$?; [ $code = 1 ] && code=0; exit $code'
        return run(
            ["sh", "-c", shell, f"{self.limit}", *command], cwd=cwd or self.root, env={"PYTHONPATH": f"{self.root}"}
        )


def made(folder: Path, rows: int, code: Path, *, described: bool, limit: float) -> Case:
    """Return a year of so many rows under Git, its package made."""
    folder.mkdir(parents=True)
    (folder / "jixiao").symlink_to(code / "jixiao")
    shutil.copy2(code / "build.py", folder)
    shutil.copytree(code / "templates", folder / "templates")
    if described:
        shutil.copytree(_MADE, folder / "data")
    else:
        with TemporaryDirectory() as units:
            make_units(Path(units), 1, shape=Shape(projects=1, indicators=rows // 2, missed=0.0))
            shutil.copytree(next((Path(units) / "units").iterdir()) / "data", folder / "data")
    case = Case(folder, rows, described, limit)
    if described:
        _lengthen(case)
    (folder / ".gitignore").write_text("output\n.cache\njixiao\n", "utf-8")
    _git(case, "init", "-q")
    _commit(case)
    return case


def _lengthen(case: Case) -> None:
    """Write the first indicator's row so often, each under a name of its own."""
    file = case.files[0]
    text = file.read_text("utf-8")
    row = re.search(r"  - 一级指标: .*?(?=  - 一级指标: )", text, re.DOTALL)
    if row is None:
        raise Failed("no row in the made year")
    # They earn no points, so that the form still adds up.
    bare = re.sub(r"((?:分值|得分): )\d+", r"\g<1>0", row[0])
    copies = (_NAME.sub(rf"\g<1>第{number}处\g<2>", bare) for number in range(case.rows))
    file.write_text(text.replace(row[0], row[0] + "".join(copies), 1), "utf-8")


def _git(case: Case, *words: str) -> None:
    who = ["-c", "user.name=填表人甲", "-c", "user.email=a@example.invalid"]
    subprocess.run(["git", *who, *words], cwd=case.root, check=True, capture_output=True)


def _commit(case: Case) -> None:
    _git(case, "add", "-A")
    _git(case, "commit", "-qm", "data")


def _rewritten(case: Case, pattern: re.Pattern[str], new: Callable[[str], str], every: int) -> None:
    """Change every so-manieth value that the pattern finds."""
    for file in case.files:
        numbers = count()

        def changed(found: re.Match[str], numbers: Iterator[int] = numbers) -> str:
            return found[1] + (found[2] if next(numbers) % every else new(found[2]))

        file.write_text(pattern.sub(changed, file.read_text("utf-8")), "utf-8")


def _undone(case: Case) -> None:
    _git(case, "checkout", "-q", "--", "data")


def _more(text: str) -> str:
    """Return an actual with another number."""
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), text, count=1)


def _changed(case: Case, *, every: int) -> None:
    _rewritten(case, _ACTUAL, _more, every)


def _renamed(case: Case, *, every: int) -> None:
    _rewritten(case, _NAME, lambda name: f"{name}情况", every)


def _returned(case: Case, *, every: int) -> Path:
    """Return the whole document with every so-manieth actual changed in it, as a hand in Word would."""
    actuals = {found[2].strip("'") for file in case.files for found in _ACTUAL.finditer(file.read_text("utf-8"))}
    members = package.read_package(case.whole.read_bytes())
    numbers = count()

    def edited(found: re.Match[str]) -> str:
        if found[2] not in actuals or next(numbers) % every:
            return found[0]
        return f"{found[1]}{_more(found[2])}<"

    body = re.sub(r"(<w:t(?: [^>]*)?>)([^<]*\d[^<]*)<", edited, members[_BODY].decode())
    path = case.root / "returned.docx"
    path.write_bytes(package.write_package({**members, _BODY: body.encode()}))
    return path


def _diff(case: Case, change: Callable[[Case], None], *words: str) -> Cost:
    change(case)
    try:
        return case.does("diff", "HEAD", *words)
    finally:
        _undone(case)


def _written_back(case: Case) -> Cost:
    try:
        return case.does("reconcile", _returned(case, every=10), "--apply")
    finally:
        _undone(case)


def _imported(case: Case) -> Cost:
    """Import our own document into a project that has no year yet."""
    folder = case.root / "importing"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copytree(case.root / "templates", folder / "templates")
    (folder / "data").mkdir()
    return case.does("import", case.whole, "--year", str(YEAR), cwd=folder)


def _broken(case: Case, command: str) -> Cost:
    """Check a year that has something to say of every tenth row."""
    _rewritten(case, re.compile(r"(        得分: )(.+)"), lambda points: f"{points}1", 10)
    try:
        return case.does(command, str(YEAR), "--json" if command == "check-data" else "--no-pdf")
    finally:
        _undone(case)


def _line(case: Case) -> str:
    """Return a row's actual in the middle of the list, as ``why`` takes it."""
    file = case.files[0]
    lines = [at for at, line in enumerate(file.read_text("utf-8").splitlines(), 1) if "实际完成值" in line]
    return f"{file.relative_to(case.root / f'data/{YEAR}')}:{lines[len(lines) // 2]}"


def _new_year(case: Case) -> Cost:
    try:
        return case.does("new-year", str(YEAR + 1))
    finally:
        shutil.rmtree(case.root / f"data/{YEAR + 1}", ignore_errors=True)
        _git(case, "clean", "-fdq", "data")


def _formatted(case: Case) -> Cost:
    try:
        return case.does("fmt", str(YEAR))
    finally:
        _undone(case)


COMMANDS: dict[str, Callable[[Case], Cost]] = {
    "check-data": lambda case: case.does("check-data", str(YEAR)),
    "check-data, a finding for every tenth row": lambda case: _broken(case, "check-data"),
    "report": lambda case: case.does("report", str(YEAR), "--no-pdf"),
    "verify": lambda case: case.does("verify", str(YEAR)),
    "verify --package": lambda case: case.does("verify", "--package", case.whole),
    "draft": lambda case: case.does("draft", str(YEAR), "--no-pdf"),
    "draft, a finding for every tenth row": lambda case: _broken(case, "draft"),
    "todo": lambda case: case.does("todo", str(YEAR)),
    "fmt": _formatted,
    "new-year": _new_year,
    "why": lambda case: case.does("why", _line(case), "--year", str(YEAR)),
    "diff, nothing changed": lambda case: _diff(case, lambda _: None),
    "diff, every tenth changed": lambda case: _diff(case, lambda one: _changed(one, every=10)),
    "diff, all renamed": lambda case: _diff(case, lambda one: _renamed(one, every=1)),
    "diff --output, every tenth changed": lambda case: _diff(
        case, lambda one: _changed(one, every=10), "--output", "review"
    ),
    "reconcile, nothing edited": lambda case: case.does("reconcile", case.whole),
    "reconcile, every tenth edited": lambda case: case.does("reconcile", _returned(case, every=10)),
    "reconcile --apply, every tenth edited": _written_back,
    "import": _imported,
    "examine": lambda case: case.does("examine", case.whole, "--output", "examined"),
    "publish": lambda case: case.does("publish", str(YEAR), "--no-pdf"),
    "archive": lambda case: case.does("archive", str(YEAR)),
}


def curves(folder: Path, args: argparse.Namespace, *, described: bool) -> Iterator[str]:
    """Yield the table's lines, a command each, as soon as it is measured at every size."""
    kind = "described" if described else "own"
    cases = [
        made(folder / f"{kind}-{rows}", rows, args.code, described=described, limit=args.limit) for rows in args.rows
    ]
    yield f"| {kind} | " + " | ".join(f"{rows:,}" for rows in args.rows) + " | exponent | MB |"
    yield "| --- |" + " ---: |" * (len(cases) + 2)
    for case in cases:
        case.does("report", str(YEAR), "--no-pdf")
    for name, work in COMMANDS.items():
        if not args.only or any(part in name for part in args.only):
            yield _curve(name, work, cases)


def _curve(name: str, work: Callable[[Case], Cost], cases: list[Case]) -> str:
    taken: list[tuple[int, Cost]] = []
    told: list[str] = []
    for case in cases:
        try:
            cost = work(case)
        except Failed as failed:
            told.append(str(failed).strip().splitlines()[-1][:80])
            break
        taken.append((case.rows, cost))
        told.append(f"{cost.cpu:.2f}")
    told += [""] * (len(cases) - len(told))
    return f"| {name} | {' | '.join(told)} | {exponent(taken)} | {taken[-1][1].peak if taken else 0:.0f} |"


def exponent(taken: list[tuple[int, Cost]]) -> str:
    """Return by which power of the rows the time grew between the two largest sizes; "" with fewer than two."""
    if len(taken) < 2:
        return ""
    (few, less), (many, more) = taken[-2:]
    return f"{log(more.cpu / less.cpu) / log(many / few):.2f}"


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", nargs="+", type=int, default=ROWS)
    parser.add_argument("--only", nargs="+", default=[], help="parts of commands' names")
    parser.add_argument("--kind", nargs="+", choices=("own", "described"), default=["own", "described"])
    parser.add_argument("--code", type=Path, default=ROOT, help="the checkout whose program is measured")
    parser.add_argument("--limit", type=float, default=300, help="seconds a command may take")
    args = parser.parse_args()
    with TemporaryDirectory(prefix="jixiao-growth-") as name:
        for kind in args.kind:
            for line in curves(Path(name), args, described=kind == "described"):
                print(line, flush=True)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
