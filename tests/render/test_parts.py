"""All parts: inspected without a document, then rendered."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from jixiao.paths import Workspace
from jixiao.render.parts import inspect, render
from tests.support.damaged_template import ANNEX1, copy_damaged
from tests.support.docx import edit_document, rewritten
from tests.support.package import folders, real_dossier, with_projects
from tests.support.project import ROOT, copy_project

MOMENT = datetime(2024, 6, 27, tzinfo=UTC)


@pytest.fixture
def damaged(tmp_path: Path) -> Workspace:
    return copy_damaged(tmp_path)


def test_faults_of_several_templates_and_of_the_narrative_come_together(damaged: Workspace) -> None:
    edit_document(damaged.root / ANNEX1.replace("annex1", "cover"), lambda cover: cover.add_paragraph("{{ 年 }}"))
    inspection = inspect(real_dossier(), folders(damaged))
    assert {one.place.file.rpartition("/")[2] for one in inspection.findings} == {"annex1.docx", "cover.docx"}
    assert inspection.unfillable


def test_nothing_is_rendered_by_inspection_of_a_faulty_template(damaged: Workspace) -> None:
    assert inspect(real_dossier(), folders(damaged)).prints == []


def test_a_template_that_breaks_while_it_is_filled_in_is_a_finding(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    path = workspace.root / ANNEX1.replace("annex1", "cover")
    document = docx.Document(str(path))
    document.add_paragraph("{% if 上年度 == 年度 %}")
    document.add_paragraph("{% endif %}")
    document.save(str(path))
    wrapped = rewritten(
        path.read_bytes(),
        "word/document.xml",
        lambda xml: xml.replace("<w:r><w:t>{% if", '<w:hyperlink w:anchor="x"><w:r><w:t>{% if').replace(
            "上年度 == 年度 %}</w:t></w:r>", "上年度 == 年度 %}</w:t></w:r></w:hyperlink>"
        ),
    )
    path.write_bytes(wrapped)
    dossier, where = real_dossier(), folders(workspace)
    assert inspect(dossier, where).findings == []
    rendering = render(dossier, where, MOMENT)
    [finding] = rendering.findings
    assert (finding.code, finding.place.file.rpartition("/")[2]) == ("T008", "cover.docx")
    assert rendering.parts == []


def test_a_year_without_projects_needs_no_project_template(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (workspace.root / ANNEX1.replace("annex1", "annex3")).unlink()
    dossier = with_projects(real_dossier())
    inspection = inspect(dossier, folders(workspace))
    assert [one for one in inspection.findings if one.place.file.endswith(".docx")] == []


def test_a_template_of_another_name_is_the_form_sets_business(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    templates = (workspace.root / ANNEX1).parent
    shutil.copy(templates / "annex1.docx", templates / "unused.docx")
    edit_document(templates / "unused.docx", lambda unused: unused.add_paragraph("{{ 不存在 }}"))
    assert (
        inspect(real_dossier(), folders(Workspace(ROOT))).findings
        == inspect(real_dossier(), folders(workspace)).findings
    )
