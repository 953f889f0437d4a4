"""Git repositories made of the clean made-up year, always with the same commits."""

import os
import subprocess
from pathlib import Path

from jixiao.paths import Workspace
from tests.support.cases import clean_project

_WHO = {
    f"GIT_{role}_{what}": words
    for role in ("AUTHOR", "COMMITTER")
    for what, words in (("NAME", "填表人甲"), ("EMAIL", "jia@example.com"), ("DATE", "2024-06-27T00:00:00Z"))
}
_ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git(folder: Path, *arguments: str) -> str:
    """Run Git in a folder, by nobody's settings, and return what it says."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **_WHO, **_ALONE},
    )
    return done.stdout.strip()


def commit(workspace: Workspace, message: str = "改动") -> str:
    """Commit everything that is there and return the commit."""
    git(workspace.root, "add", "--all")
    git(workspace.root, "commit", "--quiet", "--message", message)
    return git(workspace.root, "rev-parse", "HEAD")


def repository(target: Path) -> Workspace:
    """Return a copy of the clean year as a repository with one commit on main."""
    workspace = clean_project(target)
    git(target, "init", "--quiet", "--initial-branch", "main")
    commit(workspace, "起点")
    return workspace
