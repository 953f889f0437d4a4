"""A DOCX changed in the ways a reader sees or a program runs, by hand in its XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from tests.support.docx import members

DOCUMENT, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
Change = Callable[[dict[str, bytes]], None]


def changed(docx: bytes, *changes: Change) -> bytes:
    """Return the document after the changes, each of which must have changed something."""
    held = members(docx)
    for change in changes:
        before = dict(held)
        change(held)
        assert held != before, "nothing was changed"
    return zipped(held)


def zipped(held: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return written.getvalue()


def replaced(pattern: str, new: str, member: str = DOCUMENT) -> Change:
    """Replace the first match in a member; ``\\g<0>`` stands for it, and new prefixes are declared at the root."""

    def change(held: dict[str, bytes]) -> None:
        text = re.sub(pattern, new, held[member].decode(), count=1, flags=re.DOTALL)
        if member.endswith(".rels") or member == TYPES:
            held[member] = text.encode()
            return
        root = re.search(r"<w:\w+[ >]", text)
        assert root is not None
        known = [one for one in SPACES.split() if one not in text[: text.index(">", root.start())]]
        at = root.end() - 1
        held[member] = f"{text[:at]} {' '.join(known)}{text[at:]}".encode()

    return change


def part_added(name: str, content: bytes, kind: str, type_: str) -> Change:
    """Add a part, its type and a relationship of the document's, whose id is ``rIdX``."""

    def change(held: dict[str, bytes]) -> None:
        held[name] = content
        target = name.removeprefix("word/")
        _append(held, RELATIONS, f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"/>')
        _append(held, TYPES, f'<Override PartName="/{name}" ContentType="{type_}"/>')

    return change


def related_outside(kind: str, target: str, member: str = RELATIONS) -> Change:
    """Add a relationship to something outside, whose id is ``rIdX``."""

    def change(held: dict[str, bytes]) -> None:
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        held.setdefault(member, empty)
        line = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        _append(held, member, line)

    return change


def _append(held: dict[str, bytes], member: str, line: str) -> None:
    text = held[member].decode()
    at = text.rindex("</")
    held[member] = f"{text[:at]}{line}{text[at:]}".encode()
