"""Where things lie in a project: data by year, templates by form set, output by year."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jixiao.errors import UsageError


@dataclass(frozen=True, slots=True)
class Project:
    """A checkout: everything is found from its root."""

    root: Path

    def year(self, year: int) -> Path:
        """Return the folder of one year's data."""
        return self.root / "data" / str(year)

    def form_set(self, name: str) -> Path:
        """Return the folder of one authority's forms."""
        return self.root / "templates" / name

    def output(self, year: int, *, draft: bool = False) -> Path:
        """Return the folder that a build of ``year`` replaces."""
        return self.root / "output" / (f"{year}-草稿" if draft else str(year))

    def years(self) -> list[int]:
        """Return the years there is data for, oldest first."""
        folders = (self.root / "data").glob("[0-9][0-9][0-9][0-9]")
        return sorted(int(folder.name) for folder in folders if folder.is_dir())

    def shown(self, path: Path) -> str:
        """Return a path as messages show it: relative to the project, with slashes.

        A name that is not UTF-8 (a ZIP from an old Windows) is shown with ? where it cannot be read.
        """
        return readable(path.relative_to(self.root).as_posix())


def readable(name: str) -> str:
    """Return a file's name as it can be printed."""
    return name.encode("utf-8", "replace").decode("utf-8")


def find_project(start: Path) -> Project:
    """Return the project that ``start`` lies in; UsageError if no folder above it holds ``data``."""
    for folder in [start, *start.parents]:
        if (folder / "data").is_dir() and (folder / "templates").is_dir():
            return Project(folder)
    raise UsageError(f"在 {start} 及其上级文件夹中没有找到 data/ 和 templates/。请在项目文件夹里运行。")
