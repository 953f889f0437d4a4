"""Documents are compared as their readers see them: tracked changes accepted, what was deleted gone."""

from __future__ import annotations

from jixiao.docx.blocks import Cell, Paragraph, RevisionKind, Row, RunPiece, Table, TextSpan, TrackedChange
from jixiao.reconcile.word_passages import BlockGrid, WordPassage, lay_out

INSERTED = TrackedChange(RevisionKind.INSERTED, "甲", "")
DELETED = TrackedChange(RevisionKind.DELETED, "乙", "")
MARK = "_JX000000000001"


def said(*pieces: RunPiece, changes: tuple[TrackedChange, ...] = (), marks: tuple[TextSpan, ...] = ()) -> Paragraph:
    return Paragraph(pieces, bookmarks=marks, changes=changes)


def test_tracked_changes_are_accepted_and_their_authors_known() -> None:
    paragraph = said(RunPiece("支出"), RunPiece("12", (DELETED,)), RunPiece("13", (INSERTED,)), RunPiece("万元"))
    [unit] = lay_out([paragraph])
    assert isinstance(unit, WordPassage)
    assert unit.text == "支出13万元"
    assert unit.touches == (TextSpan("乙", 2, 2), TextSpan("甲", 2, 4))
    assert unit.authors(2, 4) == ("乙", "甲")
    assert unit.authors(5, 6) == ()


def test_paragraphs_whose_mark_was_deleted_are_one() -> None:
    [unit] = lay_out([said(RunPiece("前"), changes=(DELETED,)), said(RunPiece("后"))])
    assert unit.text == "前后"


def test_empty_paragraphs_and_deleted_rows_are_not_there() -> None:
    row = Row((Cell((said(RunPiece("一")),)), Cell((said(RunPiece("二")), said(RunPiece("三"))))))
    gone = Row((Cell((said(RunPiece("去")),)),), (DELETED,))
    [before, grid, after] = lay_out([said(RunPiece("前")), said(), Table((gone, row)), said(RunPiece("后"))])
    assert (before.text, after.text) == ("前", "后")
    assert isinstance(grid, BlockGrid)
    assert [[cell.text for cell in line.cells] for line in grid.lines] == [["一", "二\n三"]]
    assert grid.lines[0].cells[1].position == "第1行第2格"


def test_a_mark_over_several_paragraphs_of_a_cell_is_one() -> None:
    first = said(RunPiece("甲一"), marks=(TextSpan(MARK, 1, 2, ends=False),))
    second = said(RunPiece("二乙"), marks=(TextSpan(MARK, 0, 1, begins=False),))
    other = TextSpan("_Toc1", 0, 1)
    [grid] = lay_out([Table((Row((Cell((first, said(RunPiece("三"), marks=(other,)), second)),)),))])
    assert isinstance(grid, BlockGrid)
    [mark] = grid.lines[0].cells[0].marks
    assert grid.lines[0].cells[0].text[mark.start : mark.end] == "一\n三\n二"
