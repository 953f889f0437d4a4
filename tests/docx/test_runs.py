"""The text of a paragraph: its runs, what Word hides, tracked changes, bookmarks."""

from __future__ import annotations

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph, RevisionKind, TextSpan, TrackedChange, WordDocument
from tests.support.wml import document, paragraph, run

INSERTED = '<w:ins w:id="1" w:author="审核人甲" w:date="2024-06-01T08:00:00Z">{}</w:ins>'
DELETED = '<w:del w:id="2" w:author="审核人甲" w:date="2024-06-01T08:00:00Z">{}</w:del>'
BY = ("审核人甲", "2024-06-01T08:00:00Z")


def read(body: str) -> WordDocument:
    return read_paper(document(body))


def first(body: str) -> Paragraph:
    return read(body).paragraphs[0]


def test_runs_breaks_tabs_and_links_make_one_text() -> None:
    link = f'<w:hyperlink r:id="x">{run("三")}</w:hyperlink>'
    body = paragraph(run("一") + "<w:r><w:tab/><w:t>二</w:t><w:br/></w:r>" + link + '<w:r><w:br w:type="page"/></w:r>')
    assert first(body).text == "一\t二\n三"


def test_what_word_hides_and_the_code_of_fields_are_no_text() -> None:
    field = run(" PAGE ", "instrText") + run("3")
    assert first(paragraph(run("见", properties="<w:vanish/>") + field)).text == "3"


def test_bookmarks_are_spans_of_the_accepted_text() -> None:
    def mark(name: str, content: str, id_: int) -> str:
        return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{id_}"/>'

    value = mark("_JX1", run("1") + DELETED.format(run("2", "delText")) + INSERTED.format(run("34")), 1)
    found = first(paragraph(run("共") + value + run("元") + mark("_JX2", "", 2)))
    assert found.bookmarks == (TextSpan("_JX1", 1, 4), TextSpan("_JX2", 5, 5))
    assert found.text[1:4] == "134"


def test_a_bookmark_over_two_paragraphs_covers_a_part_of_each() -> None:
    body = paragraph(run("前") + '<w:bookmarkStart w:id="7" w:name="段"/>' + run("起")) + paragraph(
        run("止") + '<w:bookmarkEnd w:id="7"/>' + run("后")
    )
    assert [one.bookmarks for one in read(body).paragraphs] == [
        (TextSpan("段", 1, 2, ends=False),),
        (TextSpan("段", 0, 1, begins=False),),
    ]


def test_tracked_changes_leave_both_texts_to_read() -> None:
    moved = INSERTED.replace("w:ins", "w:moveTo").format(run("丁"))
    found = first(paragraph(run("甲") + DELETED.format(run("乙", "delText")) + INSERTED.format(run("丙")) + moved))
    assert (found.text, found.original) == ("甲丙丁", "甲乙")
    assert [piece.changes for piece in found.pieces] == [
        (),
        (TrackedChange(RevisionKind.DELETED, *BY),),
        (TrackedChange(RevisionKind.INSERTED, *BY),),
        (TrackedChange(RevisionKind.INSERTED, *BY, moved=True),),
    ]


def test_what_was_inserted_and_deleted_again_is_in_neither_text() -> None:
    found = first(paragraph(run("甲") + INSERTED.format(DELETED.format(run("乙", "delText")))))
    assert (found.text, found.original) == ("甲", "甲")
