"""Import of a package built from data gives data that build the same package."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from jixiao import edition
from jixiao.assemble import OpenedPart, assemble
from jixiao.build.steps import render_folders
from jixiao.build.year_documents import map_sources
from jixiao.derive.derivation import derive
from jixiao.docx.block_reader import read_paper
from jixiao.docx.package import read_package, write_package
from jixiao.paths import Workspace
from jixiao.render.parts import Inspection, inspect, render
from jixiao.submission.read import read_year
from tests.support.docx import squeezed
from tests.support.drawn_years import consistent_years
from tests.support.imported import YEAR, empty_project, imported, stored
from tests.support.opened import judged
from tests.support.project import ROOT, copy_project
from tests.support.years import Year, written

THOROUGH = settings.get_current_profile_name() == "thorough"
SPARING = settings(
    max_examples=60 if THOROUGH else 4,
    deadline=None,
    derandomize=not THOROUGH,
    phases=tuple(Phase) if THOROUGH else (Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
_MARKS = re.compile(rb"<w:bookmark(?:Start|End)[^>]*/>")


def printed(workspace: Workspace) -> tuple[dict[str, bytes], Inspection]:
    """Return the parts of a project's package by label, and everything they print."""
    # What a package does not print cannot come back: it is left to fill in.
    reading = read_year(workspace, YEAR)
    assert reading.repaired, reading.findings
    dossier = derive(reading.repaired)
    where = render_folders(workspace, dossier, YEAR)
    moment = edition.build_moment(dossier.filled_on.value)
    return {one.label: one.docx for one in render(dossier, where, moment).parts}, inspect(dossier, where)


def whole(parts: dict[str, bytes]) -> bytes:
    """Return the parts as one DOCX, as it is filed."""
    bound = [OpenedPart(label, docx) for label, docx in parts.items()]
    return assemble(bound, moment=datetime(2024, 1, 1, tzinfo=UTC), title="报送件")


def bare(part: bytes) -> dict[str, bytes]:
    """Return the part's members without the marks, whose names are made from the paths that values have."""
    return {name: _MARKS.sub(b"", content) for name, content in read_package(part).items() if name.startswith("word/")}


def read(part: bytes) -> list[tuple[str, str]]:
    """Return the paragraphs of a part with their styles; where a value is marked, its run is one of its own."""
    return [(one.style_name, one.text) for one in read_paper(part).paragraphs]


def test_the_real_package_comes_back_byte_for_byte(tmp_path: Path) -> None:
    theirs, _ = printed(Workspace(ROOT))
    filed = write_package(map_sources(judged(Workspace(ROOT))).added_to(read_package(whole(theirs))))
    workspace = empty_project(tmp_path / "project")
    plan = imported(workspace, stored(tmp_path, "报送件.docx", filed))
    ours, inspection = printed(workspace)
    assert plan.unread == []
    assert [one.code for one in inspection.findings] == []
    assert ours.keys() == theirs.keys()
    # What the report takes from data is not wholly the same: so are its runs, which marks part.
    assert [label for label in theirs if ours[label] != theirs[label]] == ["报告"]
    assert read(ours["报告"]) == read(theirs["报告"])


def test_a_package_without_its_map_comes_back_the_same_but_for_the_names_of_marks(tmp_path: Path) -> None:
    workspace = empty_project(tmp_path / "project", prior=True)
    theirs, _ = printed(Workspace(ROOT))
    imported(workspace, stored(tmp_path, "报送件.docx", whole(theirs)))
    ours, _ = printed(workspace)
    assert [label for label in theirs if bare(ours[label]) != bare(theirs[label])] == ["报告"]
    assert read(ours["报告"]) == read(theirs["报告"])


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@SPARING
@given(year=consistent_years())
def test_a_year_drawn_at_random_comes_back_as_it_was_printed(year: Year, folder: Path) -> None:
    original = written(year, folder / "original")
    parts, before = printed(original)
    with tempfile.TemporaryDirectory() as fresh:
        workspace = empty_project(Path(fresh) / "project")
        plan = imported(workspace, stored(Path(fresh), "报送件.docx", whole(parts)))
        _, after = printed(workspace)
    assert plan.unread == []
    assert plan.overridden == []
    assert annexes(after) == annexes(before)
    assert report(after) == report(before)


def annexes(inspection: Inspection) -> list[tuple[str, str, str]]:
    """Return what stands outside the report: place, path, words."""
    return [
        (one.where, one.path, squeezed(one.printed)) for one in inspection.prints if not one.where.startswith("报告")
    ]


def report(inspection: Inspection) -> list[tuple[str, str]]:
    return [(one.where, squeezed(one.text)) for one in inspection.paragraphs]


# Projects of last year that are no more


def with_ended(folder: Path, *, note: bool = False) -> Workspace:
    """Return the real year with a project of last year that ended and one that moved to another class."""
    workspace = copy_project(folder)
    accounts = workspace.year(YEAR - 1) / "final-accounts.yaml"
    gone = "  - 标识: old\n    名称: 旧楼改造、加固\n    支出类别: 市级专项资金\n    决算: 12.5\n"
    text = accounts.read_text("utf-8").replace("项目支出:\n", f"项目支出:\n{gone}", 1)
    accounts.write_text(text.replace("决算: 17.95", "支出类别: 运行维护经费\n    决算: 17.95", 1), "utf-8")
    if note:
        forms = workspace.root / "templates/yueyang-2023/forms.yaml"
        forms.write_text(forms.read_text("utf-8") + "\n不再延续的项目: 并入类别并加注\n", "utf-8")
    return workspace


@pytest.mark.parametrize("note", [False, True])
def test_projects_of_last_year_come_back_as_its_accounts_and_never_as_this_years(tmp_path: Path, *, note: bool) -> None:
    original = with_ended(tmp_path, note=note)
    parts, before = printed(original)
    workspace = Workspace(tmp_path / "again")
    (workspace.root / "data").mkdir(parents=True)
    (workspace.root / "templates").symlink_to(original.root / "templates")
    plan = imported(workspace, stored(tmp_path, "报送件.docx", whole(parts)))
    assert not [name for name in plan.files if "p6" in name]
    assert len([name for name in plan.files if name.startswith("projects/")]) == 5
    assert "旧楼改造、加固”，只有上年决算：是 2022 年度的项目，本年度不建它的文件" in "".join(plan.notes)
    kept = (workspace.year(YEAR - 1) / "final-accounts.yaml").read_text("utf-8")
    assert "名称: 旧楼改造、加固\n    支出类别: 市级专项资金\n    决算: 12.5\n" in kept
    assert kept.count("名称: 档案保管保护费\n    支出类别: 运行维护经费\n") == 1
    assert plan.unread == []
    assert [one.filed.path for one in plan.overridden if "上年决算" in one.filed.path] == []
    _, after = printed(workspace)
    assert [(where, words) for where, _, words in annexes(after)] == [
        (where, words) for where, _, words in annexes(before)
    ]
