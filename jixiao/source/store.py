"""Writes changed files: every file whole, and all of them or none."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from jixiao.errors import EnvironmentFailure


class FileChange(Struct, frozen=True):
    """A file to be changed: its path, how messages show it, its content before and after."""

    path: Path
    file: str
    before: bytes
    after: bytes


def replace_files(changes: Sequence[FileChange]) -> None:
    """Write the changes; EnvironmentFailure, and every file as it was, if one was changed meanwhile or cannot be."""
    for change in changes:
        if change.path.read_bytes() != change.before:
            raise EnvironmentFailure(f"{change.file} 在运行过程中被改动，没有写入。请保存后再运行。")
    staged: list[tuple[FileChange, Path]] = []
    try:
        for change in changes:
            staged.append((change, _beside(change.path, change.after)))
        _swap_in(staged)
    finally:
        for _, path in staged:
            path.unlink(missing_ok=True)


def _beside(path: Path, content: bytes) -> Path:
    """Return a new file with ``content`` and the permissions of ``path``, in the same folder."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".正在写入-")
    except OSError as error:
        raise _refused(path.name, error) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _refused(path.name, error) from error
    return Path(name)


def _swap_in(staged: Sequence[tuple[FileChange, Path]]) -> None:
    done: list[FileChange] = []
    for change, path in staged:
        try:
            path.replace(change.path)
        except OSError as error:
            for one in reversed(done):
                with suppress(OSError):
                    one.path.write_bytes(one.before)
            raise _refused(change.file, error) from error
        done.append(change)


def _refused(file: str, error: OSError) -> EnvironmentFailure:
    words = f"写不进 {file}（{error.strerror}）。请检查磁盘空间和写入权限；各文件都没有改动。"
    return EnvironmentFailure(words)
