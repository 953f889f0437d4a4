"""Files handed in: Word files with their letters, others as text; what is not to be read is refused in words."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.examine.handed_in import find_holder, open_handed_in, read_handed_in
from tests.support.wml import document, paragraph, run

WORD = document(paragraph(run("决算 1.63 万元")))


def test_a_word_file_keeps_its_bytes_and_letters() -> None:
    file = read_handed_in("甲.docx", WORD)
    assert file.data == WORD
    assert file.letters is not None


def test_a_text_file_has_lines_and_no_letters() -> None:
    file = read_handed_in("甲.txt", "第一段\n第二段".encode())
    assert [line.text for line in file.document.lines] == ["第一段", "第二段"]
    assert file.letters is None


def test_a_block_is_held_by_the_file_it_stands_in() -> None:
    files = [read_handed_in("甲.docx", WORD), read_handed_in("乙.docx", WORD)]
    assert find_holder(files, files[1].document.blocks[0]) is files[1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"", "空"),
        (document(paragraph(run("甲")), members={"word/vbaProject.bin": b"x"}), "宏"),
        (document('<!DOCTYPE a [<!ENTITY b "c">]>'), "XML"),
        (document(paragraph(run("甲")), members={"bomb.bin": bytes(3_000_000)}), "压缩炸弹"),
    ],
)
def test_what_is_not_to_be_read_is_refused_with_its_name(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "甲.docx"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=f"甲.docx：.*{words}"):
        open_handed_in(path)


def test_links_are_not_followed_and_missing_files_named(tmp_path: Path) -> None:
    (tmp_path / "甲.docx").symlink_to(tmp_path / "乙.docx")
    with pytest.raises(UsageError, match="不予读取"):
        open_handed_in(tmp_path / "甲.docx")
    with pytest.raises(UsageError, match="没有文件"):
        open_handed_in(tmp_path / "丙.docx")
