"""The record of what a command is about to change: all of it comes to be or none, and the old is kept one step back.

``.journal/`` in the project's folder holds ``pending`` while a command writes and ``last`` when it has written. A
command that was killed is found by its ``pending`` record: the files then are all old, all new, or (where the file
system cannot exchange folders) mixed, and the new ones are written out.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from jixiao.machine.file_locks import lock_file, open_unfollowed
from jixiao.paths import JOURNAL
from jixiao.source.exchange import ChangedMeanwhile, Obstructed, exchange_folder, write_durably
from jixiao.source.regular_file import ReadFault, UnreadableFile, read_regular

_PENDING, _LAST, _LOCK = "pending", "last", "lock"
_STAGING = "staging-"
_BESIDE = ".正在写入-"
_MOST_BYTES = 1_000_000_000


class JournalEntry(Struct, frozen=True):
    """A file by its name below the project's folder, and what it held before and after; None where it was not there."""

    file: str
    before: bytes | None
    after: bytes | None


class JournalRecord(Struct, frozen=True):
    """What a command changed, ``deed`` is the command as people type it."""

    deed: str
    entries: tuple[JournalEntry, ...]


class InterruptedWriting(Struct, frozen=True):
    """A command that was killed over its writing; ``written``: its changes are there, all of them."""

    deed: str
    files: int
    written: bool


def write_recorded(root: Path, record: JournalRecord) -> None:
    """Make a record's changes, all or none, and keep it as the last one.

    ``OSError`` leaves every file as it was; that is ChangedMeanwhile where one is not what the record has as before,
    Obstructed where a link stands on the way to one, or something else where the record goes.
    """
    with _locked(root) as folder:
        _finish(root, folder)
        for entry in record.entries:
            if (named := entry.file.encode("utf-8", "replace").decode()) != entry.file:
                raise _obstructed(named, "文件名里有认不出的字符，请改名")
            if content_of(root, entry.file) != entry.before:
                raise ChangedMeanwhile(errno.EBUSY, os.strerror(errno.EBUSY), entry.file)
        _keep(folder, record)
        try:
            _make(root, folder, record.entries)
        finally:
            _finish(root, folder)


def read_last(root: Path) -> JournalRecord | None:
    """Return what was changed last; None where nothing is kept. Obstructed where ``.journal`` is no folder."""
    _check_journal(root)
    return _load(root / JOURNAL / _LAST)


def finish_interrupted(root: Path) -> InterruptedWriting | None:
    """Bring to its end what a killed command left; return what became of it, None where there is nothing to tell."""
    folder = root / JOURNAL
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return None
    if not any(name == _PENDING or name.startswith(_STAGING) for name in names):
        return None
    try:
        with _locked(root, wait=False):
            return _finish(root, folder)
    except OSError:  # the command is at work still, or nothing can be written here
        return None


def content_of(root: Path, file: str) -> bytes | None:
    """Return what a file below the project's folder holds now, None where there is none.

    OSError if that cannot be read: Obstructed where a folder on the way is a link; ``data`` itself may lie elsewhere.
    """
    for above in Path(file).parents:
        if len(above.parts) > 1 and (root / above).is_symlink():
            raise _obstructed(above.as_posix(), "这里是链接，不是文件夹本身")
    return _content(root / file)


@contextmanager
def _locked(root: Path, *, wait: bool = True) -> Iterator[Path]:
    folder = root / JOURNAL
    with suppress(FileExistsError):
        folder.mkdir()
    _check_journal(root)
    with suppress(FileExistsError):
        write_durably(folder / ".gitignore", b"*\n")
    handle = open_unfollowed(folder / _LOCK, os.O_RDWR | os.O_CREAT)
    try:
        lock_file(handle, wait=wait)
        yield folder
    finally:
        os.close(handle)


def _check_journal(root: Path) -> None:
    """Raise Obstructed where something else stands in place of the journal's folder or of one of its files."""
    folder = root / JOURNAL
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise _obstructed(JOURNAL, "这里是链接，不是文件夹本身" if folder.is_symlink() else "这里是文件，不是文件夹")
    for path in (folder / name for name in (_LOCK, _PENDING, _LAST)):
        if path.is_symlink() or (path.exists() and not path.is_file()):
            raise _obstructed(f"{JOURNAL}/{path.name}", "这里不是普通文件")


