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
from jixiao.source.regular_file import UnreadableFile, digest_regular

MAX_FILES = 2_000
MAX_BYTES = 200_000_000


class Unusable(Exception):
    """A unit whose folder cannot be worked on; ``finding`` says why."""

    def __init__(self, code: str, place: str, *, found: str, expected: str, remedy: str) -> None:
        super().__init__(found)
        self.finding = Finding(code, place=Place(place), found=found, expected=expected, remedy=remedy, subject=place)


class FleetUnit(Struct, frozen=True):
    """One unit: the name of its folder, which is its name in all that is made of it."""

    name: str
    bureau: Bureau

    @property
    def folder(self) -> Path:
        """The folder of the unit's data."""
        return self.bureau.units / self.name

    def workspace(self, revision: str) -> Workspace:
        """Return the unit as a workspace of its own, which states ``revision``."""
        return Workspace(self.folder, self.bureau.templates, revision)


def find_units(bureau: Bureau, pattern: str = "*") -> tuple[list[FleetUnit], list[tuple[str, Finding]]]:
    """Return the units whose names match, in order, and what is wrong with folders that cannot be one.

    UsageError if nothing matches. Plain files and hidden folders beside the units are passed over.
    """
    units: list[FleetUnit] = []
    rejections: list[tuple[str, Finding]] = []
    for entry in sorted(os.scandir(bureau.units), key=lambda entry: entry.name):
        name = readable(entry.name)
        if entry.name.startswith(".") or not fnmatchcase(name, pattern):
            continue
        if not (entry.is_symlink() or entry.is_dir(follow_symlinks=False)):
            continue
        try:
            _validate_folder(entry)
            units.append(FleetUnit(name, bureau))
        except Unusable as error:
            rejections.append((_printable_name(name), error.finding))
    if not units and not rejections:
        raise UsageError(f"{UNITS}/ 下没有名称符合“{pattern}”的单位文件夹。")
    return units, rejections


def find_newest_year(bureau: Bureau) -> int:
    """Return the newest year that any unit has data for; UsageError if none has any."""
    folders = bureau.units.glob("*/data/[0-9][0-9][0-9][0-9]")
    years = [int(folder.name) for folder in folders if (folder / "unit.yaml").is_file()]
    if not years:
        raise UsageError(f"{UNITS}/ 下的单位还没有任何年度的数据。")
    return max(years)


def _printable_name(name: str) -> str:
    """Return a folder's name as messages and tables show it: on one line, every character to be seen."""
    return "".join(char if char == " " or char.isprintable() else "�" for char in readable(name))


def _validate_folder(entry: os.DirEntry[str]) -> None:
    place, name = f"{UNITS}/{_printable_name(entry.name)}", readable(entry.name)
    if entry.is_symlink():
        found, remedy = "单位文件夹是一个链接，可能指向别处", "把文件夹本身放到 units/ 下。"
        raise Unusable("U001", place, found=found, expected="文件夹本身", remedy=remedy)
    if name != entry.name or file_name(name) != name:
        found = f"单位文件夹的名称{quoted(name)}不能用作文件名"
        expected = "Windows、Linux 都能用的文件名，不超过 60 个汉字"
        remedy = "改文件夹的名称，如用单位名称或预算单位编码。"
        raise Unusable("U001", place, found=found, expected=expected, remedy=remedy)


def list_inputs(unit: FleetUnit, year: int) -> dict[str, Path]:
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
                limit = f"不超过 {MAX_FILES} 个文件、{MAX_BYTES // 1_000_000} MB"
                remedy = "只放数据文件和需要报送的佐证材料，压缩扫描件。"
                raise Unusable("U003", folder, found="文件太多或太大", expected=limit, remedy=remedy)
    if not any(name.startswith(f"{folder}/") for name in files):
        found_none, remedy = f"单位没有 {year} 年度的数据", "催报；单位报来后放到这里，再运行一次。"
        raise Unusable("U002", folder, found=found_none, expected=f"{folder}/ 下的各个数据文件", remedy=remedy)
    return files


def _plain_files(root: Path, folder: str) -> Iterator[tuple[str, Path, os.stat_result]]:
    path = root
    for step in folder.split("/"):
        path = path / step
        if not os.path.lexists(path):
            return
        if not stat.S_ISDIR(path.lstat().st_mode):
            raise _no_file(path.relative_to(root).as_posix())
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        name = readable(f"{folder}/{entry.name}")
        if entry.is_dir(follow_symlinks=False):
            yield from _plain_files(root, f"{folder}/{entry.name}")
        elif entry.is_file(follow_symlinks=False):
            yield name, Path(entry.path), entry.stat(follow_symlinks=False)
        else:
            raise _no_file(name)


def _no_file(name: str) -> Unusable:
    found, remedy = "是链接或设备，不是普通文件", "放文件本身；不需要的删去。"
    return Unusable("U003", _printable_name(name), found=found, expected="普通文件", remedy=remedy)


def list_templates(folder: Path) -> dict[str, Path]:
    """Return the files of all form sets by name as messages show them, in order; Office's lock files left out."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~")))
    return {path.relative_to(folder.parent).as_posix(): path for path in paths}


def digest_of(files: Mapping[str, Path]) -> str:
    """Return one SHA-256 over the names and contents of files; of what is no plain file, over what it is instead."""
    whole = hashlib.sha256()
    for name, path in files.items():
        try:
            digest = digest_regular(path, MAX_BYTES)
        except UnreadableFile as error:  # whoever reads it will say so
            digest = error.fault.name
        whole.update(f"{digest} {name}\n".encode())
    return whole.hexdigest()
