"""What lies in a year's folder: files that are to be read, files nobody knows, links, which lead nowhere here."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct, field

from jixiao.accounts.ledger import FOLDER as ACCOUNTS
from jixiao.findings import Finding, Message, Place, finding_at, quoted
from jixiao.glossary import nearest
from jixiao.model.data_files import OPTIONAL, REQUIRED
from jixiao.paths import Workspace, readable
from jixiao.patterns import compile_late

FOLDERS = ("projects", "report", "evidence", ACCOUNTS)
IGNORED = compile_late(r"[.~].*|.*(~|\.bak|\.swp)|README.*|desktop\.ini|Thumbs\.db", re.IGNORECASE)
"""Names of what editors and systems leave behind."""
_FILES = tuple(file.name for file in (*REQUIRED, *OPTIONAL))
_LINKED: Message = ("L009", "这里是链接，不是文件夹本身", "文件夹本身", "链接不读，换成它所指的文件夹本身。")


def list_linked_folders(workspace: Workspace, year: int, names: Iterable[str] = ("", *FOLDERS)) -> list[Finding]:
    """Return findings on folders that are links: they may lead anywhere, so nothing is read behind them."""
    years, names = (workspace.year(year - 1), workspace.year(year)), tuple(names)
    folders = [one / name for one in years for name in names]
    return [finding_at(Place(workspace.shown(one)), _LINKED) for one in folders if one.is_symlink()]


class YearFolder(Struct):
    """A year's folder as it is found.

    ``findings`` are on what lies there and belongs nowhere; ``misnamed`` are the files that some of it was meant to be.
    """

    workspace: Workspace
    path: Path
    findings: list[Finding] = field(default_factory=list)
    misnamed: set[Path] = field(default_factory=set)

    def holds(self, path: Path) -> bool:
        """Return whether something bears a name that is no folder's; behind a link nothing does."""
        return os.path.lexists(path) and not self.is_linked(path)

    def lacks(self, path: Path) -> bool:
        """Return whether a file is missing for no reason that is told elsewhere: a wrong name, a linked folder."""
        return not os.path.lexists(path) and path not in self.misnamed and not self.is_linked(path)

    def is_linked(self, path: Path) -> bool:
        """Return whether the year's folder, or one below it on the way to a file, is a link."""
        if not path.is_relative_to(self.path):
            return False
        folder = path.parent
        while folder != self.path and not folder.is_symlink():
            folder = folder.parent
        return folder.is_symlink()

    def list_files(self, name: str = "") -> list[Path]:
        """Return what lies in the folder, or the one of that name below it, in order; what is ignored left out."""
        folder = self.path / name
        if self.is_linked(folder / "_"):
            return []
        return [path for path in sorted(folder.glob("*")) if not IGNORED.fullmatch(path.name)]

    def check_names(self) -> None:
        """Find files and folders that nobody knows, and what they were meant to be."""
        missing = {name.partition(".")[0]: name for name in (*_FILES, *FOLDERS) if not self.bears(name)}
        known = f"只有 {'、'.join(_FILES)}，以及文件夹 {'、'.join(f'{name}/' for name in FOLDERS)}"
        for path in self.list_files():
            if path.name not in (FOLDERS if path.is_dir() else _FILES):
                guess = nearest(readable(path.name).partition(".")[0].casefold(), missing, cutoff=0.6)
                what = f"不认识的文件{'夹' if path.is_dir() else ''}"
                self.report_stray(path, what, known=known, meant=missing[guess] if guess else None)

    def bears(self, name: str) -> bool:
        """Return whether something bears this name letter by letter, also where the disk is blind to case."""
        path = self.path / name
        return path.exists() and any(one.name == path.name for one in path.parent.iterdir())

    def check_alike_names(self) -> None:
        """Find names that are one name to Windows or macOS, where only one of the files would be left."""
        for folder, _, names in () if self.path.is_symlink() else os.walk(self.path):
            seen: dict[str, str] = {}
            for name in sorted(one for one in names if not IGNORED.fullmatch(one)):
                first = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
                if first != name:
                    found = f"文件名{quoted(readable(name))}与{quoted(readable(first))}只有大小写（或字符的拆写）不同"
                    message = (
                        "L023",
                        found,
                        "同一文件夹里，不分大小写也各不相同的文件名",
                        "改其中一个的名字，或删去多余的一个。",
                    )
                    self.findings.append(finding_at(Place(self.workspace.shown(Path(folder, name))), message))

    def report_stray(self, path: Path, what: str, *, known: str, meant: str | None) -> None:
        """Add a finding on a file that is not one of the ``known``; ``meant`` is the name it may have been to bear."""
        if meant:
            self.misnamed.add(path.parent / meant)
            known = f"“{meant}”"
        remedy = f"是否应为“{meant}”？是的话改文件名。" if meant else "移到别处，或删去。"
        message = "L010", f"{what}{quoted(readable(path.name))}", known, remedy
        self.findings.append(finding_at(Place(self.workspace.shown(path)), message))
