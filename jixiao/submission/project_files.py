"""The files of projects: their names say number and identifier, each once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

from jixiao.findings import Finding, Place, finding_at, quoted
from jixiao.model.data_files import PROJECT_FILE
from jixiao.paths import Workspace, readable

Key = TypeVar("Key", int, str)


class ProjectFile(Struct, frozen=True):
    """A project's file: the number and the identifier in its name, its path, and how messages show that."""

    number: int
    identifier: str
    path: Path
    shown: str


class ProjectFiles(Struct):
    """The project files of a folder in their order, and findings on names that break the rule."""

    files: list[ProjectFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def report(self, place: Place, code: str, found: str, *, expected: str, remedy: str) -> None:
        """Add a finding."""
        self.findings.append(finding_at(place, (code, found, expected, remedy)))


def list_project_files(workspace: Workspace, paths: Iterable[Path]) -> ProjectFiles:
    """Return the project files among the files of a folder."""
    found = ProjectFiles()
    numbers: dict[int, str] = {}
    identifiers: dict[str, str] = {}
    for path in paths:
        shown = workspace.shown(path)
        match = PROJECT_FILE.fullmatch(f"projects/{path.name}")
        if not match:
            expected = "“两位序号-小写英文标识.yaml”，如 01-building.yaml"
            remedy = "改文件名；序号从 01 起，就是附件3的序号；标识取定后不再改动。"
            words = f"项目文件名{quoted(readable(path.name))}不合规则"
            found.report(Place(shown), "L015", words, expected=expected, remedy=remedy)
            continue
        one = ProjectFile(int(match["number"]), match["identifier"], path, shown)
        _check_unique(found, shown, key=one.number, seen=numbers, code="M013", what="序号")
        _check_unique(found, shown, key=one.identifier, seen=identifiers, code="M016", what="标识")
        found.files.append(one)
    found.files.sort(key=lambda one: one.number)
    return found


def _check_unique(found: ProjectFiles, shown: str, *, key: Key, seen: dict[Key, str], code: str, what: str) -> None:
    if key in seen:
        words = f"项目{what}“{key}”与 {seen[key]} 相同"
        found.report(Place(shown), code, words, expected=f"每个项目一个{what}", remedy=f"改其中一个文件名里的{what}。")
    seen.setdefault(key, shown)
