"""A bag (BagIt, RFC 8493): a folder of files with the SHA-256 of each, which anybody can check with any tool for it."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.source.regular_file import UnreadableFile, digest_regular, read_if_regular

PAYLOAD = "data"
MANIFEST = "manifest-sha256.txt"
_TAGS = "tagmanifest-sha256.txt"
_DECLARATION = "bagit.txt"
_INFO = "bag-info.txt"
_VERSION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = compile_late(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")
MAX_FILE = 1_000_000_000
"""Bytes of one file of a bag."""
_MAX_TAG = 10_000_000
_MAX_FILES = 20_000


class BagFault(StrEnum):
    """What is wrong with a file of a bag; the value is what people are told."""

    MISSING = "登记了的文件不见了"
    CHANGED = "文件与登记的校验值不符，归档以后改动过或已损坏"
    UNLISTED = "文件没有登记"
    NO_FILE = "这里是链接、管道或设备，不是普通文件"
    UNREADABLE = "读不懂"
    MISCOUNTED = "登记的总字节数、文件个数与实际不符"


class Fault(Struct, frozen=True):
    """A file of a bag, by its path in it, and what is wrong with it."""

    name: str
    fault: BagFault


def build_bag(payload: Mapping[str, bytes], info: Mapping[str, str], tags: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a bag by path: the payload below data/, what is said of it, its digests.

    ``info`` is what bag-info.txt says, ``tags`` are files beside it. Nothing in it depends on the clock.
    """
    held = {f"{PAYLOAD}/{name}": content for name, content in sorted(payload.items())}
    said = {**info, "Payload-Oxum": f"{sum(map(len, held.values()))}.{len(held)}"}
    lines = "".join(f"{key}: {' '.join(value.split())}\n" for key, value in said.items())
    beside = {_DECLARATION: _VERSION.encode(), _INFO: lines.encode(), MANIFEST: _manifest(held), **tags}
    return {**beside, _TAGS: _manifest(beside), **held}


def _manifest(files: Mapping[str, bytes]) -> bytes:
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return "".join(f"{digests[name]}  {_spelled(name)}\n" for name in sorted(digests)).encode()


def _spelled(name: str) -> str:
    return name.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _read_name(spelled: str) -> str:
    plain = re.sub("%0[dD]", "\r", re.sub("%0[aA]", "\n", spelled))
    return plain.replace("%25", "%")


def is_bag(folder: Path) -> bool:
    """Return whether a folder says that it is a bag of the version that is read here."""
    text = read_if_regular(folder / _DECLARATION, _MAX_TAG)
    return text is not None and text.decode("utf-8", "replace").split() == _VERSION.split()


def list_payload(folder: Path) -> list[str]:
    """Return the plain files below data/ by their path there, in order."""
    return sorted(name.removeprefix(f"{PAYLOAD}/") for name, plain in _walk(folder) if plain and _is_payload(name))


def list_faults(folder: Path) -> list[Fault]:
    """Return where a bag is not what it says: files changed, missing, unlisted, or no files; none for a sound one."""
    found = dict(_walk(folder))
    faults = {name: BagFault.NO_FILE for name, plain in found.items() if not plain}
    listed: set[str] = set()
    for manifest in (MANIFEST, _TAGS):
        digests = _read_manifest(folder / manifest)
        if digests is None:
            faults[manifest] = BagFault.UNREADABLE if manifest in found else BagFault.MISSING
            continue
        listed |= digests.keys()
        faults |= {name: fault for name, digest in digests.items() if (fault := _fault(folder, name, digest, found))}
    unlisted = found.keys() - listed - {_TAGS} - faults.keys()
    faults |= dict.fromkeys(unlisted, BagFault.UNLISTED)
    if not _agrees_with_oxum(folder, found):
        faults.setdefault(_INFO, BagFault.MISCOUNTED)
    return [Fault(name, faults[name]) for name in sorted(faults)]


def _fault(folder: Path, name: str, digest: str, found: Mapping[str, bool]) -> BagFault | None:
    """Return what is wrong with a listed file; only what the walk met is opened, wherever a manifest may point."""
    if name not in found:
        return BagFault.MISSING
    if not found[name]:
        return BagFault.NO_FILE
    try:
        held = digest_regular(folder / name, MAX_FILE)
    except UnreadableFile:
        return BagFault.UNREADABLE
    return None if held == digest.lower() else BagFault.CHANGED


def _read_manifest(path: Path) -> dict[str, str] | None:
    content = read_if_regular(path, _MAX_TAG)
    if content is None:
        return None
    try:
        lines = [line for line in content.decode("utf-8").replace("\r\n", "\n").split("\n") if line]
    except UnicodeDecodeError:
        return None
    matches = [_LINE.fullmatch(line) for line in lines]
    return None if None in matches else {_read_name(match[2]): match[1] for match in matches if match}


def _agrees_with_oxum(folder: Path, found: Mapping[str, bool]) -> bool:
    """Return whether bag-info.txt states the bytes and the number of the payload's files, if it states them."""
    text = (read_if_regular(folder / _INFO, _MAX_TAG) or b"").decode("utf-8", "replace")
    stated = re.search(r"^Payload-Oxum: *([0-9]+\.[0-9]+)", text, re.MULTILINE)
    sizes = [(folder / name).lstat().st_size for name, plain in found.items() if plain and _is_payload(name)]
    return stated is None or stated[1] == f"{sum(sizes)}.{len(sizes)}"


def _is_payload(name: str) -> bool:
    return name.startswith(f"{PAYLOAD}/")


def _walk(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield what lies below a folder by its path there, and whether it is a plain file; links are not followed."""
    waiting, count = [""], 0
    while waiting:
        inner = waiting.pop()
        for entry in _entries(folder / inner):
            name = f"{inner}/{entry.name}" if inner else entry.name
            mode = entry.stat(follow_symlinks=False).st_mode
            count += 1
            if stat.S_ISDIR(mode):
                waiting.append(name)
            else:
                yield name, stat.S_ISREG(mode) and count <= _MAX_FILES
            if count > _MAX_FILES:
                return


def _entries(folder: Path) -> Iterable[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)
