"""Wrong sentences planted in a year's report, and wrong indicator rows, each with its right twin: how many are told.

    python -m benchmarks.claims [--each N] [--seed S] [--rows] [--renamed] [--list]

Over the real year, the made year and drawn units. A sentence is tried with its numbers typed, declared as plain text,
and bound, where its numbers have references. A wrong one is told if an error or a warning is said of it that its right
twin does not bring; advice to write a right number as a reference is no accusation. Ends with 1 where a right twin
brings an error or a warning. ``--renamed`` tries drawn units in which every matter, project and indicator bears another
name, beside the same units as they are. ``--list`` prints each wrong sentence that is not told, and each right one
accused.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from benchmarks.believable.unit import YEAR, Shape, unit
from benchmarks.claim_rows import planted_rows
from benchmarks.claim_sentences import KINDS, Matter
from benchmarks.claim_wordings import OTHER_KINDS
from benchmarks.four_rounds import FOUR_ROUNDS_KINDS
from benchmarks.fresh_wordings import FRESH_KINDS
from benchmarks.house_styles import HOUSE_STYLE_KINDS
from benchmarks.last_unseen import LAST_UNSEEN_KINDS
from benchmarks.later_hands import LATER_KINDS
from benchmarks.make_units import TEMPLATES, chance
from benchmarks.other_hands import OTHER_HANDS_KINDS
from benchmarks.renaming import rename_sentence, rename_year
from benchmarks.sealed_wordings import SEALED_KINDS
from benchmarks.third_hand import THIRD_HAND_KINDS
from benchmarks.unseen_wordings import UNSEEN_KINDS
from benchmarks.untuned_wordings import UNTUNED_KINDS
from jixiao.build.steps import Inspected, inspect_year
from jixiao.findings import Finding, Severity
from jixiao.paths import Workspace
from jixiao.rules.judge import judge

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 1, 1)
WAYS = ("typed", "declared", "bound")
ALL_KINDS = KINDS | OTHER_KINDS | UNSEEN_KINDS | OTHER_HANDS_KINDS | LAST_UNSEEN_KINDS | HOUSE_STYLE_KINDS | FRESH_KINDS
ALL_KINDS |= LATER_KINDS | SEALED_KINDS | FOUR_ROUNDS_KINDS | UNTUNED_KINDS | THIRD_HAND_KINDS
_NUMBER = re.compile("\x01([^\x02]*)\x02([^\x03]*)\x03([个]?[^\\W\\d_]?)")
_ADVICE = re.compile("与它相同|应写成引用")
Key = tuple[str, str, tuple[str, ...]]


class Bench:
    """One year in a folder of its own, to be planted in; what it says of itself is no answer."""

    def __init__(self, folder: Path, year: int, name: str, *, renamed: bool = False) -> None:
        self.workspace, self.year, self.name, self.renamed = Workspace(folder), year, name, renamed
        self.report = self.workspace.year(year) / "report/06-performance.md"
        self.matter = Matter(self.inspected().printed_package)
        self.before = Counter(map(_key, self.heard()))

    def inspected(self) -> Inspected:
        case = inspect_year(self.workspace, self.year, draft=False)
        assert isinstance(case, Inspected), [str(one) for one in case.findings[:5]]
        return case

    def heard(self) -> list[Finding]:
        """Return the errors and warnings of the year as it lies there."""
        found = judge(self.inspected().printed_package, TODAY).findings
        return [one for one in found if one.severity is not Severity.HINT and not one.waived]

    def said_of(self, paragraphs: Sequence[str]) -> list[list[Finding]]:
        """Return what is newly said of each of some paragraphs that stand at the end of the section on performance."""
        text = self.report.read_text("utf-8").rstrip()
        starts = list(accumulate((one.count("\n") + 2 for one in paragraphs), initial=text.count("\n") + 3))
        joined = "\n\n".join((text, *paragraphs))
        said: list[list[Finding]] = [[] for _ in paragraphs]
        for one in self.said_with(self.report, f"{joined}\n", beyond=starts[0] - 1):
            # Repeated is what two kinds happen to say alike.
            if one.code != "C605":
                said[bisect_right(starts, one.place.line) - 1].append(one)
        return said

    def said_with(self, path: Path, text: str, *, beyond: int = 0) -> list[Finding]:
        """Return what is newly said of a file with another text, ``beyond`` a line; afterwards all is as before."""
        kept = path.read_bytes()
        path.write_text(text, "utf-8", newline="\n")
        try:
            heard = self.heard()
        finally:
            path.write_bytes(kept)
        before = Counter(self.before)
        fresh = []
        for one in heard:
            before[_key(one)] -= 1
            is_here = (
                one.place.file.endswith(path.name) and one.place.line > beyond and one.code not in ("C604", "X901")
            )
            if before[_key(one)] < 0 and is_here and not _ADVICE.search(one.found):
                fresh.append(one)
        return fresh


def _key(finding: Finding) -> Key:
    return finding.code, finding.subject, finding.seen


def benches(folder: Path, drawn: Iterable[int] = (1, 2, 4)) -> Iterator[Bench]:
    """Yield the real year, the made year and drawn units, each in a folder below ``folder``."""
    for name, data, year in (("真实年度", ROOT / "data", 2023), ("另编年度", ROOT / "tests/cases/slips/data", 2024)):
        shutil.copytree(data, folder / name / "data")
        (folder / name / "templates").symlink_to(TEMPLATES)
        yield Bench(folder / name, year, name)
    for number in drawn:
        yield drawn_bench(folder / str(number), number)


def drawn_bench(folder: Path, number: int, *, renamed: bool = False) -> Bench:
    """Return a drawn unit's year, as it is or with every name another."""
    for path, text in unit(chance(7, number), number, Shape(projects=3 + number, indicators=8)).written().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")
    (folder / "templates").symlink_to(TEMPLATES)
    if renamed:
        rename_year(Workspace(folder), TEMPLATES)
    return Bench(folder, YEAR, f"随机单位{number}", renamed=renamed)


