"""``diff`` of years on described form sets: both sides derived, compared value by value."""

from __future__ import annotations

from contextlib import ExitStack

from msgspec import Struct

from jixiao.build.described_case import open_described_year
from jixiao.build.steps import Step
from jixiao.commands.diff_sides import AskedSide, ask_sides, choose_years, known_years, name_with_year
from jixiao.derive.described_dossier import DescribedDossier
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.review.form_changes import FormChange, compare_forms
from jixiao.submission.form_set_names import has_described_sets


class FormComparison(Struct, frozen=True):
    """Two sides of described forms, as they are called, and what changed between them."""

    old: str
    new: str
    changes: list[FormChange]


def compare_described(workspace: Workspace, words: list[str], year: int | None, *, step: Step) -> FormComparison | None:
    """Return the comparison that the words of a command line ask for, None where neither side is on described sets.

    UsageError where there is nothing to compare, or only one of the two sides is on described sets.
    """
    with ExitStack() as stack:
        one, other = ask_sides(workspace, words, year, stack)
        years = choose_years(one, other)
        described = [has_described_sets(side.workspace, own) for side, own in zip((one, other), years, strict=True)]
        if not any(described):
            return None
        if not all(described):
            whose = (one, other)[described.index(False)].name
            raise UsageError(f"{whose}用的不是由说明写成的表单集，与另一边的表不同，不能比较。")
        old, new = (
            _derived(name_with_year(side, own, beside), own, step)
            for side, own, beside in ((one, years[0], years[1]), (other, years[1], years[0]))
        )
        step("正在比较……")
        return FormComparison(old[0], new[0], compare_forms(old[1], new[1]))


def compare_described_years(workspace: Workspace, year: int) -> list[FormChange]:
    """Return what changed since the year before.

    UsageError where there is none, one cannot be read at all, or only one of them is on described sets.
    """
    found = compare_described(workspace, [str(year - 1), str(year)], None, step=lambda _: None)
    return found.changes if found is not None else []


def _derived(side: AskedSide, year: int, step: Step) -> tuple[str, dict[str, DescribedDossier]]:
    step(f"正在读取{side.name}……")
    if year not in side.workspace.years():
        raise UsageError(f"{side.name}里没有 {year} 年度的数据。{known_years(side.workspace)}")
    case = open_described_year(side.workspace, year, draft=True)
    if not case.cases:
        first = next((f"第一条：{one.place} {one.found}。" for one in case.findings), "")
        raise UsageError(f"{side.name}的 {year} 年度读不成，不能比较。{first}请先用 make check-data 查看并改正。")
    return side.name, {one.name: one.dossier for one in case.cases}
