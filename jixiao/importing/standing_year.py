"""A year on described form sets that is there already, as far as an import of more forms must know it."""

from __future__ import annotations

from msgspec import Struct

from jixiao.errors import UsageError
from jixiao.model.data_files import FINAL_ACCOUNTS, PROJECT_FILE
from jixiao.paths import Workspace
from jixiao.submission.form_set_names import list_form_set_names

_NOTHING: frozenset[str] = frozenset()


class StandingYear(Struct, frozen=True):
    """The year's folder as messages show it, its files by their names in it, and its form sets; none of a new year."""

    shown: str
    files: frozenset[str] = _NOTHING
    form_sets: tuple[str, ...] = ()

    def check_sets(self, wanted: list[str]) -> None:
        """Raise UsageError for forms of a set that the year does not name."""
        if self.files and (others := [name for name in wanted if name not in self.form_sets]):
            raise UsageError(
                f"{self.shown}/unit.yaml 的“表单集”里没有 {'、'.join(others)}。"
                "在那里加上（几套写成一列），再导入；没有改动任何文件。"
            )

    def check_free(self, name: str) -> None:
        """Raise UsageError for a file that is there."""
        if name in self.files:
            raise UsageError(f"{self.shown}/{name} 已经有了，不会覆盖；要重新导入，先把它移到别处。")

    def projects_in(self, folder: str) -> tuple[int, set[str]]:
        """Return the highest number of the projects in a folder, 0 where there are none, and their identifiers."""
        names = (name.rpartition("/")[2] for name in self.files if name.rpartition("/")[0] == folder)
        found = [match for name in names if (match := PROJECT_FILE.fullmatch(f"projects/{name}"))]
        return max((int(match["number"]) for match in found), default=0), {match["identifier"] for match in found}


def find_standing_year(workspace: Workspace, year: int) -> StandingYear:
    """Return what there is of a year; one of nothing but final accounts is as good as new: a whole one replaces it."""
    folder = workspace.year(year)
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.glob("**/*.yaml"))
    files = files if files != {FINAL_ACCOUNTS.name} else _NOTHING
    return StandingYear(workspace.shown(folder), files, tuple(list_form_set_names(workspace, year)))
