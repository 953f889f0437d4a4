"""The ZIP that is handed in, and file names that hold on every system."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_RESERVED = re.compile(r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_MAX_BYTES = 180
_ATTRIBUTES = 0x20  # as if made on DOS, with nothing but the archive bit: whoever unpacks sets the permissions


def file_name(words: str, ending: str = "") -> str:
    """Return ``words`` as a file name that Windows and Linux both take, at most 180 bytes in UTF-8.

    ``ending`` comes after, whatever had to be cut off before it.
    """
    visible = "".join(char for char in _FORBIDDEN.sub("", words) if char == " " or char.isprintable())
    room = _MAX_BYTES - len(ending.encode())
    name = visible.encode()[:room].decode(errors="ignore").strip(" .") or "未命名"
    return (_RESERVED.sub(r"\1_", name) if _RESERVED.match(name) else name) + ending


def make_zip(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of the files in the given order, the same for the same content.

    Names that are not ASCII carry the UTF-8 flag, which Windows Explorer has heeded since Windows 8.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            entry.external_attr = _ATTRIBUTES
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()
