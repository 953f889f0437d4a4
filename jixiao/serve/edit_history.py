"""What was changed from the page, to be taken back and done again, also beside changes from elsewhere."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from jixiao.serve.text_merge import merge_texts
from jixiao.source.journal import content_of, read_last

_MOST = 300


class DoneChange(Struct, frozen=True):
    """A change: what it was in words, and each file before and after it, packed; None for a file that was not there."""

    words: str
    files: Mapping[str, tuple[bytes | None, bytes | None]]

    def reversed(self) -> DoneChange:
        """Return the change that takes this one back."""
        return DoneChange(self.words, {file: (after, before) for file, (before, after) in self.files.items()})

    def onto(self, current: Mapping[str, bytes | None]) -> tuple[dict[str, bytes | None], list[tuple[str, str, str]]]:
        """Return what the files become when this is done to what they are now, and the spans that stand in the way."""
        made: dict[str, bytes | None] = {}
        conflicts: list[tuple[str, str, str]] = []
        for file, (packed, meant) in self.files.items():
            base, new, now = _unpacked(packed), _unpacked(meant), current.get(file)
            if base is None or new is None or now is None:
                if now != base:
                    conflicts.append((file, "", ""))
                made[file] = new
                continue
            merged = merge_texts(base.decode(), now.decode(), new.decode())
            conflicts += merged.conflicts
            made[file] = merged.text.encode()
        return made, conflicts


def pack_change(words: str, before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]) -> DoneChange:
    """Return a change to be kept: a data file takes a tenth of its size."""
    return DoneChange(words, {file: (_packed(before.get(file)), _packed(after[file])) for file in after})


def read_last_change(root: Path, folder: str, deed: str) -> DoneChange | None:
    """Return what a server before this one wrote last; None where another command did, or its files are no more so.

    ``folder`` is where all of its files must lie.
    """
    try:
        record = read_last(root)
        if record is None or record.deed != deed or not all(one.file.startswith(folder) for one in record.entries):
            return None
        if any(content_of(root, one.file) != one.after for one in record.entries):
            return None
    except OSError:
        return None
    before = {one.file: one.before for one in record.entries}
    after = {one.file: one.after for one in record.entries}
    return pack_change("上次打开时改的最后一处", before, after)


def _packed(content: bytes | None) -> bytes | None:
    return None if content is None else zlib.compress(content, 1)


def _unpacked(packed: bytes | None) -> bytes | None:
    return None if packed is None else zlib.decompress(packed)


class EditHistory(Struct):
    """The changes done, and those taken back that may be done again; of many the last."""

    done: list[DoneChange] = field(default_factory=list)
    undone: list[DoneChange] = field(default_factory=list)

    def add(self, change: DoneChange) -> None:
        """Take a new change in; what was taken back before is gone."""
        self.done = [*self.done, change][-_MOST:]
        self.undone = []
