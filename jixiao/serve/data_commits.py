"""The year's data in Git: what differs from the last commit, and a commit of just that."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.paths import Workspace
from jixiao.serve.value_questions import LAST_COMMIT, compare_state

Json = dict[str, Any]
_TIMEOUT = 60
_MOST_LISTED = 40
_NO_IDENTITY = (
    "Git 还不知道提交的人是谁。请在终端里运行一次（换成自己的）："
    "git config user.name 姓名；git config user.email 邮箱。"
)


def git_state(workspace: Workspace, year: int) -> Json:
    """Return whether there is Git, the branch, and how many lines of the year's data differ from the last commit."""
    folder = _folder(workspace, year)
    status = _git(workspace.root, "status", "--porcelain=v2", "--branch", "--untracked-files=all", "--", folder)
    if status.returncode != 0:
        return {"has": False, "changed": 0, "branch": ""}
    lines = status.stdout.splitlines()
    branch = next((one.removeprefix("# branch.head ") for one in lines if one.startswith("# branch.head ")), "")
    changed = sum(map(_length, (workspace.root / one[2:] for one in lines if one.startswith("? "))))
    counted = _git(workspace.root, "diff", "--numstat", "HEAD", "--", folder)
    for line in counted.stdout.splitlines():
        added, removed, _ = line.split("\t", 2)
        changed += max(int(added), int(removed)) if added.isdecimal() and removed.isdecimal() else 1
    return {"has": True, "changed": changed, "branch": branch}


def _length(path: Path) -> int:
    try:
        return path.stat().st_size // 30 + 1
    except OSError:
        return 1


def commit_year(workspace: Workspace, year: int, message: str = "") -> Json:
    """Commit what differs in the year's data, nothing else, and return the commit and its message.

    UsageError where there is no Git or nothing to commit, EnvironmentFailure where Git refuses. Hooks run as they do
    for any commit.
    """
    state = git_state(workspace, year)
    if not state["has"]:
        raise UsageError("这里没有 Git，不能提交；用“存一份”保存。")
    if not state["changed"]:
        raise UsageError("与上次提交相比没有改动。")
    words, folder = message.strip() or describe_changes(workspace, year), _folder(workspace, year)
    _checked(_git(workspace.root, "add", "--all", "--", folder))
    _checked(_git(workspace.root, "commit", "--quiet", "--file=-", "--only", "--", folder, words=words))
    commit = _git(workspace.root, "rev-parse", "HEAD").stdout.strip()
    return {"commit": commit, "message": words}


def describe_changes(workspace: Workspace, year: int) -> str:
    """Return a commit's message: how much changed, and each change in words."""
    try:
        listed = [str(one["words"]) for one in compare_state(workspace, year, LAST_COMMIT)["changes"]]
    except (UsageError, EnvironmentFailure):
        listed = []
    if not listed:
        return f"{year} 年度：修改数据\n"
    first = listed[0] if len(listed) == 1 else f"改动 {len(listed)} 处"
    more = [f"……等 {len(listed)} 处"] if len(listed) > _MOST_LISTED else []
    body = "\n".join(f"- {one}" for one in (*listed[:_MOST_LISTED], *more))
    return f"{year} 年度：{first.splitlines()[0][:60]}\n\n{body}\n"


def _folder(workspace: Workspace, year: int) -> str:
    return workspace.year(year).relative_to(workspace.root).as_posix()


def _checked(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode == 0:
        return
    said = done.stderr.strip() or done.stdout.strip()
    if "user.email" in said or "empty ident" in said:
        raise EnvironmentFailure(_NO_IDENTITY)
    raise EnvironmentFailure(f"Git 没有提交：{said.splitlines()[-1] if said else '没有说明原因'}")


def _git(root: Path, *arguments: str, words: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["git", "-C", str(root), "-c", "core.quotepath=off", *arguments],  # noqa: S607 - Git is found where the user has it
            input=words,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return subprocess.CompletedProcess([], 1, "", "没有找到 Git，或它没有回答")