def compare_renamed(each: int, seed: int, drawn: Iterable[int] = (1, 2, 4)) -> Iterator[str]:
    """Yield how many planted sentences are told in drawn units as they are, and with every name another."""
    for words, renamed in (("as they are", False), ("renamed", True)):
        trial = Trial()
        with tempfile.TemporaryDirectory() as folder:
            for number in drawn:
                try_sentences(drawn_bench(Path(folder) / str(number), number, renamed=renamed), each, seed, trial)
        totals = (trial.total(way) for way in WAYS)
        yield f"{words}: {'、'.join(f'{told}/{tried}' for told, tried in totals)}, {len(trial.accused)} accused"
        yield from (f"- {one}" for one in trial.missed)
        yield from (f"! {one}" for one in trial.accused)


@dataclass
class Tally:
    """Of one kind: how many wrong ones were tried in each way, and how many told."""

    tried: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    def share(self, way: str) -> str:
        """Return the share told in one way, as the table prints it."""
        return f"{self.told[way]}/{self.tried[way]}" if self.tried[way] else "—"


def written(sentence: str, way: str) -> str:
    """Return a sentence as its author writes it in one way."""
    if way == "bound":
        return _NUMBER.sub(lambda one: (f"{{{{ {one[1]} }}}}" if one[1] else one[2]) + one[3], sentence)
    paragraphs = []
    for one in sentence.split("\n\n"):
        phrases = [f"{match[2]}{match[3]}" for match in _NUMBER.finditer(one)]
        words = _NUMBER.sub(lambda match: match[2] + match[3], one)
        paragraphs.append(
            words + (f"\n{{# 事实数字：{'、'.join(phrases)} #}}" if way == "declared" and phrases else "")
        )
    return "\n\n".join(paragraphs)


@dataclass
class Trial:
    """What a run came to: tallies by kind, right ones accused, wrong ones not told, how many right twins there were."""

    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    accused: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    twins: int = 0

    def take(self, kind: str, way: str, *, right: list[Finding], wrong: list[Finding], words: tuple[str, str]) -> None:
        """Count one pair."""
        self.accuse(kind, way, right, words[0])
        tally = self.kinds[kind]
        tally.tried[way] += 1
        codes = Counter(one.code for one in right)
        told = any(count > codes[code] for code, count in Counter(one.code for one in wrong).items())
        tally.told[way] += told
        if not told:
            self.missed.append(f"{kind} {way}: {words[1]}")

    def accuse(self, kind: str, way: str, said: list[Finding], words: str) -> None:
        """Count one right twin, and what is said of it all the same."""
        self.twins += 1
        if said:
            found = "; ".join(f"{one.code} {one.found} → {one.expected}" for one in said)
            self.accused.append(f"{kind} {way}: {words}\n    {found}")

    def total(self, way: str) -> tuple[int, int]:
        """Return how many were told in one way, and tried."""
        return sum(one.told[way] for one in self.kinds.values()), sum(one.tried[way] for one in self.kinds.values())


