"""Which two sides a comparison is of: two years, two revisions, or a revision and the working tree.

A year of data wins over a branch or tag of the same name. Revisions are read from Git's object store; the working tree
is only read.
"""

from __future__ import annotations

from contextlib import ExitStack

from msgspec import Struct
from msgspec.structs import replace

from jixiao.errors import UsageError
from jixiao.model.data_files import UNIT
from jixiao.paths import Workspace
from jixiao.review.revisions import commit_of, common_ancestor, project_at, split_range

WORKING_TREE = "工作区"


class AskedSide(Struct, frozen=True):
    """One side as asked for: a name, the project as it is there, a year (None: the newest)."""

    name: str
    workspace: Workspace
    year: int | None


def ask_sides(
    workspace: Workspace, words: list[str], year: int | None, stack: ExitStack
) -> tuple[AskedSide, AskedSide]:
    """Return the sides that the words of a command line ask for; UsageError where they ask for none.

    A revision's project is there until the stack is left.
    """
    if len(words) > 2:
        raise UsageError("最多写两个年度或两个版本。")
    known = {str(one): one for one in workspace.years()}
    if wide := next((word for word in words if word.isdecimal() and not word.isascii()), None):
        raise UsageError(f"年度“{wide}”不对，应为四位年份，如 2023。")
    years = [known[word] for word in words if word in known]
    if years or not words:
        return ask_years(workspace, words, years, year)
    old, new = _ends(workspace, words)
    return _at(workspace, old, year, stack), _at(workspace, new, year, stack)


def ask_years(
    workspace: Workspace, words: list[str], known: list[int], year: int | None
) -> tuple[AskedSide, AskedSide]:
    """Return two years as sides: those known, or the newest (or ``year``) and the one before."""
    if len(known) < len(words):
        if all(word.isdecimal() and len(word) == 4 for word in words):
            lacking = next(word for word in words if int(word) not in known)
            held = "、".join(map(str, workspace.years()))
            raise UsageError(f"没有 {lacking} 年度的数据。已有年度：{held}。")
        raise UsageError(
            f"“{'”“'.join(words)}”不能比：一边是年度，一边不是。两个年度写 diff 2022 2023；"
            "一个年度的两个版本写 diff main..HEAD --year 2023。"
        )
    newest = year or (known[-1] if known else (workspace.years() or [0])[-1])
    old, new = known if len(known) == 2 else (newest - 1, newest)
    missing = [one for one in (old, new) if one not in workspace.years()]
    if missing:
        raise UsageError(f"没有 {missing[0]} 年度的数据，不能比较。{known_years(workspace)}")
    return AskedSide(f"{old} 年度", workspace, old), AskedSide(f"{new} 年度", workspace, new)


def known_years(workspace: Workspace) -> str:
    """Return the years there are, in words."""
    return f"已有年度：{'、'.join(map(str, workspace.years())) or '（没有）'}。"


def _ends(workspace: Workspace, words: list[str]) -> tuple[str, str]:
    """Return the two revisions; "" for the working tree. ``A...B`` begins where B left A."""
    found = split_range(words[0])
    if found is None:
        return (words[0], words[1] if len(words) == 2 else "")
    if len(words) == 2:
        raise UsageError(f"“{words[0]}”已经写了两边，后面不能再写“{words[1]}”。")
    old, new = found
    return (common_ancestor(workspace, old, new) if "..." in words[0] else old), new


def _at(workspace: Workspace, revision: str, year: int | None, stack: ExitStack) -> AskedSide:
    if not revision:
        return AskedSide(WORKING_TREE, workspace, year)
    commit = commit_of(workspace, revision)
    name = commit[:7] if commit.startswith(revision) else f"{revision}（{commit[:7]}）"
    return AskedSide(name, stack.enter_context(project_at(workspace, commit)), year)


def newest_year(asked: AskedSide) -> int:
    """Return the newest year of a side that is more than final accounts, else the newest."""
    years = [year for year in asked.workspace.years() if is_whole(asked.workspace, year)] or asked.workspace.years()
    if not years:
        raise UsageError(f"{asked.name}里没有任何年度的数据。")
    return years[-1]


def is_whole(workspace: Workspace, year: int) -> bool:
    """Return whether a year is more than final accounts."""
    return (workspace.year(year) / UNIT.name).exists()


def name_with_year(asked: AskedSide, year: int, other: int) -> AskedSide:
    """Return a revision's side with its year in the name where the years differ."""
    needless = year == other or asked.name.endswith("年度")
    return asked if needless else replace(asked, name=f"{asked.name} {year} 年度")


def choose_years(one: AskedSide, other: AskedSide) -> tuple[int, int]:
    """Return which year of each side is compared: those asked for, else the newest, the same where both have it."""
    new_year = other.year or newest_year(other)
    return one.year or (new_year if new_year in one.workspace.years() else newest_year(one)), new_year
