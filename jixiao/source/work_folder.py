"""Folders for the time of a run; what a run that was killed left of them, the next one clears away."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jixiao.errors import EnvironmentFailure, name_fault

_PREFIX = "jixiao-run-"


@contextmanager
def work_folder() -> Iterator[str]:
    """Yield a new folder that is gone afterwards, among the system's temporary ones.

    EnvironmentFailure where there can be none, or where what is done meanwhile cannot be written into it.
    """
    try:
        parent = Path(tempfile.gettempdir())
        clear_abandoned(parent)
        folder, handle = _locked_folder(parent)
    except OSError as error:
        raise _unusable(tempfile.tempdir or "/tmp", error) from error  # noqa: S108 - named, not used
    try:
        yield str(folder)
    except OSError as error:
        if not str(error.filename or "").startswith(str(folder)):
            raise
        raise _unusable(str(parent), error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def _unusable(parent: str, error: OSError) -> EnvironmentFailure:
    why = name_fault(error) if error.errno != errno.ENOENT else "没有能写的临时文件夹"
    return EnvironmentFailure(f"临时文件夹 {parent} 用不了（{why}）。请检查磁盘空间和写入权限后再运行。")


def clear_abandoned(parent: Path) -> None:
    """Remove the folders whose runs are over: a run holds a lock on its own, which goes with the process."""
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # somebody else's, or at work
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                if os.fstat(handle).st_uid == os.geteuid():
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(handle)


def _locked_folder(parent: Path) -> tuple[Path, int]:
    """Return a new folder and its lock; made once more where another run cleared it away before it was locked."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        with suppress(FileNotFoundError):
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            fcntl.flock(handle, fcntl.LOCK_EX)
            if folder.exists():
                return folder, handle
            os.close(handle)
