"""The door that everything from outside is read through: plain files of bounded size, no link, pipe or device."""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from jixiao.errors import EnvironmentFailure
from jixiao.machine.file_locks import open_unfollowed
from jixiao.paths import readable

MAX_TEXT = 1_000_000
"""Bytes of a data file."""
MAX_PROSE = 300_000
"""Bytes of a chapter of the report, which is asked of many more things than a data file."""
MAX_DOCUMENT = 100 * 1024 * 1024
"""Bytes of a template or of a document that somebody sent."""


class ReadFault(StrEnum):
    """Why a file is not read; the value is what people are told."""

    MISSING = "没有这个文件"
    LINK = "这里是链接，不是文件本身"
    FOLDER = "这里是文件夹，不是文件"
    SPECIAL = "这里是管道或设备，不是文件"
    TOO_LARGE = "文件过大"
    REFUSED = "文件读不出来"


class UnreadableFile(EnvironmentFailure):
    """A file that is not read; ``fault`` says why."""

    def __init__(self, path: Path, fault: ReadFault, most: int) -> None:
        what = f"文件超过 {_size(most)}" if fault is ReadFault.TOO_LARGE else fault.value
        super().__init__(f"{readable(path.name)}：{what}，不予读取。请换成普通文件，并检查读取权限。")
        self.fault = fault
        self.words = what


def read_regular(path: Path, most: int) -> bytes:
    """Return what a plain file holds; UnreadableFile for one of more than ``most`` bytes, or anything but a file."""
    with _opened(path, most) as stream:
        _check_size(stream, path, most)
        content = stream.read(most + 1)
        if len(content) > most:  # it has grown since
            raise UnreadableFile(path, ReadFault.TOO_LARGE, most)
        return content


def read_start(path: Path, count: int) -> bytes:
    """Return the first bytes of a plain file of any size; b"" for what ``read_regular`` would not read."""
    try:
        with _opened(path, count) as stream:
            return stream.read(count)
    except UnreadableFile:
        return b""


def digest_regular(path: Path, most: int) -> str:
    """Return a plain file's SHA-256 in hexadecimal, never holding it whole; UnreadableFile as ``read_regular``."""
    with _opened(path, most) as stream:
        _check_size(stream, path, most)
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _opened(path: Path, most: int) -> Iterator[io.BufferedReader]:
    """Yield a plain file to be read; UnreadableFile for anything else, and for what comes up over reading."""
    try:
        handle = open_unfollowed(path, os.O_RDONLY)
        with os.fdopen(handle, "rb") as stream:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableFile(path, _kind_of(found), most)
            yield stream
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, _fault_of(path, error), most) from error


def _check_size(stream: io.BufferedReader, path: Path, most: int) -> None:
    if os.fstat(stream.fileno()).st_size > most:
        raise UnreadableFile(path, ReadFault.TOO_LARGE, most)


def read_if_regular(path: Path, most: int) -> bytes | None:
    """Return what a plain file holds; None for what ``read_regular`` would not read."""
    try:
        return read_regular(path, most)
    except UnreadableFile:
        return None


def _fault_of(path: Path, error: Exception) -> ReadFault:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ReadFault.MISSING
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return ReadFault.REFUSED
    return ReadFault.REFUSED if stat.S_ISREG(found.st_mode) else _kind_of(found)


def _kind_of(found: os.stat_result) -> ReadFault:
    if stat.S_ISLNK(found.st_mode):
        return ReadFault.LINK
    return ReadFault.FOLDER if stat.S_ISDIR(found.st_mode) else ReadFault.SPECIAL


def _size(most: int) -> str:
    return f"{most // 1024 // 1024} MB" if most >= 1024 * 1024 else f"{most // 1000} KB"
