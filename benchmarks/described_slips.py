"""Every number typed into the made years of the described form sets, changed as a slip of the keyboard changes it.

    python -m benchmarks.described_slips [SET …] [--controls] [--missed]

One slip at a time: two digits exchanged, the last one lost, one typed twice, the point moved either way, 元 typed for
万元. Counts, by set and by where the number stands (a figure of a form, or in the words of a target or an actual), how
many slips are told by an error or a warning, and of how many the line changed is said first. ``--controls``
first lays control totals by of all amounts and counts typed, as another document states them. ``--missed`` lists the
numbers of which some slip goes untold.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from shutil import copytree

from jixiao.build.stories import check_year
from jixiao.derive.described_forms import derive_described
from jixiao.figures import Figure
from jixiao.findings import Finding, Severity
from jixiao.forms.read_described import read_described_year
from jixiao.paths import Workspace
from jixiao.source.nodes import Entries, Items, Scalar, load_yaml

ROOT = Path(__file__).parents[1]
MADE = ROOT / "tests/data/described"
_COUNTED = ("万元", "元", "人", "个", "㎡")
FIGURES, WORDS = "表上的数", "指标值、完成值里的数"
KINDS = ("相邻两位颠倒", "漏末一位", "多打一位", "小数点右移", "小数点左移", "元当作万元")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
# What the words of an indicator may be called; the years and numbers in other words are no figures.
_MEASURED = re.compile(r"指标值|目标值|完成值|完成情况|目标$|实际值")
_NO_FIGURES = re.compile(r"年度$|序号|编码|编号|电话|代码|日期|时间")


@dataclass(frozen=True)
class TypedNumber:
    """A number as typed: its file, the line and column where it begins, what stands there, and its path."""

    file: Path
    line: int
    column: int
    text: str
    path: str
    sort: str


def numbers_of(folder: Path) -> Iterator[TypedNumber]:
    """Yield the numbers typed into the files below a folder, in order."""
    for path in sorted(folder.rglob("*.yaml")):
        for scalar in _scalars(load_yaml(path, path.name, path.stem).tree):
            lines = path.read_text("utf-8").split("\n")
            last = scalar.path.rpartition(".")[2]
            if _NO_FIGURES.search(last):
                continue
            shown = lines[scalar.place.line - 1]
            if _NUMBER.fullmatch(scalar) and not _MEASURED.search(last):
                yield TypedNumber(path, scalar.place.line, scalar.place.column - 1, str(scalar), scalar.path, FIGURES)
            elif _MEASURED.search(last) and str(scalar) in shown:
                start = shown.index(str(scalar), scalar.place.column - 1)
                for found in _NUMBER.finditer(scalar):
                    where = scalar.place.line, start + found.start()
                    yield TypedNumber(path, *where, text=found[0], path=scalar.path, sort=WORDS)


def _scalars(node: object) -> Iterator[Scalar]:
    if isinstance(node, Entries):
        for value in node.values():
            yield from _scalars(value)
    elif isinstance(node, Items):
        for value in node:
            yield from _scalars(value)
    elif isinstance(node, Scalar) and not node.null:
        yield node


def slipped(text: str, kind: str) -> str | None:
    """Return a number after a slip of some kind; None where it would be the same amount."""
    match kind:
        case "相邻两位颠倒":
            changed = _exchanged(text)
        case "漏末一位":
            changed = text[:-1].rstrip(".") or "0"
        case "多打一位":
            at = next((at for at, one in enumerate(text) if one not in "0."), 0)
            changed = text[: at + 1] + text[at:]
        case "小数点右移":
            changed = f"{Decimal(text) * 10:f}"
        case "小数点左移":
            changed = f"{Decimal(text) / 10:f}"
        case _:
            changed = f"{Decimal(text) * 10000:f}"
    return None if Decimal(changed) == Decimal(text) else changed


def _exchanged(text: str) -> str:
    digits = [at for at, one in enumerate(text) if one != "."]
    for one, other in pairwise(digits):
        if text[one] != text[other]:
            signs = list(text)
            signs[one], signs[other] = signs[other], signs[one]
            return "".join(signs)
    return text


@contextmanager
def typed_otherwise(number: TypedNumber, changed: str) -> Iterator[None]:
    """Write another number in place of one; afterwards its file is as before."""
    original = number.file.read_text("utf-8")
    lines = original.split("\n")
    shown = lines[number.line - 1]
    lines[number.line - 1] = shown[: number.column] + changed + shown[number.column + len(number.text) :]
    number.file.write_text("\n".join(lines), "utf-8")
    try:
        yield
    finally:
        number.file.write_text(original, "utf-8")


@dataclass
class Tally:
    """What became of slips: how many were made, told, told first at their line; what was missed, by number."""

    made: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    missed: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def count(self, number: TypedNumber, kind: str, changed: str, said: list[Finding]) -> None:
        """Note what is said of a slip."""
        self.made[number.sort] += 1
        self.told[number.sort] += bool(said)
        at = (said[0].place.file, said[0].place.line) if said else ("", 0)
        self.first[number.sort] += number.file.as_posix().endswith(f"/{at[0]}") and at[1] == number.line
        if not said:
            self.missed[f"{number.sort} {number.path} {number.text}"].append(f"{changed}（{kind}）")

    def __str__(self) -> str:
        return "；".join(
            f"{sort} {self.made[sort]} 处，指出 {self.told[sort] / self.made[sort]:.1%}，"
            f"先说这一行 {self.first[sort] / self.made[sort]:.1%}"
            for sort in (FIGURES, WORDS)
            if self.made[sort]
        )


def tallied(workspace: Workspace, year: int, name: str) -> Tally:
    """Return what becomes of every slip in a set's year, in a project that may be written to."""
    tally = Tally()
    assert not weighty(workspace, year), f"{name}: the made year is clean"
    for number in numbers_of(workspace.year(year) / name):
        for kind in KINDS:
            if (changed := slipped(number.text, kind)) is not None:
                with typed_otherwise(number, changed):
                    tally.count(number, kind, changed, weighty(workspace, year))
    return tally


