"""The units of a bureau, and what each one's package is made from.

Folders come from the units and may hold anything: no name leads out of the folder of units, and no link is followed.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from msgspec import Struct

from jixiao.errors import UsageError
from jixiao.findings import Finding, Place, quoted
from jixiao.paths import UNITS, Bureau, Workspace, readable
from jixiao.publish.file_names import file_name

MAX_FILES = 2_000
MAX_BYTES = 200_000_000
_CHUNK = 1 << 20


class Unusable(Exception):
    """A unit whose folder cannot be worked on; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.found)
        self.finding = finding


class FleetUnit(Struct, frozen=True):
    """One unit: the name of its folder, which is its name in all that is made of it."""

    name: str
    bureau: Bureau

    @property
    def folder(self) -> Path:
        """The folder of the unit's data."""
        return self.bureau.units / self.name

    @property
    def templates(self) -> Path:
        """The folder of the form sets."""
        return self.bureau.templates

    def workspace(self, revision: str) -> Workspace:
        """Return the unit as a project of its own, which states ``revision``."""
        return Workspace(self.folder, self.templates, revision)


def units_of(bureau: Bureau, pattern: str = "*") -> tuple[list[FleetUnit], list[tuple[str, Finding]]]:
    """Return the units whose names match, in order, and what is wrong with folders that cannot be one.

    UsageError if nothing matches. Plain files and hidden folders beside the units are passed over.
    """
    units: list[FleetUnit] = []
    refused: list[tuple[str, Finding]] = []
    for entry in sorted(os.scandir(bureau.units), key=lambda one: one.name):
        name = readable(entry.name)
        if entry.name.startswith(".") or not fnmatchcase(name, pattern):
            continue
        if entry.is_symlink() or entry.is_dir(follow_symlinks=False):
            finding = _refusal(entry)
            if finding is None:
                units.append(FleetUnit(name, bureau))
            else:
                refused.append((printed(name), finding))
    if not units and not refused:
        raise UsageError(f"{UNITS}/ 下没有名称符合“{pattern}”的单位文件夹。")
    return units, refused


def newest_year(bureau: Bureau) -> int:
    """Return the newest year that any unit has data for; UsageError if none has any."""
    folders = bureau.units.glob("*/data/[0-9][0-9][0-9][0-9]")
    years = [int(folder.name) for folder in folders if (folder / "unit.yaml").is_file()]
    if not years:
        raise UsageError(f"{UNITS}/ 下的单位还没有任何年度的数据。")
    return max(years)


def printed(name: str) -> str:
    """Return a folder's name as messages and tables show it: on one line, every character to be seen."""
    return "".join(char if char == " " or char.isprintable() else "�" for char in readable(name))


def _refusal(entry: os.DirEntry[str]) -> Finding | None:
    shown, name = f"{UNITS}/{printed(entry.name)}", readable(entry.name)
    if entry.is_symlink():
        found, should = "单位文件夹是一个链接，可能指向别处", "文件夹本身"
        return Finding(
            "U001",
            place=Place(shown),
            found=found,
            expected=should,
            remedy="把文件夹本身放到 units/ 下。",
            subject=shown,
        )
    if name != entry.name or file_name(name) != name:
        found = f"单位文件夹的名称{quoted(name)}不能用作文件名"
        should = "Windows、Linux 都能用的文件名，不超过 60 个汉字"
        remedy = "改文件夹的名称，如用单位名称或预算单位编码。"
        return Finding("U001", place=Place(shown), found=found, expected=should, remedy=remedy, subject=shown)
    return None


def inputs_of(unit: FleetUnit, year: int) -> dict[str, Path]:
    """Return the files of a unit's year and the year before, by name as messages show them, in order.

    Raise Unusable where there is no such year, where there are too many or too large files, or anything but files.
    """
    files: dict[str, Path] = {}
    size = 0
    for folder in (f"data/{year - 1}", f"data/{year}"):
        for name, path, found in _plain_files(unit.folder, folder):
            files[name] = path
            size += found.st_size
            if len(files) > MAX_FILES or size > MAX_BYTES:
                raise Unusable(_too_much(folder))
    if not any(name.startswith(f"data/{year}/") for name in files):
        raise Unusable(
            Finding(
                "U002",
                place=Place(f"data/{year}"),
                found=f"单位没有 {year} 年度的数据",
                expected=f"data/{year}/ 下的各个数据文件",
                remedy="催报；单位报来后放到这里，再运行一次。",
                subject=f"data/{year}",
            )
        )
    return files


def _plain_files(root: Path, folder: str) -> Iterator[tuple[str, Path, os.stat_result]]:
    path = root
    for step in folder.split("/"):
        path = path / step
        if not os.path.lexists(path):
            return
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise Unusable(_no_file(path.relative_to(root).as_posix()))
    for entry in sorted(os.scandir(path), key=lambda one: one.name):
        name = readable(f"{folder}/{entry.name}")
        if entry.is_dir(follow_symlinks=False):
            yield from _plain_files(root, f"{folder}/{entry.name}")
        elif entry.is_file(follow_symlinks=False):
            yield name, Path(entry.path), entry.stat(follow_symlinks=False)
        else:
            raise Unusable(_no_file(name))


def _no_file(name: str) -> Finding:
    found, remedy = "是链接或设备，不是普通文件", "放文件本身；不需要的删去。"
    return Finding(
        "U003", place=Place(printed(name)), found=found, expected="普通文件", remedy=remedy, subject=printed(name)
    )


def _too_much(folder: str) -> Finding:
    limit = f"不超过 {MAX_FILES} 个文件、{MAX_BYTES // 1_000_000} MB"
    remedy = "只放数据文件和需要报送的佐证材料，压缩扫描件。"
    return Finding("U003", place=Place(folder), found="文件太多或太大", expected=limit, remedy=remedy, subject=folder)


def templates_of(folder: Path) -> dict[str, Path]:
    """Return the files of all form sets by name as messages show them, in order; Office's lock files left out."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~")))
    return {path.relative_to(folder.parent).as_posix(): path for path in paths}


def digest_of(files: Mapping[str, Path]) -> str:
    """Return one SHA-256 over the names and contents of files; no file is held in memory whole."""
    whole = hashlib.sha256()
    for name, path in files.items():
        content = hashlib.sha256()
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                content.update(chunk)
        whole.update(f"{content.hexdigest()} {name}\n".encode())
    return whole.hexdigest()
