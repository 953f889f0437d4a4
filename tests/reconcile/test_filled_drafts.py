"""A draft whose open places were filled in on paper: what is known is written, the rest stays open."""

from pathlib import Path

import pytest

from jixiao.build.year_documents import Documents, render_documents
from jixiao.paths import Workspace
from jixiao.reconcile.edits import Returned
from jixiao.reconcile.reconcile_story import reconcile
from tests.support.accounts import drawing_year
from tests.support.made_unit import copy_made_unit
from tests.support.opened import inspected
from tests.support.package import silent
from tests.support.project import edit as edit_file
from tests.support.returned import Edited

RECEPTIONS, CAR = "附件1.三公经费.公务接待.决算", "附件1.三公经费.公车运行维护.决算"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """The made unit with two amounts still to be filled in."""
    made = copy_made_unit(tmp_path)
    edit_file(made.year(2023) / "annex1.yaml", "    决算: 1.36\n", "    决算: 待填\n")
    edit_file(made.year(2023) / "annex1.yaml", "    决算: 0.56\n", "    决算: 待填\n")
    return made


def draft(workspace: Workspace) -> Edited:
    case = inspected(workspace, draft=True)
    documents = render_documents(case, silent, draft=True)
    assert isinstance(documents, Documents)
    return Edited.of(documents.whole, case)


def returned(workspace: Workspace, edited: Edited, *, write: bool = False) -> Returned:
    return reconcile(workspace, edited.saved(workspace.root / "返回.docx"), None, step=silent, write=write)


def test_an_untouched_draft_has_nothing_to_say(workspace: Workspace) -> None:
    came = returned(workspace, draft(workspace))
    assert (came.changes, came.findings, came.unread) == ((), (), ())


def test_what_is_filled_in_is_written_and_the_rest_stays_open(workspace: Workspace) -> None:
    edited = draft(workspace)
    edited.type_over("附件1", RECEPTIONS, "1.36")
    came = returned(workspace, edited, write=True)
    assert [(one.subject, one.old, one.new) for one in came.changes] == [(RECEPTIONS, "〔待填〕", "1.36")]
    assert came.findings == ()
    text = (workspace.year(2023) / "annex1.yaml").read_text("utf-8")
    assert ("    决算: 1.36\n" in text, text.count("待填")) == (True, 1)


def test_a_total_that_is_filled_in_follows_or_is_told(workspace: Workspace) -> None:
    edited = draft(workspace)
    edited.type_over("附件1", RECEPTIONS, "1.36")
    edited.type_over("附件1", CAR, "0.56")
    edited.type_over("附件1", "附件1.三公经费.决算", "1.92")
    came = returned(workspace, edited)
    assert [one.subject for one in came.followers] == ["附件1.三公经费.决算"]
    assert came.findings == ()
    edited.type_over("附件1", "附件1.三公经费.决算", "1.93")
    assert [one.code for one in returned(workspace, edited).findings] == ["H001"]


def test_what_is_no_number_stays_open(workspace: Workspace) -> None:
    edited = draft(workspace)
    edited.type_over("附件1", RECEPTIONS, "约1.36")
    assert [one.code for one in returned(workspace, edited, write=True).findings] == ["H009"]
    assert (workspace.year(2023) / "annex1.yaml").read_text("utf-8").count("待填") == 2


def test_a_score_that_was_left_out_and_is_filled_in_becomes_a_key(workspace: Workspace) -> None:
    path = workspace.year(2023) / "projects/05-heritage.yaml"
    before, row, rest = path.read_text("utf-8").partition("- 三级指标: ")
    lines = rest.split("\n")
    actual = next(number for number, line in enumerate(lines) if "实际完成值:" in line)
    lines[actual] = "        实际完成值: 待填"
    lines = [line for number, line in enumerate(lines) if number > actual + 2 or "得分:" not in line]
    path.write_text(before + row + "\n".join(lines), "utf-8")
    edited = draft(workspace)
    score = "各项目.heritage.绩效指标.产出指标.数量指标[1].得分"
    (one,) = [one for one in edited.case.inspection.prints if one.path == score]
    assert one.printed == "〔待填〕"
    edited.type_over(one.where, score, "6")
    (change,) = returned(workspace, edited, write=True).changes
    assert (change.subject, change.new, change.key) == (score, "6", "得分")
    assert "得分: 6" in path.read_text("utf-8")


def test_a_figure_drawn_from_the_accounts_says_so_when_it_is_changed(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path)
    edited = draft(workspace)
    edited.type_over("附件1", RECEPTIONS, "1.37")
    (change,) = returned(workspace, edited).changes
    assert (change.new, "写入后改为直接填数" in change.note) == ("1.37", True)
