"""A digest of what a DOCX shows, the same for every file that shows the same."""

from __future__ import annotations

import hashlib
import io

from jixiao import opc

_PROPERTIES = "docProps/"


def content_digest(docx: bytes) -> str:
    """Return the digest of a DOCX's members in canonical XML, its properties (title, moment) left out."""
    digest = hashlib.sha256()
    members = opc.read_package(docx)
    for name in sorted(name for name in members if not name.startswith(_PROPERTIES)):
        data = members[name]
        content = _canonical(data) if name.endswith((".xml", ".rels")) else data
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _canonical(data: bytes) -> bytes:
    written = io.BytesIO()
    opc.parse_xml(data).getroottree().write_c14n(written)
    return written.getvalue()
