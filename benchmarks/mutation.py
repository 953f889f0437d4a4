"""Change every entered number of a year, one at a time, and count how many changes the check finds.

    python benchmarks/mutation.py [YEAR]

Works on a copy; a change counts as found when the check says anything it did not say before. Prints
the share found by kind of change, and the numbers no rule watches, each with the reason if one is known.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jixiao import pipeline
from jixiao.findings import Finding
from jixiao.load import Entries, Items, Scalar, load_yaml
from jixiao.paths import Project, find_project

KINDS = ("+0.01", "-0.01", "+10%", "-10%", "transposed", "dropped", "sign", "zero")

# Numbers that the forms ask for once and nothing else states; only a control total can watch them.
ALONE = {
    "单位.人员": "只在报告里列一次，没有别的数可对",
    "附件1.公用经费": "“其中”各行只列一部分，不要求相加",
    "附件1.政府采购金额": "表上只列一次",
    "附件1.部门基本支出预算调整.决算": "表上只列一次",
    "附件1.楼堂馆所": "当年没有完工项目，全部为 0",
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One number as typed: its file, its place and its path."""

    path: Path
    scalar: Scalar


def leaves(folder: Path, prefixes: dict[str, str]) -> Iterator[Leaf]:
    """Yield every unquoted number of a year's data files."""
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("projects/*.yaml")]):
        if path.name in ("overrides.yaml", "waivers.yaml"):
            continue
        prefix = prefixes.get(path.name, f"各项目.{path.stem[3:]}")
        yield from (Leaf(path, scalar) for scalar in _numbers(load_yaml(path, path.name, prefix).tree))


def _numbers(node: object) -> Iterator[Scalar]:
    if isinstance(node, Entries):
        for key, value in node.items():
            if key not in ("联系电话", "年度", "附件1行次", "年度指标值", "实际完成值", "三级指标"):
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
        case _:
            changed = _digits_changed(text, kind)
    return None if changed == amount else format(changed, "f")


def _digits_changed(text: str, kind: str) -> Decimal:
    digits = [number for number, char in enumerate(text) if char.isdecimal()]
    if kind == "dropped":
        return Decimal(text[: digits[-1]].rstrip(".") or "0") if len(digits) > 1 else Decimal(text)
    for one, other in zip(digits, digits[1:], strict=False):
        if text[one] != text[other]:
            chars = list(text)
            chars[one], chars[other] = chars[other], chars[one]
            return Decimal("".join(chars))
    return Decimal(text)


def said(project: Project, year: int) -> frozenset[tuple[str, str, str, str]]:
    """Return what the check says, without line numbers."""
    return frozenset(_essence(one) for one in pipeline.check(project, year).findings)


def _essence(one: Finding) -> tuple[str, str, str, str]:
    return one.code, one.subject, one.found, one.waived


def main() -> None:
    """Print the table for one year."""
    project = find_project(Path.cwd())
    year = int(sys.argv[1]) if len(sys.argv) > 1 else project.years()[-1]
    with tempfile.TemporaryDirectory() as folder:
        copy = Project(Path(folder))
        for part in ("data", "templates"):
            shutil.copytree(project.root / part, copy.root / part)
        report(copy, year)


def report(project: Project, year: int) -> None:
    """Try every change in a copy of the project and print what was found."""
    prefixes = {
        "unit.yaml": "单位", "annex1.yaml": "附件1", "annex2.yaml": "附件2", "annex5.yaml": "附件5",
        "basic.yaml": "基本支出", "control.yaml": "核对数", "final-accounts.yaml": "上年",
    }  # fmt: skip
    baseline = said(project, year)
    tried: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    missed: dict[str, list[str]] = defaultdict(list)
    for folder in (project.year(year), project.year(year - 1)):
        for leaf in leaves(folder, prefixes) if folder.is_dir() else ():
            for kind in KINDS:
                changed = mutated(str(leaf.scalar), kind)
                if changed is None:
                    continue
                tried[kind] += 1
                if _found(project, year, leaf, changed, baseline):
                    found[kind] += 1
                else:
                    missed[leaf.scalar.path].append(kind)
    _print_table(tried, found, missed)


def _found(
    project: Project, year: int, leaf: Leaf, changed: str, baseline: frozenset[tuple[str, str, str, str]]
) -> bool:
    original = leaf.path.read_text("utf-8")
    lines = original.split("\n")
    line, start = leaf.scalar.place.line - 1, leaf.scalar.place.column - 1
    lines[line] = lines[line][:start] + changed + lines[line][start + len(leaf.scalar) :]
    leaf.path.write_text("\n".join(lines), "utf-8")
    try:
        return said(project, year) != baseline
    finally:
        leaf.path.write_text(original, "utf-8")


def _print_table(tried: dict[str, int], found: dict[str, int], missed: dict[str, list[str]]) -> None:
    alone = {path: _reason(path) for path in missed if _reason(path)}
    print("| 改动 | 试了 | 查出 | 比例 |\n| --- | --- | --- | --- |")
    for kind in KINDS:
        share = f"{found[kind] / tried[kind]:.1%}" if tried[kind] else "—"
        print(f"| {kind} | {tried[kind]} | {found[kind]} | {share} |")
    total, caught = sum(tried.values()), sum(found.values())
    lone = sum(len(kinds) for path, kinds in missed.items() if path in alone)
    print(f"| 全部 | {total} | {caught} | {caught / total:.1%} |")
    print(f"| 其中有关系可循的 | {total - lone} | {caught} | {caught / (total - lone):.1%} |")
    print("\n没有规则看住的数：")
    for path, kinds in missed.items():
        print(f"- {path}：{'、'.join(kinds)}（{alone.get(path) or '原因待查'}）")


def _reason(path: str) -> str:
    return next((reason for start, reason in ALONE.items() if path.startswith(start)), "")


if __name__ == "__main__":
    main()
