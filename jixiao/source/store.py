"""The door that data is written through: a command changes all of its files or none, and the old ones are kept."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from jixiao.errors import EnvironmentFailure, name_fault
from jixiao.paths import JOURNAL
from jixiao.source.exchange import ChangedMeanwhile, Obstructed
from jixiao.source.journal import JournalEntry, JournalRecord, write_recorded


class FileChange(Struct, frozen=True):
    """A file to be changed: its path, how messages show it, its content before and after."""

    path: Path
    file: str
    before: bytes
    after: bytes


def replace_files(root: Path, changes: Sequence[FileChange], deed: str) -> None:
    """Write the changes of a command (``make fmt``) in the project at ``root``.

    EnvironmentFailure, and every file as it was, if one was changed meanwhile or cannot be written.
    """
    entries = [JournalEntry(one.path.relative_to(root).as_posix(), one.before, one.after) for one in changes]
    write_entries(root, entries, deed)


def create_years(
    root: Path,
    folders: Mapping[Path, Mapping[str, bytes]],
    deed: str,
    *,
    replaced: Mapping[Path, bytes] = MappingProxyType({}),
) -> None:
    """Make new folders below ``root`` of their files (name → content), all or none; ``replaced`` are gone for them.

    FileExistsError if one is there already with nothing to be replaced, EnvironmentFailure if it cannot be written.
    """
    for folder in folders:
        if os.path.lexists(folder) and not any(path.parent == folder for path in replaced):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    after = {folder / name: content for folder, files in folders.items() for name, content in files.items()}
    entries = [
        JournalEntry(path.relative_to(root).as_posix(), replaced.get(path), after.get(path))
        for path in sorted(after.keys() | replaced.keys())
    ]
    write_entries(root, entries, deed)


def write_entries(root: Path, entries: Sequence[JournalEntry], deed: str) -> None:
    """Write files below ``root`` whatever each becomes; EnvironmentFailure, and every file as it was, if that fails."""
    changed = tuple(entry for entry in entries if entry.before != entry.after)
    if not changed:
        return
    try:
        write_recorded(root, JournalRecord(deed, changed))
    except ChangedMeanwhile as error:
        file = error.filename or "数据文件夹里的文件"
        raise EnvironmentFailure(f"{file} 在运行过程中被改动，没有写入。请保存后再运行。") from error
    except Obstructed as error:
        raise EnvironmentFailure(obstruction_words(error)) from error
    except OSError as error:
        words = f"写不进 {root}（{name_fault(error)}）。请检查磁盘空间和写入权限；各文件都没有改动。"
        raise EnvironmentFailure(words) from error


def obstruction_words(error: Obstructed) -> str:
    """Return what stands in the way of writing, and what to do about it."""
    name = str(error.filename)
    spare = "它只存放最近一次改动以前的文件，移开即可" if name.startswith(JOURNAL) else "把它换成所指的文件夹本身"
    return f"{name}：{error.strerror}，没有写入，各文件都没有改动。{spare}，再运行一次。"
