"""A folder with some of its files changed takes the place of the old one in one step.

The new folder is built beside, unchanged files as hard links, and the two names are exchanged: whoever looks, and
whenever the program is killed, sees all old or all new files.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from jixiao.machine.file_locks import exchange_names

_Stamp = tuple[int, int, int]


class _NotExchangeableError(Exception):
    """The file system, or what lies in the folder, forbids that a copy takes its place."""


class Obstructed(OSError):
    """What stands where is to be written is not what must be there: ``filename`` says where, ``strerror`` in Chinese.

    Nothing was written.
    """


class ChangedMeanwhile(OSError):
    """Somebody wrote into the folder while its copy was made; it is as they left it."""


def exchange_folder(folder: Path, files: Mapping[str, bytes | None], staging: Path, *, lasting: bool) -> bool:
    """Make the files of ``folder`` (name below it → content, None to remove it) all at once; False if that cannot be.

    ``staging`` is an empty folder on the same disk. The folder is made where there is none; with its last file it
    goes too unless it is ``lasting``. OSError leaves it as it was; that is ChangedMeanwhile if somebody wrote there.
    """
    try:
        _exchange(folder, files, staging, lasting=lasting)
    except _NotExchangeableError:
        return False
    return True


def _exchange(folder: Path, files: Mapping[str, bytes | None], staging: Path, *, lasting: bool) -> None:
    whole, old = staging / "新", staging / "旧"
    if not os.path.lexists(folder):
        whole.mkdir()
        _change_files(whole, files)
        folder.parent.mkdir(parents=True, exist_ok=True)
        whole.rename(folder)
        return
    if folder.is_symlink() or not folder.is_dir() or os.path.ismount(folder):
        raise _NotExchangeableError
    before = _stamps(folder)
    shutil.copytree(folder, whole, symlinks=True, copy_function=_link)
    _change_files(whole, files)
    if lasting or _stamps(whole):
        if not exchange_names(whole, folder):
            raise _NotExchangeableError
        _check_unchanged(whole, before, lambda: exchange_names(whole, folder))
    else:
        folder.rename(old)
        _check_unchanged(old, before, lambda: old.rename(folder))


def write_durably(path: Path, content: bytes) -> None:
    """Write a new file that outlasts a power failure."""
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _stamps(folder: Path) -> dict[str, _Stamp]:
    """Return what tells one state of a folder's files from another: which file, when written, how long."""
    stamps = {}
    for above, _, names in os.walk(folder):
        for name in names:
            path = Path(above, name)
            found = path.lstat()
            stamps[path.relative_to(folder).as_posix()] = found.st_ino, found.st_mtime_ns, found.st_size
    return stamps


def _check_unchanged(old: Path, before: Mapping[str, _Stamp], put_back: Callable[[], object]) -> None:
    if _stamps(old) != before:
        put_back()
        raise ChangedMeanwhile(errno.EBUSY, os.strerror(errno.EBUSY))


def _link(source: str, target: str) -> None:
    """Make one more name of a file, or a copy of it where the system makes none."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        # Another disk is mounted within the folder, or no plain file lies there: neither may be carried off.
        if error.errno == errno.EXDEV or not Path(source).is_file():
            raise _NotExchangeableError from error
        shutil.copy2(source, target, follow_symlinks=False)


def _change_files(whole: Path, files: Mapping[str, bytes | None]) -> None:
    for name, content in files.items():
        path = whole / name
        mode = None
        if os.path.lexists(path):
            mode = path.lstat().st_mode & 0o777
            path.unlink()  # the old folder's file has this name too: never write into it
        if content is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, content)
            if mode is not None:
                path.chmod(mode)
            continue
        while path.parent != whole and not any(path.parent.iterdir()):
            path = path.parent
            path.rmdir()
