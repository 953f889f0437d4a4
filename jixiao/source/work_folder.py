"""Folders for the time of a run; what a run that was killed left of them, the next one clears away."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = "jixiao-run-"


@contextmanager
def work_folder() -> Iterator[str]:
    """Yield a new folder that is gone afterwards, among the system's temporary ones."""
    parent = Path(tempfile.gettempdir())
    clear_abandoned(parent)
    folder, handle = _locked_folder(parent)
    try:
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


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
