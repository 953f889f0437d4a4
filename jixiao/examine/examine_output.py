"""The folder that an examination is put into: commented copies, the page, and the findings as data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jixiao.errors import EnvironmentFailure, UsageError, name_fault
from jixiao.examine.commented_copy import CommentedCopy
from jixiao.examine.examined_page import EXAMINED_JSON, EXAMINED_PAGE, describe_examined, render_examined
from jixiao.examine.examined_paper import ExaminedPaper
from jixiao.plain import json_text
from jixiao.publish.folder import replace_folder


def check_folder(folder: Path) -> None:
    """Raise UsageError for a folder that holds something else than an examination; it would be replaced."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / EXAMINED_JSON).is_file():
        raise UsageError(f"{folder} 里有别的文件，不会覆盖。请用 --output 写一个空的或新的文件夹。")
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} 不是文件夹。请用 --output 写一个空的或新的文件夹。")


def list_files(paper: ExaminedPaper, copies: Sequence[CommentedCopy]) -> dict[str, bytes]:
    """Return the files of an examination by name."""
    files: dict[str, bytes] = {}
    for one in copies:
        if one.data:
            files[_free_name(one.name, files)] = one.data
    files[EXAMINED_PAGE] = render_examined(paper, copies).encode()
    files[EXAMINED_JSON] = f"{json_text(describe_examined(paper, copies), indent=1)}\n".encode()
    return files


def _free_name(name: str, taken: dict[str, bytes]) -> str:
    """Return a name that no other file of the folder has: two files handed in may be called alike."""
    stem = name.removesuffix(".docx")
    numbered = (f"{stem}{f'-{number}' if number > 1 else ''}.docx" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)


def write_examination(folder: Path, paper: ExaminedPaper, copies: Sequence[CommentedCopy]) -> None:
    """Write the folder, all or nothing; EnvironmentFailure if it cannot be written."""
    try:
        replace_folder(folder, list_files(paper, copies))
    except OSError as error:
        raise EnvironmentFailure(f"写不进 {folder}（{name_fault(error)}）。请检查磁盘空间和写入权限。") from error
