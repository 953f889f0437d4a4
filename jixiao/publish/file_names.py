"""File names that hold on every system."""

from __future__ import annotations

import re

from jixiao.patterns import compile_late

_FORBIDDEN = compile_late(r'[\\/:*?"<>|\x00-\x1f]')
_RESERVED = compile_late(r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_MAX_BYTES = 180


def file_name(words: str, ending: str = "") -> str:
    """Return ``words`` as a file name that Windows and Linux both take, at most 180 bytes in UTF-8.

    ``ending`` comes after, whatever had to be cut off before it.
    """
    visible = "".join(char for char in _FORBIDDEN.sub("", words) if char == " " or char.isprintable())
    room = _MAX_BYTES - len(ending.encode())
    name = visible.encode()[:room].decode(errors="ignore").strip(" .") or "未命名"
    return (_RESERVED.sub(r"\1_", name) if _RESERVED.match(name) else name) + ending
