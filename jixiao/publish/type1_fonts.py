"""The private parts of Type 1 fonts, which are encrypted (Adobe Type 1 Font Format, chapter 7: eexec).

Run as a program, it blanks the numbers in those that it is handed (``Blanker``).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Self, cast

_KEY, _FACTOR, _ADDEND = 55665, 52845, 22719
# The key after a byte, by the sum of that byte, encrypted, and the key before it; to look it up saves 65 ms a package.
_AFTER = [reached * _FACTOR + _ADDEND & 0xFFFF for reached in range(0x10000 + 0xFF)]
# A font's number stands among the first entries; what follows them are its outlines.
_ENTRIES = 4096
_UNIQUE_ID = re.compile(rb"/UniqueID \d+ def")
_LENGTH = 4


def blank_numbers(clear: bytes) -> bytes:
    """Return a part of a font in clear with its UniqueID blanked: LibreOffice counts them through a whole run."""
    return _UNIQUE_ID.sub(lambda found: b" " * len(found[0]), clear)


class Blanker:
    """A process of its own that blanks the UniqueID in private parts, beside what else is done to a PDF.

    It saves 60 of the 290 ms that a package's PDF takes here, if it is started before there is anything to do.
    """

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-S", __file__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._given, self._made = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        for stream in (self._given, self._made):
            with suppress(BrokenPipeError):
                stream.close()
        self._process.wait()

    def begin(self, privates: Sequence[bytes]) -> Callable[[], list[bytes]]:
        """Hand the parts of one PDF over, and return what waits for them and returns them in their order."""
        handed, own = _shared(privates)
        with suppress(BrokenPipeError):
            _write_parts(self._given, handed)

        def blanked() -> list[bytes]:
            beside = [*map(blank_private_numbers, own)]
            made = _read_parts(self._made)
            whole = [len(one) for one in made] == [len(one) for one in handed]
            return [*(made if whole else map(blank_private_numbers, handed)), *beside]  # the process may have ended

        return blanked


def _shared(privates: Sequence[bytes]) -> tuple[Sequence[bytes], Sequence[bytes]]:
    """Return what to hand over, and the last parts, a quarter of all at most, for which there is time here: 15 ms."""
    count, length = len(privates), 0
    while count and length + len(privates[count - 1]) <= sum(map(len, privates)) / 4:
        count, length = count - 1, length + len(privates[count - 1])
    return privates[:count], privates[count:]


def blank_private_numbers(private: bytes) -> bytes:
    """Return the private part of a font, encrypted, with the UniqueID among its entries blanked.

    Each byte depends on all before it, so what follows is encrypted anew, without being decrypted in between.
    """
    entries = decrypt(private[:_ENTRIES])
    blanked = blank_numbers(entries)
    if blanked == entries:
        return private
    head = encrypt(blanked)
    before, after = _key_after(private[:_ENTRIES]), _key_after(head)
    rest = bytearray()
    for byte in private[_ENTRIES:]:
        rest.append(anew := byte ^ (before ^ after) >> 8)
        before, after = _AFTER[byte + before], _AFTER[anew + after]
    return head + rest


def decrypt(private: bytes) -> bytes:
    """Return the private part of a Type 1 font, or its beginning, in clear, with the random bytes it begins with."""
    key, clear = _KEY, bytearray()
    for byte in private:
        clear.append(byte ^ key >> 8)
        key = _AFTER[byte + key]
    return bytes(clear)


def encrypt(clear: bytes) -> bytes:
    """Return the private part of a Type 1 font as it stands in the font; the inverse of ``decrypt``."""
    key, private = _KEY, bytearray()
    for byte in clear:
        private.append(byte ^ key >> 8)
        key = _AFTER[private[-1] + key]
    return bytes(private)


def _key_after(private: bytes) -> int:
    key = _KEY
    for byte in private:
        key = _AFTER[byte + key]
    return key


def _write_parts(stream: IO[bytes], parts: Sequence[bytes]) -> None:
    """Write how many there are, and each with its length before it."""
    stream.write(len(parts).to_bytes(_LENGTH, "big"))
    for part in parts:
        stream.write(len(part).to_bytes(_LENGTH, "big") + part)
    stream.flush()


def _read_parts(stream: IO[bytes]) -> list[bytes]:
    """Return what ``_write_parts`` wrote, as far as it came."""
    return [stream.read(_read_number(stream)) for _ in range(_read_number(stream))]


def _read_number(stream: IO[bytes]) -> int:
    return int.from_bytes(stream.read(_LENGTH), "big")


if __name__ == "__main__":
    with os.fdopen(0, "rb") as given, os.fdopen(1, "wb") as made:
        while handed_over := _read_parts(given):
            _write_parts(made, [blank_private_numbers(one) for one in handed_over])
