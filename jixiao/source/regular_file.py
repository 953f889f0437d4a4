"""The door that everything from outside is read through: plain files of bounded size, no link, pipe or device."""

from __future__ import annotations

import os
import stat
from enum import StrEnum
from pathlib import Path

from jixiao.errors import EnvironmentFailure
from jixiao.paths import readable

MAX_TEXT = 1_000_000
"""Bytes of a data file."""
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
    try:
        # A pipe that nobody writes to must not keep the program waiting.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            found = os.fstat(handle)
            if stat.S_ISREG(found.st_mode) and found.st_size <= most:
                return _read_whole(handle, path, most)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, _fault_of(path, error), most) from error
    fault = ReadFault.TOO_LARGE if stat.S_ISREG(found.st_mode) else _kind_of(found)
    raise UnreadableFile(path, fault, most)


def _read_whole(handle: int, path: Path, most: int) -> bytes:
    with os.fdopen(handle, "rb", closefd=False) as stream:
        content = stream.read(most + 1)
    if len(content) > most:  # it has grown since
        raise UnreadableFile(path, ReadFault.TOO_LARGE, most)
    return content


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
