"""Files opened without following a link, locks that go with their process, names exchanged, owners."""

from __future__ import annotations

import errno
import os
import shutil
import time
from pathlib import Path
from typing import Any

fcntl: Any
msvcrt: Any
try:
    import fcntl
except ImportError:
    fcntl = None
try:
    import msvcrt
except ImportError:
    msvcrt = None

_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
# Not handed to programs that are started, never waiting for a pipe's other end, and bytes as they are.
_PLAINLY = sum(getattr(os, name, 0) for name in ("O_CLOEXEC", "O_NOINHERIT", "O_NONBLOCK", "O_BINARY"))
_FOLDER = sum(getattr(os, name, 0) for name in ("O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC"))
# Windows lets nobody read bytes that are locked: one is locked that no file has.
_LOCKED_BYTE = 0x7FFF_FFFE
_LOCK_FILE = ".lock"
_PAUSE = 0.05
_WRITABLE_BY_OTHERS = 0o022
_AT_FDCWD = -100
_EXCHANGE = 2


def open_unfollowed(path: Path, way: int, mode: int = 0o666) -> int:
    """Return a handle of the file at ``path``, opened in the ``way`` of os.O_…; OSError for a link there."""
    if not _NOFOLLOW and path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return os.open(path, way | _NOFOLLOW | _PLAINLY, mode)


def lock_file(handle: int, *, wait: bool) -> None:
    """Lock an open file for this process until it is closed; BlockingIOError where another holds it and none waits."""
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        return
    while msvcrt is not None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            break
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EDEADLK):
                raise
            if not wait:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from error
        time.sleep(_PAUSE)
    os.lseek(handle, 0, os.SEEK_SET)


def lock_folder(folder: Path, *, wait: bool) -> int:
    """Return a handle that locks a folder until it is closed, or the process ends.

    OSError where no folder is there, or a link; BlockingIOError as ``lock_file``. Windows locks a file in it instead:
    take it away by ``remove_locked``.
    """
    if fcntl is not None:
        handle = os.open(folder, os.O_RDONLY | _FOLDER)
    elif folder.is_symlink() or not folder.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
    else:
        handle = open_unfollowed(folder / _LOCK_FILE, os.O_RDWR | os.O_CREAT)
    try:
        lock_file(handle, wait=wait)
    except BaseException:
        os.close(handle)
        raise
    return handle


def remove_locked(folder: Path, handle: int) -> None:
    """Remove a folder as far as it goes, and its lock, which Windows lets go only once it is open no more."""
    shutil.rmtree(folder, ignore_errors=True)
    os.close(handle)
    if fcntl is None:
        shutil.rmtree(folder, ignore_errors=True)


def exchange_names(path: Path, other: Path) -> bool:
    """Swap two names in one step; return False where the system cannot."""
    import ctypes  # a check exchanges nothing

    paths = os.fsencode(path), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if hasattr(system, "renameat2"):
            return bool(system.renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _EXCHANGE) == 0)
        return bool(system.renamex_np(*paths, _EXCHANGE) == 0)  # macOS
    except (OSError, AttributeError, TypeError):
        return False


def is_own(found: os.stat_result) -> bool:
    """Return whether a file is of the user who runs the program; on Windows the folder's rights have settled that."""
    return not hasattr(os, "geteuid") or found.st_uid == os.geteuid()


def is_private(found: os.stat_result) -> bool:
    """Return whether nobody but the user who runs the program can write there; on Windows as ``is_own``."""
    return not hasattr(os, "geteuid") or (is_own(found) and not found.st_mode & _WRITABLE_BY_OTHERS)
