"""Values in a file instead of memory: written once, read as often as they are asked for, one at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from jixiao.errors import EnvironmentFailure

T = TypeVar("T", bound=msgspec.Struct)
Kept = TypeVar("Kept", covariant=True)

_HELD = 250  # values that sorting holds at a time


class Many(Protocol[Kept]):
    """What can be read more than once, in the same order each time; a tuple will do where there are few."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def __iter__(self) -> Iterator[Kept]:
        """Yield one after another."""
        ...


class Spool(Generic[T]):
    """Values of one kind in a temporary file without a name, which is gone with the spool or the process."""

    def __init__(self, kind: type[T], values: Iterable[T]) -> None:
        """Write the values, one line of JSON each; EnvironmentFailure where there is no room."""
        self._decoder, self._count = msgspec.json.Decoder(kind), 0
        try:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the spool
            for self._count, value in enumerate(values, start=1):
                self._file.write(msgspec.json.encode(value) + b"\n")
            self._file.flush()
        except OSError as error:
            where = f"{tempfile.gettempdir()}（{error.strerror}）"
            raise EnvironmentFailure(f"写不进临时文件夹 {where}。请检查磁盘空间和写入权限。") from error

    def __len__(self) -> int:
        """Return how many values there are."""
        return self._count

    def __iter__(self) -> Iterator[T]:
        """Yield the values in the order they came; several readers do not disturb each other."""
        place = 0
        for _ in range(self._count):
            self._file.seek(place)
            line = self._file.readline()
            place += len(line)
            yield self._decoder.decode(line)


def in_order(kind: type[T], values: Iterable[T], key: Callable[[T], Any]) -> Spool[T]:
    """Return the values sorted, equal ones as they came: sorted runs in files, which are merged."""
    rest, runs = iter(values), []
    while run := sorted(islice(rest, _HELD), key=key):
        runs.append(Spool(kind, run))
        run.clear()  # not to be held while the next one is read
    return Spool(kind, merge(*runs, key=key))