def try_sentences(bench: Bench, each: int, seed: int, trial: Trial, only: str = "") -> None:
    """Plant so many sentences of each kind in every way: one of every kind at a time, so that none meets its like."""
    drawn = {kind: _drawn(bench, kind, each, seed) for kind in ALL_KINDS if only in kind}
    for at in range(each):
        pairs = [(kind, found[at]) for kind, found in drawn.items() if at < len(found)]
        for way in WAYS:
            sides = [
                (kind, written(right, way), written(wrong, way)) for kind, (right, wrong) in pairs if _has(wrong, way)
            ]
            if sides:
                said = [bench.said_of([one[side] for one in sides]) for side in (1, 2)]
                for (kind, *words), right, wrong in zip(sides, *said, strict=True):
                    trial.take(kind, way, right=right, wrong=wrong, words=(words[0], words[1]))


def _drawn(bench: Bench, kind: str, each: int, seed: int) -> list[tuple[str, str]]:
    pairs = [pair for pair in ALL_KINDS[kind](bench.matter) if pair[0] != pair[1]]
    drawn = Random(f"{seed}/{bench.name}/{kind}").sample(pairs, min(each, len(pairs)))
    return [(rename_sentence(one), rename_sentence(other)) if bench.renamed else (one, other) for one, other in drawn]


def _has(sentence: str, way: str) -> bool:
    """Return whether a sentence can be written in a way: with a number, and for references one with a path."""
    numbers = list(_NUMBER.finditer(sentence))
    return way == "typed" or (bool(numbers) and (way == "declared" or any(one[1] for one in numbers)))


def try_rows(bench: Bench, each: int, seed: int, trial: Trial, most: int | None = None) -> None:
    """Plant wrong rows and their right twins, all pairs or every second, ``most`` of them at most."""
    pairs = planted_rows(bench.workspace.year(bench.year), each, Random(f"{seed}/{bench.name}"))
    for kind, row, path, texts in islice(pairs, most):
        said = [bench.said_with(path, text) for text in texts[: 1 if row.is_right else 2]]
        if row.is_right:
            trial.accuse(kind, "typed", said[0], str(row.right))
            continue
        trial.take(kind, "typed", right=said[0], wrong=said[1], words=(str(row.right), str(row.wrong)))


def table(trial: Trial, ways: tuple[str, ...]) -> Iterator[str]:
    """Yield the table by kind as Markdown."""
    heads = {"typed": "手写", "declared": "声明为事实", "bound": "引用"}
    yield f"| 哪一种 | {' | '.join(heads[way] for way in ways)} |"
    yield f"| --- |{' ---: |' * len(ways)}"
    for kind, tally in trial.kinds.items():
        yield f"| {kind} | {' | '.join(tally.share(way) for way in ways)} |"
    totals = [trial.total(way) for way in ways]
    yield f"| 全部 | {' | '.join(f'{told}/{tried}（{told / max(1, tried):.1%}）' for told, tried in totals)} |"


def main() -> int:
    """Plant all, print the tables, and return 1 where a right twin is accused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=2, help="of a kind, in each year")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", action="store_true", help="rows only")
    parser.add_argument("--sentences", action="store_true", help="sentences only")
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    parser.add_argument("--renamed", action="store_true", help="drawn units with every name another")
    parser.add_argument("--list", action="store_true")
    asked = parser.parse_args()
    if asked.renamed:
        print("\n".join(compare_renamed(asked.each, asked.seed)))
        return 0
    sentences, rows = Trial(), Trial()
    with tempfile.TemporaryDirectory() as folder:
        for bench in benches(Path(folder)):
            if not asked.rows:
                try_sentences(bench, asked.each, asked.seed, sentences, asked.only)
            if not asked.sentences:
                try_rows(bench, asked.each, asked.seed, rows)
    shown: Mapping[str, Trial] = {"sentences": sentences, "rows": rows}
    for name, trial in shown.items():
        if trial.twins:
            print("\n".join(table(trial, WAYS if name == "sentences" else WAYS[:1])))
            print(f"\n{name}: {trial.twins} right twins, {len(trial.accused)} accused\n")
    if asked.list:
        print("\n".join(f"- {one}" for trial in shown.values() for one in trial.missed))
    print("\n".join(f"! {one}" for trial in shown.values() for one in trial.accused))
    return int(any(trial.accused for trial in shown.values()))


if __name__ == "__main__":
    sys.exit(main())
