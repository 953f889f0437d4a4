"""Comments in a DOCX: every other member byte for byte, those of others kept, nothing an audit objects to."""

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from jixiao.docx.block_reader import read_paper
from jixiao.docx.package import CONTENT_TYPES, BadPackage, read_package
from jixiao.docx.wml import W_NS
from jixiao.docx.word_comments import PlacedComment, add_comments, read_placed_paper
from tests.support.commented import WHEN, anchors_in, comment_on, range_of, without_marks
from tests.support.package import built_package
from tests.support.wml import document, paragraph, run

TEXT = paragraph(run("决算 1.63 万元"))
THEIRS = '<w:comment w:id="4" w:author="乙"><w:p><w:r><w:t>原有批注</w:t></w:r></w:p></w:comment>'
NEEDED = {"word/document.xml", "word/comments.xml", CONTENT_TYPES, "word/_rels/document.xml.rels"}


def faults(data: bytes, folder: Path) -> list[str]:
    path = folder / "audited.docx"
    path.write_bytes(data)
    return sorted(str(error) for error in OpenXmlValidator().validate(path).errors)


def test_only_what_comments_need_changes(tmp_path: Path) -> None:
    whole = built_package().whole
    commented = comment_on(whole, "1.36", "三公")
    before, after = read_package(whole), read_package(commented)
    assert {name for name in after if before.get(name) != after[name]} == NEEDED
    bodies = before["word/document.xml"], after["word/document.xml"]
    assert without_marks(bodies[1]) == without_marks(bodies[0])
    assert list(after) == [*before, "word/comments.xml"]
    assert faults(commented, tmp_path) == faults(whole, tmp_path)


def test_no_comment_changes_nothing() -> None:
    data = document(TEXT)
    assert add_comments(data, read_placed_paper(data), []) == data


def test_a_comment_has_author_date_and_lines() -> None:
    data = document(TEXT)
    placed = read_placed_paper(data)
    said = PlacedComment(range_of(placed, "1.63"), "核验", WHEN, ("应为 1.36", "a < b & c"))
    [comment] = read_paper(add_comments(data, placed, [said])).comments
    assert (comment.author, comment.date, comment.text) == ("核验", WHEN, "应为 1.36\na < b & c")


def test_comments_that_are_there_stay_and_keep_their_numbers() -> None:
    data = document(
        paragraph(
            f'<w:commentRangeStart w:id="4"/>{run("决算")}<w:commentRangeEnd w:id="4"/>'
            f'<w:r><w:commentReference w:id="4"/></w:r>{run(" 1.63")}'
        ),
        comments=THEIRS,
    )
    commented = comment_on(data, "1.63")
    assert anchors_in(commented) == {"原有批注": "决算", "应核对 1.63": "1.63"}
    assert THEIRS.encode() in read_package(commented)["word/comments.xml"]
    assert [comment.id for comment in read_paper(commented).comments] == ["4", "5"]
    assert add_comments(data, read_placed_paper(data), [])  # and may be commented again


def test_a_second_examination_adds_to_the_first() -> None:
    twice = comment_on(comment_on(document(TEXT), "1.63"), "万元")
    assert anchors_in(twice) == {"应核对 1.63": "1.63", "应核对 万元": "万元"}


def test_comments_of_a_document_that_has_none_may_be_closed_at_once() -> None:
    data = document(TEXT, comments="", members={"word/comments.xml": f'<w:comments xmlns:w="{W_NS}" />\n'})
    assert anchors_in(comment_on(data, "1.63")) == {"应核对 1.63": "1.63"}


@pytest.mark.parametrize(
    "comments", ['<w:comments xmlns:w="x"/>', '<w:comments xmlns:w="x"></w:comments>', "<w:comments/>"]
)
def test_a_part_of_comments_written_in_an_odd_way_is_refused(comments: str) -> None:
    data = document(TEXT, comments="", members={"word/comments.xml": comments})
    with pytest.raises(BadPackage):
        comment_on(data, "1.63")


def test_signs_that_no_xml_may_hold_are_replaced() -> None:
    data = document(TEXT)
    placed = read_placed_paper(data)
    commented = add_comments(data, placed, [PlacedComment(range_of(placed, "决算"), "核验", WHEN, ("a\x07b",))])
    assert [one.text for one in read_paper(commented).comments] == ["a�b"]
