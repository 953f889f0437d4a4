"""A file handed in to be examined: what stands in it, and in a Word file where each letter stands."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao.docx.package import BadPackage, read_package
from jixiao.docx.word_comments import PlacedPaper, read_placed_paper
from jixiao.errors import UsageError
from jixiao.examine.letter_places import LetterPlaces
from jixiao.importing.documents import Document, FiledBlock
from jixiao.importing.foreign_files import MAX_FILE, convert_old_word, holds_old_word, read_foreign
from jixiao.importing.word_documents import list_blocks
from jixiao.paths import readable
from jixiao.source.regular_file import ReadFault, UnreadableFile, read_regular


class HandedIn(Struct, frozen=True, eq=False):
    """A file: its document, and for a Word file the bytes, what was read of them, and where letters stand.

    An old .doc has the bytes of the DOCX that it was converted to.
    """

    name: str
    document: Document
    data: bytes = b""
    placed: PlacedPaper | None = None
    letters: LetterPlaces | None = None

    def holds(self, block: FiledBlock) -> bool:
        """Return whether a block is one of its own."""
        return any(own is block for own in self.document.blocks)


def open_handed_in(path: Path) -> HandedIn:
    """Return a file handed in; UsageError, in words that name it, for one that is not to be read."""
    name = readable(path.name)
    try:
        return read_handed_in(name, read_regular(path, MAX_FILE))
    except UnreadableFile as error:
        if error.fault is ReadFault.MISSING:
            raise UsageError(f"没有文件 {path}。") from error
        raise UsageError(f"{name}：{error.words}，不予读取。请换成文件本身，并检查读取权限。") from error
    except BadPackage as error:
        raise UsageError(f"{name}：{error}。") from error


def read_handed_in(name: str, data: bytes) -> HandedIn:
    """Return a file handed in; BadPackage for what is not to be read, ToolMissing, ToolFailed for a .doc."""
    document = read_foreign(name, data)
    data = convert_old_word(data) if holds_old_word(data) else data
    if not _is_word(data):
        return HandedIn(name, document)
    placed = read_placed_paper(data)
    placed_document, origins = list_blocks(name, placed.paper)
    whole = replace(placed_document, notes=document.notes, identifiers=document.identifiers)
    return HandedIn(name, whole, data, placed=placed, letters=LetterPlaces(placed, whole.blocks, origins))


def _is_word(data: bytes) -> bool:
    """Return whether some bytes, which could be read, are a Word file."""
    if not data.startswith(b"PK"):
        return False
    members = read_package(data)
    return "[Content_Types].xml" in members and not any(name.startswith("xl/") for name in members)


def find_holder(files: Iterable[HandedIn], block: FiledBlock) -> HandedIn | None:
    """Return the file that a block stands in."""
    return next((one for one in files if one.holds(block)), None)
