"""A digest of what a DOCX shows, the same for every file that shows the same."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from jixiao.docx import package
from jixiao.docx.wml import detach
from jixiao.render.bookmarks import without_bookmarks

if TYPE_CHECKING:
    from lxml import etree

# Title and moment, and what only programs read.
_UNSEEN = ("docProps/", "customXml/")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def content_digest(docx: bytes) -> str:
    """Return the digest of a DOCX's members in canonical XML; properties, marks and their sources are left out."""
    digest = hashlib.sha256()
    members = without_bookmarks(package.read_package(docx))
    for name in sorted(name for name in members if not name.startswith(_UNSEEN)):
        data = members[name]
        content = _canonical(data) if name.endswith((".xml", ".rels")) else data
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _canonical(data: bytes) -> bytes:
    root, written = package.parse_xml(data), io.BytesIO()
    _join_runs(root)
    root.getroottree().write_c14n(written)
    return written.getvalue()


def _join_runs(root: etree._Element) -> None:
    """Make one run of neighbours that look alike: a value from the data looks like the words round it."""
    for run in list(root.iter(f"{_W}r")):
        before = run.getprevious()
        if before is not None and before.tag == run.tag and _is_text(before) and _is_text(run):
            if _look(before) != _look(run):
                continue
            run[-1].text = f"{before[-1].text or ''}{run[-1].text or ''}"
            detach(before)


def _is_text(run: etree._Element) -> bool:
    names = [child.tag for child in run]
    return names in ([f"{_W}t"], [f"{_W}rPr", f"{_W}t"])


def _look(run: etree._Element) -> list[str]:
    return [package.xml_text(child) for child in run if child.tag == f"{_W}rPr"]
