"""Change every number of a year, one at a time, and count how many changes the check finds.

    python -m benchmarks.mutation [YEAR] [--bare]

Works on a copy. A change counts as found when the check says something that it did not say before. Prints the share
found by kind of change, in how many of those told (an error or a warning) the line changed is the first thing said, and
every number of which some change goes unnoticed, with the reason where it stands alone.
``--bare`` leaves out control totals, values as filed and waivers: what the rules see by themselves. The record of
filing, which any change breaks, is always left out. Ends with 1 where a number is missed that does not stand alone.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from fnmatch import fnmatchcase
from itertools import pairwise
from pathlib import Path

from jixiao.build.stories import check_year
from jixiao.findings import Finding, Severity
from jixiao.paths import Workspace, find_project
from jixiao.source.nodes import Entries, Items, Scalar, load_yaml

KINDS = {
    "+0.01": "加 0.01",
    "-0.01": "减 0.01",
    "+10%": "加一成",
    "-10%": "减一成",
    "transposed": "相邻两位颠倒",
    "dropped": "漏末一位",
    "sign": "正负号",
    "zero": "改成 0",
    "×10": "小数点右移一位",
    "÷10": "小数点左移一位",
    "×10000": "元当作万元",
    "column": "填成邻栏的数",
    "prior": "填成上年的数",
}

# Numbers that are typed once, and that nothing else states: only a control total from another document can watch them.
ALONE = {
    "单位.人员.*": "只在报告一（一）列一次，表上没有",
    "附件1.财政供养人员.在职人数": "只受“不超过编制数”约束",
    "附件1.三公经费.*": "合计由它算出，只受“决算不超过预算”和变动界限约束",
    "附件1.公用经费.*": "“其中”只列一部分，不要求相加，只受“不超过合计”和变动界限约束",
    "附件1.政府采购金额.*": "表上只列一次，只受“决算不超过预算”约束",
    "附件1.部门基本支出预算调整.决算": "表上只列一次",
    "附件1.楼堂馆所.*": "当年没有，都是 0；只受“实际不超过批复”约束",
    "基本支出.决算.*": "合计由它算出，只受“不超过全年收入”约束",
    "各项目.*.资金.*": "合计由它算出，只受“执行数不超过预算数”和变动界限约束",
    "上年.*": "上年只保存决算数，只受变动界限约束",
}

_PREFIXES = {
    "unit.yaml": "单位",
    "annex1.yaml": "附件1",
    "annex2.yaml": "附件2",
    "annex5.yaml": "附件5",
    "basic.yaml": "基本支出",
    "control.yaml": "",
    "overrides.yaml": "",
    "final-accounts.yaml": "上年",
}
# Waivers hold words and dates, the filing record digests and copies that only the next year is held against.
_NO_NUMBERS = {"waivers.yaml", "movements.yaml", "filed.yaml", "restatements.yaml"}
_RECORDS = ("control.yaml", "overrides.yaml", "waivers.yaml")
# A telephone number is none; the year decides which folder is read; the others are places in an order.
_NO_FIGURES = {"联系电话", "年度", "附件1行次", "第几处"}
_BLOCKING = (Severity.ERROR, Severity.WARNING)

Essence = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One number as typed: its file, its place and its path."""

    path: Path
    scalar: Scalar

    @property
    def name(self) -> str:
        """Its path in the data; in a file without one, the file and the line."""
        place = f"{self.path.name} 第 {self.scalar.place.line} 行"
        return place if self.path.name in _RECORDS else self.scalar.path

    @property
    def group(self) -> str:
        """What kind of number it is."""
        return _GROUPS.get(self.path.name, "本年填报的数")


@dataclass(slots=True)
class Tally:
    """What became of the changes: by kind how many were tried and found, and what was missed by leaf."""

    tried: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    hinted: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    missed: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tried_of: Counter[str] = field(default_factory=Counter)
    kinds_of_leaves: dict[str, str] = field(default_factory=dict)

    @property
    def alone(self) -> list[str]:
        """The leaves with a change unnoticed that stand alone."""
        return [name for name in self.missed if reason(name)]

    def told(self, kind: str) -> int:
        """Return how many changes of a kind brought an error or a warning."""
        return self.found[kind] - self.hinted[kind]

    def count(self, leaf: Leaf, kind: str, news: Iterable[Finding]) -> None:
        """Note what the check had to say of one change, in the order it says it."""
        said = list(news)
        weighty = [one for one in said if one.severity in _BLOCKING]
        self.first[kind] += bool(weighty) and is_at(leaf, weighty[0])
        self.tried[kind] += 1
        self.tried_of[leaf.name] += 1
        self.kinds_of_leaves[leaf.name] = leaf.group
        self.found[kind] += bool(said)
        self.refused[kind] += any(one.code.startswith(("L", "M")) for one in said)
        self.hinted[kind] += bool(said) and not weighty
        if not said:
            self.missed[leaf.name].append(kind)


