"""ZIP files that depend on names and contents alone; what was deflated before is not deflated again."""

from __future__ import annotations

import marshal
import struct
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

_LEVEL = 6
_LOCAL, _CENTRAL, _END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
_VERSION = 20
_DEFLATED = 8
# Small members, such as styles and lists of members, are alike in many documents.
_RECURRING = 0x8000
_NAME_IS_UTF8 = 0x800  # heeded by Windows Explorer since Windows 8
_FIRST_DAY = 0x21  # 1980-01-01; the time is 0
# As if made on DOS, with nothing but the archive bit: whoever unpacks sets the permissions.
_ATTRIBUTES = 0x20


class Packed(bytes):
    """A member's content that brings its deflated form and its CRC-32 along."""

    deflated: bytes
    crc: int

    @classmethod
    def of(cls, content: bytes, deflated: bytes = b"") -> Packed:
        """Return the content packed; ``deflated`` is what an earlier call came to."""
        packed = cls(content)
        packed.deflated = deflated or (_deflated_once if len(content) <= _RECURRING else _deflated)(content)
        packed.crc = zlib.crc32(content)
        return packed


def _deflated(content: bytes) -> bytes:
    return zlib.compress(content, _LEVEL, -zlib.MAX_WBITS)


_deflated_once = lru_cache(maxsize=256)(_deflated)


def zip_of(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the members by name as a ZIP file, in the order given."""
    bodies: list[bytes] = []
    directory: list[bytes] = []
    start = 0
    for name, content in members:
        packed = content if isinstance(content, Packed) else Packed.of(content)
        spelled = name.encode()
        common = (
            _VERSION,
            0 if name.isascii() else _NAME_IS_UTF8,
            _DEFLATED,
            0,
            _FIRST_DAY,
            packed.crc,
            len(packed.deflated),
            len(content),
            len(spelled),
            0,
        )
        bodies += [struct.pack(_LOCAL, b"PK\3\4", *common), spelled, packed.deflated]
        directory += [struct.pack(_CENTRAL, b"PK\1\2", _VERSION, *common, 0, 0, 0, _ATTRIBUTES, start), spelled]
        start += struct.calcsize(_LOCAL) + len(spelled) + len(packed.deflated)
    listed = b"".join(directory)
    count = len(directory) // 2
    return b"".join([*bodies, listed, struct.pack(_END, b"PK\5\6", 0, 0, count, count, len(listed), start, 0)])


def dumped(members: Mapping[str, bytes]) -> bytes:
    """Return members packed, for ``loaded``; only for our own ``cache``, which answers for what it holds."""
    packed = {name: one if isinstance(one, Packed) else Packed.of(one) for name, one in members.items()}
    return marshal.dumps([(name, bytes(content), content.deflated) for name, content in packed.items()])


def loaded(content: bytes) -> dict[str, bytes]:
    """Return the members that ``dumped`` has put away."""
    return {name: Packed.of(*one) for name, *one in marshal.loads(content)}  # noqa: S302 - see dumped
