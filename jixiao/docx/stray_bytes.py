"""Bytes of a ZIP file that belong to no member: a program before the archive, words behind it, gaps between.

Remarks on members and the fields beside their names (APPNOTE 4.5) count too, but for times, owners and padding.
"""

from __future__ import annotations

import io
import struct
import zipfile

_LOCAL = struct.Struct("<26xHH")
# A member may be followed by its sizes once more.
_MOST_BETWEEN = 24
# Fields that programs write: sizes, times, owners, the name in Unicode; and the zeros that Word leaves room with.
_USUAL = frozenset({0x0001, 0x000A, 0x000D, 0x5455, 0x5855, 0x7855, 0x7875, 0x7075})
_ROOM, _ROOM_HEAD, _LONGEST = 0xA220, 4, 300


def comment_of(data: bytes) -> bytes:
    """Return the comment on a ZIP as a whole, b"" for none; the ZIP must have been read before."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.comment


def count_stray_bytes(data: bytes, comment: bytes = b"") -> int:
    """Return how many bytes of a ZIP lie outside its members and its directory, gaps of usual length left out.

    Nor is one ``comment`` on the whole counted, if it is just that. The ZIP must have been read before.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        stray, reached = 0 if archive.comment == comment else len(archive.comment), 0
        for entry in sorted(archive.infolist(), key=lambda member: member.header_offset):
            stray += _gap(reached, entry.header_offset) + _beside(entry, data)
            reached = max(reached, _end_of(entry, data))
        return stray + _gap(reached, archive.start_dir)


def _beside(entry: zipfile.ZipInfo, data: bytes) -> int:
    """Return how many bytes are said of a member that no program needs, in its own header and in the directory."""
    name, extra = _LOCAL.unpack_from(data, entry.header_offset)
    start = entry.header_offset + _LOCAL.size + name
    return len(entry.comment) + _odd_fields(data[start : start + extra]) + _odd_fields(entry.extra)


def _odd_fields(extra: bytes) -> int:
    """Return how many bytes of the fields beside a name are of no usual kind."""
    odd = at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        content = extra[at + 4 : at + 4 + size]
        room = kind == _ROOM and not any(content[_ROOM_HEAD:])
        odd += 0 if room or (kind in _USUAL and size <= _LONGEST) else 4 + len(content)
        at += 4 + size
    return odd + max(len(extra) - at, 0)


def _gap(end: int, start: int) -> int:
    between = start - end
    return between if between > _MOST_BETWEEN or (end == 0 and between > 0) else 0


def _end_of(entry: zipfile.ZipInfo, data: bytes) -> int:
    start = entry.header_offset
    name, extra = _LOCAL.unpack_from(data, start)
    return int(start + _LOCAL.size + name + extra + entry.compress_size)