def is_at(leaf: Leaf, one: Finding) -> bool:
    """Return whether a finding names the line of a number; files of one name lie in folders of different years."""
    return leaf.path.as_posix().endswith(f"/{one.place.file}") and one.place.line == leaf.scalar.place.line


_GROUPS = {"control.yaml": "核对数", "overrides.yaml": "按原件列报", "final-accounts.yaml": "上年决算"}


def leaves(folder: Path) -> Iterator[Leaf]:
    """Yield every number typed into a year's data files."""
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("projects/*.yaml")]):
        if path.name not in _NO_NUMBERS:
            prefix = _PREFIXES.get(path.name, f"各项目.{path.stem.partition('-')[2]}")
            yield from (Leaf(path, scalar) for scalar in _numbers(load_yaml(path, path.name, prefix).tree))


def _numbers(node: object) -> Iterator[Scalar]:
    if isinstance(node, Entries):
        for key, value in node.items():
            if key not in _NO_FIGURES:
                yield from _numbers(value)
    elif isinstance(node, Items):
        for value in node:
            yield from _numbers(value)
    elif isinstance(node, Scalar) and _is_number(node):
        yield node


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "", 1).isdecimal()


def mutated(text: str, kind: str) -> str | None:
    """Return the changed number, None where the kind of change leaves it as it is."""
    amount = Decimal(text)
    match kind:
        case "+0.01" | "-0.01":
            changed = amount + Decimal(kind)
        case "+10%" | "-10%":
            changed = amount + amount * Decimal(kind[:-1]) / 100
        case "sign":
            changed = -amount
        case "zero":
            changed = Decimal(0)
        case "×10" | "÷10" | "×10000":
            changed = amount * Decimal(kind[1:]) if kind[0] == "×" else amount / Decimal(kind[1:])
        case _:
            changed = _digits_changed(text, kind)
    return None if changed == amount else format(changed, "f")


def _digits_changed(text: str, kind: str) -> Decimal:
    digits = [number for number, char in enumerate(text) if char.isdecimal()]
    if kind == "dropped":
        return Decimal(text[: digits[-1]].rstrip(".") or "0") if len(digits) > 1 else Decimal(text)
    for one, other in pairwise(digits):
        if text[one] != text[other]:
            chars = list(text)
            chars[one], chars[other] = chars[other], chars[one]
            return Decimal("".join(chars))
    return Decimal(text)


def slipped(leaf: Leaf, kind: str, typed: Mapping[str, str], last_year: Mapping[str, str]) -> str | None:
    """Return a number as some kind of change leaves it, None where it would be as it was or there is no such number.

    The numbers of both years are given by their paths.
    """
    if kind not in ("column", "prior"):
        return mutated(str(leaf.scalar), kind)
    if leaf.path.name in _RECORDS:
        return None
    other = _beside(leaf, typed) if kind == "column" else last_year.get(leaf.scalar.path)
    return other if other is not None and Decimal(other) != Decimal(leaf.scalar) else None


def _beside(leaf: Leaf, typed: Mapping[str, str]) -> str | None:
    """Return what stands in the column beside, the next or else the one before; None for a line of one."""
    above = leaf.scalar.path.rpartition(".")[0]
    line = [path for path in typed if path.rpartition(".")[0] == above]
    at = line.index(leaf.scalar.path) if leaf.scalar.path in line else -1
    return None if at < 0 or len(line) < 2 else typed[line[at + 1 if at + 1 < len(line) else at - 1]]


def said(workspace: Workspace, year: int) -> dict[Essence, Finding]:
    """Return what the check says, by what it says apart from line numbers."""
    return {_essence(one): one for one in check_year(workspace, year).findings}


def _essence(one: Finding) -> Essence:
    return one.code, one.subject, one.found, one.waived


def tallied(workspace: Workspace, year: int) -> Tally:
    """Return what becomes of every change in a project that may be written to."""
    before, tally = said(workspace, year), Tally()
    years = [list(leaves(folder)) if (folder := workspace.year(each)).is_dir() else [] for each in (year, year - 1)]
    last_year = numbers_typed(years[1])
    for here in years:
        typed = numbers_typed(here)
        for leaf in here:
            for kind in KINDS:
                changed = slipped(leaf, kind, typed, last_year)
                if changed is not None:
                    tally.count(leaf, kind, _news(workspace, year, leaf, changed, before))
    return tally


