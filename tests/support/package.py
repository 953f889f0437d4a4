"""The real project: its dossier, and its package built once for all tests of a worker."""

from __future__ import annotations

import atexit
import dataclasses
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from jixiao.build.stories import build_package
from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier, ProjectForm, Projects
from jixiao.figures import Text
from jixiao.findings import Place
from jixiao.paths import Workspace
from jixiao.render.parts import RenderFolders
from jixiao.reporting.outcome import Outcome
from jixiao.submission.read import read_year
from tests.support.project import ROOT, copy_project

YEAR = 2023
TITLE = "岳阳市档案馆2023年度部门整体支出绩效自评"
PARTS = "分件"
NOWHERE = Place("data/2023/unit.yaml")


@dataclasses.dataclass(frozen=True)
class Built:
    """A project with its output folder."""

    workspace: Workspace
    outcome: Outcome

    @property
    def folder(self) -> Path:
        return self.workspace.output(YEAR)

    @property
    def whole(self) -> bytes:
        return (self.folder / f"{TITLE}.docx").read_bytes()

    @property
    def pdf(self) -> Path:
        return self.folder / f"{TITLE}.pdf"

    @property
    def archive(self) -> Path:
        return self.folder / f"{TITLE}.zip"

    @property
    def parts(self) -> list[bytes]:
        """The parts' DOCX in the official order."""
        return [path.read_bytes() for path in sorted((self.folder / PARTS).iterdir())]

    def part(self, label: str) -> bytes:
        """Return the part with a label such as 附件3（2）."""
        [path] = [path for path in (self.folder / PARTS).iterdir() if path.stem.split("-")[1] == label]
        return path.read_bytes()


@cache
def built_package() -> Built:
    """Return the package as built from the real data, PDF included; nobody may change it."""
    folder = Path(tempfile.mkdtemp(prefix="jixiao-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    workspace = copy_project(folder)
    outcome = build_package(workspace, YEAR, step=silent)
    assert outcome.files, "\n".join(f"{one.code} {one.place} {one.found}" for one in outcome.findings)
    return Built(workspace, outcome)


def silent(_: str) -> None:
    """Show no progress."""


def copy_output(target: Path) -> Workspace:
    """Return a copy of the real project together with its built output."""
    workspace = copy_project(target)
    shutil.copytree(built_package().folder, workspace.output(YEAR))
    return workspace


def dossier_of(workspace: Workspace) -> Dossier:
    """Return what a project's data come to, whatever the rules say of it."""
    submission = read_year(workspace, YEAR).submission
    assert submission is not None
    return derive(submission)


@cache
def real_dossier() -> Dossier:
    """Return the dossier of the real data."""
    return dossier_of(Workspace(ROOT))


def folders(workspace: Workspace) -> RenderFolders:
    form_set = str(real_dossier().unit.form_set)
    return RenderFolders(workspace.form_set(form_set), f"templates/{form_set}", f"data/{YEAR}/report")


def entry(words: str, path: str = "试验.文字") -> Text:
    """Return a text as if it had been typed into a data file."""
    return Text(words, NOWHERE, path)


def with_unit(dossier: Dossier, **changes: Any) -> Dossier:
    return replace(dossier, unit=dossier.unit.model_copy(update=changes))


def with_projects(dossier: Dossier, *projects: ProjectForm) -> Dossier:
    return replace(dossier, projects=Projects(tuple(projects)))


def with_narrative(dossier: Dossier, words: str, name: str = "03-government-funds.md") -> Dossier:
    """Return the dossier whose third section reads ``words``."""
    return replace(dossier, narrative={**dossier.narrative, name: words})
