"""A form set without some rows of Annex 1 asks for nothing there: the whole road does without them."""

import shutil
from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.paths import Workspace
from jixiao.rollforward.last_year import LastYear, last_year_of
from jixiao.rollforward.other_set_plan import plan_on_other_set
from tests.support.cases import clean_project
from tests.support.docx import text
from tests.support.imported import empty_project, imported, scalars
from tests.support.narrower import NARROWER, narrow_set, narrower_project
from tests.support.opened import inspected, rendered
from tests.support.project import ROOT


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return narrower_project(tmp_path_factory.mktemp("narrower"))


@pytest.fixture(scope="module")
def whole(workspace: Workspace) -> bytes:
    return rendered(inspected(workspace)).whole


def test_the_check_has_nothing_to_say(workspace: Workspace) -> None:
    assert [one for one in check_year(workspace, 2023).findings if not one.waived] == []


def test_the_forms_do_without_the_rows(whole: bytes) -> None:
    assert "楼堂馆所控制情况" not in text(whole)
    assert "公务接待" in text(whole)


def test_what_is_typed_there_all_the_same_is_told(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    narrow_set(workspace.form_set("yueyang-2023"))
    found = [(one.code, one.subject) for one in check_year(workspace, 2023).findings if not one.waived]
    assert {code for code, _ in found} == {"C613"}
    assert ("C613", "附件1.部门基本支出预算调整.决算") in found


def test_a_filed_document_is_taken_in_without_them(workspace: Workspace, whole: bytes, tmp_path: Path) -> None:
    project = empty_project(tmp_path / "project")
    (project.root / "templates").unlink()
    (project.root / "templates").mkdir()
    (project.root / "templates/yueyang-2023").symlink_to(workspace.form_set("yueyang-2023"))
    (tmp_path / "filed.docx").write_bytes(whole)
    imported(project, tmp_path / "filed.docx")
    for name in ("annex1.yaml", "annex2.yaml"):
        ours, theirs = scalars(project.year(2023) / name), scalars(workspace.year(2023) / name)
        assert ours.keys() == theirs.keys()


def test_the_next_year_on_it_leaves_them_out(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    shutil.copytree(workspace.form_set("yueyang-2023"), workspace.form_set("next-set"))
    narrow_set(workspace.form_set("next-set"))
    last_year = last_year_of(workspace, 2024)
    assert isinstance(last_year, LastYear)
    plan = plan_on_other_set(last_year, "next-set")
    assert {"annex1.yaml 楼堂馆所", "annex1.yaml 三公经费.出国经费"} <= set(plan.unplaced)
    assert "楼堂馆所" not in plan.files["annex1.yaml"].decode()


def test_the_manual_shows_what_is_tried_here() -> None:
    assert f"```yaml\n{NARROWER}```" in (ROOT / "docs/form-sets.md").read_text("utf-8")
