"""Wrong sentences planted in the texts of years on described forms, each with its right twin: how many are told.

    python -m benchmarks.described_claims [--each N] [--seed S] [--only KIND] [--list]

The sentences are those of ``benchmarks.claims``, over the figures of made years on described form sets: one with a
report for a whole unit, and forms of single projects with conclusions. Ends with 1 where a right twin is accused.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import SimpleNamespace

from benchmarks.claim_sentences import KINDS, MONEY_LINES, Line, Matter, number
from benchmarks.claims import _NUMBER, WAYS, Trial, table, written
from jixiao.build.described_case import DescribedCase, open_described_year
from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import Figure
from jixiao.findings import Finding, Severity
from jixiao.paths import Workspace
from jixiao.render.printing import format_figure
from jixiao.rules.claim_words import Column
from jixiao.rules.described_sheets import read_sheets
from jixiao.rules.described_subjects import list_figures, project_name, total_paths

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Ground:
    """A made year to plant in: the set, the file and the key of a text in it, what its figures are called in ours.

    ``without`` are the kinds of sentences that its form says nothing to.
    """

    name: str
    file: str
    key: str
    paths: Mapping[str, str]
    without: tuple[str, ...] = ()


_WHOLE = "附件2.资金.年度资金总额"
GROUNDS = (
    Ground(
        "yueyang-2024",
        "report.yaml",
        "绩效情况",
        {
            "项目支出.决算": "附件1.项目支出.决算",
            "项目支出.全年收入": "附件1.项目支出.调整预算",
            "项目支出.年初预算批复": "附件1.项目支出.预算",
            "基本支出.决算.合计": "报告.基本支出.决算",
            "基本支出.全年收入": "报告.基本支出.全年收入",
            "基本支出.年初预算.合计": "报告.基本支出.年初预算",
            "附件2.资金.全年执行数": f"{_WHOLE}.全年执行数",
            "附件2.资金.全年预算数": f"{_WHOLE}.全年预算数",
            "附件2.资金.年初预算数": f"{_WHOLE}.年初预算数",
            "附件2.资金.执行率": f"{_WHOLE}.执行率",
        },
    ),
    Ground("sichuan-2023", "projects/01-repair.yaml", "评价结论", {}, without=("项目得分",)),
    Ground("hubei-2022", "projects/01-seedling.yaml", "偏差原因分析", {}),
)


class DescribedMatter(Matter):
    """What sentences may speak of in a year on described forms."""

    def __init__(self, case: DescribedCase, ground: Ground) -> None:
        forms = case.dossier.forms
        self.year, self.paths = int(case.dossier.year), ground.paths
        self.figures = list_figures(case.dossier, case.inspection.prints).figures
        projects = [form for form in forms if form.form.is_per_project]
        self.package = SimpleNamespace(submission=SimpleNamespace(projects=projects))  # type: ignore[assignment]
        self.lines = [line for line in MONEY_LINES if self.v(line.final)]
        self.projects = [line for form in projects if self.v((line := _line(form)).final)]
        self.rows = [row for sheet in read_sheets(case.dossier) for row in sheet.rows]
        self.posts, self.staff = "附件1.财政供养人员.编制数", "附件1.财政供养人员.在职人数"
        self.retired = ""

    def figure(self, path: str) -> Figure | None:
        return self.figures.get(self.paths.get(path, path))

    def v(self, path: str):  # type: ignore[no-untyped-def]
        figure = self.figure(path)
        return Figure(0, "", None).amount if figure is None or figure.literal else figure.amount  # type: ignore[arg-type]

    def n(self, path: str) -> str:
        figure = self.figure(path)
        assert figure is not None, path
        return number(format_figure(figure).rstrip("%"), self.paths.get(path, path))


def _line(form: FilledForm) -> Line:
    paths = {column: each[0] for column, each in total_paths(form).items()}
    held = [paths.get(one, "") for one in (Column.FINAL, Column.PRIOR, Column.BUDGET, Column.INITIAL)]
    return Line(project_name(form), *held)


class DescribedBench:
    """A made year in a folder of its own."""

    def __init__(self, folder: Path, ground: Ground) -> None:
        shutil.copytree(ROOT / "tests/data/described" / ground.name / "data", folder / "data")
        (folder / "templates").symlink_to(ROOT / "templates")
        self.workspace, self.ground, self.name = Workspace(folder), ground, ground.name
        (self.year,) = self.workspace.years()
        self.file = self.workspace.year(self.year) / ground.name / ground.file
        opened = open_described_year(self.workspace, self.year, draft=False)
        self.matter = DescribedMatter(opened.cases[0], ground)
        self.before = {(one.code, one.subject, one.seen) for one in opened.findings}

    def said_of(self, paragraph: str) -> list[Finding]:
        """Return the errors and warnings that are newly said once a text ends with a paragraph."""
        kept = self.file.read_text("utf-8")
        lines = "".join(f"  {line}\n" for line in paragraph.split("\n") if line)
        old = next(line for line in kept.split("\n") if line.startswith(f"{self.ground.key}:"))
        text = kept.replace(old, f"{self.ground.key}: |-\n  {old.partition(': ')[2]}\n{lines.rstrip()}")
        self.file.write_text(text, "utf-8", newline="\n")
        try:
            found = open_described_year(self.workspace, self.year, draft=False).findings
        finally:
            self.file.write_text(kept, "utf-8", newline="\n")
        told = [one for one in found if one.severity is not Severity.HINT and not one.waived]
        return [one for one in told if (one.code, one.subject, one.seen) not in self.before]


def try_described(bench: DescribedBench, each: int, seed: int, trial: Trial, only: str = "") -> None:
    """Plant so many sentences of each kind in every way that there is."""
    for kind, make in ((one, make) for one, make in KINDS.items() if one not in bench.ground.without):
        try:
            pairs = [pair for pair in make(bench.matter) if pair[0] != pair[1]]
        except (ArithmeticError, AssertionError, IndexError, StopIteration):
            continue  # of what such a form has none
        rng = Random(f"{seed}/{bench.name}/{kind}")
        for right, wrong in rng.sample(pairs, min(each, len(pairs))) if only in kind else ():
            has_references = any(match[1] for match in _NUMBER.finditer(wrong))
            for way in WAYS if _NUMBER.search(wrong) else WAYS[:1]:
                if way != "bound" or has_references:
                    words = _translated(bench, written(right, way)), _translated(bench, written(wrong, way))
                    said = [bench.said_of(one) for one in words]
                    trial.take(kind, way, right=said[0], wrong=said[1], words=words)


def _translated(bench: DescribedBench, words: str) -> str:
    return words.replace("\n\n", "\n")


def benches(folder: Path) -> Iterator[DescribedBench]:
    """Yield the made years, each in a folder below ``folder``."""
    for ground in GROUNDS:
        (folder / ground.name).mkdir()
        yield DescribedBench(folder / ground.name, ground)


def main() -> int:
    """Plant all, print a table a set, and return 1 where a right twin is accused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=2, help="of a kind, in each year")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    accused = 0
    with tempfile.TemporaryDirectory() as folder:
        for bench in benches(Path(folder)):
            trial = Trial()
            try_described(bench, asked.each, asked.seed, trial, asked.only)
            print(f"\n{bench.name}\n")
            print("\n".join(table(trial, WAYS)))
            print(f"\n{trial.twins} right twins, {len(trial.accused)} accused")
            print("\n".join(f"- {one}" for one in trial.missed) if asked.list else "")
            print("\n".join(f"! {one}" for one in trial.accused))
            accused += len(trial.accused)
    return int(accused > 0)


if __name__ == "__main__":
    sys.exit(main())
