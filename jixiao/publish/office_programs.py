"""Where LibreOffice and fontconfig are found: on the path, else where their installers put them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

_ON_PATH = {"soffice": ("soffice.com", "soffice", "libreoffice") if sys.platform == "win32" else ("soffice",)}
_WINDOWS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA")
_KEPT = ("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
HAS_FONTCONFIG = sys.platform not in ("win32", "darwin")
"""Whether LibreOffice asks fontconfig for fonts; on Windows and macOS it asks the system."""


def find_program(name: str) -> str | None:
    """Return the path of ``soffice`` or ``fc-list``, None where there is none."""
    on_path = (shutil.which(one) for one in _ON_PATH.get(name, (name,)))
    usual = (str(path) for path in _usual_places() if name == "soffice" and path.is_file())
    return next((found for found in (*on_path, *usual) if found), None)


def kept_environment() -> dict[str, str]:
    """Return what no program of Windows starts without; nothing elsewhere."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} if sys.platform == "win32" else {}


def _usual_places() -> Iterator[Path]:
    for variable in _WINDOWS:
        if folder := os.environ.get(variable):
            for below in ("LibreOffice", "Programs/LibreOffice"):
                yield Path(folder, below, "program", "soffice.com")
    if sys.platform == "darwin":
        for applications in (Path("/Applications"), Path.home() / "Applications"):
            yield applications / "LibreOffice.app/Contents/MacOS/soffice"
    elif sys.platform != "win32":
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
        yield Path("/snap/bin/libreoffice.soffice")
        yield Path("/snap/bin/libreoffice")
