"""Slips drawn at random: a number of a made-up unit's year changed as the mutation kinds change it, one at a time.

    python -m benchmarks.drawn_slips [--count N] [--seed S] [--no-indicators]

Every slip meets a unit of its own seed, so that no rule can know its cases. Counted are the slips that can be told: of
numbers that nothing else states (``mutation.ALONE``) only those that are told. Prints how many are told, as an error or
a warning, and of how many the line that was changed is said first. ``--no-indicators`` draws amounts and head counts
alone, and no points of indicators.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.believable.unit import YEAR, Shape, unit
from benchmarks.make_units import TEMPLATES, chance
from benchmarks.mutation import KINDS, Leaf, is_at, leaves, numbers_typed, reason, slipped, typed_otherwise
from jixiao.build.steps import Judged, open_year
from jixiao.build.stories import check_year
from jixiao.findings import Finding
from jixiao.paths import Workspace

PER_UNIT = 8
# Stated elsewhere, and the weights of the bureau's own sheet, which are handed on whole and add up to 100.
_NOT_TYPED = ("control.yaml", "annex5.yaml")
_POINTS = "绩效指标"


@dataclass(frozen=True, slots=True)
class DrawnSlip:
    """A number, how it was changed, and what was said: errors and warnings in the order they are told."""

    leaf: Leaf
    kind: str
    changed: str
    said: tuple[Finding, ...]

    @property
    def is_told(self) -> bool:
        """Whether anything is said."""
        return bool(self.said)

    @property
    def can_be_told(self) -> bool:
        """Whether anything else states the number, or it was told all the same."""
        return self.is_told or not reason(self.leaf.name)

    @property
    def is_first(self) -> bool:
        """Whether the line changed is said first."""
        return self.is_told and is_at(self.leaf, self.said[0])

    def __str__(self) -> str:
        first = f"{self.said[0].code} {self.said[0].place} {self.said[0].found}" if self.said else ""
        return f"{self.leaf.name} {self.leaf.scalar}→{self.changed}（{KINDS[self.kind]}）{first}"


# What the final accounts of a unit state beside its own forms.
CONTROLS = (
    "附件1.财政供养人员.编制数",
    "附件1.三公经费.预算",
    "附件1.三公经费.决算",
    "附件1.项目支出.预算",
    "附件1.项目支出.决算",
    "附件1.公用经费.决算",
    "附件1.政府采购金额.预算",
    "附件1.政府采购金额.决算",
    "附件2.资金.年初预算数",
    "附件2.资金.全年预算数",
    "附件2.资金.全年执行数",
    "基本支出.决算.合计",
    "项目支出.年初预算批复",
)


def drawn_slips(
    count: int, seed: int, *, controls: bool = True, shape: Shape | None = None, indicators: bool = True
) -> Iterator[DrawnSlip]:
    """Yield so many slips, ``PER_UNIT`` a unit, the same for the same seed; ``controls`` lays control totals by.

    Without ``indicators`` none is of their points and scores.
    """
    for number in range(1, -(-count // PER_UNIT) + 1):
        wanted = min(PER_UNIT, count - (number - 1) * PER_UNIT)
        with tempfile.TemporaryDirectory() as folder:
            rng = chance(seed, number)
            workspace = _written(Path(folder), unit(rng, number, shape or Shape()).written())
            if controls:
                _lay_controls_by(workspace)
            yield from _in_unit(workspace, rng, wanted, indicators=indicators)


def _written(folder: Path, texts: Mapping[str, str]) -> Workspace:
    (folder / "templates").symlink_to(TEMPLATES)
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    return Workspace(folder)


def _lay_controls_by(workspace: Workspace) -> None:
    year = open_year(workspace, YEAR, draft=False)
    assert isinstance(year, Judged), "a made-up unit checks clean"
    book = year.book
    stated = [(path, book.figures[path].amount) for path in CONTROLS if path in book.figures]
    entries = "".join(f"  - 引用: {path}\n    数额: {amount:f}\n    出处: 部门决算报表\n" for path, amount in stated)
    (workspace.year(YEAR) / "control.yaml").write_text(f"核对数:\n{entries}", "utf-8")


def _in_unit(workspace: Workspace, rng: Random, wanted: int, *, indicators: bool) -> Iterator[DrawnSlip]:
    folders = [folder for year in (YEAR, YEAR - 1) if (folder := workspace.year(year)).is_dir()]
    years = [[one for one in leaves(folder) if indicators or _POINTS not in one.name] for folder in folders] + [[]]
    here = [one for one in years[0] if one.path.name not in _NOT_TYPED]
    typed, last_year = numbers_typed(here), numbers_typed(years[1])
    while wanted:
        leaf, kind = rng.choice(here), rng.choice(list(KINDS))
        changed = slipped(leaf, kind, typed, last_year)
        if changed is not None:
            wanted -= 1
            with typed_otherwise(leaf, changed):
                findings = check_year(workspace, YEAR).findings
            yield DrawnSlip(leaf, kind, changed, tuple(one for one in findings if one.weighty))


@dataclass(frozen=True, slots=True)
class Shares:
    """How many slips can be told, how many are, and of how many the line changed is said first."""

    can: int
    told: int
    first: int

    def __str__(self) -> str:
        return f"{self.can} 处能查：指出 {self.told / self.can:.1%}，先说这一行 {self.first / self.can:.1%}"


def counted(slips: Iterable[DrawnSlip]) -> Shares:
    """Return the shares of some slips."""
    can = [one for one in slips if one.can_be_told]
    return Shares(len(can), sum(one.is_told for one in can), sum(one.is_first for one in can))


def main() -> None:
    """Print the shares with and without control totals, and every slip that is told late or not at all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-indicators", action="store_true", help="amounts and head counts alone")
    asked = parser.parse_args()
    for controls, words in ((True, "有核对数"), (False, "没有核对数")):
        slips = list(drawn_slips(asked.count, asked.seed, controls=controls, indicators=not asked.no_indicators))
        for one in slips:
            if one.can_be_told and not one.is_first:
                print(one)
        print(f"{words}：{counted(slips)}")


if __name__ == "__main__":
    main()
