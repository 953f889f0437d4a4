"""A year is archived whole or not at all, the same each time, and can be checked with nothing but the folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from jixiao.archive.keeping import CHECKS, archive_year, verify_archive
from jixiao.build.stories import build_package
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from tests.support.filled_forms import MADE_YEARS, made_year
from tests.support.made_unit import copy_made_unit
from tests.support.package import YEAR, silent
from tests.support.project import ROOT


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The made unit's year with its package, PDF and all."""
    workspace = copy_made_unit(tmp_path_factory.mktemp("unit"))
    assert build_package(workspace, YEAR, step=silent).files
    return workspace


@pytest.fixture(scope="module")
def archived(built: Workspace) -> Path:
    outcome = archive_year(built, YEAR, step=silent)
    assert outcome.folder is not None, outcome.findings
    return outcome.folder


@pytest.fixture
def copy(archived: Path, tmp_path: Path) -> Path:
    return shutil.copytree(archived, tmp_path / "归档")


def test_the_folder_holds_the_package_the_data_and_the_forms(built: Workspace, archived: Path) -> None:
    held = content(archived / "data")
    data = {f"数据/{name}": one for name, one in content(built.root / "data").items() if f"数据/{name}" in held}
    assert {f"成品/{name}" for name in content(built.output(YEAR))} <= held.keys()
    assert data.items() <= held.items()
    assert f"数据/{YEAR}/unit.yaml" in data
    assert any(name.startswith("数据/2022/") for name in data), "last year's accounts are printed too"
    assert '"T203"' in held["检查/问题.json"].decode(), "what is waived is kept with its reason"


def test_what_was_checked_is_written_down_and_a_year_not_filed_says_so(archived: Path) -> None:
    rows = json.loads((archived / CHECKS).read_text("utf-8"))["检测"]
    assert [(row["性质"], row["结果"]) for row in rows] == [
        ("真实性", "通过"),
        ("真实性", "未检"),
        ("完整性", "通过"),
        ("可用性", "通过"),
        ("安全性", "通过"),
    ]


def test_archived_again_it_has_the_same_bytes_and_nothing_is_to_be_said(built: Workspace, archived: Path) -> None:
    before = content(archived)
    archive_year(built, YEAR, step=silent)
    assert content(archived) == before
    assert verify_archive(archived).findings == []


def test_a_changed_and_a_lost_file_are_told(copy: Path) -> None:
    (copy / f"data/数据/{YEAR}/unit.yaml").write_text("单位名称: 别处\n", "utf-8")
    next((copy / "data/成品").glob("*.pdf")).unlink()
    found = verify_archive(copy).findings
    assert {one.code for one in found} == {"V010"}
    assert {one.found.partition("，")[0] for one in found} == {
        "文件与登记的校验值不符",
        "登记了的文件不见了",
        "登记的总字节数、文件个数与实际不符",
    }


def test_a_folder_that_was_not_archived_is_a_mistake_of_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"bagit\.txt"):
        verify_archive(tmp_path)


def test_a_package_that_no_longer_agrees_with_the_data_is_not_archived(built: Workspace, tmp_path: Path) -> None:
    workspace = Workspace(Path(shutil.copytree(built.root, tmp_path / "unit", ignore=shutil.ignore_patterns("*归档"))))
    page = next(workspace.output(YEAR).glob("*.docx"))
    page.write_bytes(page.read_bytes() + b"x")
    outcome = archive_year(workspace, YEAR, step=silent)
    assert "V001" in {one.code for one in outcome.findings}
    assert not workspace.output(YEAR).with_name(f"{YEAR}-归档").exists()


def test_without_a_pdf_a_package_is_not_complete(tmp_path: Path) -> None:
    """A year on a described set, too: the same folder, the same checks."""
    name = "hunan-2018"
    year = int(made_year(name).name)
    shutil.copytree(MADE_YEARS / name / "data", tmp_path / "data")
    workspace = Workspace(tmp_path, ROOT / "templates")
    assert build_package(workspace, year, step=silent, pdf=False).files
    outcome = archive_year(workspace, year, step=silent)
    assert [one.code for one in outcome.findings if not one.waived] == ["V011"]
    assert outcome.findings[-1].found.startswith("完整性检测不通过：缺少")
    assert outcome.folder is None
