"""The folder of an examination: written whole, replaced only where it is one."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.examine.commented_copy import CommentedCopy, list_copies
from jixiao.examine.examine_output import check_folder, list_files, write_examination
from tests.support.examined import examined_part


def test_a_folder_holds_copies_page_and_data(tmp_path: Path) -> None:
    paper = examined_part("附件1")
    for _ in range(2):
        check_folder(tmp_path / "甲")
        write_examination(tmp_path / "甲", paper, [*list_copies(paper)])
    names = {path.name for path in (tmp_path / "甲").iterdir()}
    assert names == {"附件1（核验）.docx", "核验报告.html", "核验.json"}


def test_files_called_alike_are_kept_apart() -> None:
    copies = [CommentedCopy("甲（核验）.docx", b"1"), CommentedCopy("甲（核验）.docx", b"2")]
    assert {"甲（核验）.docx", "甲（核验）-2.docx"} <= list_files(examined_part("附件1"), copies).keys()


def test_other_peoples_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "甲").write_text("x")
    for folder in (tmp_path, tmp_path / "甲"):
        with pytest.raises(UsageError, match="--output"):
            check_folder(folder)