def weighty(workspace: Workspace, year: int) -> list[Finding]:
    """Return the errors and warnings of a year that no waiver covers, in the order they are told."""
    found = check_year(workspace, year).findings
    return [one for one in found if one.severity is not Severity.HINT and not one.waived]


def copied(name: str, folder: Path) -> tuple[Workspace, int]:
    """Return a copy of a set's made year below a folder, and the year."""
    copytree(MADE / name / "data", folder / "data")
    (folder / "templates").symlink_to(ROOT / "templates")
    workspace = Workspace(folder)
    return workspace, max(workspace.years())


def lay_controls_by(workspace: Workspace, year: int) -> None:
    """Write a control total for every amount and count of a year that was typed into its forms."""
    submission = read_described_year(workspace, year).submission
    assert submission is not None, "the made year is clean"
    stated = [
        value
        for dossier in derive_described(submission).values()
        for form in dossier.forms
        for value in form.all_values()
        if isinstance(value, Figure) and value.entered and value.literal is None and value.unit in _COUNTED
    ]
    entries = "".join(f"  - 引用: {one.path}\n    数额: {one.amount:f}\n    出处: 部门决算报表\n" for one in stated)
    (workspace.year(year) / "control.yaml").write_text(f"核对数:\n{entries}", "utf-8")


def added(tallies: Iterable[Tally]) -> Tally:
    """Return what becomes of all slips together."""
    whole = Tally()
    for one in tallies:
        whole.made += one.made
        whole.told += one.told
        whole.first += one.first
    return whole


def main() -> None:
    """Print the shares by set and altogether."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--controls", action="store_true")
    parser.add_argument("--missed", action="store_true")
    asked = parser.parse_args()
    tallies = []
    for name in asked.sets or sorted(path.name for path in MADE.iterdir()):
        with tempfile.TemporaryDirectory() as folder:
            workspace, year = copied(name, Path(folder))
            if asked.controls:
                lay_controls_by(workspace, year)
            tallies.append(tallied(workspace, year, name))
        print(f"{name}：{tallies[-1]}", flush=True)
        for number, kinds in tallies[-1].missed.items() if asked.missed else ():
            print(f"  {number} → {'、'.join(kinds)}")
    print(f"全部：{added(tallies)}")


if __name__ == "__main__":
    main()