def _obstructed(name: str, words: str) -> Obstructed:
    return Obstructed(errno.ENOTDIR, words, name)


def _keep(folder: Path, record: JournalRecord) -> None:
    """Store a record as pending, whole or not at all."""
    with _staging(folder) as staging:
        write_durably(staging / _PENDING, msgspec.msgpack.encode(record))
        (staging / _PENDING).replace(folder / _PENDING)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _make(root: Path, folder: Path, entries: Sequence[JournalEntry]) -> None:
    """Change the files in one step, or one after the other where there is no such step."""
    above = Path(os.path.commonpath([Path(entry.file).parent for entry in entries]))
    files = {Path(entry.file).relative_to(above).as_posix(): entry.after for entry in entries}
    with _staging(folder) as staging:
        lasting = len(above.parts) == 1
        if len(entries) == 1 or not above.parts or not exchange_folder(root / above, files, staging, lasting=lasting):
            _replace_each(root, entries, staging)


def _replace_each(root: Path, entries: Sequence[JournalEntry], staging: Path) -> None:
    """Change the files one after the other, each in one step; put back those that were, should one fail."""
    staged: dict[str, Path] = {}
    done: list[JournalEntry] = []
    try:
        for entry in entries:
            if entry.after is not None:
                staged[entry.file] = _stage(root / entry.file, entry.after, staging)
        for entry in entries:
            done.append(entry)
            _put(root / entry.file, staged.get(entry.file))
    except BaseException:
        for entry in reversed(done):
            with suppress(OSError):
                path = root / entry.file
                _put(path, None if entry.before is None else _stage(path, entry.before, staging))
        raise
    finally:
        for path in staged.values():
            path.unlink(missing_ok=True)


def _stage(path: Path, content: bytes, staging: Path) -> Path:
    """Return a new file with the content, on the disk of ``path`` and with its permissions."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.parent.stat().st_dev != staging.stat().st_dev
    staged = path.with_name(f"{_BESIDE}{path.name}") if beside else staging / str(sum(1 for _ in staging.iterdir()))
    staged.unlink(missing_ok=True)
    write_durably(staged, content)
    if path.exists():
        staged.chmod(path.stat().st_mode & 0o777)
    return staged


def _put(path: Path, staged: Path | None) -> None:
    if staged is None:
        path.unlink(missing_ok=True)
        return
    try:
        staged.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copy2(staged, beside := path.with_name(f"{_BESIDE}{path.name}"))
        beside.replace(path)


def _finish(root: Path, folder: Path) -> InterruptedWriting | None:
    """Bring a pending record to its end and clear what was left; the lock is held."""
    for leftover in folder.glob(f"{_STAGING}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    record = _load(folder / _PENDING)
    if record is None:
        (folder / _PENDING).unlink(missing_ok=True)
        return None
    for entry in record.entries:
        path = root / entry.file
        path.with_name(f"{_BESIDE}{path.name}").unlink(missing_ok=True)
    now = {entry.file: _known_content(root, entry.file) for entry in record.entries}
    done = [entry for entry in record.entries if now[entry.file] == (entry.after,)]
    if not done:
        (folder / _PENDING).unlink()
        return InterruptedWriting(record.deed, len(record.entries), written=False)
    with _staging(folder) as staging:
        _replace_each(root, [entry for entry in record.entries if now[entry.file] == (entry.before,)], staging)
    (folder / _PENDING).replace(folder / _LAST)
    return InterruptedWriting(record.deed, len(record.entries), written=True)


def _known_content(root: Path, file: str) -> tuple[bytes | None] | None:
    """Return what a file holds (None if there is none), or None for what is no file any more, or lies behind a link."""
    try:
        return (content_of(root, file),)
    except OSError:
        return None


def _content(path: Path) -> bytes | None:
    try:
        return read_regular(path, _MOST_BYTES)
    except UnreadableFile as error:
        if error.fault is ReadFault.MISSING:
            return None
        raise ChangedMeanwhile(errno.EBUSY, error.words, str(path)) from error


def _load(path: Path) -> JournalRecord | None:
    try:
        return msgspec.msgpack.decode(read_regular(path, _MOST_BYTES), type=JournalRecord)
    except (UnreadableFile, msgspec.DecodeError):
        return None
