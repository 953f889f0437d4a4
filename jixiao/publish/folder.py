"""Replaces an output folder whole or not at all, whatever happens in between.

The new content is written beside the old under a hidden name; one atomic exchange of the two names
makes it the output. A killed build leaves a hidden folder that the next build clears away.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from jixiao.machine.file_locks import exchange_names, lock_folder, remove_locked

_PREFIX = ".正在生成-"

# What a file holds, or what writes the file at a path, piece by piece.
Content = bytes | Callable[[Path], None]


def replace_folder(folder: Path, files: Mapping[str, Content]) -> None:
    """Make ``folder`` hold exactly ``files`` (relative path → content); OSError leaves it as it was."""
    with _built_beside(folder, files) as whole:
        _swap_in(whole, folder)


def create_folder(folder: Path, files: Mapping[str, Content]) -> None:
    """Make a new ``folder`` of ``files``; FileExistsError if it is there already, OSError leaves nothing behind."""
    with _built_beside(folder, files) as whole:
        if os.path.lexists(folder):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
        whole.rename(folder)


@contextmanager
def _built_beside(folder: Path, files: Mapping[str, Content]) -> Iterator[Path]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clear_abandoned(folder.parent)
    with _staging(folder.parent) as staging:
        whole = staging / "新"
        for name, content in files.items():
            path = whole / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                content(path)
        yield whole


@contextmanager
def _staging(parent: Path) -> Iterator[Path]:
    staging, handle = _locked_folder(parent)
    try:
        yield staging
    finally:
        remove_locked(staging, handle)


def _locked_folder(parent: Path) -> tuple[Path, int]:
    """Return a new hidden folder and its lock, which says that the builder lives.

    The lock goes with the process, however that ends. Between making and locking another build may take
    the folder for abandoned and clear it away; then a new one is made.
    """
    while True:
        staging = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        try:
            handle = lock_folder(staging, wait=True)
        except FileNotFoundError:
            continue
        if staging.exists():
            return staging, handle
        remove_locked(staging, handle)


def _clear_abandoned(parent: Path) -> None:
    for staging in parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # no folder, or another build is at work in it
            handle = lock_folder(staging, wait=False)
            try:
                _give_back(staging, parent)
            finally:
                remove_locked(staging, handle)


def _swap_in(whole: Path, folder: Path) -> None:
    if not folder.exists():
        try:
            whole.rename(folder)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            return
    if not exchange_names(whole, folder):
        _exchange_in_two_steps(whole, folder)


def _exchange_in_two_steps(whole: Path, folder: Path) -> None:
    kept = whole.parent / f"旧-{folder.name}"
    folder.rename(kept)
    try:
        whole.rename(folder)
    except OSError:
        kept.rename(folder)
        raise


def _give_back(staging: Path, parent: Path) -> None:
    """Restore an output that a build was killed over between the two steps."""
    for kept in staging.glob("旧-*"):
        folder = parent / kept.name.removeprefix("旧-")
        if not folder.exists():
            kept.rename(folder)
