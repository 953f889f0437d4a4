"""Last year as the next one starts from it: its files as they are written, with their models and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from jixiao.errors import UsageError
from jixiao.findings import Finding
from jixiao.model.data_files import UNIT, YEAR_FILES
from jixiao.model.entered_year import Submission
from jixiao.paths import Workspace
from jixiao.source.decoding import texts_of
from jixiao.source.nodes import load_yaml
from jixiao.source.regular_file import MAX_TEXT, read_regular
from jixiao.submission.read import read_year
from jixiao.submission.year_folder import list_linked_folders

_CARRIED = tuple(file.name for file in YEAR_FILES if file.yearly)


class Candidate(Struct, frozen=True):
    """A project of last year that may go on; ``file`` is relative to the folder of the year."""

    number: int
    identifier: str
    name: str
    file: str


class UnreadableYear(Struct, frozen=True):
    """Why nothing can start from a year; ``texts`` are its files as typed, by name, for messages to quote."""

    findings: list[Finding]
    texts: dict[str, str]


class FormerYear(Struct, frozen=True):
    """The year that the next one starts from: its files as they are written."""

    workspace: Workspace
    year: int

    @property
    def folder(self) -> Path:
        """The folder of its data."""
        return self.workspace.year(self.year)

    def text(self, name: str) -> str:
        """Return a file's text with its own line ends."""
        return read_regular(self.folder / name, MAX_TEXT).decode("utf-8")

    def tree(self, name: str) -> object:
        """Return a YAML file's values with their places."""
        path = self.folder / name
        return load_yaml(path, self.workspace.shown(path), "").tree

    def carried_names(self) -> list[str]:
        """Return what of the folder the next year takes over."""
        return [UNIT.name]

    def left_behind(self) -> Iterator[str]:
        """Yield what lies in the folder and belongs to that year alone."""
        names = {*self.carried_names()}
        for path in sorted(self.folder.iterdir()):
            if path.name not in names and not path.name.startswith("."):
                yield f"{path.name}/" if path.is_dir() else path.name


class LastYear(FormerYear, frozen=True):
    """The year to start from: its submission (flawed values repaired) and what is wrong with its files."""

    submission: Submission
    findings: tuple[Finding, ...]

    @property
    def candidates(self) -> list[Candidate]:
        """Its projects by number."""
        return [
            Candidate(one.number, one.identifier, str(one.project.name), f"projects/{Path(one.file).name}")
            for one in self.submission.projects
        ]

    def data_files(self) -> list[str]:
        """Return the names of the YAML files, projects apart, that a next year takes over."""
        return [name for name in _CARRIED if (self.folder / name).is_file()]

    def narrative_files(self) -> list[str]:
        """Return the names of the report's files that are there."""
        names = (f"report/{name}" for name in sorted(self.submission.narrative))
        return [name for name in names if (self.folder / name).is_file()]

    def carried_names(self) -> list[str]:
        """Return what of the folder the next year takes over."""
        return [*_CARRIED, "projects", "report"]


def last_year_of(workspace: Workspace, year: int) -> LastYear | UnreadableYear:
    """Return what ``year`` starts from, or why last year's files cannot be read.

    UsageError if ``year`` has begun already, or if there is no complete year before it.
    """
    check_can_begin(workspace, year)
    reading = read_year(workspace, year - 1)
    unreadable = list_unreadable(workspace, year - 1, reading.findings)
    if unreadable or reading.repaired is None:
        return UnreadableYear(unreadable or reading.findings, texts_of(reading.sources))
    return LastYear(workspace, year - 1, reading.repaired, tuple(reading.findings))


def check_can_begin(workspace: Workspace, year: int) -> None:
    """UsageError if ``year`` is there already, or no whole year before it."""
    folder, before = workspace.year(year), workspace.year(year - 1)
    if folder.exists():
        raise UsageError(f"{workspace.shown(folder)}/ 已经有了，不会覆盖。还有哪些没填，见 make todo YEAR={year}。")
    if not before.is_dir():
        known = "、".join(map(str, workspace.years())) or "（没有）"
        raise UsageError(f"没有 {year - 1} 年度的数据，{year} 年度无从沿用。已有年度：{known}。")
    if not (before / UNIT.name).exists():
        raise UsageError(
            f"{year - 1} 年度没有成套的数据（只供下一年度取上年决算用），没有目标、指标和正文可以沿用；"
            f"{year} 年度不能由它开始。"
        )


def list_unreadable(workspace: Workspace, year: int, findings: Iterable[Finding]) -> list[Finding]:
    """Return those of the findings on a year for which its files cannot be taken over as they are written."""
    shown = workspace.shown(workspace.year(year))
    unreadable = [finding for finding in findings if _is_unreadable(finding, shown)]
    linked = list_linked_folders(workspace, year)
    return [*unreadable, *(finding for finding in linked if finding.place.file.startswith(shown))]


def _is_unreadable(finding: Finding, folder: str) -> bool:
    # Where a file was read past something (tabs, a BOM, another encoding), its places are not those of its bytes.
    # A stray file (L010) is not taken over.
    file = finding.place.file
    ours = file.startswith(f"{folder}/") and file.endswith(".yaml")
    return ours and finding.code.startswith("L") and finding.code != "L010"
