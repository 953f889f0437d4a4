"""Drafts and packages made from the page, one at a time, and the files that came of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from jixiao.build.stories import build_package
from jixiao.errors import JixiaoError
from jixiao.paths import Workspace
from jixiao.publish.pdf_pages import count_pages, draw_page
from jixiao.publish.pdf_text import BadPdf
from jixiao.publish.started_office import Office
from jixiao.serve.data_entries import digest
from jixiao.serve.state_json import finding_json
from jixiao.source.regular_file import MAX_DOCUMENT, UnreadableFile, read_regular

Json = dict[str, Any]
DRAFT, PACKAGE = "draft", "package"
_MOST_FILES = 500
_DOTS_AN_INCH = 110
_MAX_OUTPUT = max(MAX_DOCUMENT, 200_000_000)


class OutputFile(Struct, frozen=True):
    """A file of an output folder: what the page calls it, its name there, its path, whether it is a draft's."""

    id: str
    name: str
    path: Path
    kind: str

    def as_json(self) -> Json:
        """Return it for the page; a PDF with its pages."""
        told: Json = {"id": self.id, "name": self.name, "bytes": self.path.stat().st_size, "kind": self.kind}
        if self.name.endswith(".pdf"):
            try:
                told["pages"] = count_pages(self.read())
            except BadPdf:
                told["pages"] = 0
        return told

    def read(self) -> bytes:
        """Return its content; UnreadableFile for what is no plain file or too large."""
        return read_regular(self.path, _MAX_OUTPUT)

    def draw(self, number: int) -> bytes:
        """Return a page of a PDF as PNG; BadPdf, IndexError."""
        return draw_page(self.read(), number, _DOTS_AN_INCH)


def list_outputs(workspace: Workspace, year: int) -> list[OutputFile]:
    """Return the files that drafts and packages of a year left, plain ones only."""
    found = []
    for kind, folder in ((PACKAGE, workspace.output(year)), (DRAFT, workspace.output(year, draft=True))):
        if not folder.is_dir() or folder.is_symlink():
            continue
        for path in sorted(folder.rglob("*"))[:_MOST_FILES]:
            name = path.relative_to(folder).as_posix()
            if path.is_file() and not path.is_symlink() and path.resolve().is_relative_to(folder.resolve()):
                found.append(OutputFile(digest("output", kind, name), name, path, kind))
    return found


def find_output(workspace: Workspace, year: int, name: str) -> OutputFile | None:
    """Return the output that the page calls so."""
    return next((one for one in list_outputs(workspace, year) if one.id == name), None)


def outputs_json(workspace: Workspace, year: int) -> list[Json]:
    """Return the outputs for the page; one that goes meanwhile is left out."""
    told = []
    for one in list_outputs(workspace, year):
        try:
            told.append(one.as_json())
        except (OSError, UnreadableFile):
            continue
    return told


def make_package(
    workspace: Workspace, year: int, kind: str, say: Callable[[str], None], *, office: Office | None = None
) -> Json:
    """Make a draft or the package, its PDF by an ``office`` at work, and return what came of it; nothing is raised."""
    try:
        outcome = build_package(workspace, year, step=say, draft=kind == DRAFT, office=office)
    except JixiaoError as error:
        return {"kind": kind, "failure": str(error), "findings": [], "outputs": [], "notes": []}
    failure = ""
    if outcome.folder is None:
        failure = (
            "数据里还有问题，没有生成；原有的材料没有改动。"
            if kind == PACKAGE
            else "有读不出、填不进的地方，草稿没有生成。"
        )
    return {
        "kind": kind,
        "failure": failure,
        "findings": [finding_json(one) for one in outcome.findings if one.weighty],
        "outputs": [one for one in outputs_json(workspace, year) if one["kind"] == kind],
        "notes": outcome.notes,
    }
