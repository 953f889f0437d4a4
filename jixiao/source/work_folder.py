"""Folders for the time of a run; what a run that was killed left of them, the next one clears away."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jixiao.errors import EnvironmentFailure, name_fault
from jixiao.machine.file_locks import is_own, lock_folder, remove_locked

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
        remove_locked(folder, handle)


def _unusable(parent: str, error: OSError) -> EnvironmentFailure:
    why = name_fault(error) if error.errno != errno.ENOENT else "没有能写的临时文件夹"
    return EnvironmentFailure(f"临时文件夹 {parent} 用不了（{why}）。请检查磁盘空间和写入权限后再运行。")


def clear_abandoned(parent: Path) -> None:
    """Remove the folders whose runs are over: a run holds a lock on its own, which goes with the process."""
    for folder in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # a link, or at work
            if is_own(folder.lstat()):
                remove_locked(folder, lock_folder(folder, wait=False))


def _locked_folder(parent: Path) -> tuple[Path, int]:
    """Return a new folder and its lock; made once more where another run cleared it away before it was locked."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        with suppress(FileNotFoundError):
            handle = lock_folder(folder, wait=True)
            if folder.exists():
                return folder, handle
            remove_locked(folder, handle)
