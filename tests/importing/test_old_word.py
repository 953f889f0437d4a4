"""Old .doc files, by way of LibreOffice: here one that LibreOffice made itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from jixiao.errors import ToolFailed
from jixiao.importing.documents import FiledGrid
from jixiao.importing.foreign_files import read_foreign
from jixiao.publish.pdf import from_old_word
from tests.support.office import converted

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

ROWS = (("项目", "金额", "备注"), ("甲", "1.50", "无"))


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder: Path = tmp_path_factory.mktemp("old")
    document = docx.Document()
    document.add_paragraph("附件2")
    table = document.add_table(2, 3, style="Table Grid")
    for row, words in zip(table.rows, ROWS, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph("填表人：填表人甲")
    document.save(str(folder / "old.docx"))
    converted(folder, [folder / "old.docx"], "doc:MS Word 97")
    return (folder / "out" / "old.doc").read_bytes()


def test_an_old_file_is_read_as_its_tables_and_says_how(old: bytes) -> None:
    document = read_foreign("旧.doc", old)
    grids = [block for block in document.blocks if isinstance(block, FiledGrid)]
    assert [grid.rows for grid in grids] == [ROWS]
    assert document.notes == ("旧版 .doc，经 LibreOffice 转换后读取",)


def test_a_damaged_old_file_is_refused(old: bytes) -> None:
    with pytest.raises(ToolFailed, match=r"打不开这个旧版 \.doc 文件"):
        from_old_word(old[:3000])
