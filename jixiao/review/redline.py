"""One package against another, as a DOCX with native tracked changes.

The engine pairs paragraphs, rows and sections; what it marks is tidied here so that Word, WPS and LibreOffice
settle it without a trace, and a reader sees changed words instead of changed characters.
"""

from __future__ import annotations

from datetime import datetime

from jixiao.docx.package import BadPackage, parse_xml, read_package, write_package, xml_bytes
from jixiao.docx.traces import normalise
from jixiao.render.bookmarks import without_bookmarks
from jixiao.review.engine import run_engine
from jixiao.review.header_stories import MAIN_PART, restore_stories, without_references
from jixiao.review.paragraph_ends import share_ends
from jixiao.review.revision_pieces import mark_in_pieces
from jixiao.review.tracked import drop_idle_changes, number_changes, show_moves_as_changes

_AUTHOR, _TITLE, _TIMEOUT_S = "比对", "修订对照", 120


def tracked_changes(old: bytes, new: bytes, *, moment: datetime) -> bytes:
    """Return ``new`` as a DOCX in which every difference from ``old`` is a tracked change.

    The changes are dated ``moment``, which needs a time zone. Without a difference nothing is marked. Raise
    BadPackage for a damaged file, ToolMissing without the engine, ToolFailed when it fails.
    """
    before, after = _opened(old), _opened(new)
    sides = [write_package(without_references(side)) for side in (before, after)]
    marked = read_package(run_engine(*sides, moment=moment, author=_AUTHOR, timeout=_TIMEOUT_S))
    root = parse_xml(marked[MAIN_PART])
    show_moves_as_changes(root)
    drop_idle_changes(root)
    share_ends(root, parse_xml(before[MAIN_PART]))
    members = restore_stories(marked, root, before, after)
    mark_in_pieces(root)
    number_changes(root)
    return normalise(write_package({**members, MAIN_PART: xml_bytes(root)}), moment=moment, title=_TITLE)


def _opened(package: bytes) -> dict[str, bytes]:
    members = read_package(package)
    if MAIN_PART not in members:
        raise BadPackage("文件中没有正文，不是 Word 文档；请检查要比对的文件")
    return without_bookmarks(members)
