"""Where things lie: a unit's data by year, templates by form set, output by year; the units of a bureau."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from jixiao.errors import UsageError

UNITS = "units"
JOURNAL = ".journal"
"""The folder below a project that keeps what its commands changed last."""
_TEMPLATES = "templates"


class Workspace(Struct, frozen=True):
    """One unit's checkout: everything is found from its root.

    A bureau's units share one folder of form sets, ``shared_templates``; it is None where the root has its own.
    ``revision`` is what the package states where Git is not to be asked: "" for no revision at all.
    """

    root: Path
    shared_templates: Path | None = None
    revision: str | None = None

    @property
    def templates(self) -> Path:
        """The folder of the form sets."""
        return self.shared_templates or self.root / _TEMPLATES

    def year(self, year: int) -> Path:
        """Return the folder of one year's data."""
        return self.root / "data" / str(year)

    def form_set(self, name: str) -> Path:
        """Return the folder of one authority's forms."""
        return self.templates / name

    @property
    def sources(self) -> tuple[str, ...]:
        """What a package is made of: data, templates and program."""
        return "data", str(self.templates), str(self.templates.parent / "jixiao")

    def output(self, year: int, *, draft: bool = False) -> Path:
        """Return the folder that a build of ``year`` replaces."""
        return self.root / "output" / (f"{year}-草稿" if draft else str(year))

    def years(self) -> list[int]:
        """Return the years there is data for, oldest first."""
        folders = (self.root / "data").glob("[0-9][0-9][0-9][0-9]")
        return sorted(int(folder.name) for folder in folders if folder.is_dir())

    def shown(self, path: Path) -> str:
        """Return a path as messages show it: relative to the project, with slashes; templates alike, wherever they lie.

        A name that is not UTF-8 (a ZIP from an old Windows) is shown with ? where it cannot be read.
        """
        base = self.templates.parent if path.is_relative_to(self.templates) else self.root
        return readable(path.relative_to(base).as_posix())

    def located(self, shown: str) -> Path:
        """Return the path that ``shown`` was made of."""
        base = self.templates.parent if shown.startswith(f"{_TEMPLATES}/") else self.root
        return base / shown


class Bureau(Struct, frozen=True):
    """A checkout of many units: ``units/<unit>`` is each one's root, ``templates`` are the form sets of all."""

    root: Path

    @property
    def units(self) -> Path:
        """The folder that holds one folder per unit."""
        return self.root / UNITS

    @property
    def templates(self) -> Path:
        """The folder of the form sets."""
        return self.root / _TEMPLATES

    def output(self, year: int) -> Path:
        """Return the folder that holds what is made of all units."""
        return self.root / "output" / "fleet" / str(year)


def readable(name: str) -> str:
    """Return a file's name as it can be printed."""
    return name.encode("utf-8", "replace").decode("utf-8")


def shipped_sets() -> Workspace:
    """Return the form sets that come with the program, within it, in a checkout beside it, as a project of no data."""
    program = Path(__file__).resolve().parent
    return Workspace(next(folder for folder in (program, program.parent) if (folder / _TEMPLATES).is_dir()))


def find_project(start: Path) -> Workspace:
    """Return the project that ``start`` lies in, a bureau's unit too; UsageError if there is none."""
    for folder in [start, *start.parents]:
        if (folder / "data").is_dir():
            if (folder / _TEMPLATES).is_dir():
                return Workspace(folder)
            shared = folder.parent.parent / _TEMPLATES
            if folder.parent.name == UNITS and shared.is_dir():
                return Workspace(folder, shared)
    raise UsageError(f"在 {start} 及其上级文件夹中没有找到 data/ 和 templates/。请在项目文件夹里运行。")


def find_forms(start: Path) -> Workspace:
    """Return the project that ``start`` lies in, or a folder around it that has form sets and no data; UsageError if
    there is neither.
    """
    try:
        return find_project(start)
    except UsageError:
        found = next((folder for folder in (start, *start.parents) if (folder / _TEMPLATES).is_dir()), None)
        if found is None:
            raise
        return Workspace(found)


def find_bureau(start: Path) -> Bureau:
    """Return the bureau that ``start`` lies in; UsageError if no folder above it holds ``units`` and ``templates``."""
    for folder in [start, *start.parents]:
        if (folder / UNITS).is_dir() and (folder / _TEMPLATES).is_dir():
            return Bureau(folder)
    raise UsageError(
        f"在 {start} 及其上级文件夹中没有找到 units/ 和 templates/。"
        "批量处理的仓库里，每个单位放在 units/<单位>/ 下，表样放在 templates/ 下；说明见 docs/fleet.md。"
    )
