"""Data and templates as a Git revision has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.review.revisions import commit_of, common_ancestor, project_at, split_range
from tests.support.repository import commit, git


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a repository with two branches that parted, each with a file of its own."""
    root = tmp_path_factory.mktemp("仓库") / "绩效 项目"
    for name in ("data/2023/unit.yaml", "templates/甲/forms.yaml", "程序.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("原", "utf-8")
    (root / "data/链接").symlink_to("/etc/hostname")
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit(Workspace(root), "起点")
    for branch in ("甲", "乙"):
        git(root, "switch", "--quiet", "--create", branch, "main")
        (root / f"data/{branch}.yaml").write_text(branch, "utf-8")
        commit(Workspace(root))
    return Workspace(root)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("main..HEAD", ("main", "HEAD")),
        ("main...甲", ("main", "甲")),
        ("..甲", ("HEAD", "甲")),
        ("main..", ("main", "HEAD")),
        ("main", None),
        ("v1.2", None),
    ],
)
def test_a_range_has_two_ends(words: str, ends: tuple[str, str] | None) -> None:
    assert split_range(words) == ends


def test_a_revision_is_read_into_a_folder_of_its_own_that_goes_afterwards(workspace: Workspace) -> None:
    with project_at(workspace, "甲") as found:
        files = sorted(path.relative_to(found.root).as_posix() for path in found.root.rglob("*") if path.is_file())
        assert files == ["data/2023/unit.yaml", "data/甲.yaml", "templates/甲/forms.yaml"]
        assert found.root != workspace.root
    assert not found.root.exists()
    assert (workspace.root / "data/乙.yaml").exists()


def test_two_branches_parted_where_the_first_commit_is(workspace: Workspace) -> None:
    assert common_ancestor(workspace, "甲", "乙") == commit_of(workspace, "main")


@pytest.mark.parametrize("revision", ["无此分支", "--upload-pack=x", ""])
def test_what_names_no_commit_is_said(workspace: Workspace, revision: str) -> None:
    with pytest.raises(UsageError, match="Git 里没有"):
        commit_of(workspace, revision)


def test_revisions_that_never_met_have_no_common_ancestor(workspace: Workspace) -> None:
    git(workspace.root, "checkout", "--quiet", "--orphan", "别处")
    commit(workspace)
    with pytest.raises(UsageError, match="没有共同的来历"):
        common_ancestor(workspace, "甲", "别处")


def test_outside_git_there_are_no_revisions(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="git rev-parse 失败"):
        commit_of(Workspace(tmp_path), "main")
