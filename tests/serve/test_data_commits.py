"""The year's data in Git: what differs is counted, and committed alone, with the changes in words."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.serve.data_commits import commit_year, describe_changes, git_state
from jixiao.serve.year_session import YearSession
from tests.support.repository import git, repository
from tests.support.served import RECEPTIONS, YEAR, open_session, type_into


@pytest.fixture
def session(tmp_path: Path) -> YearSession:
    workspace = repository(tmp_path)
    git(tmp_path, "config", "user.name", "填表人甲")
    git(tmp_path, "config", "user.email", "jia@example.com")
    session = YearSession(workspace, YEAR)
    session.refresh()
    return session


def test_what_was_typed_is_committed_in_words_and_nothing_else(session: YearSession) -> None:
    root = session.workspace.root
    (root / "data/notes.txt").write_text("另一件事\n", "utf-8")
    git(root, "add", "data/notes.txt")
    old = session.year.entry_of(RECEPTIONS).entry.text  # type: ignore[union-attr]
    type_into(session, RECEPTIONS, "0.5")
    assert git_state(session.workspace, YEAR) == {"has": True, "changed": 1, "branch": "main"}
    done = commit_year(session.workspace, YEAR)
    assert f"公务接待 决算 {old} → 0.5" in done["message"]
    assert git(root, "show", "--name-only", "--format=", "HEAD") == "data/2023/annex1.yaml"
    assert git(root, "log", "-1", "--format=%B") == done["message"].strip()
    assert git(root, "diff", "--cached", "--name-only") == "data/notes.txt"
    assert git_state(session.workspace, YEAR)["changed"] == 0


def test_a_message_of_ones_own_is_taken(session: YearSession) -> None:
    type_into(session, RECEPTIONS, "0.5")
    assert commit_year(session.workspace, YEAR, "核对接待费")["message"] == "核对接待费"


def test_with_nothing_changed_there_is_nothing_to_commit(session: YearSession) -> None:
    with pytest.raises(UsageError, match="没有改动"):
        commit_year(session.workspace, YEAR)


def test_many_changes_are_listed(session: YearSession) -> None:
    type_into(session, RECEPTIONS, "0.5")
    type_into(session, "附件1.三公经费.公务接待.预算", "0.9")
    message = describe_changes(session.workspace, YEAR)
    assert message.startswith("2023 年度：改动 ")
    assert message.count("\n- ") >= 2


def test_a_new_project_is_committed_too(session: YearSession) -> None:
    session.change("projects", {"do": "add", "id": "fresh", "name": "新的项目"})
    assert git_state(session.workspace, YEAR)["changed"] > 5
    commit_year(session.workspace, YEAR)
    assert "fresh.yaml" in git(session.workspace.root, "show", "--name-only", "--format=", "HEAD")


def test_without_git_it_says_so(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    assert git_state(session.workspace, YEAR)["has"] is False
    with pytest.raises(UsageError, match="没有 Git"):
        commit_year(session.workspace, YEAR)
