"""Data and templates as a Git revision has them, read from the object store; the working tree stays untouched."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.errors import ToolFailed, ToolMissing, UsageError, name_fault
from jixiao.paths import Workspace
from jixiao.source.work_folder import work_folder

_TIMEOUT = 60
_FOLDERS = ("data", "templates")
_RESOLVE = ("rev-parse", "--verify", "--quiet", "--end-of-options")


@contextmanager
def project_at(workspace: Workspace, revision: str) -> Iterator[Workspace]:
    """Yield the project as it is at ``revision``, in a temporary folder; UsageError if there is none such."""
    commit = commit_of(workspace, revision)
    archive = _git(workspace, "archive", "--format=tar", commit)
    with work_folder() as folder:
        for name in _FOLDERS:
            Path(folder, name).mkdir()
        _unpack(archive, Path(folder))
        yield Workspace(Path(folder))


def _unpack(archive: bytes, folder: Path) -> None:
    """Store the plain files of data and templates; links and whatever else a tree may hold are left out."""
    # Python 3.11.2, which Debian 12 has, knows no extraction filter yet; Git's own names hold no way out of the tree.
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for member in members:
            content = members.extractfile(member) if member.isreg() else None
            steps = member.name.split("/")
            if content is not None and steps[0] in _FOLDERS and ".." not in steps:
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())


def commit_of(workspace: Workspace, revision: str) -> str:
    """Return the commit that ``revision`` names, here or on origin; UsageError if it names none."""
    _git(workspace, "rev-parse", "--git-dir")
    for name in (revision, f"origin/{revision}"):
        try:
            found = _git(workspace, *_RESOLVE, f"{name}^{{commit}}")
        except UsageError:
            continue
        return found.decode().strip()
    raise UsageError(
        f"Git 里没有“{revision}”这个版本。可以写分支名、标签或提交号，如 main、HEAD~1。{_if_shallow(workspace)}"
    )


def common_ancestor(workspace: Workspace, one: str, other: str) -> str:
    """Return the commit at which two revisions parted; UsageError if they never met."""
    ends = commit_of(workspace, one), commit_of(workspace, other)
    try:
        return _git(workspace, "merge-base", *ends).decode().strip()
    except UsageError as error:
        raise UsageError(f"“{one}”和“{other}”没有共同的来历。{_if_shallow(workspace)}") from error


def _if_shallow(workspace: Workspace) -> str:
    if _git(workspace, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return ""
    return "这里只取了最近的提交，请先运行 git fetch --unshallow（自动构建里把 fetch-depth 设为 0）。"


def split_range(words: str) -> tuple[str, str] | None:
    """Return the two ends of ``one..other`` (``..other`` and ``one..`` stand for HEAD); None if it is no range."""
    if ".." not in words:
        return None
    one, _, other = words.replace("...", "..").partition("..")
    return one or "HEAD", other or "HEAD"


def _git(workspace: Workspace, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(workspace.root), "-c", "core.autocrlf=false", *arguments],  # noqa: S607 - Git is found where the user has it
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except FileNotFoundError as error:
        raise ToolMissing("没有安装 Git，或者找不到 git 命令。请运行 make setup。") from error
    except OSError as error:
        raise ToolFailed(f"Git 不能启动（{name_fault(error)}）。请检查后再运行。") from error
    except subprocess.TimeoutExpired as error:
        raise ToolFailed(f"Git 在 {_TIMEOUT} 秒内没有完成，已经终止。请再运行一次。") from error
    if done.returncode != 0:
        raise UsageError(f"git {arguments[0]} 失败：{done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def list_former_contents(workspace: Workspace, path: Path, *, most: int = 20) -> Iterator[bytes]:
    """Yield what a file held in the last commits that changed it, the latest first; nothing where Git has none."""
    try:
        name = path.relative_to(workspace.root).as_posix()
        commits = _git(workspace, "log", f"-{most}", "--format=%H", "--", name).decode().split()
        prefix = _git(workspace, "rev-parse", "--show-prefix").decode().strip()
    except (UsageError, ToolFailed, ToolMissing):
        return
    for commit in commits:
        try:
            yield _git(workspace, "show", f"{commit}:{prefix}{name}")
        except UsageError:  # the commit that took it away
            continue