def numbers_typed(numbers: Iterable[Leaf]) -> dict[str, str]:
    """Return numbers by path; the final accounts of a year kept only so also by the path they would have in full."""
    found: dict[str, str] = {}
    for leaf in numbers:
        path, amount = leaf.scalar.path, str(leaf.scalar)
        found[path] = amount
        if path.startswith("上年."):
            found[f"附件1.{path.removeprefix('上年.')}.决算"] = amount
    return found


def _news(
    workspace: Workspace, year: int, leaf: Leaf, changed: str, before: Mapping[Essence, Finding]
) -> Iterator[Finding]:
    with typed_otherwise(leaf, changed):
        now = said(workspace, year)
    return (finding for essence, finding in now.items() if essence not in before)


@contextmanager
def typed_otherwise(leaf: Leaf, changed: str) -> Iterator[None]:
    """Write another number in place of one; afterwards its file is as before."""
    original = leaf.path.read_text("utf-8")
    lines = original.split("\n")
    line, start = leaf.scalar.place.line - 1, leaf.scalar.place.column - 1
    lines[line] = lines[line][:start] + changed + lines[line][start + len(leaf.scalar) :]
    leaf.path.write_text("\n".join(lines), "utf-8")
    try:
        yield
    finally:
        leaf.path.write_text(original, "utf-8")


def table(tally: Tally) -> str:
    """Return the result as Markdown."""
    total, caught = tally.tried.total(), tally.found.total()
    refused, hinted = tally.refused.total(), tally.hinted.total()
    first = _share(tally.first.total(), caught - hinted)
    tied = total - sum(tally.tried_of[name] for name in tally.alone)
    held = tied - sum(len(kinds) for name, kinds in tally.missed.items() if name not in tally.alone)
    rows = [
        "| 改动 | 试了 | 查出 | 比例 | 其中读数时就不收 | 其中只有提示 | 先说的就是这一行 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(_row(name, kind, tally) for kind, name in KINDS.items()),
        f"| 全部 | {total} | {caught} | {caught / total:.2%} | {refused} | {hinted} | {first} |",
        f"| 除去独立的数 | {tied} | {held} | {held / tied:.2%} | | | |",
        "",
        *_by_group(tally),
        "",
        f"共 {len(tally.tried_of)} 个数，{len(tally.missed)} 个有查不出的改动，其中独立的 {len(tally.alone)} 个。",
        "",
        *(
            f"- {name}：{'、'.join(map(KINDS.__getitem__, kinds))}。{reason(name) or '原因待查'}。"
            for name, kinds in tally.missed.items()
        ),
    ]
    return "\n".join(rows)


def _by_group(tally: Tally) -> Iterator[str]:
    yield "| 哪里的数 | 个数 | 试了 | 查出 | 比例 |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for group in dict.fromkeys(tally.kinds_of_leaves.values()):
        names = [name for name, kind in tally.kinds_of_leaves.items() if kind == group]
        tried = sum(tally.tried_of[name] for name in names)
        found = tried - sum(len(tally.missed.get(name, ())) for name in names)
        yield f"| {group} | {len(names)} | {tried} | {found} | {found / tried:.2%} |"


def _row(name: str, kind: str, tally: Tally) -> str:
    tried, found = tally.tried[kind], tally.found[kind]
    first = _share(tally.first[kind], tally.told(kind))
    cells = (name, tried, found, _share(found, tried), tally.refused[kind], tally.hinted[kind], first)
    return f"| {' | '.join(map(str, cells))} |"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2%}" if whole else "—"


def reason(name: str) -> str:
    """Return why a number stands alone; "" where it does not."""
    return next((why for pattern, why in ALONE.items() if fnmatchcase(name, pattern)), "")


def main() -> int:
    """Print the table for one year."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("year", nargs="?", type=int)
    parser.add_argument("--bare", action="store_true")
    asked = parser.parse_args()
    workspace = find_project(Path.cwd())
    year = asked.year or workspace.years()[-1]
    with tempfile.TemporaryDirectory() as folder:
        copy = Workspace(Path(folder))
        for part in ("data", "templates"):
            shutil.copytree(workspace.root / part, copy.root / part)
        for name in ("filed.yaml", *(_RECORDS if asked.bare else ())):
            (copy.year(year) / name).unlink(missing_ok=True)
        tally = tallied(copy, year)
    print(table(tally))
    return int(len(tally.alone) < len(tally.missed))


if __name__ == "__main__":
    sys.exit(main())
