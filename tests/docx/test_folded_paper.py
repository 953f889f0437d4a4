"""A document's look-alikes are folded, and marks stay round what they were round."""

from __future__ import annotations

from jixiao.docx.blocks import (
    Cell,
    Paragraph,
    RevisionKind,
    Row,
    RunPiece,
    StoryBlocks,
    Table,
    TextSpan,
    TrackedChange,
    WordDocument,
)
from jixiao.docx.folded_paper import fold_paper, note_folding


def test_texts_are_folded_and_marks_move_along() -> None:
    deleted = TrackedChange(RevisionKind.DELETED, "甲", "")
    pieces = (RunPiece("支\u200b出\u2ec5"), RunPiece("\u200b\u200b", (deleted,)), RunPiece("e\u0301为\u200b12"))
    text = "支\u200b出\u2ec5e\u0301为\u200b12"
    mark = TextSpan("_JX1", text.index("12"), len(text))
    [one] = fold_paper(WordDocument((Paragraph(pieces, bookmarks=(mark,)),))).paragraphs
    assert one.text == "支出见é为12"
    assert one.text[one.bookmarks[0].start : one.bookmarks[0].end] == "12"


def test_cells_and_headers_are_folded_too() -> None:
    odd = Paragraph((RunPiece("\u2f08员"),))
    document = WordDocument((Table((Row((Cell((odd,)),)),)),), stories=(StoryBlocks("header", "h.xml", (odd,)),))
    folded = fold_paper(document)
    assert folded.tables[0].grid == [["人员"]]
    assert folded.stories[0].blocks == (Paragraph((RunPiece("人员"),)),)
    assert note_folding(document) == "有只是看着一样的字符，按通行的字读取：“⼈”（U+2F08）→“人”（2 处）"
    assert note_folding(folded) == ""


def test_a_paragraph_without_any_is_the_same_object() -> None:
    plain = Paragraph((RunPiece("正文"),))
    assert fold_paper(WordDocument((plain,))).blocks[0] is plain
