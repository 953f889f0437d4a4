"""Blocks: what is left of paragraphs, cells and tables with tracked changes accepted or rejected."""

from __future__ import annotations

import pytest

from jixiao.docx.blocks import Cell, Paragraph, RevisionKind, Row, RunPiece, Table, TrackedChange, WordDocument, stays

INSERTED = TrackedChange(RevisionKind.INSERTED, "审核人甲", "")
DELETED = TrackedChange(RevisionKind.DELETED, "审核人甲", "")


def paragraph(*texts: str) -> Paragraph:
    return Paragraph(tuple(RunPiece(text) for text in texts))


def cell(*lines: str, continues: bool = False) -> Cell:
    return Cell(tuple(map(paragraph, lines)), continues=continues)


def test_a_paragraph_has_a_text_with_changes_accepted_and_one_with_changes_rejected() -> None:
    pieces = (
        RunPiece("甲"),
        RunPiece("乙", (INSERTED,)),
        RunPiece("丙", (DELETED,)),
        RunPiece("丁", (INSERTED, DELETED)),
    )
    assert (Paragraph(pieces).text, Paragraph(pieces).original) == ("甲乙", "甲丙")


@pytest.mark.parametrize(
    ("changes", "kind", "found"),
    [
        ((), RevisionKind.DELETED, True),
        ((INSERTED,), RevisionKind.DELETED, True),
        ((INSERTED, DELETED), RevisionKind.DELETED, False),
    ],
)
def test_what_stays_has_no_change_of_the_kind(
    changes: tuple[TrackedChange, ...], kind: RevisionKind, *, found: bool
) -> None:
    assert stays(changes, kind) is found


def test_a_cell_is_a_line_for_each_paragraph_and_nothing_where_it_continues() -> None:
    assert cell("甲", "乙").text == "甲\n乙"
    assert cell("甲", continues=True).text == ""


def test_deleted_rows_are_not_in_the_grid() -> None:
    table = Table((Row((cell("甲"), cell("乙"))), Row((cell("丙"),), (DELETED,)), Row((cell("丁"),), (INSERTED,))))
    assert table.grid == [["甲", "乙"], ["丁"]]


def test_a_document_has_the_paragraphs_of_its_tables_in_order() -> None:
    inner = Table((Row((cell("二"),)),))
    outer = Table((Row((Cell((paragraph("一"), inner)), cell("三"))),))
    document = WordDocument((outer, paragraph("四")))
    assert [one.text for one in document.paragraphs] == ["一", "二", "三", "四"]
    assert document.tables == (outer,)
