"""A year as one file: dated copies, and a ZIP that is sent, changed elsewhere, and merged span by span when it is back.

Beside the year as it is, the ZIP holds the year as both sides knew it last: what was received, or else what is sent.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from jixiao import edition
from jixiao.docx.zip_file import zip_of
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.serve.text_merge import merge_texts
from jixiao.source.exchange import write_durably
from jixiao.source.regular_file import MAX_TEXT, read_if_regular

BACKUPS = "backups"
_MANIFEST, _NOW, _BASE = "jixiao-year.json", "data/", "base/"
_FORMAT = "jixiao-year/1"
_NAME = compile_late(r"(?:[\w.-]{1,60}/){0,2}[\w.-]{1,80}\.(?:yaml|md)")
_MOST_MEMBERS, _MOST_BYTES = 4_000, 64 << 20


class ZipManifest(Struct, frozen=True):
    """What a ZIP says of itself: that it is one of ours, and of which year."""

    format: str
    year: int


class MergedYear(Struct, frozen=True):
    """What the year's files become with those received, and the spans that both sides changed: file, ours, theirs."""

    files: Mapping[str, bytes | None]
    conflicts: tuple[tuple[str, str, str], ...]


def read_year_files(workspace: Workspace, year: int) -> dict[str, bytes]:
    """Return the year's data and report by name in its folder; evidence stays where it is."""
    folder = workspace.year(year)
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if _is_ours(name) and (content := read_if_regular(path, MAX_TEXT)) is not None:
            found[name] = content
    return found


def _is_ours(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not any(step.startswith(".") for step in name.split("/"))


def pack_year(workspace: Workspace, year: int) -> bytes:
    """Return the year as a ZIP to be sent."""
    now = read_year_files(workspace, year)
    base = _received(workspace, year) or now
    return _zip(year, now, base)


def _zip(year: int, now: Mapping[str, bytes], base: Mapping[str, bytes]) -> bytes:
    manifest = msgspec.json.encode(ZipManifest(_FORMAT, year))
    members = [(_MANIFEST, manifest), *((_NOW + name, one) for name, one in now.items())]
    return zip_of([*members, *((_BASE + name, one) for name, one in base.items())])


def save_copy(workspace: Workspace, year: int) -> str:
    """Keep a dated copy of the year beside the data and return its name."""
    folder = workspace.root / BACKUPS
    folder.mkdir(exist_ok=True)
    name = f"{year}-{edition.second_of_day()}.zip"
    write_durably(folder / name, pack_year(workspace, year))
    return name


def list_copies(workspace: Workspace, year: int) -> list[str]:
    """Return the names of the dated copies, the newest first."""
    return sorted((path.name for path in (workspace.root / BACKUPS).glob(f"{year}-*.zip")), reverse=True)


def merge_received(workspace: Workspace, year: int, received: bytes) -> MergedYear:
    """Return what the year becomes with one that was received; UsageError for no such ZIP, or one of another year."""
    theirs, base = _unpack(received, year)
    ours = read_year_files(workspace, year)
    files: dict[str, bytes | None] = {}
    conflicts: list[tuple[str, str, str]] = []
    for name in sorted(theirs.keys() | base.keys()):
        was, our, their = base.get(name), ours.get(name), theirs.get(name)
        if their in (was, our):
            continue
        if our == was:
            files[name] = their
        elif was is None or our is None or their is None:
            conflicts.append((name, _words(our), _words(their)))
        else:
            merged = merge_texts(was.decode(), our.decode(), their.decode())
            conflicts += ((name, one, other) for _, one, other in merged.conflicts)
            files[name] = merged.text.encode()
    folder = workspace.year(year).relative_to(workspace.root).as_posix()
    return MergedYear({f"{folder}/{name}": content for name, content in files.items()}, tuple(conflicts))


def remember_received(workspace: Workspace, year: int, received: bytes) -> None:
    """Keep what was received: from now on both sides know it."""
    theirs, _ = _unpack(received, year)
    folder = workspace.root / BACKUPS
    folder.mkdir(exist_ok=True)
    kept, fresh = folder / f"received-{year}.zip", folder / f".received-{year}.zip"
    fresh.unlink(missing_ok=True)
    write_durably(fresh, _zip(year, theirs, theirs))
    fresh.replace(kept)


def _received(workspace: Workspace, year: int) -> dict[str, bytes] | None:
    kept = read_if_regular(workspace.root / BACKUPS / f"received-{year}.zip", _MOST_BYTES)
    return None if kept is None else _unpack(kept, year)[0]


def _words(content: bytes | None) -> str:
    return "（没有这个文件）" if content is None else content.decode("utf-8", "replace")[:2000]


def _unpack(content: bytes, year: int) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files as they are and as both sides knew them; UsageError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = _members(packed)
        manifest = msgspec.json.decode(members.pop(_MANIFEST, b"null"), type=ZipManifest)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        msgspec.DecodeError,
    ) as error:
        raise UsageError("这不是本程序导出的年度文件，或已经损坏。") from error
    if manifest.format != _FORMAT or manifest.year != year:
        raise UsageError(f"这个文件是 {manifest.year} 年度的，现在打开的是 {year} 年度。")
    now, base = (
        {name.removeprefix(head): one for name, one in members.items() if name.startswith(head)}
        for head in (_NOW, _BASE)
    )
    return now, base


def _members(packed: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the members that may be in such a file; ValueError for any other, or too much."""
    listed = packed.infolist()
    if len(listed) > _MOST_MEMBERS or sum(one.file_size for one in listed) > _MOST_BYTES:
        raise ValueError("too much")
    found: dict[str, bytes] = {}
    for one in listed:
        name = one.filename
        inside = name.removeprefix(_NOW) if name.startswith(_NOW) else name.removeprefix(_BASE)
        if name != _MANIFEST and (inside == name or not _is_ours(inside)):
            raise ValueError(name)
        with packed.open(one) as member:
            content = member.read(MAX_TEXT + 1)
        if len(content) > MAX_TEXT or name in found:
            raise ValueError(name)
        if name != _MANIFEST:
            content.decode("utf-8")
        found[name] = content
    return found
