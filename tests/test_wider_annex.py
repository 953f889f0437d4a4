"""One more column and row in Annex 1 are the form set's and the data's affair: the whole road takes them along."""

import io
import json
from pathlib import Path

import docx
import pytest

from jixiao.build.stories import check_year
from jixiao.commands.fmt import plan_formatting
from jixiao.commands.schema import schema_files
from jixiao.paths import Workspace
from jixiao.reconcile.reconcile_story import reconcile
from jixiao.rollforward.year_plan import write
from jixiao.why.answer import answer
from jixiao.why.query import read_query
from tests.rollforward.started import plan_of
from tests.support.docx import grid
from tests.support.further import ANNEX1, COLUMN, FURTHER, ROW, wider_project
from tests.support.imported import empty_project, imported, scalars
from tests.support.opened import inspected, rendered
from tests.support.package import silent
from tests.support.project import ROOT, edit
from tests.why.views import view_of

ROW_PATH = f"附件1.公用经费.{ROW}"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return wider_project(tmp_path_factory.mktemp("wider"))


@pytest.fixture(scope="module")
def whole(workspace: Workspace) -> bytes:
    return rendered(inspected(workspace)).whole


def test_the_check_has_nothing_to_say(workspace: Workspace) -> None:
    assert [one for one in check_year(workspace, 2023).findings if not one.waived] == []


def test_the_form_prints_column_and_row(whole: bytes) -> None:
    rows = {row[0]: row for row in grid(whole) if len(row) == 5}
    assert rows["经费控制情况（万元）"][3] == f"2023年{COLUMN}数"
    assert rows[ROW] == [ROW, "", "3", "3.1", "2.9"]
    assert rows["项目支出："][3] == "281"


def test_why_says_where_a_figure_comes_from(workspace: Workspace) -> None:
    found = answer(view_of(workspace), read_query([f"附件1.三公经费.{COLUMN}"]), rules=False, step=silent)
    assert [str(one.value.amount) for one in found.values] == ["7.3"]  # type: ignore[union-attr]


def test_what_is_left_out_and_what_is_too_much_is_found(tmp_path: Path) -> None:
    workspace = wider_project(tmp_path)
    edit(workspace.root / ANNEX1, f"    {COLUMN}: 3.1\n", "    调整预祘: 3.1\n")
    [finding] = check_year(workspace, 2023).findings
    assert (finding.code, finding.remedy.partition("？")[0]) == ("M001", f"是否应为“{COLUMN}”")


def test_no_key_is_called_wrong_where_it_cannot_be_read_what_is_asked_for(tmp_path: Path) -> None:
    further = wider_project(tmp_path).form_set("yueyang-2023") / "further.yaml"
    edit(further, f"附件1.三公经费.{COLUMN}: 金额", f"附件1.三公经费.{COLUMN}: 金钱")
    edit(tmp_path / ANNEX1, f"{COLUMN}: 3.1", f"{COLUMN}: 三点一")
    findings = check_year(Workspace(tmp_path), 2023).findings
    assert [(one.code, one.place.file) for one in findings] == [("M017", "templates/yueyang-2023/further.yaml")]


def test_a_misspelt_path_is_looked_for_where_it_was_written(tmp_path: Path) -> None:
    further = wider_project(tmp_path).form_set("yueyang-2023") / "further.yaml"
    edit(further, f"附件1.公用经费.{ROW}.预算: 金额", f"附件1.公用经废.{ROW}.预算: 金额")
    missing = next(one for one in check_year(Workspace(tmp_path), 2023).findings if one.code == "M002")
    assert missing.remedy.endswith("数据没有写错的，改 templates/yueyang-2023/further.yaml。")


@pytest.mark.parametrize(
    ("old", "new", "code", "subject"),
    [
        (f"{COLUMN}: 3.1", f"{COLUMN}: 43.1", "A104", f"附件1.公用经费.{COLUMN}"),
        ("决算: 2.9", "决算: 3.3", "A105", f"{ROW_PATH}.决算"),
    ],
)
def test_rules_look_at_further_lines_and_columns(tmp_path: Path, old: str, new: str, code: str, subject: str) -> None:
    workspace = wider_project(tmp_path)
    edit(workspace.root / ANNEX1, f"    {old}\n", f"    {new}\n")
    assert (code, subject) in [(one.code, one.subject) for one in check_year(workspace, 2023).findings]


def test_a_returned_document_is_taken_back(workspace: Workspace, whole: bytes, tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(whole))
    [cell] = [row.cells[-3] for table in document.tables for row in table.rows if row.cells[0].text == ROW]
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs if run.text]
    runs[0].text = "3.2"
    document.save(str(tmp_path / "back.docx"))
    returned = reconcile(workspace, tmp_path / "back.docx", 2023, step=silent, write=False)
    assert [(one.subject, one.old, one.new) for one in returned.changes] == [(f"{ROW_PATH}.{COLUMN}", "3.1", "3.2")]


def test_a_filed_document_is_taken_in(workspace: Workspace, whole: bytes, tmp_path: Path) -> None:
    project = empty_project(tmp_path / "project")
    (project.root / "templates").unlink()
    (project.root / "templates").mkdir()
    (project.root / "templates/yueyang-2023").symlink_to(workspace.form_set("yueyang-2023"))
    (tmp_path / "filed.docx").write_bytes(whole)
    imported(project, tmp_path / "filed.docx")
    ours, theirs = scalars(project.root / ANNEX1), scalars(workspace.root / ANNEX1)
    assert {path: ours[path] for path in theirs if path in ours} == theirs


def test_the_next_year_asks_for_them_anew(tmp_path: Path) -> None:
    workspace = wider_project(tmp_path)
    write(workspace, plan_of(workspace))
    carried = scalars(workspace.year(2024) / "annex1.yaml")
    assert {path: carried[path] for path in carried if path.startswith(f"公用经费.{ROW}")} == {
        f"公用经费.{ROW}.{column}": "待填" for column in ("预算", COLUMN, "决算")
    }


def test_files_are_laid_out_and_described_with_them(workspace: Workspace) -> None:
    assert plan_formatting(workspace, 2023).findings == []
    schema = json.loads(schema_files(workspace)["annex1.schema.json"])
    assert ROW in schema["properties"]["公用经费"]["properties"]


def test_the_manual_shows_what_is_tried_here() -> None:
    assert f"```yaml\n{FURTHER}```" in (ROOT / "docs/form-sets.md").read_text("utf-8")


def test_no_other_set_and_no_code_knows_them() -> None:
    files = [*(ROOT / "jixiao").rglob("*.py"), ROOT / "templates/yueyang-2023/forms.yaml"]
    assert [path.name for path in files if ROW in path.read_text("utf-8")] == []
