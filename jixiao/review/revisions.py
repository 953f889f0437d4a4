"""Data and templates as a Git revision has them, read from the object store; the working tree stays untouched."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.errors import UsageError
from jixiao.paths import Project

_TIMEOUT = 60


@contextmanager
def project_at(project: Project, revision: str) -> Iterator[Project]:
    """Yield the project as it is at ``revision``, in a temporary folder; UsageError if there is none such."""
    commit = commit_of(project, revision)
    archive = _git(project, "archive", "--format=tar", commit)
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as members:
            wanted = [one for one in members.getmembers() if one.name.split("/")[0] in ("data", "templates")]
            members.extractall(folder, members=wanted, filter="data")
        for name in ("data", "templates"):
            Path(folder, name).mkdir(exist_ok=True)
        yield Project(Path(folder))


def commit_of(project: Project, revision: str) -> str:
    """Return the commit that ``revision`` names; UsageError if it names none."""
    try:
        found = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except UsageError as error:
        raise UsageError(f"Git 里没有“{revision}”这个版本。可以写分支名、标签或提交号，如 main、HEAD~1。") from error
    return found.decode().strip()


def split_range(words: str) -> tuple[str, str] | None:
    """Return the two ends of ``one..other`` (``..other`` and ``one..`` stand for HEAD); None if it is no range."""
    if ".." not in words:
        return None
    one, _, other = words.replace("...", "..").partition("..")
    return one or "HEAD", other or "HEAD"


def _git(project: Project, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(project.root), *arguments],  # noqa: S607 - Git is found where the user has it
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"运行 git 失败（{error}）。请确认已安装 Git。") from error
    if done.returncode != 0:
        raise UsageError(f"git {arguments[0]} 失败：{done.stderr.decode(errors='replace').strip()}")
    return done.stdout
