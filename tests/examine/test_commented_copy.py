"""The copy given back: the same document with comments, and nothing else changed; none where that cannot be."""

from pathlib import Path

from openxml_audit import OpenXmlValidator

from jixiao.docx.block_reader import read_paper
from jixiao.docx.package import read_package
from jixiao.examine.commented_copy import CommentedCopy, list_copies
from jixiao.examine.handed_in import read_handed_in
from jixiao.reporting.margin_words import REVIEWER
from tests.support.commented import without_marks
from tests.support.examined import BODY, examined, examined_part, examined_whole, handed_in_parts, rewritten_part


def faults(data: bytes, path: Path) -> list[str]:
    path.write_bytes(data)
    return sorted(str(error) for error in OpenXmlValidator().validate(path).errors)


def test_the_whole_package_comes_back_with_comments_and_nothing_else(tmp_path: Path) -> None:
    given = handed_in_parts()["全部"]
    [copy] = list_copies(examined_whole())
    before, after = read_package(given), read_package(copy.data)
    assert copy.name == "全部（核验）.docx"
    assert len(read_paper(copy.data).comments) == copy.comments > 0
    assert {comment.author for comment in read_paper(copy.data).comments} == {REVIEWER}
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {BODY, "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert without_marks(after[BODY]) == without_marks(before[BODY])
    assert faults(copy.data, tmp_path / "后.docx") == faults(given, tmp_path / "前.docx")


def test_the_same_file_gives_the_same_bytes() -> None:
    slipped = rewritten_part("附件2", "95%", "59%")
    assert [*list_copies(examined_part("附件2", slipped))] == [*list_copies(examined_part("附件2", slipped))]


def test_a_right_part_comes_back_as_it_is() -> None:
    [copy] = list_copies(examined_part("附件3（1）"))
    assert (copy.data, copy.comments) == (handed_in_parts()["附件3（1）"], 0)


def test_a_text_file_has_no_copy() -> None:
    text = "2024年度部门整体支出绩效自评报告\n七、存在的问题\n没有。".encode()
    [copy] = list_copies(examined(read_handed_in("报告.txt", text)))
    assert copy == CommentedCopy("报告.txt", why="不是 Word 文件，不加批注；问题都列在核验报告里")
