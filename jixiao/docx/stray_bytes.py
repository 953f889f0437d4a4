"""Bytes of a ZIP file that belong to no member: a program before the archive, words behind it, gaps between."""

from __future__ import annotations

import io
import struct
import zipfile

_LOCAL = struct.Struct("<26xHH")
# A member may be followed by its sizes once more.
_MOST_BETWEEN = 24


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
            stray += _gap(reached, entry.header_offset)
            reached = max(reached, _end_of(entry, data))
        return stray + _gap(reached, archive.start_dir)


def _gap(end: int, start: int) -> int:
    between = start - end
    return between if between > _MOST_BETWEEN or (end == 0 and between > 0) else 0


def _end_of(entry: zipfile.ZipInfo, data: bytes) -> int:
    start = entry.header_offset
    name, extra = _LOCAL.unpack_from(data, start)
    return int(start + _LOCAL.size + name + extra + entry.compress_size)
