"""The files of the page, read from the package once at the start: what is not among them is not there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

_FOLDER = Path(__file__).parent / "page"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
SHELL = "index.html"


class PageFile(Struct, frozen=True):
    """A file of the page: its content and its type."""

    content: bytes
    type: str


@cache
def list_page_files() -> Mapping[str, PageFile]:
    """Return the page's files by name, folders with a slash; only those of a kind that a page is made of."""
    found = sorted(one for one in _FOLDER.rglob("*") if one.is_file() and one.suffix in _TYPES)
    return {path.relative_to(_FOLDER).as_posix(): PageFile(path.read_bytes(), _TYPES[path.suffix]) for path in found}
